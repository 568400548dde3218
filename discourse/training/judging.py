"""What the tool makes of labelled turns: each with the flags, noticed categories and probability of its own turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.detection.detector import Detector
from discourse.detection.findings import Findings, Flag
from discourse.training.gold import Segment, as_transcript, meetings_of


@dataclass(frozen=True)
class JudgedTurn:
    """A segment and what was found in its own turn.

    ``probability`` is the highest calibrated one of the turn's windows, None where rules decide alone; ``set_aside``
    are the reasons for which candidates of rules were not kept.
    """

    segment: Segment
    flags: tuple[Flag, ...]
    noticed: frozenset[str]
    probability: float | None = None
    set_aside: frozenset[str] = frozenset()

    @property
    def flagged(self) -> bool:
        """Whether at least one flag stands in the turn."""
        return bool(self.flags)

    @property
    def right(self) -> bool:
        """Whether it is flagged if and only if it should be."""
        return self.flagged == self.segment.is_flag

    @property
    def category_right(self) -> bool:
        """Whether a category that was found is one of the labelled ones."""
        found = {key for flag in self.flags for key in (flag.category, *flag.also)}
        return bool(found & set(self.segment.categories))

    @property
    def span_right(self) -> bool:
        """Whether words that were marked are among those the label marks."""
        span = self.segment.span
        return span is not None and any(flag.span.overlaps(span) for flag in self.flags)


def judge(segments: Sequence[Segment], detector: Detector) -> Iterator[JudgedTurn]:
    """Read every segment with the talk around it."""
    for segment in segments:
        yield _judged(segment, detector.detect(as_transcript(segment)), len(segment.context))


def judge_meetings(segments: Sequence[Segment], detector: Detector) -> Iterator[JudgedTurn]:
    """Read whole meetings, given as all their turns in order, one meeting after the other, each as one transcript."""
    for transcript, turns in meetings_of(segments):
        found = detector.detect(transcript)
        for turn, segment in enumerate(turns):
            yield _judged(segment, found, turn)


def _judged(segment: Segment, found: Findings, turn: int) -> JudgedTurn:
    return JudgedTurn(
        segment,
        tuple(flag for flag in found.flags if flag.turn == turn),
        frozenset(moment.category for moment in found.noticed if moment.turn == turn),
        found.probabilities[turn] if found.probabilities else None,
        frozenset(one.reason for one in found.set_aside if one.turn == turn),
    )
