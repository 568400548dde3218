"""DOCX: Teams, Otter and Google Meet transcripts, and notes kept in a word processor; tables in their place.

The document's XML is walked in its order, because python-docx's ``paragraphs`` leave out tables, content controls and
text boxes, and its rows say the text of a merged cell twice.
"""

import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from discourse.readers.assemble import Tally
from discourse.readers.dialogue import Line, parse
from discourse.readers.documents import read_document
from discourse.readers.packages import BROKEN, damaged, open_package
from discourse.readers.source import Source, clean
from discourse.readers.speakers import looks_like_a_name
from discourse.transcript import Transcript

if TYPE_CHECKING:
    from docx.document import Document

FORMAT: Final = "docx"

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHARACTERS: Final = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Properties, deleted text, the second copy of a text box that old programs read; text boxes are walked on their own.
_SKIPPED: Final = frozenset(
    {
        _FALLBACK,
        *(_W + tag for tag in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "del", "moveFrom", "txbxContent", "instrText")),
    }
)
_BESIDE: Final = {
    "header": "page headers and footers",
    "footer": "page headers and footers",
    "footnotes": "footnotes",
    "endnotes": "footnotes",
    "comments": "comments in the margin",
}
_SPEAKER_HEADINGS: Final = frozenset({"speaker", "name", "who", "participant", "speaker name"})
_TABLE_HEADINGS: Final = _SPEAKER_HEADINGS | frozenset(
    {"time", "timestamp", "start", "start time", "text", "transcript", "what", "utterance", "comment", "said", "talk"}
)


def recognise(source: Source) -> float:
    """Sure of a ZIP container with a Word document in it."""
    return 1.0 if source.container == "docx" else 0.0


def read(source: Source) -> Transcript:
    """The talk or notes. ``origin`` is ``{"paragraph": n}``, counted through the whole body, table cells included."""
    tally = Tally()
    document = _open(source)
    lines = list(_lines(document.element.body, tally))
    if not lines:
        raise source.error(
            "the document has no text", remedy="If it holds pictures of text, export the transcript itself."
        )
    _count_beside(source, tally)
    return read_document(source, FORMAT, lines, tally)


def _open(source: Source) -> "Document":
    import docx
    from docx.opc.exceptions import OpcError

    open_package(source, "Word document").close()
    try:
        return docx.Document(io.BytesIO(source.data))
    except (*BROKEN, OpcError) as error:
        raise damaged(source, "Word document") from error


def _lines(body: Any, tally: Tally) -> Iterator[Line]:
    numbers = itertools.count(1)
    for block in _blocks(body):
        if block.tag == _W + "tbl":
            rows = [[list(_cell(cell, numbers)) for cell in _inside(row, "tc")] for row in _inside(block, "tr")]
            yield from _table(rows, tally)
        else:
            yield from _paragraph(block, next(numbers))


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order; also those in content controls, and text boxes after their paragraph."""
    for child in container:
        if child.tag == _W + "tbl":
            yield child
        elif child.tag == _W + "p":
            yield child
            for box in child.iter(_W + "txbxContent"):
                if next(box.iterancestors(_FALLBACK), None) is None:
                    yield from _blocks(box)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _blocks(child)


def _inside(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in container:
        if child.tag == _W + tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _inside(child, tag)


def _cell(cell: Any, numbers: Iterator[int]) -> Iterator[Line]:
    for block in _blocks(cell):
        if block.tag == _W + "tbl":
            for row in _inside(block, "tr"):
                for inner in _inside(row, "tc"):
                    yield from _cell(inner, numbers)
        else:
            yield from _paragraph(block, next(numbers))


def _paragraph(paragraph: Any, number: int) -> Iterator[Line]:
    """A paragraph's lines: Teams puts "Name   0:03" and what was said into one, with a line break between."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(_W + "val") or "").lower() if style is not None else ""
    heading = name.startswith(("heading", "title", "subtitle"))
    parts = [part for part in clean("".join(_text(paragraph))).split("\n") if part.strip()]
    for at, part in enumerate(parts):
        yield Line(part, {"paragraph": number}, after_blank=at == 0, heading=heading)


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _text(child)


def _table(rows: Sequence[Sequence[Sequence[Line]]], tally: Tally) -> Iterator[Line]:
    """A table's lines: rows of time, speaker and talk if its columns are that, otherwise cell after cell."""
    columns = _columns(rows)
    if columns is None:
        for row in rows:
            for cell in row:
                yield from cell
        return
    time, name, talk = columns
    for row in rows:
        texts = [" ".join(line.text for line in cell).strip() for cell in row]
        if any(texts) and all(text.lower().strip(" :") in _TABLE_HEADINGS for text in texts if text):
            tally.add("headings", " ".join(texts))
            continue
        start = parse(texts[time]).start if time is not None and time < len(texts) else None
        speaker = texts[name] if name is not None and name < len(texts) else None
        for at, cell in enumerate(row):
            if at not in {time, name} or (at == time and start is None):
                for line in cell:
                    yield Line(line.text, line.origin, True, False, speaker, start) if at == talk else line


def _columns(rows: Sequence[Sequence[Sequence[Line]]]) -> tuple[int | None, int | None, int] | None:
    """Which columns hold times, speakers and talk; None if the table is no transcript."""
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return None
    columns = [
        [" ".join(line.text for line in row[at]).strip() for row in rows if at < len(row)] for at in range(width)
    ]
    filled = [[text for text in column if text] for column in columns]
    headed = [bool(column) and column[0].lower().strip(" :") in _SPEAKER_HEADINGS for column in columns]
    times = [at for at, texts in enumerate(filled) if _most(texts, lambda text: parse(text).stamp == "alone")]
    # Without times, names alone make no transcript of a table of topics: one of them has to speak twice.
    named = [_most(texts, looks_like_a_name) and (bool(times) or len(set(texts)) < len(texts)) for texts in filled]
    names = [at for at in range(width) if at not in times and (headed[at] or named[at])]
    name = names[0] if names and len(times) + 1 < width else None
    rest = [at for at in range(width) if at not in times and at != name]
    if not rest or (not times and name is None):
        return None
    return (times[0] if times else None), name, max(rest, key=lambda at: sum(map(len, filled[at])))


def _most(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(holds, texts)) >= 0.6 * len(texts)


def _count_beside(source: Source, tally: Tally) -> None:
    """Count what stands beside the body: headers, footers, footnotes, comments."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        for name in package.namelist():
            kind = re.fullmatch(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml", name)
            if kind:
                xml = package.read(name).decode("utf-8", errors="replace")
                tally.add(_BESIDE[kind[1]], " ".join(re.findall(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>", xml)))
