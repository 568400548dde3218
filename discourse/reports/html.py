"""The report as one self-contained page: no request to anyone, readable without JavaScript, a mouse or colour."""

import base64
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from discourse import __version__
from discourse.analysis import Analysis
from discourse.reports import wording
from discourse.reports.marking import Mark, Piece, pieces
from discourse.reports.moments import Moment, Strength
from discourse.reports.outline import Outline, outline_of
from discourse.reports.phrases import clock, who
from discourse.reports.timeline import timeline_of

_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
# A list longer than this is folded; it stays one click away.
_LONG_LIST: Final = 6


@dataclass(frozen=True, slots=True)
class TurnOnPage:
    """A turn of the transcript with its marks."""

    index: int
    speaker: str
    time: str | None
    pieces: tuple[Piece, ...]
    has_moments: bool


def render(analysis: Analysis) -> str:
    """The page."""
    outline = outline_of(analysis)
    page = _environment().get_template("report.html.j2")
    return page.render(
        outline=outline,
        timeline=timeline_of(analysis, outline),
        turns=_turns(analysis, outline),
        by_anchor=_by_anchor(outline),
        language=analysis.transcript.language,
        long_list=_LONG_LIST,
        versions=_versions(analysis),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    style, script = (_TEMPLATES / "report.css").read_text("utf-8"), (_TEMPLATES / "report.js").read_text("utf-8")
    environment.globals.update(
        wording=wording,
        # Our own files, and the only text of the page that is not escaped.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
    )
    return environment


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere, and only our own style and script count, whatever people said in the meeting."""
    return (
        f"default-src 'none'; style-src '{_fingerprint(style)}'; script-src '{_fingerprint(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _turns(analysis: Analysis, outline: Outline) -> list[TurnOnPage]:
    marks: dict[int, list[Mark]] = defaultdict(list)
    for strength in outline.strengths:
        marks[strength.noticed.turn].append(Mark(strength.noticed.span, "noticed", strength.anchor))
    for moment in outline.moments:
        marks[moment.flag.turn].append(Mark(moment.flag.span, "flag", moment.anchor))
    with_moments = frozenset(marks)
    for turn, span in analysis.findings.not_read:
        marks[turn].append(Mark(span, "unread"))
    return [
        TurnOnPage(
            turn.index,
            who(turn),
            None if turn.start is None else clock(turn.start),
            tuple(pieces(turn.text, marks[turn.index])),
            turn.index in with_moments,
        )
        for turn in analysis.transcript.turns
    ]


def _by_anchor(outline: Outline) -> dict[str, Moment | Strength]:
    everything: list[Moment | Strength] = [*outline.moments, *outline.strengths]
    return {one.anchor: one for one in everything}


def _versions(analysis: Analysis) -> str:
    model = f"model {analysis.model}" if analysis.model else "no model"
    data = f"lexicon {analysis.lexicon} · codebook {analysis.codebook.identity}"
    return f"Discourse Mirror {__version__} · {data} · {model}"
