"""How labelled turns are read: alone with what stands around them, or as whole meetings."""

from discourse.detection.detector import Detector
from discourse.training.gold import Segment
from discourse.training.judging import judge, judge_meetings
from discourse.training.robustness import robustness

DEFICIT = "Those parents just don't care about school."
PLAIN = "The bus was late on Tuesday."


def turn(text: str, *, is_flag: bool = False, meeting: str = "m1") -> Segment:
    return Segment(
        id="t", speaker="Ana", text=text, expect="flag" if is_flag else "pass", stance="none", writer=meeting
    )


def test_flags_of_the_talk_around_are_not_counted_for_a_turn(detector: Detector) -> None:
    beside = turn(PLAIN).model_copy(update={"context": [f"Ben: {DEFICIT}"]})
    [plain] = judge([beside], detector)
    [deficit] = judge([turn(DEFICIT, is_flag=True)], detector)
    assert not plain.flagged
    assert deficit.flagged
    assert deficit.probability is None


def test_a_meeting_is_read_as_one_transcript_and_each_meeting_by_itself(detector: Detector) -> None:
    turns = [turn(PLAIN), turn(DEFICIT, is_flag=True), turn(PLAIN, meeting="m2")]
    assert [one.flagged for one in judge_meetings(turns, detector)] == [False, True, False]


def test_captions_without_punctuation_lose_no_plain_deficit_talk(detector: Detector) -> None:
    captions, groups = robustness([turn(DEFICIT, is_flag=True), turn(PLAIN)], detector)
    assert (captions.turns, captions.found_before, captions.found_after) == (2, 1, 1)
    assert groups.turns == 0


def test_another_group_named_changes_no_answer(detector: Detector) -> None:
    named = turn("The Somali moms just don't care about school.", is_flag=True)
    _, groups = robustness([named], detector)
    assert groups.turns == 1
    assert groups.answers_changed == 0
