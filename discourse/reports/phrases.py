"""Times, lengths and shortened talk, said the way people say them."""

from datetime import date
from typing import Final

from discourse.transcript import Turn

_ELLIPSIS: Final = "…"


def clock(seconds: float) -> str:
    """A time in the recording.

    >>> clock(75.4), clock(3675)
    ('1:15', '1:01:15')
    """
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def place(turn: Turn, seconds: float | None = None) -> str:
    """Where to find a moment: its time, or where the source has no times, its turn counted from 1."""
    seconds = turn.start if seconds is None else seconds
    return f"turn {turn.index + 1}" if seconds is None else clock(seconds)


def length(seconds: float) -> str:
    """How long a meeting was.

    >>> length(20), length(3900)
    ('less than a minute', '1 hour 5 minutes')
    """
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [count(hours, "hour")] * bool(hours) + [count(minutes, "minute")] * bool(minutes)
    return " ".join(parts) or "less than a minute"


def count(number: int, thing: str, things: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "turn"), count(1200, "turn"), count(2, "stretch", "stretches")
    ('1 turn', '1,200 turns', '2 stretches')
    """
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def day(written: str) -> str:
    """An ISO date as it is read out; anything else as it stands."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{found:%B} {found.day}, {found.year}"


def who(turn: Turn) -> str:
    """Who spoke, or what the text is where nobody is named."""
    if turn.kind == "notes":
        return turn.speaker or "Notes"
    return (turn.speaker or "Someone") + (" (chat)" if turn.kind == "chat" else "")


def first_words(text: str, longest: int) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(None, 1)[0].rstrip(" ,;:") + f" {_ELLIPSIS}"


def last_words(text: str, longest: int) -> str:
    """The end of a text, cut between words."""
    if len(text) <= longest:
        return text
    return f"{_ELLIPSIS} " + text[-longest:].split(None, 1)[-1]
