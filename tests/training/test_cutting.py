"""Long labelled turns become windows, each with its own label."""

from discourse.detection.detector import Detector
from discourse.detection.windows import MOST_WORDS
from discourse.training.cutting import cut
from discourse.training.gold import Segment

PLAIN = "We moved the buses to twenty past seven, and the office will send the new times on Friday to every teacher. "
LOADED = "Those parents never answer anyway."


def turn(text: str, quote: str | None, **more: object) -> Segment:
    is_flag = quote is not None
    return Segment.model_validate(
        {
            "id": "t",
            "speaker": "Ana",
            "context": ["Ben: And the buses?"],
            "text": text,
            "expect": "flag" if is_flag else "pass",
            "stance": "endorsed" if is_flag else "none",
            "categories": ["family_blame"] if is_flag else [],
            "quote": quote,
            **more,
        }
    )


def test_a_short_turn_stays_as_it_is(detector: Detector) -> None:
    short = turn(LOADED, LOADED)
    assert list(cut([short], detector)) == [short]


def test_only_the_window_with_the_quoted_words_stays_a_flag(detector: Detector) -> None:
    windows = list(cut([turn(PLAIN * 3 + LOADED + " " + PLAIN * 2, LOADED)], detector))
    assert len(windows) > 2
    assert all(len(window.text.split()) <= MOST_WORDS for window in windows)
    [flag] = [window for window in windows if window.is_flag]
    assert flag.quote == LOADED
    assert flag.categories == ["family_blame"]
    assert all(window.only_expect for window in windows if not window.is_flag)


def test_the_rest_of_the_turn_stands_around_a_window_as_the_same_speakers_words(detector: Detector) -> None:
    first, *_, last = cut([turn(PLAIN * 4, None)], detector)
    assert first.context == ["Ben: And the buses?"]
    assert first.after[0].startswith("Ana: We moved")
    assert last.context[-1].startswith("Ana: We moved")
    assert "same:" in last.surroundings


def test_what_was_noticed_in_a_long_turn_is_claimed_of_no_window(detector: Detector) -> None:
    windows = list(cut([turn(PLAIN * 4, None, noticed=["systemic_attribution"])], detector))
    assert all(window.only_expect and not window.noticed for window in windows)


def test_the_plain_rest_of_a_flag_is_no_half_of_its_minimal_pair(detector: Detector) -> None:
    windows = list(cut([turn(PLAIN * 3 + LOADED, LOADED, pair="p1")], detector))
    assert [window.pair for window in windows if window.is_flag] == ["p1"]
    assert not any(window.pair for window in windows if not window.is_flag)
