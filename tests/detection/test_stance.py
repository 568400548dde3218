"""How speakers hold deficit words. The words stand in [brackets]; everything else decides."""

import re
from collections.abc import Callable

import pytest
from tests_support import dialogue

from discourse.detection.detector import Detector
from discourse.detection.findings import Findings


def reading_of(detector: Detector, *turns: str) -> str:
    """How the first words in brackets are held, for a category of family blame."""
    marked = next(i for i, turn in enumerate(turns) if "[" in turn)
    words = re.search(r"\[(.*?)\]", turns[marked])
    assert words is not None
    reading = detector.reading(dialogue(*(turn.replace("[", "").replace("]", "") for turn in turns)))
    for position, sentence in enumerate(reading.sentences):
        at = sentence.cleaned.text.find(words[1])
        if sentence.sentence.turn == marked and at >= 0:
            inside = [i for i, w in enumerate(sentence.words) if w.end > at and w.start < at + len(words[1])]
            return detector.stance_of(reading, position, inside[0], inside[-1] + 1, "family_blame").reads_as
    raise AssertionError(f"the words {words[1]!r} are in no sentence")


@pytest.mark.parametrize(
    "turns",
    [
        ["[Parents don't care] about school."],
        ["Honestly, [parents don't care]."],
        ["I think [they don't value education] at all."],
        ["Like Pat said, [they don't care]."],
        ["[Those families don't care], you know?"],
        ["I'm sorry, but [parents don't care]."],
        ["I hate to say it, but [parents don't care]."],
        ["I've said it before, [parents don't care]."],
        ["B: What did we try?", "A: [Parents don't care]."],
        ["[Parents don't care].", "B: What makes you say that?"],
        ["You can call all you want, [they don't care]."],
    ],
)
def test_when_the_words_are_the_speakers_own_then_they_are_endorsed(detector: Detector, turns: list[str]) -> None:
    assert reading_of(detector, *turns) == "endorsed"


@pytest.mark.parametrize(
    "turns",
    [
        ["Staff tell us that [parents don't care]."],
        ['She wrote, "[Parents don\'t care]."'],
        ["A mom told me a teacher said [parents don't care]."],
        ["In the survey, people wrote that [parents don't care]."],
        ["[They don't care], one teacher said."],
        ["I used to say [parents don't care]."],
        ["According to the memo, [parents don't care]."],
    ],
)
def test_when_the_words_are_someone_elses_then_they_are_reported(detector: Detector, turns: list[str]) -> None:
    assert reading_of(detector, *turns) == "reported"


@pytest.mark.parametrize(
    "turns",
    [
        ["When we say [parents don't care], what did we see?"],
        ["I heard you say '[parents don't care].' How are you thinking about them?"],
        ["Can we stop saying [parents don't care]?"],
        ["I don't buy that [parents don't care]."],
        ["The myth that [parents don't care] keeps coming back."],
        ["[Parents don't care]. That's the story we tell ourselves."],
        ["What makes us think [parents don't care]?"],
    ],
)
def test_when_the_wording_is_questioned_then_it_is_challenged(detector: Detector, turns: list[str]) -> None:
    assert reading_of(detector, *turns) == "challenged"


@pytest.mark.parametrize(
    "turns",
    [
        ["[Parents don't care]. Let me rephrase that."],
        ["A: [Parents don't care].", "B: Hm.", "A: Sorry, that's not fair."],
        ["[Parents don't care], no wait, we never asked them."],
    ],
)
def test_when_the_speaker_takes_it_back_then_it_is_self_repaired(detector: Detector, turns: list[str]) -> None:
    assert reading_of(detector, *turns) == "self_repaired"


@pytest.mark.parametrize(
    ("turns", "reads_as"),
    [
        (["It's not that [parents don't care]."], "negated"),
        (["Suppose someone says [parents don't care]."], "hypothetical"),
        (["As a parent, when [they don't care] it hurts."], "own_life"),
        (["[Parents don't care] because we never translated the notice."], "systemic_cause"),
    ],
)
def test_when_something_else_holds_the_words_then_the_reason_says_what(
    detector: Detector, turns: list[str], reads_as: str
) -> None:
    assert reading_of(detector, *turns) == reads_as


def test_when_the_cue_word_is_inside_the_words_then_it_does_not_count(detector: Detector) -> None:
    assert reading_of(detector, "[Parents never say they don't care, they don't].") == "endorsed"


def test_when_a_rule_takes_in_the_words_that_question_another_candidate_both_are_set_aside(
    detect: Callable[..., Findings],
) -> None:
    findings = detect("A: I don't buy that the parents don't care.")
    assert not findings.flags
    assert {aside.reason for aside in findings.set_aside} == {"challenged"}


def test_someone_who_says_what_they_were_called_is_talking_of_their_own_life(detect: Callable[..., Findings]) -> None:
    findings = detect("A: I was the low kid, three years in the back row.")
    assert not findings.flags
