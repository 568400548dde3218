"""How long a person waits: whole processes, started cold, in turn with something to compare them with.

    python benchmarks/cold.py [--runs 5]

Compares ``discourse --version`` with an empty Typer application, and ``discourse review`` of a 10,000-word meeting
(fictional examples joined) with the bare language pipeline parsing the same words. Times are wall-clock medians; the
ratio is taken run by run, A B A B, so that a machine that slows down slows both.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from discourse.readers import read_transcript
from discourse.resources import data_dir

WORDS = 10_000
EMPTY_TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: print('0.1.0')\napp()"
BARE_PIPELINE = """
import json, sys
from discourse.detection.language import load_pipeline
nlp = load_pipeline()
turns = json.load(open(sys.argv[1]))["transcript"]["turns"]
print(sum(len(doc) for doc in nlp.pipe(turn["text"] for turn in turns)))
"""


def main() -> None:
    """Run everything and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    discourse = str(Path(sys.executable).with_name("discourse"))
    with tempfile.TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting.json"
        words = write_meeting(meeting)
        report = Path(folder) / "report.html"
        print(f"{words:,} words, {runs} runs each after one warm-up\n")
        print("| A | B | A seconds | B seconds | A / B | A peak MB |\n|---|---|---|---|---|---|")
        compare(
            "discourse --version",
            [discourse, "--version"],
            "an empty Typer application",
            [sys.executable, "-c", EMPTY_TYPER],
            runs,
        )
        compare(
            "discourse review, 10,000 words to HTML",
            [discourse, "review", str(meeting), "-o", str(report)],
            "the language pipeline alone",
            [sys.executable, "-c", BARE_PIPELINE, str(meeting)],
            runs,
        )


def write_meeting(path: Path) -> int:
    """Join the example meetings into one of about ``WORDS`` words; returns its words."""
    turns: list[dict[str, object]] = []
    words = 0
    for example in sorted(data_dir("examples").iterdir()):
        for turn in read_transcript(example).turns:
            if words < WORDS:
                turns.append({"index": len(turns), "speaker": turn.speaker, "text": turn.text})
                words += len(turn.text.split())
    document = {"schema_version": "1", "transcript": {"source": "m", "format": "discourse-json", "turns": turns}}
    path.write_text(json.dumps(document), encoding="utf-8")
    return words


def compare(a_name: str, a: Sequence[str], b_name: str, b: Sequence[str], runs: int) -> None:
    """Print one row: both commands, run in turn."""
    pairs = [(seconds(a), seconds(b)) for _ in range(runs + 1)][1:]
    ratios = [one / other for one, other in pairs]
    a_median = statistics.median(one for one, _ in pairs)
    b_median = statistics.median(other for _, other in pairs)
    spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"| {a_name} | {b_name} | {a_median:.2f} | {b_median:.2f} | {spread} | {peak_megabytes(a):.0f} |")


def seconds(command: Sequence[str]) -> float:
    """Wall-clock seconds of one run; raises ``CalledProcessError`` if it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def peak_megabytes(command: Sequence[str]) -> float:
    """Peak resident memory of one run, in MB, as its parent's kernel accounting gives it."""
    probe = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", probe, *command], check=True, capture_output=True, text=True)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(done.stdout) / unit


if __name__ == "__main__":
    main()
