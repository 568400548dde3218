"""What the classifier reads at once."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests_support import dialogue

from discourse.detection.detector import Detector
from discourse.detection.windows import MOST_WORDS, Said, context_of, windows_of

SENTENCE = "The families came to the room and we talked about the schedule for next year. "


def test_a_short_turn_is_read_whole_with_who_spoke_around_it(detector: Detector) -> None:
    turns = ("A: Only nine came.", "B: They don't care. They never did.", "A: Who says?")
    window = list(windows_of(detector.reading(dialogue(*turns))))[1]
    assert window.text == "They don't care. They never did."
    assert window.context == "other: Only nine came. // other: Who says?"


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40))
def test_a_long_turn_is_read_in_stretches_that_miss_and_repeat_nothing(detector: Detector, sentences: int) -> None:
    reading = detector.reading(dialogue("A: " + SENTENCE * sentences))
    windows = list(windows_of(reading))
    assert [i for window in windows for i in window.sentences] == list(range(len(reading.sentences)))
    assert all(len(window.text.split()) <= MOST_WORDS for window in windows)
    text = reading.transcript.turns[0].text
    assert all(text[window.span.start : window.span.end] == window.text for window in windows)
    assert all(window.context.startswith("same:") for window in windows[1:])


def test_far_away_talk_is_cut_and_the_nearest_kept() -> None:
    context = context_of([Said("far " * 100 + "near", same_speaker=False)], [Said("next " + "later " * 100, True)])
    before, after = context.split(" // ")
    assert before.endswith("near")
    assert after.startswith("same: next")
    assert len(context.split()) < 80
