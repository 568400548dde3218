"""From an analysis with names to one without: speakers become letters, and every span moves with its text."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from discourse.detection.findings import Evidence, Findings, Flag, Noticed, SetAside
from discourse.privacy.leftovers import leftover_names
from discourse.privacy.masking import Masker
from discourse.privacy.offsets import Mask, MaskedText
from discourse.privacy.people import People, names_in
from discourse.privacy.quotations import masks_in_quotation
from discourse.privacy.roster import Roster
from discourse.readers.speakers import is_nobody
from discourse.transcript import LeftOut, Meeting, Span, Speaker, TimeMark, Transcript, Turn

if TYPE_CHECKING:
    from discourse.analysis import Analysis
    from discourse.questions import Question


def pseudonymise(analysis: "Analysis", roster: Roster | None = None) -> "Analysis":
    """The analysis with speakers as "Speaker A", "Speaker B" and known names masked, in text and quotations alike.

    Speakers get their letters in the order in which they first speak. Spans refer to the masked text; quotes are cut
    from it anew. ``leftover_names`` lists what looks like a name and was not masked. The text is not anonymous
    afterwards: docs/privacy.md says what is not found.
    """
    transcript = analysis.transcript
    pseudonyms = _pseudonyms(transcript)
    masker = Masker(
        _people(pseudonyms, roster),
        [turn.text for turn in transcript.turns],
        roster.roles if roster else (),
    )
    texts = {turn.index: masker.mask(turn.text) for turn in transcript.turns}
    questions = {
        flag.id: tuple(_question(question, flag, texts[flag.turn], masker) for question in analysis.questions[flag.id])
        for flag in analysis.flags
        if flag.id in analysis.questions
    }
    return replace(
        analysis,
        transcript=_transcript(transcript, pseudonyms, texts, masker),
        findings=_findings(analysis.findings, texts, masker),
        questions=questions,
        leftover_names=leftover_names((text.text for text in texts.values()), masker.protected),
    )


def letters(number: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _pseudonyms(transcript: Transcript) -> dict[str, str]:
    """A pseudonym for each speaker label, in the order of first speaking; those who never speak come last."""
    spoke = [turn.speaker for turn in transcript.turns if turn.speaker is not None]
    labels = dict.fromkeys([*spoke, *(speaker.id for speaker in transcript.speakers)])
    return {label: f"Speaker {letters(number)}" for number, label in enumerate(labels)}


def _people(pseudonyms: Mapping[str, str], roster: Roster | None) -> People:
    people = People()
    for label, pseudonym in pseudonyms.items():
        names = [] if is_nobody(label) else list(names_in(label))
        owner = people.add(f"[{pseudonym}]", names)
        if not names:
            people.add_literal(owner, label)
    for label, person in roster.labelled() if roster else ():
        written = [person.name, *person.aliases]
        names = [name for text in written for name in names_in(text, roster=True)]
        people.add(label, names, may_be_a_speaker=person.role != "student")
    return people


def _transcript(
    transcript: Transcript, pseudonyms: Mapping[str, str], texts: Mapping[int, MaskedText], masker: Masker
) -> Transcript:
    def masked(text: str | None) -> str | None:
        return None if text is None else masker.mask(text).text

    meeting, order = transcript.meeting, list(pseudonyms)
    return replace(
        transcript,
        turns=tuple(_turn(turn, pseudonyms, texts[turn.index]) for turn in transcript.turns),
        speakers=tuple(
            Speaker(pseudonyms[speaker.id], masked(speaker.role))
            for speaker in sorted(transcript.speakers, key=lambda speaker: order.index(speaker.id))
        ),
        meeting=Meeting(masked(meeting.title), meeting.date, masked(meeting.kind), masked(meeting.consent)),
        source=masker.mask_file_name(transcript.source),
        left_out=tuple(LeftOut(masker.mask(left.what).text, left.words) for left in transcript.left_out),
    )


def _turn(turn: Turn, pseudonyms: Mapping[str, str], text: MaskedText) -> Turn:
    # A time that began inside a mask holds for what follows the mask: the mask itself began earlier.
    marks = tuple(TimeMark(text.end(mark.offset), mark.seconds) for mark in turn.time_marks)
    speaker = None if turn.speaker is None else pseudonyms[turn.speaker]
    return replace(turn, text=text.text, speaker=speaker, time_marks=marks)


def _findings(findings: Findings, texts: Mapping[int, MaskedText], masker: Masker) -> Findings:
    return replace(
        findings,
        flags=tuple(_flag(flag, texts, masker) for flag in findings.flags),
        noticed=tuple(_noticed(noticed, texts, masker) for noticed in findings.noticed),
        set_aside=tuple(_set_aside(set_aside, texts) for set_aside in findings.set_aside),
        not_read=tuple((turn, texts[turn].span(span)) for turn, span in findings.not_read),
    )


def _flag(flag: Flag, texts: Mapping[int, MaskedText], masker: Masker) -> Flag:
    text = texts[flag.turn]
    span = text.span(flag.span)
    return replace(
        flag,
        span=span,
        sentence=text.span(flag.sentence),
        quote=_cut(text, span),
        why=masker.mask(flag.why).text,
        evidence=tuple(_evidence(evidence, texts, masker) for evidence in flag.evidence),
    )


def _evidence(evidence: Evidence, texts: Mapping[int, MaskedText], masker: Masker) -> Evidence:
    span = None if evidence.span is None else texts[evidence.turn].span(evidence.span)
    note = None if evidence.note is None else masker.mask(evidence.note).text
    return replace(evidence, span=span, note=note)


def _noticed(noticed: Noticed, texts: Mapping[int, MaskedText], masker: Masker) -> Noticed:
    text = texts[noticed.turn]
    span = text.span(noticed.span)
    return replace(noticed, span=span, quote=_cut(text, span), why=masker.mask(noticed.why).text)


def _set_aside(set_aside: SetAside, texts: Mapping[int, MaskedText]) -> SetAside:
    text = texts[set_aside.turn]
    span = text.span(set_aside.span)
    return replace(set_aside, span=span, quote=_cut(text, span))


def _cut(text: MaskedText, span: Span) -> str:
    return text.text[span.start : span.end]


def _question(question: "Question", flag: Flag, text: MaskedText, masker: Masker) -> "Question":
    def masked(wording: str) -> str:
        quoted = masks_in_quotation(wording, text, flag.span)
        return _with_quotation(wording, quoted.masks, quoted.start, quoted.end, masker).text

    softer = None if question.softer is None else masked(question.softer)
    return replace(question, text=masked(question.text), softer=softer)


def _with_quotation(wording: str, masks: Iterable[Mask], start: int, end: int, masker: Masker) -> MaskedText:
    """Masks of the speaker's own words as in the turn; the rest of the wording by itself."""
    others = [mask for mask in masker.mask(wording).masks if mask.end <= start or mask.start >= end]
    return MaskedText(wording, [*masks, *others])
