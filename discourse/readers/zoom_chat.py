"""Zoom's chat, saved from the cloud or on a computer: messages, which are talk of their own kind ("chat").

Cloud: ``00:05:16<tab>Name:<tab>text``, times counted from the beginning of the recording. Computer:
``09:05:16 From Name to Everyone:`` with the text behind or below it; its times are times of day, and they are kept as
such, because the file does not say when the recording began (see :mod:`discourse.readers.together`).
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from discourse.readers.assemble import Piece, Tally, assemble
from discourse.readers.captions import seconds
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "zoom-chat"

_CLOCK: Final = r"(?P<time>\d{1,2}:\d{2}:\d{2})"
_FROM_THE_CLOUD: Final = re.compile(rf"^{_CLOCK}\t\s*(?P<name>[^\t]{{1,80}}?)\s*:\t(?P<text>.*)$")
_FROM_A_COMPUTER: Final = re.compile(
    rf"^{_CLOCK}\s+From\s+(?P<name>\S.{{0,80}}?)"
    r"(?:\s+to\s+(?P<to>\S.{0,100}?))?\s*(?P<private>\((?:direct message|privately)\))?\s*:(?:\s+(?P<text>.*))?$",
    re.I,
)
_EVERYBODY: Final = re.compile(
    r"^(?:everyone\b.*|all panelists.*|hosts? and panelists|waiting room participants)$", re.I
)
# What Zoom writes itself when somebody clicks on a smiley or answers a message: others' words, repeated.
_REACTION: Final = re.compile(r"^\s*(?:Reacted to|Removed an? .{1,40} reaction from) \S.*$", re.I)
_REPLY: Final = re.compile(r'^\s*Replying to\s+["“](?P<quoted>.*)["”]\s*:?\s*$', re.I)
_SURE_SHARE: Final = 0.3


class _Message(NamedTuple):
    line: int
    time: float
    name: str
    private: bool
    text: list[str]


def recognise(source: Source) -> float:
    """Sure of a file that begins with a message and has many."""
    if not source.is_plain_text or ":" not in source.text:
        return 0.0
    lines = [line for line in source.lines if line.strip()]
    if not _opening(lines[0]):
        return 0.0
    return 0.95 if sum(_opening(line) is not None for line in lines) >= _SURE_SHARE * len(lines) else 0.6


def read(source: Source) -> Transcript:
    """The messages to everybody, each a turn of kind "chat". ``origin`` is ``{"line": n}``.

    Messages between two people are not the meeting's talk; they are left out and counted, as are reactions and the
    words of others that a reply repeats.
    """
    tally = Tally()
    return assemble(source, FORMAT, _pieces(source, tally), tally=tally)


def _opening(line: str) -> re.Match[str] | None:
    return (_FROM_THE_CLOUD.match(line) or _FROM_A_COMPUTER.match(line)) if line[:1].isdigit() else None


def _messages(source: Source, tally: Tally) -> list[_Message]:
    messages: list[_Message] = []
    for number, line in enumerate(source.lines, start=1):
        if opening := _opening(line):
            said = opening.groupdict()
            to = said.get("to")
            private = bool(said.get("private")) or (to is not None and not _EVERYBODY.match(to))
            messages.append(_Message(number, seconds(said["time"]), said["name"], private, [said["text"] or ""]))
        elif messages:
            messages[-1].text.append(line)
        else:
            tally.add("lines before the first message", line)
    return messages


def _pieces(source: Source, tally: Tally) -> Iterator[Piece]:
    for message in _messages(source, tally):
        if message.private:
            tally.add("messages that were not to everybody", " ".join(message.text))
            continue
        kept = []
        for line in message.text:
            if _REACTION.match(line):
                tally.add("reactions to a message", line)
            elif _REPLY.match(line):
                tally.add("words of others repeated in a reply", line)
            else:
                kept.append(line)
        yield Piece(" ".join(kept), message.name, message.time, None, {"line": message.line}, kind="chat")
