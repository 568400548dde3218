"""Write a trained network as the folder the product loads: graph, 8-bit weights, tokenizer and manifest."""

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from discourse.detection.classifier import GRAPH, MANIFEST, TOKENIZER, Manifest
from discourse.training.network import Network

# Below common limits for a single file in a repository.
_MOST_BYTES = 90_000_000
_LARGE = 4096
_BLOCK = 64
# What encoders call the tables that words are looked up in.
_EMBEDDINGS = "embeddings.weight"


def export(network: Network, base: Path, folder: Path, manifest: Manifest) -> Manifest:
    """Write ``network`` to ``folder``, replacing what is there, and return the manifest with the files' sums.

    Matrices that are multiplied are stored as 8-bit integers with one scale for every :data:`_BLOCK` of them, and
    multiplied as such; word embeddings with one scale per row; everything else as 32-bit numbers. The folder appears
    in one move, so that a half-written model is never found.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        made = Path(temporary) / folder.name
        made.mkdir()
        weights = _write_graph(network, made / GRAPH)
        for number, part in enumerate(_parts(dict(_stored(weights))), 1):
            from safetensors.numpy import save_file

            save_file(part, made / f"weights-{number}.safetensors")
        shutil.copyfile(base / "tokenizer.json", made / TOKENIZER)
        sums = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(made.iterdir())}
        complete = manifest.model_copy(update={"files": sums})
        (made / MANIFEST).write_text(complete.model_dump_json(indent=1) + "\n", encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
    return complete


def _write_graph(network: Network, path: Path) -> dict[str, NDArray[Any]]:
    """Write the computation and return the weights that were taken out of it."""
    import onnx
    from onnx.external_data_helper import set_external_data
    from onnx.numpy_helper import to_array

    ids = torch.ones((2, 8), dtype=torch.long)
    axes = {0: "windows", 1: "tokens"}
    torch.onnx.export(
        network,
        (ids, ids),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["window", "words"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "window": {0: "windows"}, "words": axes},
        opset_version=17,
        dynamo=False,
    )
    model = _in_8_bits(onnx.load(str(path)))
    weights: dict[str, NDArray[Any]] = {}
    for tensor in model.graph.initializer:
        value = to_array(tensor)
        if value.size >= _LARGE:
            weights[tensor.name] = value
            set_external_data(tensor, location="weights")
            tensor.ClearField("raw_data")
    path.write_bytes(model.SerializeToString())
    return weights


def _in_8_bits(model: Any) -> Any:
    """The same computation with 8-bit matrices.

    Activations are rounded block by block within a row, so that a window's answer does not depend on its batch.
    """
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    logging.getLogger(MatMulNBitsQuantizer.__module__).setLevel(logging.WARNING)
    quantizer = MatMulNBitsQuantizer(model, bits=8, block_size=_BLOCK, is_symmetric=True, accuracy_level=4)
    quantizer.process()
    return quantizer.model.model


def _stored(weights: dict[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, value in weights.items():
        if _EMBEDDINGS not in name:
            yield name, value
            continue
        scale = np.maximum(np.abs(value).max(axis=1), 1e-12).astype(np.float32) / 127
        yield name, np.clip(np.rint(value / scale[:, None]), -127, 127).astype(np.int8)
        yield f"{name}.scale", scale


def _parts(stored: dict[str, NDArray[Any]]) -> Iterator[dict[str, NDArray[Any]]]:
    """The weights in files of a bearable size, a matrix and its scale in the same one."""
    part: dict[str, NDArray[Any]] = {}
    size = 0
    for name, value in stored.items():
        if part and size + value.nbytes > _MOST_BYTES and not name.endswith(".scale"):
            yield part
            part, size = {}, 0
        part[name] = value
        size += value.nbytes
    if part:
        yield part
