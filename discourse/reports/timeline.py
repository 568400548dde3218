"""Where in the meeting the moments lie: places along one line, for a strip that is drawn beside the report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from discourse.analysis import Analysis
from discourse.reports.moments import Moment, Strength
from discourse.reports.outline import Outline
from discourse.reports.phrases import clock

# Marks closer than this share of the width are stacked, so that each can be hit with a thumb on a narrow phone.
_NEAR: Final = 7.0
_STEPS: Final = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
_MOST_TICKS: Final = 6

One = TypeVar("One", Moment, Strength)
Shape = Literal["noticed", "clear", "worth_a_look"]


@dataclass(frozen=True, slots=True)
class Dot:
    """One moment on the strip. ``at`` is in percent of the width; ``row`` counts away from the line, from 0."""

    at: float
    row: int
    shape: Shape
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A time or a turn written under the strip."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The strip: ``above`` and ``below`` are how many rows each side of the line has."""

    by_time: bool
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    above: int
    below: int
    undrawn: int


def timeline_of(analysis: Analysis, outline: Outline) -> Timeline:
    """The strip of an analysis, by time where every moment has one, else by turn.

    The kinds of talk readers agree on least, and words whose meaning is unclear, are not charted before a person has
    looked at them.
    """
    drawn = [moment for moment in outline.moments if moment.counted]
    shown: list[Moment | Strength] = [*outline.strengths, *drawn]
    by_time = bool(analysis.transcript.duration) and all(_start(one) is not None for one in shown)
    first, last = _extent(analysis, by_time)

    def at(one: Moment | Strength) -> float:
        value = (_start(one) or 0.0) if by_time else float(_turn(one))
        return round(100 * (value - first) / (last - first), 2) if last > first else 50.0

    above = _stacked([(at(strength), strength) for strength in outline.strengths])
    below = _stacked([(at(moment), moment) for moment in drawn])
    return Timeline(
        by_time,
        dots=tuple(sorted((*map(_dot, above), *map(_dot, below)), key=lambda dot: dot.at)),
        ticks=tuple(_ticks(first, last, by_time)),
        above=max((row for _, row, _ in above), default=0) + 1,
        below=max((row for _, row, _ in below), default=0) + 1,
        undrawn=len(outline.moments) - len(drawn),
    )


def _stacked(placed: Sequence[tuple[float, One]]) -> list[tuple[float, int, One]]:
    """Each with a row of its own where another of the same side is near."""
    ends: list[float] = []
    stacked = []
    for at, one in sorted(placed, key=lambda pair: pair[0]):
        row = next((row for row, end in enumerate(ends) if at - end >= _NEAR), len(ends))
        ends[row : row + 1] = [at]
        stacked.append((at, row, one))
    return stacked


def _dot(placed: tuple[float, int, Moment | Strength]) -> Dot:
    at, row, one = placed
    if isinstance(one, Moment):
        label = f"Moment to look at, {one.place}, {one.speaker}: {one.category.name}"
        return Dot(at, row, one.flag.band, one.anchor, label)
    return Dot(at, row, "noticed", one.anchor, f"Noticed, {one.place}, {one.speaker}: {one.category.name}")


def _start(one: Moment | Strength) -> float | None:
    return one.flag.start if isinstance(one, Moment) else one.noticed.start


def _turn(one: Moment | Strength) -> int:
    return one.flag.turn if isinstance(one, Moment) else one.noticed.turn


def _extent(analysis: Analysis, by_time: bool) -> tuple[float, float]:
    turns = analysis.transcript.turns
    if not by_time:
        return 0.0, float(max(len(turns) - 1, 0))
    times = [time for turn in turns for time in (turn.start, turn.end) if time is not None]
    return min(times), max(times)


def _ticks(first: float, last: float, by_time: bool) -> Iterable[Tick]:
    if last <= first:
        return
    if not by_time:
        for share in (0, 50, 100):
            yield Tick(share, f"turn {round(first + (last - first) * share / 100) + 1}")
        return
    step = next((step for step in _STEPS if (last - first) / step <= _MOST_TICKS), _STEPS[-1])
    for time in range(-(-int(first) // step) * step, int(last) + 1, step):
        yield Tick(round(100 * max(0.0, time - first) / (last - first), 2), clock(time))
