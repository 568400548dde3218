"""``discourse evaluate``: how often the tool is right on labelled turns."""

import sys
from collections.abc import Sequence
from pathlib import Path

from discourse.commands.models import chosen_model
from discourse.errors import DiscourseError


def evaluate(
    gold: Sequence[Path],
    *,
    model: Path | None,
    lexicons: tuple[Path, ...],
    meetings: bool,
    variants: bool,
    transcripts: Sequence[Path],
    output: Path | None,
    as_json: bool,
) -> None:
    """Print the measures as Markdown tables or as JSON, and write the page with plots to ``output``."""
    from discourse.detection.detector import load_detector
    from discourse.reports import write_atomically
    from discourse.training import evaluation_report as report
    from discourse.training.curves import curves_of
    from discourse.training.evaluation import measures
    from discourse.training.gold import load_gold, load_meeting
    from discourse.training.judging import judge, judge_meetings
    from discourse.training.robustness import robustness
    from discourse.training.unlabelled import rate

    if missing := [path for path in transcripts if not path.exists()]:
        raise DiscourseError(f"{missing[0]}: there is no such file or folder.")
    if output is not None and not output.resolve().parent.is_dir():
        raise DiscourseError(f"{output}: there is no folder {output.parent} to write to.")
    segments = [s for path in gold for s in (load_meeting(path) if meetings else load_gold([path]))]
    if not segments:
        raise DiscourseError(f"{gold[0]}: there is no labelled turn in it.")
    detector = load_detector(lexicons=lexicons, model=chosen_model(model))
    _say(f"Reading {len(segments):,} turns ...")
    judged = list((judge_meetings if meetings else judge)(segments, detector))
    if variants:
        _say("Reading their variants ...")
    found = report.Evaluation(
        model=detector.model,
        files=tuple(path.name for path in gold),
        turns=len(segments),
        deficit=sum(segment.is_flag for segment in segments),
        sources=_counted(len({segment.writer for segment in segments}), "meeting" if meetings else "writer"),
        groups=measures(judged, detector.codebook),
        curves=curves_of(judged),
        variants=robustness(segments, detector) if variants else (),
        rates=[rate(folder, detector) for folder in transcripts],
    )
    print(report.as_json(found) if as_json else report.as_markdown(found))
    if output is not None:
        write_atomically(output, report.as_page(found))
        _say(f"-> {output}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
