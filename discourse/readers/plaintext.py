"""Plain text in which talk is marked by how it is written: ``Name: text``, ``Name  0:35``, times, ``>>``.

Otter's and Google Meet's text exports, Whisper's and Zoom's, committee records, and what people type themselves. See
:mod:`discourse.readers.dialogue` for the ways of writing and :mod:`discourse.readers.furniture` for what is around it.
"""

from typing import Final

from discourse.errors import UnreadableTranscriptError
from discourse.readers.assemble import Tally, assemble
from discourse.readers.dialogue import Dialogue, Line, text_lines
from discourse.readers.furniture import without_comments, without_furniture
from discourse.readers.source import Source
from discourse.transcript import Meeting, Transcript

FORMAT: Final = "text"


def recognise(source: Source) -> float:
    """The more lines name a speaker or a time, the surer; prose that sounds spoken is ours too."""
    if not source.is_plain_text or not source.text.strip():
        return 0.0
    try:
        lines, _ = _lines(source, Tally())
    except UnreadableTranscriptError:
        return 0.8  # an export without its transcript: reading it says so
    return 0.3 + 0.5 * Dialogue(lines).strength


def read(source: Source) -> Transcript:
    """The talk. ``origin`` is ``{"line": n}``; a turn's time is known where the text gives one."""
    tally = Tally()
    lines, meeting = _lines(source, tally)
    return assemble(source, FORMAT, Dialogue(lines).pieces(tally), tally=tally, meeting=meeting)


def _lines(source: Source, tally: Tally) -> tuple[list[Line], Meeting]:
    text = without_comments(source.text, tally)
    return without_furniture(source, text_lines(text.split("\n")), tally)
