"""Make a model: train it, weigh it with the rules on writers it has not seen, and write it as a folder."""

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from discourse import __version__
from discourse.detection.classifier import Classifier, Labels, Manifest
from discourse.detection.detector import Detector
from discourse.detection.fusion import Judged
from discourse.detection.weighing import Weights, evidence
from discourse.detection.windows import Window, windows_of
from discourse.training.calibration import Features, threshold, weigh
from discourse.training.export import export
from discourse.training.fine_tuning import Example, Recipe, fine_tune, padding_of
from discourse.training.gold import Segment, as_transcript
from discourse.transcript import Span, Transcript

# Where the bands begin: the share of look-alikes by unseen writers that may still be marked.
WORTH_A_LOOK = 0.95
CLEAR = 0.99
# A noticed category is shown from the probability at which this share of what is shown was right.
NOTICED_PRECISION = 0.9
# Windows of ordinary talk to learn from.
ORDINARY = 1_500

Report = Callable[[str], None]


@dataclass(frozen=True)
class Data:
    """What a model is made from. ``ordinary`` are meetings in which nothing is marked, for training and weighing."""

    training: Sequence[Segment]
    validation: Sequence[Segment]
    ordinary: Sequence[Transcript]
    sums: dict[str, str]


def make(data: Data, base: Path, folder: Path, detector: Detector, recipe: Recipe, report: Report) -> Manifest:
    """Train on ``data``, weigh on its validation part, and write the model to ``folder``."""
    book = detector.codebook
    labels = Labels(
        deficit=[category.key for category in book.of_kind("deficit")],
        noticed=[category.key for category in book.of_kind("noticed")],
    )
    # Every third meeting is kept for weighing.
    learned = _drawn([meeting for i, meeting in enumerate(data.ordinary) if i % 3], detector, recipe.seed)
    held = [meeting for i, meeting in enumerate(data.ordinary) if not i % 3]
    examples = [Example(segment, segment.surroundings, not segment.only_expect) for segment in data.training]
    examples += [_ordinary(window) for window in learned]
    report(f"Training on {len(examples):,} segments, {len(learned):,} of them ordinary talk ...")
    network = fine_tune(examples, base, labels, recipe, report)
    manifest = Manifest(
        name=f"{base.name}-discourse",
        version=__version__,
        codebook=book.identity,
        labels=labels,
        files={},
        base={"tokenizer.json": _sum(base / "tokenizer.json"), "model.safetensors": _sum(base / "model.safetensors")},
        data=data.sums,
        weights=Weights(classifier=1, rule=0, second_rule=0, set_aside=0, constant=0, worth_a_look=0.5, clear=0.9),
        noticed={},
        settings={**asdict(recipe), "padding": _padding(base)},
    )
    export(network, base, folder, manifest)
    report("Weighing classifier and rules on writers it has not seen ...")
    weighed = _weighed(Classifier(folder), data.validation, held, detector)
    return export(network, base, folder, manifest.model_copy(update=weighed))


def _weighed(
    classifier: Classifier, validation: Sequence[Segment], held: Sequence[Transcript], detector: Detector
) -> dict[str, object]:
    opinions = classifier.read([_window(segment) for segment in validation])
    rows = np.array(
        [
            evidence(opinion.logit, judged_in(segment, detector))
            for segment, opinion in zip(validation, opinions, strict=True)
        ]
    )
    flags = np.array([segment.is_flag for segment in validation])
    ordinary = _ordinary_evidence(classifier, held, detector) if held else rows[~flags]
    fitted = weigh(rows[flags], rows[~flags], ordinary)
    passes = fitted.probability(rows[~flags])
    weights = Weights(
        classifier=fitted.weights[0],
        rule=fitted.weights[1],
        second_rule=fitted.weights[2],
        set_aside=fitted.weights[3],
        constant=fitted.constant,
        worth_a_look=threshold(passes, WORTH_A_LOOK),
        clear=threshold(passes, CLEAR),
    )
    noticed = {
        category: _precise(
            np.array([opinion.noticed[category] for opinion in opinions]),
            np.array([category in segment.noticed for segment in validation]),
        )
        for category in classifier.manifest.labels.noticed
    }
    return {"weights": weights, "noticed": noticed}


def judged_in(segment: Segment, detector: Detector) -> list[Judged]:
    """What the rules propose in a segment's own turn, with the talk around it."""
    reading = detector.reading(as_transcript(segment))
    turn = len(segment.context)
    return [one for one in detector.judged(reading) if reading.sentences[one.candidate.sentence].sentence.turn == turn]


def _ordinary_evidence(classifier: Classifier, meetings: Sequence[Transcript], detector: Detector) -> Features:
    rows: list[tuple[float, ...]] = []
    for meeting in meetings:
        reading = detector.reading(meeting)
        by_sentence: dict[int, list[Judged]] = {}
        for one in detector.judged(reading):
            by_sentence.setdefault(one.candidate.sentence, []).append(one)
        for opinion in classifier.read(list(windows_of(reading))):
            inside = [one for i in opinion.window.sentences for one in by_sentence.get(i, ())]
            rows.append(evidence(opinion.logit, inside))
    return np.array(rows)


def _precise(probabilities: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest probability from which at least :data:`NOTICED_PRECISION` of what is shown is right; 1 if none."""
    order = np.argsort(-probabilities)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precision >= NOTICED_PRECISION)
    return float(probabilities[order[good[-1]]]) if len(good) else 1.0


def _drawn(meetings: Sequence[Transcript], detector: Detector, seed: int) -> list[Window]:
    """Windows of ordinary talk, most of them about students or families: those are the ones to be told apart."""
    about: list[Window] = []
    other: list[Window] = []
    for meeting in meetings:
        reading = detector.reading(meeting)
        for window in windows_of(reading):
            (about if any(reading.sentences[i].about for i in window.sentences) else other).append(window)
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    chance.shuffle(about)
    chance.shuffle(other)
    return about[: ORDINARY * 2 // 3] + other[: ORDINARY // 3]


def _ordinary(window: Window) -> Example:
    return Example(Segment(id="ordinary", text=window.text, expect="pass", stance="none"), window.context, known=False)


def _window(segment: Segment) -> Window:
    return Window(0, Span(0, len(segment.text)), segment.text, segment.surroundings, range(1))


def _padding(base: Path) -> int:
    from tokenizers import Tokenizer

    return padding_of(Tokenizer.from_file(str(base / "tokenizer.json")))


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
