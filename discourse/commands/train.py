"""``discourse train``: gold data and a pretrained encoder in, a model folder out."""

import hashlib
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.detection.classifier import MANIFEST
from discourse.errors import DiscourseError, UnreadableTranscriptError
from discourse.transcript import Transcript

if TYPE_CHECKING:
    from discourse.training.making import Data

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
    if not all((base / name).is_file() for name in ("model.safetensors", "config.json", "tokenizer.json")):
        raise DiscourseError(f"{base}: a base is a folder with model.safetensors, config.json and tokenizer.json.")
    learned, kept = [*gold, *meetings], [*validation, *validation_meetings]
    if same := {path.resolve() for path in learned} & {path.resolve() for path in kept}:
        raise DiscourseError(f"{min(same)} is given for training and for validation; keep writers apart.")
    if ordinary is not None and not ordinary.is_dir():
        raise DiscourseError(f"{ordinary}: there is no such folder of ordinary transcripts.")
    output = output.resolve()
    if output.exists() and not (output / MANIFEST).is_file():
        raise DiscourseError(f"{output} is there and holds no model; name a new folder, or one with a model.")

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
        sums={_name(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in (*learned, *kept)},
    )
    _check(data)
    output.parent.mkdir(parents=True, exist_ok=True)
    detector = load_detector()
    manifest = make(data, base, output, detector, Recipe(epochs=epochs, rate=rate, frozen=frozen, seed=seed), _say)
    _say(f"{manifest.name} {manifest.version} -> {output}")


def _name(path: Path) -> str:
    """A file's name with the folder it lies in: the files of one writer and one meeting may share a name."""
    return "/".join(path.resolve().parts[-2:])


def _check(data: "Data") -> None:
    """Refuse data that nothing can be learned from or weighed with, before hours are spent."""
    if not data.training:
        raise DiscourseError("there is no labelled turn to learn from.")
    if len({segment.is_flag for segment in data.validation}) < 2:
        raise DiscourseError("the validation data must hold both turns to flag and turns to pass.")
    writers = {segment.writer for segment in (*data.training, *data.meetings)}
    if shared := writers & {segment.writer for segment in (*data.validation, *data.validation_meetings)}:
        raise DiscourseError(f"{min(shared)} is a writer of training and of validation turns; keep writers apart.")


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
