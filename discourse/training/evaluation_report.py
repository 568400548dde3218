"""An evaluation as people read it: Markdown tables, JSON, or one page with plots."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from discourse.training.curves import Curves
from discourse.training.evaluation import Measure
from discourse.training.robustness import Robustness
from discourse.training.unlabelled import Rate

_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
# Side of a plot's square in its own units.
_SIDE = 100.0


@dataclass(frozen=True)
class Evaluation:
    """All that was measured. ``model`` names the classifier, None for rules alone; ``sources`` are "6 writers"."""

    model: str | None
    files: tuple[str, ...]
    turns: int
    deficit: int
    sources: str
    groups: Sequence[tuple[str, Sequence[Measure]]]
    curves: Curves | None = None
    variants: Sequence[Robustness] = ()
    rates: Sequence[Rate] = ()

    @cached_property
    def title(self) -> str:
        """What was read by what, in a line."""
        return (
            f"{self.turns:,} turns, {self.deficit:,} of them deficit talk, {self.sources}; "
            f"read by {self.model or 'the rules alone'}"
        )


def as_json(evaluation: Evaluation) -> str:
    """Everything, for programs."""
    data = asdict(evaluation)
    data["measures"] = {heading: [asdict(m) for m in group] for heading, group in evaluation.groups}
    del data["groups"]
    return json.dumps(data, indent=1)


def as_markdown(evaluation: Evaluation) -> str:
    """Tables for a terminal or a document."""
    lines = [f"{evaluation.title}; 95 % intervals", ""]
    for heading, group in _with_cases(evaluation):
        lines += [f"| {heading} | |", "|---|---|", *(f"| {m.name} | {m.text} |" for m in group), ""]
    if evaluation.curves:
        lines += ["| Probabilities | |", "|---|---|", *(f"| {n} | {t} |" for n, t in _in_words(evaluation.curves)), ""]
        lines += ["| promised | marked by the reader | turns |", "|---|---|---|"]
        lines += [f"| {b.promised:.2f} | {b.observed:.2f} | {b.n} |" for b in evaluation.curves.calibration]
        lines.append("")
    if evaluation.variants:
        lines += ["| The same turns | |", "|---|---|", *(f"| {v.name} | {v.text} |" for v in evaluation.variants), ""]
    if evaluation.rates:
        lines += ["| Transcripts nobody labelled | |", "|---|---|"]
        lines += [f"| {r.name} | {r.text} |" for r in evaluation.rates]
    return "\n".join(lines).rstrip()


def as_page(evaluation: Evaluation) -> str:
    """One self-contained page; it loads nothing and runs no script."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    curves = evaluation.curves
    return environment.get_template("evaluation.html.j2").render(
        evaluation=evaluation,
        groups=_with_cases(evaluation),
        words=_in_words(curves) if curves else [],
        precision_recall=_path([(p.recall, p.precision) for p in curves.points]) if curves else "",
        dots=[(b.promised * _SIDE, (1 - b.observed) * _SIDE, b) for b in curves.calibration] if curves else [],
    )


def _with_cases(evaluation: Evaluation) -> list[tuple[str, list[Measure]]]:
    """The groups without the measures that no turn stands behind."""
    groups = [(heading, [measure for measure in group if measure.n]) for heading, group in evaluation.groups]
    return [(heading, group) for heading, group in groups if group]


def _in_words(curves: Curves) -> list[tuple[str, str]]:
    return [
        ("a deficit turn is ranked above another turn", f"{curves.ranked_right:.3f}"),
        ("average precision", f"{curves.average_precision:.3f}"),
        *(
            (
                f"right among marks if {share:.1%} of turns were deficit talk and the others like these",
                f"{right:.2f} ({low:.2f} to {high:.2f})",
            )
            for share, right, low, high in curves.at_share
        ),
    ]


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x * _SIDE:.2f},{(1 - y) * _SIDE:.2f}" for x, y in points)
