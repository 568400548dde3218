"""Find what the classifier's word is worth beside the rules', and from where on it is shown, on unseen talk."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.detection.classifier import Classifier, Opinion
from discourse.detection.detector import Detector
from discourse.detection.fusion import Judged, by_sentence
from discourse.detection.weighing import Weights, evidence
from discourse.detection.windows import Window, windows_of
from discourse.training.calibration import Features, Fitted, threshold, weigh
from discourse.training.gold import Segment, as_transcript, meetings_of
from discourse.transcript import Span, Transcript

# Where the bands begin: the share of look-alikes by unseen writers that must stay unmarked, and the share of marked
# windows of unseen meetings that must be right, at those meetings' own share of deficit talk.
WORTH_A_LOOK, WORTH_A_LOOK_RIGHT = 0.95, 0.7
CLEAR, CLEAR_RIGHT = 0.99, 0.8
# A noticed category is shown from the probability at which this share of what is shown was right.
NOTICED_PRECISION = 0.9
# A share is not believed before this many are shown.
_FEWEST = 5
# Where evidence says that rules set something aside, and what takes that out.
_SET_ASIDE = 3
_KEPT = np.array([1.0, 1.0, 1.0, 0.0])


@dataclass(frozen=True)
class Held:
    """What was kept from training: segments no longer than a window, all turns of whole meetings, and ordinary talk."""

    segments: Sequence[Segment]
    meetings: Sequence[Segment]
    ordinary: Sequence["Proposed"]


@dataclass(frozen=True)
class Proposed:
    """A window of talk with what the rules propose in it, and whether it speaks of students or families."""

    window: Window
    judged: Sequence[Judged]
    about: bool


@dataclass(frozen=True)
class Weighed:
    """The weights, where noticed categories begin, and the scores of each reader for the segments held."""

    weights: Weights
    noticed: dict[str, float]
    scores: dict[str, list[float]]


@dataclass(frozen=True)
class Rows:
    """Evidence of windows and whether they are flags."""

    evidence: Features
    flags: NDArray[np.bool_]

    @property
    def without_set_aside(self) -> "Rows":
        """The same, as if nothing had been set aside."""
        return Rows(self.evidence * _KEPT, self.flags)


def weigh_in(classifier: Classifier, held: Held, detector: Detector) -> Weighed:
    """Weigh a classifier's logits with what the rules find."""
    opinions = classifier.read([_window(segment) for segment in held.segments])
    hard = Rows(
        np.array([evidence(o.logit, judged_in(s, detector)) for s, o in zip(held.segments, opinions, strict=True)]),
        np.array([segment.is_flag for segment in held.segments]),
    )
    meetings = _in_meetings(classifier, held.meetings, detector)
    read = classifier.read([one.window for one in held.ordinary])
    plain = np.array([evidence(o.logit, one.judged) for one, o in zip(held.ordinary, read, strict=True)]).reshape(-1, 4)
    fitted, weights = settle(hard, meetings, plain)
    return Weighed(
        weights,
        {category: _noticed_from(category, held.segments, opinions) for category in classifier.manifest.labels.noticed},
        {
            "rules alone": [float(row[1] + row[2]) for row in hard.evidence],
            "classifier alone": [opinion.logit for opinion in opinions],
            "rules and classifier, weighed on these turns": [float(p) for p in fitted.probability(hard.evidence)],
        },
    )


def settle(hard: Rows, meetings: Rows, plain: Features) -> tuple[Fitted, Weights]:
    """Fit the weights and set the bands.

    ``hard`` are segments by writers, ``meetings`` windows of whole meetings, ``plain`` windows in which nothing is
    marked.
    """
    fitted = _fit(hard, meetings, plain)
    if fitted.weights[_SET_ASIDE] > 0:
        # That rules caught words and let them go must never speak for marking them.
        fitted = _fit(hard.without_set_aside, meetings.without_set_aside, plain * _KEPT)
    passes = fitted.probability(hard.evidence[~hard.flags])
    marked = fitted.probability(meetings.evidence)
    # Without meetings, look-alikes alone decide where a band begins.
    never = 1.0 if len(meetings.flags) else 0.0
    worth_a_look = max(
        threshold(passes, WORTH_A_LOOK), _above(precise_from(marked, meetings.flags, WORTH_A_LOOK_RIGHT, never))
    )
    clear = max(threshold(passes, CLEAR), _above(precise_from(marked, meetings.flags, CLEAR_RIGHT, never)))
    return fitted, Weights(
        classifier=fitted.weights[0],
        rule=fitted.weights[1],
        second_rule=fitted.weights[2],
        set_aside=fitted.weights[_SET_ASIDE],
        constant=fitted.constant,
        worth_a_look=worth_a_look,
        clear=max(clear, worth_a_look),
    )


