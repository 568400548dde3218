"""``discourse evaluate``: how often the tool is right on labelled turns."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from discourse.commands.models import chosen_model


def evaluate(
    gold: Sequence[Path], *, model: Path | None, lexicons: tuple[Path, ...], meetings: bool, as_json: bool
) -> None:
    """Print the measures as Markdown tables or as JSON."""
    from discourse.detection.detector import load_detector
    from discourse.training.evaluation import judge, measures
    from discourse.training.gold import load_gold, load_meeting

    segments = [s for path in gold for s in (load_meeting(path) if meetings else load_gold([path]))]
    writers = len({segment.writer for segment in segments})
    detector = load_detector(lexicons=lexicons, model=chosen_model(model))
    print(f"Reading {len(segments):,} turns by {writers} writers ...", file=sys.stderr, flush=True)
    found = measures(list(judge(segments, detector)), detector.codebook)
    if as_json:
        print(
            json.dumps(
                {
                    "model": detector.model,
                    "turns": len(segments),
                    "writers": writers,
                    "measures": {heading: [asdict(measure) for measure in group] for heading, group in found},
                },
                indent=1,
            )
        )
        return
    print(f"{len(segments):,} turns, {writers} writers, {detector.model or 'rules alone'}; 95 % intervals")
    for heading, group in found:
        print(f"\n| {heading} | |\n|---|---|")
        for measure in group:
            print(f"| {measure.name} | {measure.text} |")
