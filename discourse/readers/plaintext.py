"""Plain text in which talk is marked by how it is written: ``Name: text``, ``Name  0:35``, times, ``>>``.

Otter's and Google Meet's text exports, Whisper's and Zoom's, committee records, and what people type themselves. See
:mod:`discourse.readers.dialogue` for the ways of writing and :mod:`discourse.readers.furniture` for what is around it.
"""

from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from discourse.errors import UnreadableTranscriptError
from discourse.readers.assemble import Tally, assemble
from discourse.readers.dialogue import Dialogue, text_lines
from discourse.readers.furniture import without_comments, without_furniture
from discourse.readers.source import Source
from discourse.transcript import Meeting, Transcript

FORMAT: Final = "text"


@dataclass(frozen=True, slots=True)
class _Parted:
    """A file's lines read by their shape, what is around them, and what was left out on the way."""

    dialogue: Dialogue
    meeting: Meeting
    tally: Tally


# Recognising a file takes all the work of reading it but the last step; it is kept as long as its Source.
_parted: WeakKeyDictionary[Source, _Parted] = WeakKeyDictionary()


def recognise(source: Source) -> float:
    """The more lines name a speaker or a time, the surer; prose that sounds spoken is ours too."""
    if not source.is_plain_text or not source.text.strip():
        return 0.0
    try:
        return 0.3 + 0.5 * _part(source).dialogue.strength
    except UnreadableTranscriptError:
        return 0.8  # an export without its transcript: reading it says so


def read(source: Source) -> Transcript:
    """The talk. ``origin`` is ``{"line": n}``; a turn's time is known where the text gives one."""
    parted = _part(source)
    tally = parted.tally.copy()
    return assemble(source, FORMAT, parted.dialogue.pieces(tally), tally=tally, meeting=parted.meeting)


def _part(source: Source) -> _Parted:
    if source not in _parted:
        tally = Tally()
        text = without_comments(source.text, tally)
        lines, meeting = without_furniture(source, text_lines(text.split("\n")), tally)
        _parted[source] = _Parted(Dialogue(lines), meeting, tally)
    return _parted[source]
