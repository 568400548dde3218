"""Which columns of a table hold the talk, who spoke and when; used for CSV, TSV and Excel.

A heading says it, in one of the words people use; without headings the cells' own shapes do. Whoever knows better names
the columns (``text=Utterance,speaker=Who``). Nothing is guessed where two columns could equally be the talk.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from discourse.errors import DiscourseError, UnreadableTranscriptError
from discourse.readers.cell_times import time_in
from discourse.readers.source import Source
from discourse.readers.speakers import looks_like_a_name

Columns = Mapping[str, int]
Row = tuple[int, Sequence[str]]

ROLES: Final = ("text", "speaker", "start", "end", "duration", "turn")

# Earlier words win: a table with "Transcript" and "Comment" has its talk in the first.
_HEADINGS: Final = {
    "text": "utterance, utterance text, utterances, turn text, transcript text, transcript, transcription, text,"
    " sentence, sentences, dialogue, dialog, talk, speech, said, what was said, spoken text, caption, subtitle,"
    " utt, message, content, line text, words, comment, comments, response",
    "speaker": "speaker, speaker name, speaker label, speakername, speaker id, speakerid, speakers, spk, who, name,"
    " participant, participant name, participant id, person, voice, full name, display name, sender, talker, author,"
    " speaker code, participant code, user, user name, username, from, role",
    "start": "start, start time, starttime, start timestamp, begin, begin time, time start, onset, in, in time,"
    " time in, timestamp, time stamp, timecode, time code, time, elapsed, tmin, xmin",
    "end": "end, end time, endtime, end timestamp, stop, stop time, finish, time end, out, out time, time out, offset,"
    " tmax, xmax",
    "duration": "duration, length, dur",
    "turn": "turn, turn id, turnid, turn number, turn no, turn index, turn idx, turn nr",
}
_SYNONYMS: Final = {role: [name.strip() for name in names.split(",")] for role, names in _HEADINGS.items()}
# "Start (ms)", "Begin Time - hh:mm:ss.ms": the unit is looked at when the times are read.
_UNIT: Final = re.compile(r"(?<=\w) (?:s|secs?|seconds|ms|msec|milliseconds|ss msec|(?:hh )?mm ss(?: m?ms?)?)$")
# Text alone is too common a word to make a table of any file with commas in it.
_ENOUGH: Final = {"speaker", "start", "end", "turn"}
_HEADER_ROWS: Final = 15
_SAMPLE: Final = 400
_MOST: Final = 0.7


@dataclass(frozen=True)
class Layout:
    """How a table is to be read: the column of each role, and the row of its headings (0: it has none)."""

    columns: Columns
    header_row: int = 0
    headings: Sequence[str] = field(default=())


def parse_columns(text: str) -> tuple[tuple[str, str], ...]:
    """Read ``text=Utterance,speaker=2``: each role's heading, or its number counted from 1.

    Raises ``DiscourseError`` for anything else.
    """
    named: dict[str, str] = {}
    for part in text.split(","):
        role, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or not column or role not in ROLES:
            raise DiscourseError(
                f"--columns: write text=HEADING,speaker=HEADING; the parts a column can be are {', '.join(ROLES)}."
            )
        named[role] = column
    if "text" not in named:
        raise DiscourseError("--columns: say which column holds the talk, as in text=Utterance.")
    return tuple(named.items())


def find_layout(rows: Sequence[Row], named: Sequence[tuple[str, str]] = ()) -> Layout | None:
    """The table's layout; None if no column is plainly the talk, or if a named column is not there."""
    if named:
        return _named_layout(rows, named)
    for number, row in rows[:_HEADER_ROWS]:
        columns = _by_heading(row)
        if "text" in columns and (len(columns.keys() & _ENOUGH) > 0 or len([cell for cell in row if cell]) == 1):
            return Layout(columns, number, row)
    columns = _by_content(rows[:_SAMPLE])
    return Layout(columns) if columns else None


def plain_heading(heading: str) -> str:
    """A heading in lower case, its words apart: "start time" for "StartTime", "start_time" and "Start-Time:"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.sub(r"[^\w]|_", " ", spaced).lower().split())


def _by_heading(row: Sequence[str]) -> Columns:
    plain = [_UNIT.sub("", plain_heading(cell)) if len(cell) <= 40 else "" for cell in row]
    columns: dict[str, int] = {}
    for role, names in _SYNONYMS.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in columns.values():
            columns[role] = at
    return columns


def _by_content(rows: Sequence[Row]) -> Columns:
    """Columns told by what is in them: times, names that come back, and talk, which is the longest."""
    width = max((len(row) for _, row in rows), default=0)
    cells = [[row[at] for _, row in rows if at < len(row) and row[at]] for at in range(width)]
    times = [at for at in range(width) if _most(cells[at], lambda cell: time_in(cell) is not None and ":" in cell)]
    names = [
        at
        for at in range(width)
        if at not in times
        and _most(cells[at], lambda cell: looks_like_a_name(cell) and not cell.isdigit())
        and len(set(cells[at])) <= 0.6 * len(cells[at])
    ]
    rest = [at for at in range(width) if at not in times and at not in names[:1] and cells[at]]
    talk = [at for at in rest if sum(cell.count(" ") + 1 for cell in cells[at]) >= 2.5 * len(cells[at])]
    if len(talk) != 1 or not (times or names):
        return {}
    found = {"text": talk[0]}
    if names:
        found["speaker"] = names[0]
    found.update(zip(("start", "end"), times, strict=False))
    return found


def _most(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(holds, cells)) >= _MOST * len(cells)


def _named_layout(rows: Sequence[Row], named: Sequence[tuple[str, str]]) -> Layout | None:
    for number, row in rows[:_HEADER_ROWS]:
        places = {plain_heading(cell): at for at, cell in reversed(list(enumerate(row))) if cell}
        if any(plain_heading(column) in places for _, column in named):
            columns = {role: _place(column, places) for role, column in named}
            if all(at is not None for at in columns.values()):
                return Layout({role: at for role, at in columns.items() if at is not None}, number, row)
    if not all(column.isdecimal() and int(column) > 0 for _, column in named):
        return None
    # One usual heading in the first row is enough here: the user has said that this is a table.
    headed = bool(rows) and bool(_by_heading(rows[0][1]))
    width = max((len(row) for _, row in rows), default=0)
    numbered = {role: int(column) - 1 for role, column in named}
    if max(numbered.values()) >= width:
        return None
    return Layout(numbered, rows[0][0], rows[0][1]) if headed else Layout(numbered)


def _place(column: str, places: Mapping[str, int]) -> int | None:
    at = places.get(plain_heading(column))
    return int(column) - 1 if at is None and column.isdecimal() and int(column) > 0 else at


def no_layout(source: Source) -> UnreadableTranscriptError:
    """The error for a table whose talk was not found."""
    if source.columns:
        wanted = ", ".join(column for _, column in source.columns)
        return source.error(f"the table has no columns {wanted}", remedy="Check the headings given with --columns.")
    return source.error(
        "no column of this table is plainly the talk",
        remedy="Name the columns, as in --columns text=Utterance,speaker=Who.",
    )
