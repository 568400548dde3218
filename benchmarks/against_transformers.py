"""Sentences per second beside a spaCy + transformers pipeline that computes the same answers, in one run.

python benchmarks/against_transformers.py --base DIR [--sentences 300]

All three read the same sentences with the same network (the encoder in DIR with untrained heads) after the same spaCy
pipeline. "Naive" asks for one sentence at a time and keeps the name recogniser; "competent" sorts by length, batches,
and leaves the name recogniser out, as the product does. Each is run in turn, three times; ratios are of whole runs.
Needs the extra "train".
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import spacy
import torch
from tokenizers import Tokenizer

from discourse.codebook import load_codebook
from discourse.detection.classifier import MOST_TOKENS, Classifier, Labels, Manifest
from discourse.detection.language import find_pipeline, load_pipeline
from discourse.detection.weighing import Weights
from discourse.detection.windows import Window
from discourse.readers import read_transcript
from discourse.resources import data_dir
from discourse.training.export import export
from discourse.training.fine_tuning import padding_of
from discourse.training.network import Network, build
from discourse.transcript import Span

RUNS = 3
# Logits of 8-bit and of 32-bit weights differ by less.
SAME = 0.05


def main() -> None:
    """Parse the command line, run the three readers in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=300)
    options = parser.parse_args()
    torch.set_num_threads(2)
    book = load_codebook()
    labels = Labels(deficit=[c.key for c in book.of_kind("deficit")], noticed=[c.key for c in book.of_kind("noticed")])
    network = build(options.base, labels).eval()
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    sentences = _sentences(options.sentences)
    with tempfile.TemporaryDirectory() as folder:
        classifier = _exported(network, options.base, Path(folder) / "model", labels, padding_of(tokenizer))
        ours, full = load_pipeline(), spacy.load(find_pipeline().folder)
        readers: dict[str, Callable[[], list[float]]] = {
            "product": lambda: _product(classifier, ours, sentences),
            "competent": lambda: _competent(network, tokenizer, ours, sentences),
            "naive": lambda: _naive(network, tokenizer, full, sentences),
        }
        answers = {name: read() for name, read in readers.items()}
        seconds: dict[str, list[float]] = {name: [] for name in readers}
        for _ in range(RUNS):
            for name, read in readers.items():
                start = time.perf_counter()
                read()
                seconds[name].append(time.perf_counter() - start)
    apart = max(np.abs(np.array(answers[name]) - answers["product"]).max() for name in readers)
    if apart > SAME:
        raise SystemExit(f"The readers do not give the same answers: logits differ by {apart:.3f}.")
    print(f"{len(sentences)} sentences, {RUNS} runs each; answers differ by at most {apart:.3f} (logit)\n")
    print("| reader | sentences per second | product is faster by |\n|---|---|---|")
    for name, taken in seconds.items():
        times = [other / own for other, own in zip(taken, seconds["product"], strict=True)]
        faster = f"{median(times):.1f} ({min(times):.1f} to {max(times):.1f})"
        print(f"| {name} | {len(sentences) / median(taken):.0f} | {faster} |")


def _sentences(count: int) -> list[str]:
    """Turns of the fictional example meetings."""
    meetings = sorted(data_dir("examples").glob("*.vtt")) + sorted(data_dir("examples").glob("*.txt"))
    turns = [turn.text for path in meetings for turn in read_transcript(path).turns]
    return (turns * (count // len(turns) + 1))[:count]


def _exported(network: Network, base: Path, folder: Path, labels: Labels, padding: int) -> Classifier:
    weights = Weights(classifier=1, rule=0, second_rule=0, set_aside=0, constant=0, worth_a_look=0.5, clear=0.9)
    manifest = Manifest(
        name="benchmark", version="0", codebook="", labels=labels, files={}, base={}, data={}, weights=weights,
        noticed={}, settings={"padding": padding},
    )  # fmt: skip
    export(network, base, folder, manifest)
    return Classifier(folder)


def _product(classifier: Classifier, nlp: spacy.Language, sentences: Sequence[str]) -> list[float]:
    for _ in nlp.pipe(sentences, batch_size=128):
        pass
    windows = [Window(0, Span(0, len(text)), text, "//", range(1)) for text in sentences]
    return [opinion.logit for opinion in classifier.read(windows)]


def _competent(network: Network, tokenizer: Tokenizer, nlp: spacy.Language, sentences: Sequence[str]) -> list[float]:
    for _ in nlp.pipe(sentences, batch_size=128):
        pass
    rows = tokenizer.encode_batch([(text, "//") for text in sentences])
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    answers = [0.0] * len(rows)
    for at in range(0, len(order), 16):
        chosen = order[at : at + 16]
        longest = max(len(rows[i].ids) for i in chosen)
        ids = torch.full((len(chosen), longest), padding_of(tokenizer))
        mask = torch.zeros((len(chosen), longest), dtype=torch.long)
        for row, i in enumerate(chosen):
            ids[row, : len(rows[i].ids)] = torch.tensor(rows[i].ids)
            mask[row, : len(rows[i].ids)] = 1
        with torch.no_grad():
            logits = network(ids, mask)[0][:, 0]
        for i, logit in zip(chosen, logits.tolist(), strict=True):
            answers[i] = logit
    return answers


def _naive(network: Network, tokenizer: Tokenizer, nlp: spacy.Language, sentences: Sequence[str]) -> list[float]:
    answers = []
    for text in sentences:
        nlp(text)
        row = tokenizer.encode(text, "//")
        with torch.no_grad():
            answers.append(network(torch.tensor([row.ids]), torch.tensor([row.attention_mask]))[0][0, 0].item())
    return answers


if __name__ == "__main__":
    main()
