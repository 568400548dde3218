"""Times in the cells of a table: clocks, seconds, milliseconds, and dates with a time of day."""

import re
from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Final, NamedTuple

from discourse.readers.captions import seconds

_CLOCK: Final = r"(?:\d{1,6}:)?\d{1,3}:\d{1,2}(?:[.,:;]\d{1,6})?"
_HOURS: Final = r"\d{1,5}h ?\d{1,2}m ?\d{1,2}s"
_NUMBER: Final = r"\d{1,15}(?:[.,]\d{1,12})?"
_ONE: Final = re.compile(
    rf"^[\[(]?\s*(?P<time>{_CLOCK}|{_HOURS}|{_NUMBER})\s*(?P<unit>ms|s|sec|seconds)?\s*[\])]?$", re.I
)
_RANGE: Final = re.compile(rf"^[\[(]?\s*(?P<start>{_CLOCK})\s*(?:-->|->|[-–—]|to)\s*(?P<end>{_CLOCK})\s*[\])]?$")
_DATED: Final = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
# No stretch of talk is this long in seconds, and hardly one this short in milliseconds.
_LONG: Final = 200.0


class Time(NamedTuple):
    """Seconds; since 1970 where the cell has a date. ``whole``: it was a number without a point or colon."""

    seconds: float
    dated: bool = False
    whole: bool = False


def time_in(cell: str) -> Time | None:
    """The time in a cell, or None: "1:02:03.5", "02:03,500", "75.2", "00h 05m 00s", "2024-05-12T10:03:16"."""
    cell = cell.strip()
    if not cell or not cell.lstrip("[(").strip()[:1].isdecimal():
        return None
    if found := _ONE.match(cell):
        text, unit = found["time"], (found["unit"] or "").lower()
        if "h" in text.lower():
            hours, minutes, rest = map(int, re.findall(r"\d+", text))
            return Time(hours * 3600.0 + minutes * 60.0 + rest)
        if ":" in text:
            return Time(_clock(text))
        value = float(text.replace(",", "."))
        return Time(value / 1000) if unit == "ms" else Time(value, whole=text.isdecimal() and not unit)
    if _DATED.match(cell):
        try:
            return Time(datetime.fromisoformat(cell).timestamp(), dated=True)
        except (ValueError, OverflowError, OSError):
            return None
    return None


def times_in(cell: str) -> tuple[Time | None, Time | None]:
    """Start and end in a cell that may hold both, as "00:01 - 00:05" does."""
    if found := _RANGE.match(cell.strip()):
        return Time(_clock(found["start"])), Time(_clock(found["end"]))
    return time_in(cell), None


def _clock(text: str) -> float:
    # hh:mm:ss:ff counts frames; a part of a second that nobody will miss.
    parts = re.split(r"[:;]", text)
    return seconds(":".join(parts[:3])) if len(parts) == 4 else seconds(text.replace(";", ":"))


def since_the_first(times: Sequence[Time | None], starts: Sequence[Time | None]) -> list[float | None]:
    """Seconds; those with a date count from the first dated start, since nobody says when the recording began."""
    first = next((time.seconds for time in starts if time and time.dated), 0.0)
    return [None if time is None else time.seconds - first if time.dated else time.seconds for time in times]


def in_milliseconds(starts: Sequence[Time | None], ends: Sequence[Time | None], headings: Sequence[str]) -> bool:
    """Whether bare numbers are milliseconds: the heading says so, or talk would last for minutes on end."""
    known = [time for time in (*starts, *ends) if time]
    if not known or not all(time.whole or time.seconds == 0 for time in known):
        return False
    if any(re.search(r"\b(?:ms|msec|millis|milliseconds)$", heading) for heading in headings):
        return True
    both = zip(starts, ends, strict=True)
    lengths = [end.seconds - start.seconds for start, end in both if start and end and end.seconds > start.seconds]
    return bool(lengths) and median(lengths) > _LONG
