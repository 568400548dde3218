"""What must not change an answer: captions' noise, and which group is named.

The variants are made mechanically from labelled turns while measuring, and are never kept.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from discourse.detection.detector import Detector
from discourse.training.augmentation import as_captions, with_other_groups
from discourse.training.gold import Segment
from discourse.training.judging import judge

Change = Callable[[Segment, random.Random], Segment]


@dataclass(frozen=True)
class Robustness:
    """How answers moved under a variant.

    ``turns`` were changed by it; ``found_before`` and ``found_after`` count deficit turns found among ``deficit``;
    ``answers_changed`` counts turns that were marked before and not after, or the other way round; ``largest`` is the
    largest change of a probability, None where rules decide alone.
    """

    name: str
    turns: int
    deficit: int
    found_before: int
    found_after: int
    answers_changed: int
    largest: float | None

    @property
    def text(self) -> str:
        """The result as people read it."""
        moved = f", largest change of a probability {self.largest:.2f}" if self.largest is not None else ""
        return (
            f"{self.turns} turns changed: deficit turns found {self.found_before} of {self.deficit} before, "
            f"{self.found_after} after; {self.answers_changed} answers changed{moved}"
        )


def robustness(segments: Sequence[Segment], detector: Detector, seed: int = 0) -> list[Robustness]:
    """Both variants of every turn, each turn read with the talk around it, as it stands and changed."""
    return [
        _under("as captions without punctuation", as_captions, segments, detector, seed),
        _under("another group named", with_other_groups, segments, detector, seed),
    ]


def _under(name: str, change: Change, segments: Sequence[Segment], detector: Detector, seed: int) -> Robustness:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    pairs = [(segment, change(segment, chance)) for segment in segments]
    pairs = [(segment, changed) for segment, changed in pairs if segment.text != changed.text]
    before = list(judge([segment for segment, _ in pairs], detector))
    after = list(judge([changed for _, changed in pairs], detector))
    moves = [
        abs(a.probability - b.probability)
        for a, b in zip(before, after, strict=True)
        if a.probability is not None and b.probability is not None
    ]
    return Robustness(
        name=name,
        turns=len(before),
        deficit=sum(one.segment.is_flag for one in before),
        found_before=sum(one.flagged and one.segment.is_flag for one in before),
        found_after=sum(one.flagged and one.segment.is_flag for one in after),
        answers_changed=sum(a.flagged != b.flagged for a, b in zip(before, after, strict=True)),
        largest=max(moves, default=None),
    )
