"""A meeting small enough to read here, with what was found in it set by hand. All of it is invented."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from discourse.analysis import Analysis
from discourse.codebook import Codebook, load_codebook
from discourse.detection.findings import Evidence, Findings, Flag, Noticed, SetAside
from discourse.question_bank import QuestionBank, load_questions
from discourse.questions import choose_questions
from discourse.transcript import LeftOut, Meeting, Span, Speaker, Transcript, Turn

TALK = (
    ("Speaker A", "Thanks for coming. We only offer the tutoring at three, when the buses leave."),
    ("Speaker B", "So I think those students are always going to drag us down. That's how it is."),
    ("Speaker C", "Exactly. And the parents just don't care, they never answer."),
    ("Speaker A", "What did we see that makes us say they don't care?"),
    ("Speaker D", "Buenas tardes, no pude venir antes porque trabajo. I have two children here."),
    ("Speaker B", "Those students who finished early helped set up the chairs."),
)


def spot(turn: int, words: str) -> tuple[int, Span]:
    """Where these words stand in the talk."""
    start = TALK[turn][1].index(words)
    return turn, Span(start, start + len(words))


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="session")
def bank() -> QuestionBank:
    return load_questions()


@pytest.fixture
def transcript() -> Transcript:
    turns = tuple(
        Turn(index, text, speaker, start=60.0 * index, end=60.0 * index + 50, origin={"cue": index + 1})
        for index, (speaker, text) in enumerate(TALK)
    )
    speakers = tuple(Speaker(f"Speaker {letter}") for letter in "ABCD")
    return Transcript(
        "spring.vtt",
        "webvtt",
        turns,
        speakers,
        meeting=Meeting("Spring data meeting", "2025-03-04"),
        left_out=(LeftOut("an automatic summary", 40),),
    )


@pytest.fixture
def make_flag() -> Callable[..., Flag]:
    """A flag on the given words of a turn."""

    def make(turn: int, words: str, category: str, **changes: Any) -> Flag:
        _, span = spot(turn, words)
        flag = Flag(
            id=f"{category}-{turn}",
            turn=turn,
            span=span,
            sentence=span,
            quote=words,
            category=category,
            band="clear",
            stance="endorsed",
            why=f"A reason in one sentence for turn {turn}.",
            evidence=(Evidence("lexicon", turn, span, rule=f"{category}.by-hand"),),
            start=60.0 * turn,
        )
        return replace(flag, **changes)

    return make


@pytest.fixture
def make_analysis(transcript: Transcript, codebook: Codebook, bank: QuestionBank) -> Callable[..., Analysis]:
    """An analysis of the talk with these findings."""

    def make(
        flags: tuple[Flag, ...] = (),
        noticed: tuple[Noticed, ...] = (),
        set_aside: tuple[SetAside, ...] = (),
        **changes: Any,
    ) -> Analysis:
        talk = changes.pop("transcript", transcript)
        _, spanish = spot(4, "Buenas tardes, no pude venir antes porque trabajo.")
        findings = Findings(flags, noticed, set_aside, sentences=11, about=6, not_read=((4, spanish),))
        questions = choose_questions(flags, talk, bank, codebook, [flag.id for flag in flags])
        analysis = Analysis(talk, findings, questions, codebook, bank, "test lexicon", leftover_names=("Quillfern",))
        return replace(analysis, **changes)

    return make


@pytest.fixture
def flags(make_flag: Callable[..., Flag]) -> tuple[Flag, ...]:
    _, whole = spot(1, "So I think those students are always going to drag us down.")
    _, agrees = spot(2, "Exactly.")
    agreement = Evidence("stance", 2, agrees, cue="endorsed.agrees", note="Agrees with the turn before.")
    first = make_flag(
        1, "those students are always going to drag us down", "incapacity_low_expectations", sentence=whole
    )
    return (
        replace(first, evidence=(*first.evidence, agreement), also=("othering",)),
        make_flag(2, "the parents just don't care", "family_blame", band="worth_a_look"),
    )


@pytest.fixture
def noticed(codebook: Codebook) -> tuple[Noticed, ...]:
    found = (
        (0, "We only offer the tutoring at three, when the buses leave.", "systemic_attribution"),
        (3, "What did we see that makes us say they don't care?", "interruption"),
    )
    return tuple(
        Noticed(turn, spot(turn, words)[1], words, key, "by-hand", codebook[key].plain, start=60.0 * turn)
        for turn, words, key in found
    )


@pytest.fixture
def set_aside() -> tuple[SetAside, ...]:
    turn, span = spot(5, "Those students")
    return (SetAside(turn, span, "Those students", "othering", "restrictive_clause", "othering.by-hand"),)


@pytest.fixture
def analysis(
    make_analysis: Callable[..., Analysis],
    flags: tuple[Flag, ...],
    noticed: tuple[Noticed, ...],
    set_aside: tuple[SetAside, ...],
) -> Analysis:
    """Two moments to look at, two noticed, one set aside, one stretch in Spanish."""
    return make_analysis(flags, noticed, set_aside)
