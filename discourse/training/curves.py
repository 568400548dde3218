"""What probabilities are worth: precision against recall, and what was promised against what came true."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.training.intervals import FEWEST, interval
from discourse.training.judging import JudgedTurn

# Edges of the groups in which promised and observed shares are compared.
_EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)
# Shares of deficit talk in a meeting for which the precision is worked out.
SHARES = (0.005, 0.01, 0.05)


@dataclass(frozen=True)
class Point:
    """Recall and precision if everything from some probability on were marked."""

    recall: float
    precision: float


@dataclass(frozen=True)
class Bin:
    """Turns of like probability: the mean that was promised, and the share that a reader marked."""

    promised: float
    observed: float
    n: int


@dataclass(frozen=True)
class Curves:
    """Everything about the probabilities of one evaluation.

    ``ranked_right`` is how often a deficit turn got a higher probability than another turn (area under the ROC
    curve). ``at_share`` holds, for each share of deficit talk in :data:`SHARES`, what share of the marks would be
    right if other turns were like those of this file: the share, and its bounds at those of both error rates.
    """

    points: tuple[Point, ...]
    average_precision: float
    ranked_right: float
    calibration: tuple[Bin, ...]
    at_share: tuple[tuple[float, float, float, float], ...]


def curves_of(judged: Sequence[JudgedTurn]) -> Curves | None:
    """The curves, or None where rules decided alone or there are too few turns of one of the two kinds."""
    known = [one for one in judged if one.probability is not None]
    probabilities = np.array([one.probability for one in known], dtype=float)
    flags = np.array([one.segment.is_flag for one in known], dtype=bool)
    if len(known) < len(judged) or min(flags.sum(), (~flags).sum()) < FEWEST:
        return None
    order = np.argsort(-probabilities, kind="stable")
    found = np.cumsum(flags[order])
    recall, precision = found / flags.sum(), found / np.arange(1, len(known) + 1)
    # A point stands only where the probability changes: turns of one probability are marked together.
    last = np.append(np.diff(probabilities[order]) != 0, True)
    steps = np.diff(np.insert(recall[last], 0, 0.0))
    return Curves(
        points=tuple(Point(float(r), float(p)) for r, p in zip(recall[last], precision[last], strict=True)),
        average_precision=float((steps * precision[last]).sum()),
        ranked_right=_ranked_right(probabilities, flags),
        calibration=tuple(_bins(probabilities, flags)),
        at_share=tuple((share, *_precision_at(share, known)) for share in SHARES),
    )


def _ranked_right(probabilities: NDArray[np.float64], flags: NDArray[np.bool_]) -> float:
    passes = np.sort(probabilities[~flags])
    below = np.searchsorted(passes, probabilities[flags], side="left")
    not_above = np.searchsorted(passes, probabilities[flags], side="right")
    return float(((below + not_above) / 2).mean() / len(passes))


def _bins(probabilities: NDArray[np.float64], flags: NDArray[np.bool_]) -> list[Bin]:
    groups = np.clip(np.digitize(probabilities, _EDGES) - 1, 0, len(_EDGES) - 2)
    return [
        Bin(float(probabilities[groups == g].mean()), float(flags[groups == g].mean()), int((groups == g).sum()))
        for g in range(len(_EDGES) - 1)
        if (groups == g).any()
    ]


def _precision_at(share: float, judged: Sequence[JudgedTurn]) -> tuple[float, float, float]:
    """What share of the marks is right where ``share`` of the turns are deficit talk, with its bounds."""
    marked = {True: 0, False: 0}
    all_ = {True: 0, False: 0}
    for one in judged:
        all_[one.segment.is_flag] += 1
        marked[one.segment.is_flag] += one.flagged
    found, alarms = marked[True] / all_[True], marked[False] / all_[False]
    fewest_found, most_found = interval(marked[True], all_[True])
    fewest_alarms, most_alarms = interval(marked[False], all_[False])
    return (
        _right(share, found, alarms),
        _right(share, fewest_found, most_alarms),
        _right(share, most_found, fewest_alarms),
    )


def _right(share: float, found: float, alarms: float) -> float:
    right, wrong = share * found, (1 - share) * alarms
    return right / (right + wrong) if right + wrong else 0.0
