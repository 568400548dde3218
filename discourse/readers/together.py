"""A meeting's talk and its chat as one transcript, in the order of time."""

from dataclasses import replace
from typing import Final

from discourse.errors import DiscourseError
from discourse.transcript import Transcript, Turn

# A chat goes on a little after the recording has ended; not for hours.
_LATE: Final = 1800.0


def merge_by_time(transcript: Transcript, chat: Transcript, *, began: float | None = None) -> Transcript:
    """The talk with each message of the chat after the turn in which it was sent.

    A turn of talk is never cut: whoever reads a message sees before it what was being said. ``began`` is the time of
    day, in seconds after midnight, at which the recording began; it is needed for a chat whose times are times of day.
    Raises ``DiscourseError`` if either has no times, or if the chat's times do not fit the meeting's.
    """
    starts = [turn.start for turn in transcript.turns if turn.start is not None]
    sent = [turn.start - (began or 0.0) for turn in chat.turns if turn.start is not None]
    if not starts or not sent:
        without = transcript if not starts else chat
        raise DiscourseError(f"{without.source}: it has no times, so talk and chat cannot be put in order.")
    ends = [turn.end for turn in transcript.turns if turn.end is not None]
    if min(sent) > max(starts + ends) + _LATE or max(sent) < 0:
        raise DiscourseError(
            f"{chat.source}: its times do not fall into the recording of {transcript.source}. "
            "If they are times of day, say when the recording began."
        )
    turns = _in_order(list(transcript.turns), [_counted_from(turn, began or 0.0) for turn in chat.turns])
    return replace(
        transcript,
        source=f"{transcript.source} and {chat.source}",
        turns=tuple(replace(turn, index=index) for index, turn in enumerate(turns)),
        speakers=tuple({who.id: who for who in (*chat.speakers, *transcript.speakers)}.values()),
        left_out=transcript.left_out + tuple(replace(part, what=f"{part.what} (chat)") for part in chat.left_out),
    )


def _counted_from(turn: Turn, began: float) -> Turn:
    """The message with its time counted from the beginning of the recording; none if it was sent before."""
    if turn.start is None or turn.start < began:
        return replace(turn, start=None, time_marks=())
    marks = tuple(mark._replace(seconds=round(mark.seconds - began, 3)) for mark in turn.time_marks)
    return replace(turn, start=round(turn.start - began, 3), time_marks=marks)


def _in_order(talk: list[Turn], messages: list[Turn]) -> list[Turn]:
    """Messages go before the first turn that began after them; those without a time stay with the message before."""
    merged: list[Turn] = []
    waiting = list(reversed(talk))
    for message in messages:
        while waiting and message.start is not None and _began_by(waiting[-1], message.start):
            merged.append(waiting.pop())
        merged.append(message)
    return merged + waiting[::-1]


def _began_by(turn: Turn, seconds: float) -> bool:
    return turn.start is None or turn.start <= seconds