def _fit(hard: Rows, meetings: Rows, plain: Features) -> Fitted:
    ordinary = np.concatenate([plain, meetings.evidence[~meetings.flags]])
    return weigh(
        np.concatenate([hard.evidence[hard.flags], meetings.evidence[meetings.flags]]),
        hard.evidence[~hard.flags],
        ordinary if len(ordinary) else hard.evidence[~hard.flags],
    )


def judged_in(segment: Segment, detector: Detector) -> list[Judged]:
    """What the rules propose in a segment's own turn, with the talk around it."""
    reading = detector.reading(as_transcript(segment))
    turn = len(segment.context)
    return [one for one in detector.judged(reading) if reading.sentences[one.candidate.sentence].sentence.turn == turn]


def precise_from(
    probabilities: NDArray[np.float64], right: NDArray[np.bool_], precision: float, otherwise: float
) -> float:
    """The lowest probability from which, itself included, at least the share ``precision`` is right.

    ``otherwise`` where there is none, or too few to tell.
    """
    order = np.argsort(-probabilities)
    ordered = probabilities[order]
    shown = np.arange(1, len(order) + 1)
    # Windows of one probability are shown together or not at all.
    last_of_its_kind = np.append(np.diff(ordered) != 0, True)[: len(order)]
    good = (np.cumsum(right[order]) / shown >= precision) & last_of_its_kind & (shown >= _FEWEST)
    return float(ordered[np.flatnonzero(good)[-1]]) if good.any() else otherwise


def _above(probability: float) -> float:
    """The same threshold for a band, which begins above it."""
    return float(np.nextafter(probability, 0.0))


def _noticed_from(category: str, segments: Sequence[Segment], opinions: Sequence[Opinion]) -> float:
    known = [(s, o) for s, o in zip(segments, opinions, strict=True) if not s.only_expect]
    return precise_from(
        np.array([opinion.noticed[category] for _, opinion in known]),
        np.array([category in segment.noticed for segment, _ in known]),
        NOTICED_PRECISION,
        1.0,
    )


def proposed_in(meeting: Transcript, detector: Detector) -> list[Proposed]:
    """Every window of a transcript with what the rules propose in it."""
    reading = detector.reading(meeting)
    grouped = by_sentence(detector.judged(reading))
    return [
        Proposed(
            window,
            [one for i in window.sentences for one in grouped.get(i, ())],
            any(reading.sentences[i].about for i in window.sentences),
        )
        for window in windows_of(reading)
    ]


def _in_meetings(classifier: Classifier, segments: Sequence[Segment], detector: Detector) -> Rows:
    """Evidence for every window of whole meetings; a window is a flag where it holds words the label marks."""
    rows: list[tuple[float, ...]] = []
    flags: list[bool] = []
    for transcript, turns in meetings_of(segments):
        proposed = proposed_in(transcript, detector)
        for one, opinion in zip(proposed, classifier.read([one.window for one in proposed]), strict=True):
            label = turns[one.window.turn]
            rows.append(evidence(opinion.logit, one.judged))
            flags.append(label.is_flag and (label.span is None or label.span.overlaps(one.window.span)))
    return Rows(np.array(rows, dtype=float).reshape(-1, 4), np.array(flags, dtype=bool))


def _window(segment: Segment) -> Window:
    return Window(0, Span(0, len(segment.text)), segment.text, segment.surroundings, range(1))
