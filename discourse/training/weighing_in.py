"""Find what the classifier's word is worth beside the rules', and from where on it is shown, on unseen talk."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from discourse.detection.classifier import Classifier, Opinion
from discourse.detection.detector import Detector
from discourse.detection.fusion import Judged
from discourse.detection.reading import Reading
from discourse.detection.weighing import Weights, evidence
from discourse.detection.windows import Window, windows_of
from discourse.training.calibration import Features, threshold, weigh
from discourse.training.gold import Segment, as_transcript
from discourse.transcript import Span, Transcript, Turn

# Where the bands begin: the share of look-alikes by unseen writers that must stay unmarked, and the share of marked
# windows of unseen meetings that must be right.
WORTH_A_LOOK, WORTH_A_LOOK_RIGHT = 0.95, 0.75
CLEAR, CLEAR_RIGHT = 0.99, 0.9
# A noticed category is shown from the probability at which this share of what is shown was right.
NOTICED_PRECISION = 0.9


@dataclass(frozen=True)
class Held:
    """What was kept from training: segments no longer than a window, all turns of whole meetings, ordinary windows."""

    segments: Sequence[Segment]
    meetings: Sequence[Segment]
    ordinary: Sequence[Window]


@dataclass(frozen=True)
class Weighed:
    """The weights, where noticed categories begin, and the scores of each reader for the segments held."""

    weights: Weights
    noticed: dict[str, float]
    scores: dict[str, list[float]]


@dataclass(frozen=True)
class _Rows:
    """Evidence of windows and whether they are flags."""

    evidence: Features
    flags: NDArray[np.bool_]


def weigh_in(classifier: Classifier, held: Held, detector: Detector) -> Weighed:
    """Weigh a classifier's logits with what the rules find."""
    opinions = classifier.read([_window(segment) for segment in held.segments])
    hard = _Rows(
        np.array([evidence(o.logit, judged_in(s, detector)) for s, o in zip(held.segments, opinions, strict=True)]),
        np.array([segment.is_flag for segment in held.segments]),
    )
    meetings = _in_meetings(classifier, held.meetings, detector)
    plain = np.array([evidence(opinion.logit, ()) for opinion in classifier.read(held.ordinary)]).reshape(-1, 4)
    ordinary = np.concatenate([plain, meetings.evidence[~meetings.flags]])
    fitted = weigh(
        np.concatenate([hard.evidence[hard.flags], meetings.evidence[meetings.flags]]),
        hard.evidence[~hard.flags],
        ordinary if len(ordinary) else hard.evidence[~hard.flags],
    )
    passes = fitted.probability(hard.evidence[~hard.flags])
    marked = fitted.probability(meetings.evidence)
    weights = Weights(
        classifier=fitted.weights[0],
        rule=fitted.weights[1],
        second_rule=fitted.weights[2],
        set_aside=fitted.weights[3],
        constant=fitted.constant,
        worth_a_look=max(threshold(passes, WORTH_A_LOOK), precise_from(marked, meetings.flags, WORTH_A_LOOK_RIGHT)),
        clear=max(threshold(passes, CLEAR), precise_from(marked, meetings.flags, CLEAR_RIGHT)),
    )
    return Weighed(
        weights,
        {category: _noticed_from(category, held.segments, opinions) for category in classifier.manifest.labels.noticed},
        {
            "rules alone": [float(row[1] + row[2]) for row in hard.evidence],
            "classifier alone": [opinion.logit for opinion in opinions],
            "rules and classifier": [float(p) for p in fitted.probability(hard.evidence)],
        },
    )


def judged_in(segment: Segment, detector: Detector) -> list[Judged]:
    """What the rules propose in a segment's own turn, with the talk around it."""
    reading = detector.reading(as_transcript(segment))
    turn = len(segment.context)
    return [one for one in detector.judged(reading) if reading.sentences[one.candidate.sentence].sentence.turn == turn]


def precise_from(
    probabilities: NDArray[np.float64], right: NDArray[np.bool_], precision: float, otherwise: float = 0.0
) -> float:
    """The lowest probability from which at least the share ``precision`` is right; ``otherwise`` if there is none."""
    order = np.argsort(-probabilities)
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(shares >= precision)
    return float(probabilities[order[good[-1]]]) if len(good) else otherwise


def _noticed_from(category: str, segments: Sequence[Segment], opinions: Sequence[Opinion]) -> float:
    known = [(s, o) for s, o in zip(segments, opinions, strict=True) if not s.only_expect]
    return precise_from(
        np.array([opinion.noticed[category] for _, opinion in known]),
        np.array([category in segment.noticed for segment, _ in known]),
        NOTICED_PRECISION,
        otherwise=1.0,
    )


def _in_meetings(classifier: Classifier, segments: Sequence[Segment], detector: Detector) -> _Rows:
    """Evidence for every window of whole meetings; a window is a flag where it holds words the label marks."""
    rows: list[tuple[float, ...]] = []
    flags: list[bool] = []
    for meeting, said in groupby(segments, key=lambda segment: segment.writer):
        turns = list(said)
        transcript = Transcript(meeting, "gold", tuple(Turn(i, s.text, s.speaker) for i, s in enumerate(turns)))
        reading = detector.reading(transcript)
        by_sentence = _by_sentence(detector, reading)
        for opinion in classifier.read(list(windows_of(reading))):
            window, label = opinion.window, turns[opinion.window.turn]
            inside = [one for i in window.sentences for one in by_sentence.get(i, ())]
            rows.append(evidence(opinion.logit, inside))
            flags.append(label.is_flag and (label.span is None or label.span.overlaps(window.span)))
    return _Rows(np.array(rows, dtype=float).reshape(-1, 4), np.array(flags, dtype=bool))


def _by_sentence(detector: Detector, reading: Reading) -> dict[int, list[Judged]]:
    by_sentence: dict[int, list[Judged]] = {}
    for one in detector.judged(reading):
        by_sentence.setdefault(one.candidate.sentence, []).append(one)
    return by_sentence


def _window(segment: Segment) -> Window:
    return Window(0, Span(0, len(segment.text)), segment.text, segment.surroundings, range(1))
