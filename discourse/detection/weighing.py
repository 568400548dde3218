"""Rules, stance cues and classifier as one probability: the only place where a score is made.

A window's evidence is how sure the classifier is and what the rules found in it. Its weights are fitted when a model is
made and travel with it; ``docs/evaluation.md`` says to what share of deficit talk the probability is calibrated.
"""

import math
from collections.abc import Sequence

from discourse.datafile import StrictModel
from discourse.detection.fusion import Judged


class Weights(StrictModel):
    """What each piece of evidence adds to the logit of a window's being a flag.

    A window is shown where its probability is above ``worth_a_look``, as clear above ``clear``.
    """

    classifier: float
    rule: float
    second_rule: float
    set_aside: float
    constant: float
    worth_a_look: float
    clear: float

    def probability(self, logit: float, judged: Sequence[Judged]) -> float:
        """The calibrated probability that a reader with the codebook marks the window.

        ``logit`` is the classifier's; ``judged`` are the candidates that rules proposed in the window.
        """
        total = self.constant + sum(
            weight * value for weight, value in zip(self._in_order, evidence(logit, judged), strict=True)
        )
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))

    @property
    def _in_order(self) -> tuple[float, ...]:
        return self.classifier, self.rule, self.second_rule, self.set_aside


def evidence(logit: float, judged: Sequence[Judged]) -> tuple[float, float, float, float]:
    """The evidence in the order of the weights: the logit, a kept candidate, a second rule's, only set-aside ones."""
    kept = {one.candidate.placed.rule.id for one in judged if one.kept}
    return logit, float(len(kept) > 0), float(len(kept) > 1), float(bool(judged) and not kept)
