"""``discourse train``: gold data and a pretrained encoder in, a model folder out."""

import hashlib
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

from discourse.errors import DiscourseError, UnreadableTranscriptError
from discourse.transcript import Transcript

_NEEDED = ("torch", "transformers", "sklearn", "onnx", "safetensors")


def train(
    gold: Sequence[Path],
    *,
    meetings: Sequence[Path],
    validation: Sequence[Path],
    validation_meetings: Sequence[Path],
    base: Path,
    ordinary: Path | None,
    output: Path,
    epochs: int,
    rate: float,
    frozen: int,
    seed: int,
) -> None:
    """Make a model and write it to the folder ``output``."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise DiscourseError(f'training needs {", ".join(missing)}: pip install "discourse-mirror[train]"')
    if not (base / "model.safetensors").is_file() or not (base / "tokenizer.json").is_file():
        raise DiscourseError(f"{base}: a base is a folder with model.safetensors, config.json and tokenizer.json.")
    learned, kept = [*gold, *meetings], [*validation, *validation_meetings]
    if same := {path.resolve() for path in learned} & {path.resolve() for path in kept}:
        raise DiscourseError(f"{min(same)} is given for training and for validation; keep writers apart.")

    from discourse.detection.detector import load_detector
    from discourse.training.fine_tuning import Recipe
    from discourse.training.gold import load_gold, load_meeting
    from discourse.training.making import Data, make

    data = Data(
        training=load_gold(gold),
        meetings=[segment for path in meetings for segment in load_meeting(path)],
        validation=load_gold(validation),
        validation_meetings=[segment for path in validation_meetings for segment in load_meeting(path)],
        ordinary=_meetings(ordinary) if ordinary else [],
        sums={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (*learned, *kept)},
    )
    detector = load_detector()
    manifest = make(data, base, output, detector, Recipe(epochs=epochs, rate=rate, frozen=frozen, seed=seed), _say)
    _say(f"{manifest.name} {manifest.version} -> {output}")


def _meetings(folder: Path) -> list[Transcript]:
    from discourse.readers import read_transcript

    meetings = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            meetings.append(read_transcript(path))
        except UnreadableTranscriptError as error:
            _say(f"left out: {error}")
    return meetings


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
