"""Thresholds and intervals say what they promise."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from discourse.training.calibration import threshold
from discourse.training.intervals import interval, resampled


@given(st.lists(st.floats(0, 1), min_size=20, max_size=200), st.sampled_from([0.9, 0.95, 0.99]))
def test_at_most_the_stated_share_of_look_alikes_lies_above_a_threshold(passes: list[float], kept: float) -> None:
    found = threshold(np.array(passes), kept)
    assert (np.array(passes) > found).mean() <= 1 - kept + 1e-9


def test_an_interval_holds_the_share_and_narrows_with_more_cases() -> None:
    low, high = interval(8, 10)
    lower, higher = interval(800, 1000)
    assert low < 0.8 < high
    assert low < lower < 0.8 < higher < high
    assert interval(0, 0) == (0.0, 1.0)


def test_resampling_whole_writers_is_wider_than_their_turns_alone_suggest() -> None:
    values = [1.0] * 50 + [0.0] * 50
    low, high = resampled(values, ["a"] * 50 + ["b"] * 50)
    assert (low, high) == (0.0, 1.0)
