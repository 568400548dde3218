"""An analysis as the JSON document of :mod:`discourse.wire`."""

from discourse import __version__, wire
from discourse.analysis import Analysis
from discourse.detection.findings import Evidence, Flag, Noticed, SetAside
from discourse.questions import Question
from discourse.transcript import Span, Turn


def document_of(analysis: Analysis) -> wire.Document:
    """The whole analysis; spans refer to the texts in the same document."""
    transcript, findings = analysis.transcript, analysis.findings
    by_category: dict[str, int] = {}
    for flag in findings.flags:
        # The least reliable categories, and what is unclear, are never counted before a person has looked.
        if analysis.codebook[flag.category].tier != "C" and flag.stance != "unclear":
            by_category[flag.category] = by_category.get(flag.category, 0) + 1
    return wire.Document(
        tool=wire.Tool(
            version=__version__,
            lexicon=analysis.lexicon,
            codebook=analysis.codebook.identity,
            model=analysis.model,
        ),
        meeting=wire.Meeting(
            title=transcript.meeting.title,
            date=transcript.meeting.date,
            kind=transcript.meeting.kind,
            consent=transcript.meeting.consent,
        ),
        transcript=wire.Transcript(
            source=transcript.source,
            format=transcript.format,
            language=transcript.language,
            speakers=[wire.Speaker(id=speaker.id, role=speaker.role) for speaker in transcript.speakers],
            turns=[_turn(turn, findings.not_read) for turn in transcript.turns],
            left_out=[wire.LeftOut(what=left.what, words=left.words) for left in transcript.left_out],
        ),
        flags=[_flag(flag, analysis.questions.get(flag.id, ())) for flag in findings.flags],
        noticed=[_noticed(noticed) for noticed in findings.noticed],
        set_aside=[_set_aside(set_aside) for set_aside in findings.set_aside],
        leftover_names=list(analysis.leftover_names),
        summary=wire.Summary(
            turns=len(transcript.turns),
            sentences=findings.sentences,
            sentences_about_students_or_families=findings.about,
            flags=len(findings.flags),
            by_category=by_category,
        ),
    )


def _turn(turn: Turn, not_read: tuple[tuple[int, Span], ...]) -> wire.Turn:
    return wire.Turn(
        index=turn.index,
        text=turn.text,
        speaker=turn.speaker,
        start=turn.start,
        end=turn.end,
        origin=dict(turn.origin),
        kind=turn.kind,
        not_read=[span for index, span in not_read if index == turn.index],
    )


def _flag(flag: Flag, questions: tuple[Question, ...]) -> wire.Flag:
    return wire.Flag(
        id=flag.id,
        turn=flag.turn,
        span=flag.span,
        quote=flag.quote,
        sentence=flag.sentence,
        category=flag.category,
        also=list(flag.also),
        band=flag.band,
        confidence=flag.confidence,
        stance=flag.stance,
        evidence=[_evidence(evidence) for evidence in flag.evidence],
        why=flag.why,
        questions=[_question(question) for question in questions],
        no_questions_because=flag.no_questions_because,
        start=flag.start,
    )


def _evidence(evidence: Evidence) -> wire.Evidence:
    return wire.Evidence(
        source=evidence.source,
        rule=evidence.rule,
        cue=evidence.cue,
        turn=evidence.turn,
        span=evidence.span,
        probability=evidence.probability,
        note=evidence.note,
    )


def _question(question: Question) -> wire.Question:
    return wire.Question(
        id=question.id,
        moves=list(question.moves),
        text=question.text,
        origin=question.origin,
        softer=question.softer,
        note=question.note,
    )


def _noticed(noticed: Noticed) -> wire.Noticed:
    return wire.Noticed(
        turn=noticed.turn,
        span=noticed.span,
        quote=noticed.quote,
        category=noticed.category,
        confidence=noticed.confidence,
        rule=noticed.rule,
        why=noticed.why,
        start=noticed.start,
    )


def _set_aside(set_aside: SetAside) -> wire.SetAside:
    return wire.SetAside(
        turn=set_aside.turn,
        span=set_aside.span,
        quote=set_aside.quote,
        category=set_aside.category,
        reason=set_aside.reason,
        rule=set_aside.rule,
        cue=set_aside.cue,
    )
