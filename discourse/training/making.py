"""Make a model: train it, weigh it with the rules on writers it has not seen, and write it as a folder."""

import hashlib
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from discourse import __version__
from discourse.detection.classifier import Classifier, Labels, Manifest
from discourse.detection.detector import Detector
from discourse.detection.weighing import Weights
from discourse.detection.windows import Window
from discourse.training.baselines import HEAD, compared, frozen, words_counted
from discourse.training.checkpoint import Checkpoint
from discourse.training.cutting import cut
from discourse.training.export import export
from discourse.training.fine_tuning import Example, Recipe, fine_tune, padding_of
from discourse.training.gold import Segment
from discourse.training.weighing_in import Held, Proposed, proposed_in, weigh_in
from discourse.transcript import Transcript

# Windows of ordinary talk to learn from, and as many at most to weigh with.
ORDINARY = 1_000
# Windows that the encoder embeds as it came, for comparison: it takes as long as reading them.
FROZEN = 4_000

Report = Callable[[str], None]


@dataclass(frozen=True)
class Data:
    """What a model is made from.

    ``meetings`` and ``validation_meetings`` are all turns of whole meetings, in order; ``ordinary`` are transcripts in
    which nothing is marked, two thirds for training and the rest for weighing. ``sums`` name the files.
    """

    training: Sequence[Segment]
    validation: Sequence[Segment]
    ordinary: Sequence[Transcript]
    sums: dict[str, str]
    meetings: Sequence[Segment] = ()
    validation_meetings: Sequence[Segment] = ()


def make(data: Data, base: Path, folder: Path, detector: Detector, recipe: Recipe, report: Report) -> Manifest:
    """Train on ``data``, weigh on its validation part, and write the model to ``folder``."""
    book = detector.codebook
    labels = Labels(
        deficit=[category.key for category in book.of_kind("deficit")],
        noticed=[category.key for category in book.of_kind("noticed")],
    )
    learned = list(cut([*data.training, *data.meetings], detector))
    # Every third transcript is kept for weighing.
    plain = _drawn([one for i, one in enumerate(data.ordinary) if i % 3], detector, recipe.seed)
    held = Held(
        segments=list(cut(data.validation, detector)),
        meetings=data.validation_meetings,
        ordinary=_drawn([one for i, one in enumerate(data.ordinary) if not i % 3], detector, recipe.seed),
    )
    examples = [Example(segment, segment.surroundings, not segment.only_expect) for segment in learned]
    examples += [_ordinary(one.window) for one in plain]
    report(f"Training on {len(examples):,} windows of talk, {len(plain):,} of them ordinary ...")
    neighbours = [segment.text for segment in data.meetings]
    identity = _identity(examples, neighbours, labels, recipe, base)
    checkpoint = Checkpoint(folder.with_name(f"{folder.name}.checkpoint"), identity)
    network = fine_tune(examples, base, labels, recipe, neighbours=neighbours, checkpoint=checkpoint, report=report)
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
    report("Weighing classifier and rules on writers it has not seen ...")
    with tempfile.TemporaryDirectory() as temporary:
        draft = Path(temporary) / "draft"
        export(network, base, draft, manifest)
        weighed = weigh_in(Classifier(draft), held, detector)
    made = export(
        network, base, folder, manifest.model_copy(update={"weights": weighed.weights, "noticed": weighed.noticed})
    )
    checkpoint.remove()
    _compare(examples, base, held, weighed.scores, report)
    return made


def _identity(
    examples: Sequence[Example], neighbours: Sequence[str], labels: Labels, recipe: Recipe, base: Path
) -> str:
    """Tells one training from another: all that its weights depend on."""
    parts = [repr(recipe), labels.model_dump_json(), _sum(base / "model.safetensors"), _sum(base / "tokenizer.json")]
    parts += [f"{e.segment.model_dump_json()}|{e.context}|{e.known}" for e in examples]
    return hashlib.sha256("\n".join([*parts, *neighbours]).encode()).hexdigest()


def _compare(
    examples: Sequence[Example], base: Path, held: Held, scores: dict[str, list[float]], report: Report
) -> None:
    """Say how the model does beside readers it must beat, on the validation segments."""
    texts = [example.segment.text for example in examples]
    marked = np.array([example.segment.is_flag for example in examples])
    asked = [segment.text for segment in held.segments]
    flags = np.array([segment.is_flag for segment in held.segments])
    report(HEAD)
    # The last of these was fitted on the very turns it is shown for; the others were not.
    for name, values in scores.items():
        report(compared(name, np.array(values), flags).row)
    report(compared("TF-IDF and logistic regression", words_counted(texts, marked, asked), flags).row)
    some = random.Random(0).sample(range(len(texts)), min(FROZEN, len(texts)))  # noqa: S311 - not for secrets
    embedded = frozen(base, [texts[i] for i in some], marked[some], asked)
    report(compared(f"frozen embeddings of {len(some):,} windows and logistic regression", embedded, flags).row)


def _drawn(meetings: Sequence[Transcript], detector: Detector, seed: int) -> list[Proposed]:
    """Windows of ordinary talk, most of them about students or families: those are the ones to be told apart."""
    about: list[Proposed] = []
    other: list[Proposed] = []
    for meeting in meetings:
        for one in proposed_in(meeting, detector):
            (about if one.about else other).append(one)
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    chance.shuffle(about)
    chance.shuffle(other)
    return about[: ORDINARY * 2 // 3] + other[: ORDINARY // 3]


def _ordinary(window: Window) -> Example:
    return Example(Segment(id="ordinary", text=window.text, expect="pass", stance="none"), window.context, known=False)


def _padding(base: Path) -> int:
    from tokenizers import Tokenizer

    return padding_of(Tokenizer.from_file(str(base / "tokenizer.json")))


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
