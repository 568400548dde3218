"""XLSX: transcripts and coded talk kept in Excel. Each visible sheet with a column of talk is read, in its order."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from discourse.readers.assemble import Piece, Tally, assemble
from discourse.readers.columns import Row, find_layout, no_layout
from discourse.readers.packages import BROKEN, damaged, open_package
from discourse.readers.source import Source, clean
from discourse.readers.table_rows import pieces
from discourse.transcript import Transcript

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

FORMAT: Final = "xlsx"

# Excel's own limit of rows; a file that claims more would be counted through for hours.
_MAX_ROWS: Final = 1_048_576
_MAX_COLUMNS: Final = 256
# Excel's day zero: a duration of more than a day looks like a date soon after it.
_DAY_ZERO: Final = datetime(1899, 12, 30)


def recognise(source: Source) -> float:
    """Sure of a ZIP container with a workbook in it."""
    return 1.0 if source.container == "xlsx" else 0.0


def read(source: Source) -> Transcript:
    """The talk, row by row. ``origin`` is ``{"row": n}``, or ``{"sheet": k, "row": n}`` where there are several sheets.

    Raises ``UnreadableTranscriptError`` for a locked or damaged workbook, and if no sheet has a column of talk.
    """
    open_package(source, "Excel workbook").close()
    tally = Tally()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles it does not know
            sheets = _sheets(_open(source), tally)
    except BROKEN as error:
        raise damaged(source, "Excel workbook") from error
    found: list[Piece] = []
    talk = False
    for number, rows in sheets:
        layout = find_layout(rows, source.columns)
        if layout is None:
            for _, row in rows:
                tally.add("sheets of the workbook without a column of talk", " ".join(row))
            continue
        talk = True
        place = {"sheet": number} if len(sheets) > 1 else {}
        new = [*pieces(rows, layout, tally, **place)]
        if new and found:
            new[0].new_voice = True
        found += new
    if not talk:
        raise no_layout(source)
    return assemble(source, FORMAT, found, tally=tally)


def _open(source: Source) -> "Workbook":
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)


def _sheets(book: "Workbook", tally: Tally) -> list[tuple[int, list[Row]]]:
    """The rows of each visible sheet that has any, with the sheet's number."""
    sheets: list[tuple[int, list[Row]]] = []
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            tally.note("hidden sheets of the workbook")
            continue
        sheet.reset_dimensions()  # what the file says of its size is often wrong
        rows = list(_rows(sheet))
        if rows:
            sheets.append((number, rows))
    return sheets


def _rows(sheet: Any) -> Iterator[Row]:
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), start=1):
        if number > _MAX_ROWS:
            return
        filled = max((at for at, value in enumerate(values, start=1) if value is not None), default=0)
        cells = [_text(value) for value in values[:filled]]
        if any(cells):
            yield number, cells


def _text(value: object) -> str:
    """A cell as text; a time of day and a duration as a clock."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _clock(value - _DAY_ZERO) if value.year <= 1900 else value.isoformat(" ")
    if isinstance(value, time):
        return _clock(datetime.combine(_DAY_ZERO, value) - _DAY_ZERO)
    if isinstance(value, timedelta):
        return _clock(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 6))
    return " ".join(clean(str(value)).split())


def _clock(length: timedelta) -> str:
    total = length.total_seconds()
    if total < 0:
        return ""
    whole, rest = divmod(round(total * 1000), 1000)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:03d}"
