"""A tiny model is trained for a few steps, written, loaded and asked: the path from gold data to a flag."""

import json
import random
from pathlib import Path

import pytest

from discourse.codebook import Codebook
from discourse.detection.classifier import MANIFEST, Classifier
from discourse.detection.detector import Detector, load_detector
from discourse.detection.windows import windows_of
from discourse.errors import ModelError
from discourse.training.gold import Segment

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytestmark = pytest.mark.train

DEFICIT = ("They just don't care about school.", "Those parents never show up.", "My low kids can't do it.")
PLAIN = ("The bus was late on Tuesday.", "We changed the schedule for them.", "The copier is slow.")


def segments(writer: str) -> list[Segment]:
    flags = [
        Segment(id=str(i), text=t, expect="flag", stance="endorsed", categories=["othering"], quote=t, writer=writer)
        for i, t in enumerate(DEFICIT)
    ]
    passes = [
        Segment(id=str(i + 9), text=t, expect="pass", stance="none", noticed=["systemic_attribution"], writer=writer)
        for i, t in enumerate(PLAIN)
    ]
    return (flags + passes) * 4


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained encoder of two layers with a vocabulary of a few words."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("base")
    words = sorted({word.strip(".'").lower() for text in DEFICIT + PLAIN for word in text.split()})
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer = Tokenizer(models.WordPiece({w: i for i, w in enumerate([*special, *words])}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(special) + len(words), **shape)).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def model(base: Path, detector: Detector, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from discourse.training.fine_tuning import Recipe
    from discourse.training.making import Data, make

    folder = tmp_path_factory.mktemp("models") / "tiny"
    data = Data(training=segments("a"), validation=segments("b"), ordinary=[], sums={"gold.jsonl": "0" * 64})
    make(data, base, folder, detector, Recipe(epochs=8, batch=8, rate=5e-3, head_rate=5e-3), lambda said: None)
    return folder


def test_what_was_learned_is_found_with_a_calibrated_confidence(model: Path) -> None:
    from tests_support import dialogue

    detector = load_detector(model=model)
    assert not detector.detect(dialogue(f"A: {PLAIN[0]}")).flags
    [flag] = detector.detect(dialogue(f"A: {DEFICIT[0]}")).flags
    assert flag.confidence is not None
    assert 0 < flag.confidence <= 1
    assert any(evidence.source == "classifier" for evidence in flag.evidence)


def test_an_answer_does_not_depend_on_what_else_is_read(model: Path, detector: Detector) -> None:
    from tests_support import dialogue

    turns = [f"A: {text}" for text in (*DEFICIT, *PLAIN)]
    windows = list(windows_of(detector.reading(dialogue(*turns))))
    classifier = Classifier(model)
    together = classifier.read(windows)
    for window, opinion in zip(windows, together, strict=True):
        [alone] = classifier.read([window])
        assert alone.logit == pytest.approx(opinion.logit, abs=1e-4)


def test_a_changed_or_missing_file_is_refused(model: Path, tmp_path: Path) -> None:
    import shutil

    for spoil in ("changed", "missing"):
        copy = tmp_path / spoil
        shutil.copytree(model, copy)
        graph = copy / "graph.onnx"
        if spoil == "changed":
            graph.write_bytes(graph.read_bytes() + b" ")
        else:
            graph.unlink()
        with pytest.raises(ModelError, match=r"graph\.onnx"):
            Classifier(copy)


def test_the_manifest_says_what_the_model_was_made_from(model: Path, codebook: Codebook) -> None:
    manifest = json.loads((model / MANIFEST).read_text())
    assert manifest["codebook"] == codebook.identity
    assert manifest["data"] == {"gold.jsonl": "0" * 64}
    assert set(manifest["files"]) == {p.name for p in model.iterdir()} - {MANIFEST}
    assert not any(p.suffix in {".pkl", ".pt", ".bin"} for p in model.iterdir())


def test_without_a_model_folder_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no model"):
        Classifier(tmp_path)


def test_an_interrupted_training_goes_on_to_the_same_weights(base: Path, tmp_path: Path) -> None:
    import torch

    from discourse.detection.classifier import Labels
    from discourse.training.checkpoint import Checkpoint
    from discourse.training.fine_tuning import Example, Recipe, fine_tune

    labels = Labels(deficit=["othering"], noticed=["systemic_attribution"])
    examples = [Example(segment, segment.surroundings) for segment in segments("a") * 14]
    recipe = Recipe(epochs=2, batch=8)

    def stop_in_the_second_epoch(said: str) -> None:
        if said.startswith("epoch 2"):
            raise KeyboardInterrupt

    whole = fine_tune(examples, base, labels, recipe, report=lambda said: None)
    checkpoint = Checkpoint(tmp_path / "training", "this one")
    with pytest.raises(KeyboardInterrupt):
        fine_tune(examples, base, labels, recipe, checkpoint=checkpoint, report=stop_in_the_second_epoch)
    steps: list[str] = []
    resumed = fine_tune(examples, base, labels, recipe, checkpoint=checkpoint, report=steps.append)
    assert all(step.startswith("epoch 2") for step in steps)
    for one, other in zip(whole.parameters(), resumed.parameters(), strict=True):
        assert torch.equal(one, other)
    assert Checkpoint(tmp_path / "training", "another").restore(random.Random()) == 0
