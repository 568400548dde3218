"""From logits to probabilities that mean something, and to the bands.

On a balanced test set a specificity of .95 sounds fine and means one right flag in ten where deficit talk is rare. So
probabilities are fitted to a stated mixture: a share of deficit talk, and among the rest mostly ordinary talk with
some look-alikes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# What the probabilities are calibrated to, as shares of all windows of talk in a meeting.
DEFICIT_SHARE = 0.01
LOOK_ALIKE_SHARE = 0.09

Features = NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """Weights of what is known about a window, for a logit of its being a flag in a meeting."""

    weights: tuple[float, ...]
    constant: float

    def probability(self, features: Features) -> NDArray[np.float64]:
        """Calibrated probabilities, one per row."""
        return np.asarray(1 / (1 + np.exp(-(features @ np.asarray(self.weights) + self.constant))))


def weigh(deficit: Features, look_alikes: Features, ordinary: Features) -> Evidence:
    """Fit the weights of the evidence to windows of the three kinds, in the stated shares."""
    from sklearn.linear_model import LogisticRegression

    kinds = [(deficit, DEFICIT_SHARE, 1), (look_alikes, LOOK_ALIKE_SHARE, 0)]
    kinds.append((ordinary, 1 - DEFICIT_SHARE - LOOK_ALIKE_SHARE, 0))
    rows = np.concatenate([features for features, _, _ in kinds])
    labels = np.concatenate([np.full(len(features), label) for features, _, label in kinds])
    shares = np.concatenate([np.full(len(features), share / len(features)) for features, share, _ in kinds])
    model = LogisticRegression(C=10.0, max_iter=2000).fit(rows, labels, sample_weight=shares * len(rows))
    return Evidence(tuple(float(w) for w in model.coef_[0]), float(model.intercept_[0]))


def threshold(passes: NDArray[np.float64], specificity: float) -> float:
    """The probability that at most ``1 - specificity`` of look-alikes exceed."""
    return float(np.quantile(passes, specificity, method="higher"))


def interval(successes: int, n: int) -> tuple[float, float]:
    """95 % Wilson interval of a share."""
    if not n:
        return 0.0, 1.0
    z = 1.959964
    share = successes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return float(middle - half), float(middle + half)


def resampled(values: Sequence[float], groups: Sequence[str], seed: int = 0, times: int = 2000) -> tuple[float, float]:
    """95 % interval of a mean by resampling whole groups (writers, meetings): segments of one writer are alike."""
    chance = np.random.default_rng(seed)
    by_group: dict[str, list[float]] = {}
    for value, group in zip(values, groups, strict=True):
        by_group.setdefault(group, []).append(value)
    lists = list(by_group.values())
    means = []
    for _ in range(times):
        drawn = [lists[i] for i in chance.integers(0, len(lists), len(lists))]
        means.append(float(np.mean(np.concatenate(drawn))))
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
