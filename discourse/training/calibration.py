"""From logits to probabilities that mean something, and to the bands.

On a balanced test set a specificity of .95 sounds fine and means one right flag in ten where deficit talk is rare. So
probabilities are fitted to a stated mixture: a share of deficit talk, and among the rest mostly ordinary talk with
some look-alikes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# What the probabilities are calibrated to, as shares of all windows of talk in a meeting.
DEFICIT_SHARE = 0.05
LOOK_ALIKE_SHARE = 0.1

Features = NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """Weights of what is known about a window, for a logit of its being a flag in a meeting."""

    weights: tuple[float, ...]
    constant: float

    def probability(self, features: Features) -> NDArray[np.float64]:
        """Calibrated probabilities, one per row."""
        return np.asarray(1 / (1 + np.exp(-(features @ np.asarray(self.weights) + self.constant))))


def weigh(deficit: Features, look_alikes: Features, ordinary: Features) -> Fitted:
    """Fit the weights of the evidence to windows of the three kinds, in the stated shares."""
    from sklearn.linear_model import LogisticRegression

    kinds = [(deficit, DEFICIT_SHARE, 1), (look_alikes, LOOK_ALIKE_SHARE, 0)]
    kinds.append((ordinary, 1 - DEFICIT_SHARE - LOOK_ALIKE_SHARE, 0))
    rows = np.concatenate([features for features, _, _ in kinds])
    labels = np.concatenate([np.full(len(features), label) for features, _, label in kinds])
    shares = np.concatenate([np.full(len(features), share / len(features)) for features, share, _ in kinds])
    model = LogisticRegression(C=10.0, max_iter=2000).fit(rows, labels, sample_weight=shares * len(rows))
    return Fitted(tuple(float(w) for w in model.coef_[0]), float(model.intercept_[0]))


def threshold(passes: NDArray[np.float64], specificity: float) -> float:
    """The probability that at most ``1 - specificity`` of look-alikes exceed."""
    return float(np.quantile(passes, specificity, method="higher"))
