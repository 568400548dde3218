"""Where a band begins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.training.weighing_in import Rows, precise_from, settle

PROBABILITIES = st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9])


@given(st.lists(st.tuples(PROBABILITIES, st.booleans()), min_size=1, max_size=60))
def test_what_is_shown_from_there_on_is_as_often_right_as_promised(turns: list[tuple[float, bool]]) -> None:
    probabilities, right = np.array([p for p, _ in turns]), np.array([r for _, r in turns])
    start = precise_from(probabilities, right, 0.75, 2.0)
    shown = right[probabilities >= start]
    assert start == 2.0 or shown.mean() >= 0.75


def test_where_nothing_is_precise_enough_or_little_is_shown_nothing_is() -> None:
    wrong = np.array([0.9] * 6)
    assert precise_from(wrong, np.array([False] * 3 + [True] * 3), 0.75, 1.0) == 1.0
    assert precise_from(np.array([0.9, 0.8]), np.array([True, True]), 0.75, 1.0) == 1.0
    assert precise_from(np.array([]), np.array([], dtype=bool), 0.75, 1.0) == 1.0


@pytest.mark.train
def test_words_that_rules_let_go_never_speak_for_a_mark() -> None:
    pytest.importorskip("sklearn")
    chance = np.random.default_rng(0)
    flags = np.array([True, False] * 100)
    logits = np.where(flags, 1.0, -1.0) + chance.normal(size=200)
    let_go = np.where(flags, chance.random(200) < 0.6, chance.random(200) < 0.2).astype(float)
    rows = Rows(np.stack([logits, np.zeros(200), np.zeros(200), let_go], axis=1), flags)
    _, weights = settle(rows, rows, np.array([[-4.0, 0.0, 0.0, 0.0]] * 50))
    assert weights.set_aside == 0
    assert weights.classifier > 0
    assert weights.clear >= weights.worth_a_look
