"""What a report says, part by part and in order: shared by the terminal, the page, and formats to come."""

from dataclasses import dataclass
from typing import Final

from discourse.analysis import Analysis
from discourse.reports.moments import Moment, Strength, moments_of, of_many_kinds, strengths_of
from discourse.reports.phrases import count, day, length, place
from discourse.reports.wording import FORMATS_READ, NOT_FOR, TESTED_RULES
from discourse.transcript import Transcript

# Strengths come first, yet a wall of them is not read.
_FIRST_STRENGTHS: Final = 6


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that were looked at and not flagged."""

    turn: int
    place: str
    words: str
    looked_like: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A report before it is drawn. ``facts`` are label and value; ``reading`` says how the source was read."""

    title: str
    facts: tuple[tuple[str, str], ...]
    reading: tuple[str, ...]
    leftover_names: tuple[str, ...]
    strengths: tuple[Strength, ...]
    first_strengths: tuple[Strength, ...]
    more_strengths: tuple[Strength, ...]
    moments: tuple[Moment, ...]
    leads: tuple[Moment, ...]
    others: tuple[Moment, ...]
    set_aside: tuple[tuple[str, tuple[Aside, ...]], ...]
    self_check: tuple[str, ...]
    not_for: tuple[str, ...]


def outline_of(analysis: Analysis) -> Outline:
    """Everything a report of this analysis says."""
    strengths = strengths_of(analysis)
    first = of_many_kinds(strengths, _FIRST_STRENGTHS)
    moments = moments_of(analysis)
    leading = {flag.id for flag in analysis.leads}
    return Outline(
        title=analysis.transcript.meeting.title or analysis.transcript.source,
        facts=tuple(_facts(analysis)),
        reading=tuple(_reading(analysis)),
        leftover_names=analysis.leftover_names,
        strengths=strengths,
        first_strengths=first,
        more_strengths=tuple(strength for strength in strengths if strength not in first),
        moments=moments,
        leads=tuple(moment for moment in moments if moment.flag.id in leading),
        others=tuple(moment for moment in moments if moment.flag.id not in leading),
        set_aside=_set_aside(analysis),
        self_check=analysis.bank.self_check,
        not_for=(NOT_FOR[0], analysis.tested or TESTED_RULES, *NOT_FOR[1:]),
    )


def _facts(analysis: Analysis) -> list[tuple[str, str]]:
    transcript, findings = analysis.transcript, analysis.findings
    facts = [("Date", day(transcript.meeting.date))] if transcript.meeting.date else []
    if transcript.duration:
        facts.append(("Length", length(transcript.duration)))
    if transcript.speakers:
        facts.append(("Speakers", str(len(transcript.speakers))))
    facts.append(("Source", transcript.source))
    facts.append(("Words", f"{transcript.words:,}"))
    facts.append(("Sentences about students or families", f"{findings.about:,} of {findings.sentences:,}"))
    return facts


def _reading(analysis: Analysis) -> list[str]:
    transcript = analysis.transcript
    how = FORMATS_READ.get(transcript.format, transcript.format)
    said = [f"{transcript.source} was read as {how}: {count(len(transcript.turns), 'turn')}."]
    said += [
        f"Left out, because it is not talk: {left.what} ({count(left.words, 'word')})." for left in transcript.left_out
    ]
    said.append(_not_read(analysis, transcript))
    said.append(
        "Names stand as they do in the source, as you asked. Take care where this report goes."
        if analysis.names_kept
        else "Speakers have pseudonyms, and names that were known are masked. This lowers the risk of naming someone; "
        "it does not make the talk anonymous."
    )
    return [sentence for sentence in said if sentence]


def _not_read(analysis: Analysis, transcript: Transcript) -> str:
    stretches = analysis.findings.not_read
    if not stretches:
        return ""
    words = sum(len(transcript.turns[turn].text[span.start : span.end].split()) for turn, span in stretches)
    return (
        f"Not read: {count(len(stretches), 'stretch', 'stretches')} in another language ({count(words, 'word')}). "
        "Nothing is said about them here, neither good nor bad."
    )


def _set_aside(analysis: Analysis) -> tuple[tuple[str, tuple[Aside, ...]], ...]:
    """What was set aside, under the sentence that gives the reason, in the order of the codebook."""
    explained = analysis.codebook.stances | analysis.codebook.set_aside_reasons
    groups: dict[str, list[Aside]] = {sentence: [] for sentence in explained.values()}
    for aside in analysis.set_aside:
        turn = analysis.transcript.turns[aside.turn]
        sentence = explained.get(aside.reason, aside.reason)
        looked_like = analysis.codebook[aside.category].name
        where = place(turn, turn.time_at(aside.span.start))
        groups.setdefault(sentence, []).append(Aside(turn.index, where, aside.quote, looked_like))
    return tuple((sentence, tuple(asides)) for sentence, asides in groups.items() if asides)
