"""From the rows of a table whose columns are known to pieces of talk."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from discourse.readers.assemble import Piece, Tally
from discourse.readers.cell_times import Time, in_milliseconds, since_the_first, time_in, times_in
from discourse.readers.columns import Layout, Row, plain_heading
from discourse.readers.json_text import label_of
from discourse.readers.speakers import Labels, tidy_label

OTHER_COLUMNS: Final = "other columns of the table"


def pieces(rows: Iterable[Row], layout: Layout, tally: Tally, **place: int) -> Iterator[Piece]:
    """The talk of a table's rows. ``origin`` is ``{"row": n}``, after ``place``, counted as a spreadsheet counts.

    A change in the turn column begins a new turn. What stands in other columns is counted in ``tally``.
    """
    kept = [(number, row) for number, row in rows if number > layout.header_row]
    _count_above(rows, layout, tally)
    text = layout.columns["text"]
    times = _times(kept, layout)
    labels = _labels(kept, text) if "speaker" not in layout.columns else None
    used = set(layout.columns.values())
    carried = _named_at_change(kept, layout.columns.get("speaker"))
    speaker_before = turn_before = ""
    for (number, row), (start, end) in zip(kept, times, strict=True):
        for at, cell in enumerate(row):
            if at not in used and cell:
                tally.add(OTHER_COLUMNS, cell)
        said = _cell(row, text)
        speaker = _cell(row, layout.columns.get("speaker"))
        if labels is not None:
            speaker, said = _label(said, labels)
        elif carried and not speaker:
            speaker = speaker_before
        turn = _cell(row, layout.columns.get("turn")) or turn_before
        origin = {**place, "row": number}
        yield Piece(said, label_of(speaker), start, end, origin, new_voice=bool(turn) and turn != turn_before)
        speaker_before = speaker
        turn_before = turn if said else turn_before


def _named_at_change(rows: Sequence[Row], column: int | None) -> bool:
    """Whether the table names a speaker only where the speaker changes: then hardly any name follows itself."""
    named = [name for _, row in rows if (name := _cell(row, column))]
    repeats = sum(before == after for before, after in pairwise(named))
    return 0 < len(named) < len(rows) and repeats <= 0.05 * len(named)


def _count_above(rows: Iterable[Row], layout: Layout, tally: Tally) -> None:
    for number, row in rows:
        if number > layout.header_row:
            return
        tally.add("headings", " ".join(cell for cell in row if cell))


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _times(rows: Sequence[Row], layout: Layout) -> list[tuple[float | None, float | None]]:
    """Each row's start and end in seconds."""
    where = [layout.columns.get(role) for role in ("start", "end", "duration")]
    spans = [times_in(_cell(row, where[0])) for _, row in rows]
    starts: list[Time | None] = [start for start, _ in spans]
    ends = [time_in(_cell(row, where[1])) or end for (_, row), (_, end) in zip(rows, spans, strict=True)]
    lengths = [time_in(_cell(row, where[2])) for _, row in rows]
    headings = [
        plain_heading(layout.headings[at]) if at is not None and at < len(layout.headings) else "" for at in where
    ]
    factor = 0.001 if in_milliseconds(starts, ends, headings) else 1.0
    times: list[tuple[float | None, float | None]] = []
    for start, end, length in zip(since_the_first(starts, starts), since_the_first(ends, starts), lengths, strict=True):
        if end is None and start is not None and length is not None:
            end = start + length.seconds
        times.append((_times_factor(start, factor), _times_factor(end, factor)))
    return times


def _times_factor(time: float | None, factor: float) -> float | None:
    return None if time is None else time * factor


_LABEL: Final = re.compile(r"^\s*(?P<name>[^:：]{1,60}?)\s*[:：]\s+(?=\S)")


def _labels(rows: Sequence[Row], text: int) -> Labels:
    """The speakers named in the talk itself, "Ana: ...", in a table without a column for them."""
    found = (_LABEL.match(_cell(row, text)) for _, row in rows)
    return Labels((label["name"] for label in found if label), len(rows))


def _label(said: str, labels: Labels) -> tuple[str, str]:
    found = _LABEL.match(said)
    if found and labels.accepts(found["name"], at="line"):
        return tidy_label(found["name"]), said[found.end() :]
    return "", said
