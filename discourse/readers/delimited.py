"""CSV and TSV: tables as text, whatever separates their cells (comma, semicolon, tab or bar).

Edu-ConvoKit's CSV, Whisper's TSV, ELAN's tab-delimited export, exports of spreadsheets and annotation tools.
"""

import contextlib
import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from discourse.readers.assemble import Tally, assemble
from discourse.readers.columns import Layout, Row, find_layout, no_layout
from discourse.readers.source import Source
from discourse.readers.table_rows import pieces
from discourse.transcript import Transcript

if TYPE_CHECKING:
    import _csv

FORMAT: Final = "csv"

_SEPARATORS: Final = (",", ";", "\t", "|")
_SAMPLE_ROWS: Final = 60
_SUFFIXES: Final = frozenset({".csv", ".tsv", ".tab"})
_EVEN: Final = 0.8


class _Sniffed(NamedTuple):
    separator: str
    layout: Layout | None
    even: float  # the share of rows that are as wide as most


def recognise(source: Source) -> float:
    """Sure of headings that name talk and speakers or times; without them only the suffix makes it a table."""
    if not source.is_plain_text:
        return 0.0
    table = source.suffix in _SUFFIXES
    if not table and not any(sign in source.text[:20000] for sign in _SEPARATORS):
        return 0.0
    found = _sniff(source)
    if found is None:
        return 0.0
    if found.layout and found.layout.header_row:
        return 0.96 if table or found.even >= _EVEN else 0.0
    return (0.9 if found.layout else 0.85) if table and found.even >= _EVEN else 0.0


def read(source: Source) -> Transcript:
    """The talk, row by row. ``origin`` is ``{"row": n}``, the headings being a row too.

    Raises ``UnreadableTranscriptError`` if a quotation mark is never closed, or no column is plainly the talk.
    """
    found = _sniff(source)
    rows = list(_rows(source, found.separator if found else ","))
    layout = find_layout(rows, source.columns)
    if layout is None:
        raise no_layout(source)
    tally = Tally()
    return assemble(source, FORMAT, pieces(rows, layout, tally), tally=tally)


def _sniff(source: Source) -> _Sniffed | None:
    """The separator under which the file's beginning is most like a table; None if it is none under any."""
    best: _Sniffed | None = None
    for separator in _SEPARATORS:
        rows = list(itertools.islice(_loose_rows(source.text[:200_000], separator), _SAMPLE_ROWS))
        widths = Counter(len(row) for _, row in rows)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        layout = find_layout(rows, source.columns)
        if width < 2 and not (layout and layout.header_row and source.suffix in _SUFFIXES):
            continue
        sniffed = _Sniffed(separator, layout, count / len(rows))
        if best is None or _rank(sniffed) > _rank(best):
            best = sniffed
    return best


def _rank(sniffed: _Sniffed) -> tuple[int, float]:
    layout = sniffed.layout
    return (len(layout.columns) + 10 * bool(layout.header_row) if layout else 0), sniffed.even


def _reader(text: str, separator: str, *, strict: bool = False, quoted: bool = True) -> "_csv.Reader":
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        skipinitialspace=separator != "\t",
        strict=strict,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )


def _loose_rows(text: str, separator: str) -> Iterator[Row]:
    """Rows for a first look: mistakes are passed over."""
    with contextlib.suppress(csv.Error):
        yield from _numbered(_reader(text, separator))


def _numbered(rows: Iterable[list[str]]) -> Iterator[Row]:
    """Rows with anything in them; empty ones keep their number, as in a spreadsheet."""
    for number, row in enumerate(rows, start=1):
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            yield number, cells


def _rows(source: Source, separator: str) -> Iterator[Row]:
    """All rows; quotation marks are taken as loosely as the file needs, but one must not swallow the rest of it."""
    strict = _reader(source.text, separator, strict=True)
    line = 1
    quoted = True
    try:
        for _ in strict:
            line = strict.line_num + 1
    except csv.Error as error:
        if "limit" in str(error) or "unexpected end" in str(error):
            if separator != "\t":
                raise source.error(
                    "a quotation mark that opens here is never closed, or a cell is far too long",
                    line=line,
                    remedy="Export the table again, or save it as XLSX.",
                ) from None
            quoted = False
    try:
        yield from _numbered(_reader(source.text, separator, quoted=quoted))
    except csv.Error:
        raise source.error("a cell is far too long", remedy="Check that it is a transcript.") from None
