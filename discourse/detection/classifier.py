"""The classifier at run time: ONNX Runtime and a tokenizer, no torch, nothing downloaded.

It reads windows of talk in context and gives probabilities. What they are worth is decided elsewhere
(:mod:`discourse.detection.weighing`); here they are only computed, the same for a window whatever else is in its batch.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discourse.datafile import StrictModel
from discourse.detection.weighing import Weights
from discourse.detection.windows import Window
from discourse.errors import ModelError
from discourse.transcript import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANIFEST = "manifest.json"
GRAPH = "graph.onnx"
TOKENIZER = "tokenizer.json"
MOST_TOKENS = 256
_BATCH = 16
_STANCES = ("endorsed", "none", "challenged", "reported", "self_repaired", "hypothetical")


class Labels(StrictModel):
    """What the network's outputs stand for: one for being a flag, then categories, noticed categories, stances."""

    deficit: list[str]
    noticed: list[str]
    stances: list[str] = list(_STANCES)

    @cached_property
    def all(self) -> list[str]:
        """Names of the outputs in their order."""
        return ["flag", *self.deficit, *self.noticed, *self.stances]


class Manifest(StrictModel):
    """What a model folder holds.

    ``files`` are SHA-256 sums, checked on load; ``base`` and ``data`` those of the encoder and the texts it was made
    from. ``weights`` turn evidence into a calibrated probability; ``noticed`` holds the probability from which each
    noticed category is shown. ``tested`` says in one sentence how often it was right, for every report.
    """

    name: str
    version: str
    codebook: str
    labels: Labels
    files: dict[str, str]
    base: dict[str, str]
    data: dict[str, str]
    weights: Weights
    noticed: dict[str, float]
    tested: str = ""
    settings: dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the classifier makes of a window.

    ``logit`` says how sure it is that a reader marks the window, not yet calibrated; ``categories``, ``noticed`` and
    ``stances`` hold probabilities by name; ``words`` are the stretch of the turn's text that carries the framing, if
    any stands out.
    """

    window: Window
    logit: float
    categories: dict[str, float]
    noticed: dict[str, float]
    stances: dict[str, float]
    words: Span | None

    @property
    def probability(self) -> float:
        """The classifier's own probability, as on a set of hard cases half of which are marked."""
        return _sigmoid(self.logit)


class Classifier:
    """A model folder, checked and loaded."""

    def __init__(self, folder: Path) -> None:
        self.manifest = _checked(folder)
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._session = _session(folder, self.manifest)

    @property
    def identity(self) -> str:
        """Name, version and a short hash: tells which model stood behind a result."""
        digest = hashlib.sha256(self.manifest.model_dump_json().encode()).hexdigest()[:12]
        return f"{self.manifest.name} {self.manifest.version} {digest}"

    def read(self, windows: Sequence[Window]) -> list[Opinion]:
        """An opinion on each window, in their order."""
        import numpy as np

        encoded = self._tokenizer.encode_batch([(w.text, w.context) for w in windows])
        # Windows of like length together: padding is most of the cost otherwise.
        order = sorted(range(len(windows)), key=lambda i: len(encoded[i].ids))
        opinions: dict[int, Opinion] = {}
        for at in range(0, len(order), _BATCH):
            chosen = order[at : at + _BATCH]
            longest = max(len(encoded[i].ids) for i in chosen)
            ids = np.full((len(chosen), longest), self._padding, dtype=np.int64)
            mask = np.zeros((len(chosen), longest), dtype=np.int64)
            for row, i in enumerate(chosen):
                ids[row, : len(encoded[i].ids)] = encoded[i].ids
                mask[row, : len(encoded[i].ids)] = 1
            window_logits, token_logits = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            for row, i in enumerate(chosen):
                opinions[i] = self._opinion(windows[i], encoded[i], window_logits[row], token_logits[row])
        return [opinions[i] for i in range(len(windows))]

    @property
    def _padding(self) -> int:
        return int(self.manifest.settings["padding"])

    def _opinion(
        self, window: Window, encoded: Any, logits: "NDArray[np.float32]", tokens: "NDArray[np.float32]"
    ) -> Opinion:
        labels = self.manifest.labels
        values = [float(value) for value in logits]
        deficit = values[1 : 1 + len(labels.deficit)]
        noticed = values[1 + len(labels.deficit) : -len(labels.stances)]
        return Opinion(
            window=window,
            logit=values[0],
            categories=dict(zip(labels.deficit, _softmax(deficit), strict=True)),
            noticed=dict(zip(labels.noticed, map(_sigmoid, noticed), strict=True)),
            stances=dict(zip(labels.stances, _softmax(values[-len(labels.stances) :]), strict=True)),
            words=_carrying(encoded, tokens, window),
        )


def _carrying(encoded: Any, tokens: "NDArray[np.float32]", window: Window) -> Span | None:
    """The words whose tokens carry the framing: from the first to the last, around the strongest one."""
    inside = [
        (i, encoded.offsets[i], float(tokens[i]))
        for i in range(len(encoded.ids))
        if encoded.sequence_ids[i] == 0 and encoded.offsets[i][1] > encoded.offsets[i][0]
    ]
    if not inside:
        return None
    strongest = max(range(len(inside)), key=lambda i: inside[i][2])
    if inside[strongest][2] <= 0:
        return None
    first = last = strongest
    # One weak token in between ("the parents, um, don't care") does not end the stretch.
    while first > 0 and (inside[first - 1][2] > 0 or (first > 1 and inside[first - 2][2] > 0)):
        first -= 1
    while last + 1 < len(inside) and (inside[last + 1][2] > 0 or (last + 2 < len(inside) and inside[last + 2][2] > 0)):
        last += 1
    words = _whole_words(window.text, Span(inside[first][1][0], inside[last][1][1]))
    return Span(words.start + window.span.start, words.end + window.span.start)


def _whole_words(text: str, span: Span) -> Span:
    start, end = span
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _checked(folder: Path) -> Manifest:
    """The manifest, after every file it names was found unchanged."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except OSError:
        raise ModelError(f"{folder} holds no model: {MANIFEST} is missing") from None
    except ValueError:
        raise ModelError(f"{folder / MANIFEST} is not a manifest this version understands") from None
    for name, expected in manifest.files.items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            raise ModelError(f"the model in {folder} is incomplete: {name} is missing") from None
        if found != expected:
            raise ModelError(f"{folder / name} is not the file the model was made with; reinstall the model")
    return manifest


def _session(folder: Path, manifest: Manifest) -> Any:
    """An inference session with the weights put into the graph, whose file holds none of the large ones."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    weights = dict(_weights(folder, manifest))
    options.add_external_initializers(
        list(weights), [onnxruntime.OrtValue.ortvalue_from_numpy(weight) for weight in weights.values()]
    )
    return onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])


def _weights(folder: Path, manifest: Manifest) -> "Any":
    """Names and values of the weights. Word embeddings are stored as 8-bit rows with one scale each."""
    import numpy as np
    from safetensors.numpy import load_file

    for name in manifest.files:
        if not name.endswith(".safetensors"):
            continue
        stored = load_file(folder / name)
        for key, value in stored.items():
            if key.endswith(".scale"):
                continue
            scale = stored.get(f"{key}.scale")
            yield key, value if scale is None else value.astype(np.float32) * scale[:, None]


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def _softmax(values: Sequence[float]) -> list[float]:
    highest = max(values)
    powers = [math.exp(value - highest) for value in values]
    return [power / sum(powers) for power in powers]
