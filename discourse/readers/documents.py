"""From the paragraphs of a document to a transcript: what DOCX and PDF have in common.

A document may hold an export of Teams, Otter or Meet, or somebody's notes; its paragraphs tell which.
"""

from collections.abc import Sequence
from typing import Final

from discourse.readers.assemble import Tally, assemble
from discourse.readers.dialogue import BULLET, Dialogue, Line
from discourse.readers.furniture import without_furniture
from discourse.readers.minutes import meeting_of, notes_pieces
from discourse.readers.source import Source
from discourse.transcript import Meeting, Transcript

# From this strength on a document is talk; below, notes (see Dialogue.strength).
_TALK: Final = 0.4
_TALK_AMONG_BULLETS: Final = 0.6


def read_document(source: Source, format: str, lines: Sequence[Line], tally: Tally) -> Transcript:
    """The transcript of a document's lines. Raises ``UnreadableTranscriptError`` if there is no talk in them."""
    lines, meeting = without_furniture(source, lines, tally)
    dialogue = Dialogue(lines)
    shaped = sum(line.heading or BULLET.match(line.text) is not None for line in lines)
    if dialogue.strength >= (_TALK_AMONG_BULLETS if shaped > 0.2 * len(lines) else _TALK):
        return assemble(source, format, dialogue.pieces(tally), tally=tally, meeting=meeting)
    notes = meeting_of(lines)
    meeting = Meeting(title=meeting.title or notes.title, date=meeting.date or notes.date)
    return assemble(source, format, notes_pieces(lines, tally), tally=tally, meeting=meeting)
