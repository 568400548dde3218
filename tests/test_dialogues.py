"""The dialogues of docs/dialogues.md, each with the turn it is about marked by an arrow."""

import re
from pathlib import Path

import pytest

from discourse.analysis import Analyzer
from discourse.detection.detector import Detector
from discourse.transcript import Transcript, Turn

PAGE = Path(__file__).resolve().parents[1] / "docs" / "dialogues.md"
BLOCK = re.compile(r"^```dialogue (flag|pass)\n(.*?)^```", re.MULTILINE | re.DOTALL)
DIALOGUES = BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def read(block: str) -> tuple[Transcript, int]:
    lines = block.strip().splitlines()
    marked = next(i for i, line in enumerate(lines) if line.startswith("> "))
    pairs = [line.removeprefix("> ").split(": ", 1) for line in lines]
    turns = tuple(Turn(i, text, speaker) for i, (speaker, text) in enumerate(pairs))
    return Transcript("dialogue", "text", turns), marked


def test_the_page_shows_ten_of_each() -> None:
    outcomes = [outcome for outcome, _ in DIALOGUES]
    assert outcomes.count("flag") >= 10
    assert outcomes.count("pass") >= 10


@pytest.mark.parametrize(
    ("outcome", "block"), DIALOGUES, ids=[block.strip().splitlines()[-1][:60] for _, block in DIALOGUES]
)
def test_the_marked_turn_is_judged_as_the_page_says(
    detector: Detector, shipped: Detector, outcome: str, block: str
) -> None:
    transcript, marked = read(block)
    for reader in (detector, shipped):
        flags = reader.detect(transcript).flags
        said = [(reader.model, flag.quote, flag.why) for flag in flags]
        assert (marked in [flag.turn for flag in flags]) is (outcome == "flag"), said


def test_when_a_leader_says_those_students_then_the_protocol_is_offered_word_for_word() -> None:
    transcript, _ = read("> District leader: I think those students are always going to drag us down.")
    analysis = Analyzer()(transcript)
    offered = [question for question in analysis.questions[analysis.flags[0].id] if question.origin == "protocol"]
    assert [question.text for question in offered] == [
        "I heard you say 'those students.' It seems like there may be something you are not saying. . . . "
        "How are you thinking about the students you are referring to?"
    ]
