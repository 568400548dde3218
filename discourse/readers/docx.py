"""DOCX: Teams, Otter and Google Meet transcripts, and notes kept in a word processor; tables in their place.

The document's XML is walked in its order, because python-docx's ``paragraphs`` leave out tables, content controls and
text boxes, and its rows say the text of a merged cell twice.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from discourse.readers.assemble import Tally
from discourse.readers.dialogue import Line, parse
from discourse.readers.documents import read_document
from discourse.readers.source import Source, clean
from discourse.readers.speakers import looks_like_a_name
from discourse.transcript import Transcript

if TYPE_CHECKING:
    from docx.document import Document

FORMAT: Final = "docx"

MAX_UNPACKED_BYTES: Final = 512 * 1024 * 1024
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BESIDE: Final = {"header": "page headers and footers", "footer": "page headers and footers", "footnotes": "footnotes",
                  "endnotes": "footnotes", "comments": "comments in the margin"}
_SPEAKER_HEADINGS: Final = frozenset({"speaker", "name", "who", "participant", "speaker name"})
_TABLE_HEADINGS: Final = _SPEAKER_HEADINGS | {
    "time", "timestamp", "start", "text", "transcript", "what", "utterance", "comment", "said", "words", "start time", "talk",
}  # fmt: skip


def recognise(source: Source) -> float:
    """Sure of a ZIP container with a Word document in it."""
    return 1.0 if source.is_zip and b"word/" in source.data else 0.0


def read(source: Source) -> Transcript:
    """The talk or notes. ``origin`` is ``{"paragraph": n}``, counted through the whole body, table cells included."""
    tally = Tally()
    document = _open(source)
    lines = list(_lines(document.element.body, tally))
    _count_beside(source, tally)
    if not lines:
        raise source.error("the document has no text", remedy="If it holds pictures of text, export the transcript itself.")
    return read_document(source, FORMAT, lines, tally)


def _open(source: Source) -> "Document":
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            members = package.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise source.error("the document is protected by a password", remedy="Save a copy without a password.")
        if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            raise source.error("the document unpacks to far more than any transcript", remedy="Save it anew as DOCX.")
        return docx.Document(io.BytesIO(source.data))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, OSError, NotImplementedError, SyntaxError) as error:
        raise _damaged(source) from error
    except docx.opc.exceptions.OpcError as error:
        raise _damaged(source) from error


def _damaged(source: Source) -> Exception:
    return source.error("the document is damaged or cut off", remedy="Export or save it again.")


def _lines(body: Any, tally: Tally) -> Iterator[Line]:
    number = 0
    blank = False
    found = False
    for block in _blocks(body):
        if block.tag == _W + "tbl":
            rows = [[_cell_lines(cell) for cell in _children(row, "tc")] for row in _children(block, "tr")]
            for line in _table(rows, number, tally):
                yield line
            number += sum(len(cell) for row in rows for cell in row)
            blank = found = True
            continue
        number += 1
        text = clean(_text(block))
        for part in text.split("\n"):
            if part.strip():
                yield Line(part, {"paragraph": number}, after_blank=blank and found, heading=_is_heading(block))
                blank, found = False, True
        blank = blank or not text.strip()
