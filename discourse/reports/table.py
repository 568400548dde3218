"""The moments as a table, one row each, for a spreadsheet or a data frame."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from discourse.analysis import Analysis
from discourse.detection.findings import Flag, Noticed
from discourse.transcript import Span

COLUMNS: Final = (
    "kind",
    "source",
    "id",
    "turn",
    "start_seconds",
    "speaker",
    "quote",
    "sentence",
    "span_start",
    "span_end",
    "category",
    "category_name",
    "also",
    "band",
    "confidence",
    "stance",
    "why",
    "rules",
    "questions",
    "no_questions_because",
)
Row = dict[str, Any]

# A spreadsheet reads a cell that begins so as a formula, and people's words can begin with anything.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# Tells Excel that the file is UTF-8.
_BYTE_ORDER_MARK: Final = "\ufeff"


def rows_of(analysis: Analysis) -> Iterator[Row]:
    """A row for each flag and each noticed moment, in the order of the talk. Turns count from 0, as in the JSON."""
    moments: list[tuple[int, Span, Row]] = [
        *((flag.turn, flag.span, _flag(flag, analysis)) for flag in analysis.flags),
        *((noticed.turn, noticed.span, _noticed(noticed, analysis)) for noticed in analysis.noticed),
    ]
    for _, _, row in sorted(moments, key=lambda moment: moment[:2]):
        yield {column: row.get(column) for column in COLUMNS}


def render(analysis: Analysis) -> str:
    """The table as CSV that spreadsheets open as it is meant."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows_of(analysis):
        writer.writerow({column: _as_text(value) for column, value in row.items()})
    return _BYTE_ORDER_MARK + text.getvalue()


def _as_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _flag(flag: Flag, analysis: Analysis) -> Row:
    rules = dict.fromkeys(evidence.rule for evidence in flag.evidence if evidence.rule)
    return _common(flag, analysis) | {
        "kind": "flag",
        "id": flag.id,
        "sentence": _words(analysis, flag.turn, flag.sentence),
        "also": "; ".join(flag.also),
        "band": flag.band,
        "stance": flag.stance,
        "rules": "; ".join(rules),
        "questions": "\n".join(question.text for question in analysis.questions.get(flag.id, ())),
        "no_questions_because": flag.no_questions_because,
    }


def _noticed(noticed: Noticed, analysis: Analysis) -> Row:
    return _common(noticed, analysis) | {"kind": "noticed", "rules": noticed.rule}


def _common(moment: Flag | Noticed, analysis: Analysis) -> Row:
    return {
        "source": analysis.transcript.source,
        "turn": moment.turn,
        "start_seconds": moment.start,
        "speaker": analysis.transcript.turns[moment.turn].speaker,
        "quote": moment.quote,
        "span_start": moment.span.start,
        "span_end": moment.span.end,
        "category": moment.category,
        "category_name": analysis.codebook[moment.category].name,
        "confidence": moment.confidence,
        "why": moment.why,
    }


def _words(analysis: Analysis, turn: int, span: Span) -> str:
    return analysis.transcript.turns[turn].text[span.start : span.end]
