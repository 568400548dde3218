"""The words every stage shares: a meeting's transcript, its turns, and the sentences in them.

All spans in this project are 0-based, end-exclusive offsets in Unicode code points into ``Turn.text`` as stored here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

TurnKind = Literal["speech", "notes", "chat"]


class Span(NamedTuple):
    """A stretch of a turn's text: 0-based, end-exclusive, in Unicode code points."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two stretches share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this stretch."""
        return self.start <= other.start and other.end <= self.end


class TimeMark(NamedTuple):
    """From this offset in a turn's text on, the words were spoken at ``seconds`` after the recording began."""

    offset: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who speaks. ``id`` is the label turns refer to."""

    id: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted talk.

    ``start`` and ``end`` are seconds from the start of the recording. ``origin`` says where in the source the turn
    began, in the source's own units (``{"cue": 3}``, ``{"line": 12}``, ``{"paragraph": 7}``, ``{"page": 2}``), all
    counted from 1. ``time_marks`` are sorted by offset. ``kind`` tells speech from written notes and chat: nobody is
    quoted by notes.
    """

    index: int
    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    origin: Mapping[str, int] = field(default_factory=dict)
    time_marks: tuple[TimeMark, ...] = ()
    kind: TurnKind = "speech"

    def time_at(self, offset: int) -> float | None:
        """Seconds at which the words at ``offset`` began, as far as the source tells; None if it tells nothing."""
        seconds = self.start
        for mark in self.time_marks:
            if mark.offset > offset:
                break
            seconds = mark.seconds
        return seconds


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment of a turn, the unit that is judged. ``span`` is in the turn's text."""

    turn: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the source that was not read as talk, and why (an AI summary, a page header, a bot)."""

    what: str
    words: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """What happened, as far as the source says. ``date`` is ISO 8601 (YYYY-MM-DD)."""

    title: str | None = None
    date: str | None = None
    kind: str | None = None
    consent: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A meeting's text as read from one source.

    ``source`` is the file's name without its folder; ``format`` the reader that understood it; ``language`` a BCP 47
    tag. ``turns[i].index == i``.
    """

    source: str
    format: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...] = ()
    language: str = "en"
    meeting: Meeting = Meeting()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def words(self) -> int:
        """Whitespace-separated words of talk in all turns."""
        return sum(len(turn.text.split()) for turn in self.turns)

    @property
    def duration(self) -> float | None:
        """Seconds from the first known time to the last; None where the source has no times."""
        times = [t for turn in self.turns for t in (turn.start, turn.end) if t is not None]
        return max(times) - min(times) if times else None
