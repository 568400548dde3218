"""What probabilities are worth, worked out on numbers small enough to check by hand."""

import pytest

from discourse.detection.findings import Flag
from discourse.training.curves import curves_of
from discourse.training.gold import Segment
from discourse.training.judging import JudgedTurn
from discourse.transcript import Span

# Enough turns of each kind for a share to be given.
MANY = 40
FLAG = Flag("f", 0, Span(0, 3), Span(0, 3), "abc", "othering", "clear", "endorsed", "Because.", ())


def turn(probability: float | None, *, is_flag: bool, flagged: bool = False) -> JudgedTurn:
    segment = Segment(id="s", text="abc", expect="flag" if is_flag else "pass", stance="none")
    return JudgedTurn(segment, (FLAG,) if flagged else (), frozenset(), probability)


def test_precision_and_recall_follow_the_probabilities_down() -> None:
    curves = curves_of(MANY * [turn(0.9, is_flag=True), turn(0.6, is_flag=False), turn(0.4, is_flag=True)])
    assert curves is not None
    assert [(p.recall, p.precision) for p in curves.points] == [
        (0.5, 1.0),
        (0.5, 0.5),
        (1.0, pytest.approx(2 / 3)),
    ]
    assert curves.average_precision == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert curves.ranked_right == 0.5


def test_turns_of_one_probability_are_marked_together_and_count_half_when_ranked() -> None:
    curves = curves_of(MANY * [turn(0.5, is_flag=True), turn(0.5, is_flag=False)])
    assert curves is not None
    assert [(p.recall, p.precision) for p in curves.points] == [(1.0, 0.5)]
    assert curves.ranked_right == 0.5


def test_calibration_sets_the_promise_beside_what_came_true() -> None:
    low_and_high = [turn(0.21, is_flag=False)] * 3 + [turn(0.25, is_flag=True), turn(0.95, is_flag=True)]
    curves = curves_of(MANY * low_and_high)
    assert curves is not None
    low, high = curves.calibration
    assert (low.promised, low.observed, low.n) == (pytest.approx(0.22), 0.25, 4 * MANY)
    assert (high.promised, high.observed, high.n) == (pytest.approx(0.95), 1.0, MANY)


def test_precision_at_a_share_counts_both_kinds_by_how_common_they_are() -> None:
    many = [turn(0.9, is_flag=True, flagged=True)] * 80 + [turn(0.1, is_flag=True)] * 20
    many += [turn(0.9, is_flag=False, flagged=True)] + [turn(0.1, is_flag=False)] * 99
    curves = curves_of(many)
    assert curves is not None
    [(right, low, high)] = [rest for share, *rest in curves.at_share if share == 0.01]
    assert right == pytest.approx(0.008 / (0.008 + 0.0099))
    assert low < 0.3 < right < high


def test_where_rules_decide_alone_or_turns_are_few_there_are_no_curves() -> None:
    assert curves_of(MANY * [turn(None, is_flag=True), turn(None, is_flag=False)]) is None
    assert curves_of(MANY * [turn(0.5, is_flag=True)] + [turn(0.5, is_flag=False)]) is None
