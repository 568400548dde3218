"""How often the rules are right: on labelled turns, and on transcripts nobody labelled.

    python benchmarks/measure_rules.py gold annotation/gold/*.jsonl
    python benchmarks/measure_rules.py transcripts FOLDER... [--show]

Labelled turns are JSONL, one object a line: text, context and after (turns as "Name: text"), expect ("flag" or
"pass"), categories, stance, noticed. A turn counts as flagged when it holds at least one flag. Intervals are 95 %
Wilson intervals over turns; turns of one writer resemble each other, so the true uncertainty is wider.
"""

import argparse
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from discourse.detection.detector import Detector, load_detector
from discourse.detection.findings import Findings
from discourse.errors import DiscourseError
from discourse.readers import read_transcript
from discourse.transcript import Transcript, Turn


def main() -> None:
    """Parse the command line and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["gold", "transcripts"])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print every flag, or every wrong answer, for reading")
    options = parser.parse_args()
    detector = load_detector()
    if options.what == "gold":
        for path in options.paths:
            on_gold(detector, path, options.show)
    else:
        for path in options.paths:
            on_transcripts(detector, path, options.show)


def on_gold(detector: Detector, path: Path, show: bool) -> None:
    """Recall, specificity and the like on one file of labelled turns."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    answers = [findings_for(detector, item) for item in items]
    hit = {item["id"]: _flagged(found, item) for item, found in zip(items, answers, strict=True)}
    flags = [item for item in items if item["expect"] == "flag"]
    passes = [item for item in items if item["expect"] == "pass"]
    print(f"\n### {path.name}: {len(items)} turns\n\n| what | share | 95 % interval | n |\n|---|---|---|---|")
    _row("deficit turns found", [hit[item["id"]] for item in flags])
    _row("look-alikes passed", [not hit[item["id"]] for item in passes])
    for stance in ("challenged", "reported", "self_repaired", "hypothetical", "none"):
        _row(f"look-alikes passed: {stance}", [not hit[item["id"]] for item in passes if item["stance"] == stance])
    _row("minimal pairs with both right", _pairs(items, hit))
    found = [
        (item, f) for item, f in zip(items, answers, strict=True) if item["expect"] == "flag" and _flagged(f, item)
    ]
    _row("category right on found turns", [bool(set(item["categories"]) & _categories(f, item)) for item, f in found])
    for category in detector.codebook.of_kind("deficit"):
        _row(f"found: {category.key}", [hit[item["id"]] for item in flags if category.key in item["categories"]])
    for category in detector.codebook.of_kind("noticed"):
        _noticed_rows(category.key, items, answers)
    if show:
        for item, found_ in zip(items, answers, strict=True):
            if hit[item["id"]] and item["expect"] == "pass":
                print(f"FALSE {item['stance']}: {item['text']} {_rules(found_, item)}")


def on_transcripts(detector: Detector, folder: Path, show: bool) -> None:
    """Flags and noticed moments per 1,000 sentences in a folder of transcripts."""
    sentences = about = 0
    flags: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    for path in files:
        try:
            transcript = read_transcript(path)
        except DiscourseError:
            continue
        found = detector.detect(transcript)
        sentences += found.sentences
        about += found.about
        flags.update(flag.category for flag in found.flags)
        noticed.update(moment.category for moment in found.noticed)
        if show:
            for flag in found.flags:
                sentence = transcript.turns[flag.turn].text[flag.sentence.start : flag.sentence.end]
                print(f"{path.name} | {flag.category} | {flag.band} | {flag.quote} | {sentence}")
    total, seen = sum(flags.values()), sum(noticed.values())
    print(f"\n### {folder.name}: {len(files)} files, {sentences:,} sentences, {about:,} about students or families\n")
    print(f"flags {total}, {1000 * total / sentences:.2f} per 1,000 sentences: {dict(flags)}")
    print(f"noticed {seen}, {1000 * seen / sentences:.2f} per 1,000 sentences: {dict(noticed)}")


def findings_for(detector: Detector, item: dict[str, Any]) -> Findings:
    """What is found in a labelled turn with the turns around it."""
    turns = [*item.get("context", []), f"{item['speaker']}: {item['text']}", *item.get("after", [])]
    pairs = [turn.split(": ", 1) if ": " in turn else ["", turn] for turn in turns]
    return detector.detect(
        Transcript("item", "text", tuple(Turn(i, text, speaker) for i, (speaker, text) in enumerate(pairs)))
    )


def _index(item: dict[str, Any]) -> int:
    return len(item.get("context", []))


def _flagged(found: Findings, item: dict[str, Any]) -> bool:
    return any(flag.turn == _index(item) for flag in found.flags)


def _categories(found: Findings, item: dict[str, Any]) -> set[str]:
    return {key for flag in found.flags if flag.turn == _index(item) for key in (flag.category, *flag.also)}


def _rules(found: Findings, item: dict[str, Any]) -> list[str | None]:
    return [e.rule for flag in found.flags if flag.turn == _index(item) for e in flag.evidence]


def _pairs(items: list[dict[str, Any]], hit: dict[str, bool]) -> list[bool]:
    pairs: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        if item.get("pair"):
            pairs.setdefault(item["pair"], []).append(item)
    both = [pair for pair in pairs.values() if {item["expect"] for item in pair} == {"flag", "pass"}]
    return [all(hit[item["id"]] == (item["expect"] == "flag") for item in pair) for pair in both]


def _noticed_rows(key: str, items: list[dict[str, Any]], answers: list[Findings]) -> None:
    said = [key in item["noticed"] for item in items]
    got = [
        any(n.category == key and n.turn == _index(item) for n in found.noticed)
        for item, found in zip(items, answers, strict=True)
    ]
    _row(f"noticed {key}: found", [g for g, s in zip(got, said, strict=True) if s])
    _row(f"noticed {key}: right where noticed", [s for g, s in zip(got, said, strict=True) if g])


def _row(name: str, right: list[bool]) -> None:
    n = len(right)
    if n == 0:
        print(f"| {name} | not measured | | 0 |")
        return
    share = sum(right) / n
    low, high = wilson(sum(right), n)
    print(f"| {name} | {share:.2f} | {low:.2f} to {high:.2f} | {n} |")


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share."""
    z = 1.96
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


if __name__ == "__main__":
    main()
