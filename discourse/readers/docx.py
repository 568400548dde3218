"""DOCX: Teams, Otter and Google Meet transcripts, and notes kept in a word processor; tables in their place.

The document's XML is walked in its order, because python-docx's ``paragraphs`` leave out tables, content controls and
text boxes, its rows say the text of a merged cell twice, and it cannot open Word's "Strict Open XML" documents.
"""

import contextlib
import gc
import itertools
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from discourse.readers.assemble import Tally
from discourse.readers.dialogue import Line
from discourse.readers.documents import read_document
from discourse.readers.docx_table import table_lines
from discourse.readers.packages import BROKEN, damaged, open_package
from discourse.readers.source import Source, clean
from discourse.transcript import Transcript

FORMAT: Final = "docx"

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN_PART: Final = re.compile(
    rb'<Relationship\s[^>]*?Type="[^"]*/officeDocument"[^>]*?Target="/?([^"]+)"'
    rb'|<Relationship\s[^>]*?Target="/?([^"]+)"[^>]*?Type="[^"]*/officeDocument"'
)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _TEXT, _BOX = (_W + tag for tag in ("p", "tbl", "tr", "t", "txbxContent"))
_PROPERTIES: Final = _W + "pPr"
_HEADING_STYLES: Final = ("heading", "title", "subtitle")
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


def recognise(source: Source) -> float:
    """Sure of a ZIP container with a Word document in it."""
    return 1.0 if source.container == "docx" else 0.0


def read(source: Source) -> Transcript:
    """The talk or notes. ``origin`` is ``{"paragraph": n}``, counted through the whole body, table cells included."""
    tally = Tally()
    with open_package(source, "Word document") as package, _without_collector():
        try:
            lines = _lines(package, tally)
        except BROKEN as error:
            raise damaged(source, "Word document") from error
        if not lines:
            raise source.error(
                "the document has no text", remedy="If it holds pictures of text, export the transcript itself."
            )
        _count_beside(package, tally)
        return read_document(source, FORMAT, lines, tally)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for circles pauses: a table of 300,000 cells makes millions of objects and not one circle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _lines(package: zipfile.ZipFile, tally: Tally) -> list[Line]:
    """The lines of the body. Its tree, which is many times the size of its words, is gone when they are returned."""
    body = _body(package)
    return [] if body is None else list(_Walk(tally).lines(body))


def _body(package: zipfile.ZipFile) -> ElementTree.Element | None:
    """The document's body; its main part has another name in some programs."""
    found = _MAIN_PART.search(package.read("_rels/.rels"))
    name = (found[1] or found[2]).decode() if found else "word/document.xml"
    xml = package.read(name)
    if _STRICT in xml[:4000]:
        xml = xml.replace(_STRICT, _USUAL)
    # No entities: the package was looked through for them.
    return ElementTree.fromstring(xml).find(_W + "body")  # noqa: S314


class _Walk:
    """The way through a body in its order; paragraphs are counted, those in cells and boxes too."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._numbers = itertools.count(1)

    def lines(self, container: ElementTree.Element) -> Iterator[Line]:
        """The lines of paragraphs and tables."""
        for block in _blocks(container):
            if block.tag == _TABLE:
                rows = [[list(self._cell(cell)) for cell in _inside(row, _W + "tc")] for row in _inside(block, _ROW)]
                yield from table_lines(rows, self._tally)
            else:
                yield from self._paragraph(block)

    def _cell(self, cell: ElementTree.Element) -> Iterator[Line]:
        for block in _blocks(cell):
            if block.tag == _TABLE:
                for row in _inside(block, _ROW):
                    for inner in _inside(row, _W + "tc"):
                        yield from self._cell(inner)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: ElementTree.Element) -> Iterator[Line]:
        """A paragraph's lines: Teams puts "Name   0:03" and what was said into one, with a line break between."""
        number = next(self._numbers)
        texts: list[str] = []
        _gather(paragraph, texts)
        text = clean("".join(texts))
        if not text or text.isspace():
            return
        heading = _style(paragraph).startswith(_HEADING_STYLES)
        for at, part in enumerate(part for part in text.split("\n") if part.strip()):
            yield Line(part, {"paragraph": number}, after_blank=at == 0, heading=heading)


def _style(paragraph: ElementTree.Element) -> str:
    """The name of a paragraph's style, in lower case; its properties are always its first child."""
    if paragraph[0].tag != _PROPERTIES:
        return ""
    style = paragraph[0].find(_W + "pStyle")
    return "" if style is None else (style.get(_W + "val") or "").lower()


def _blocks(container: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs and tables in their order; also those in content controls, and text boxes after their paragraph."""
    for child in container:
        if child.tag == _TABLE:
            yield child
        elif child.tag == _PARAGRAPH:
            yield child
            yield from _boxed(child)
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _boxed(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs and tables in the text boxes of a paragraph; the copies that old programs read are passed over."""
    for child in element:
        if child.tag == _BOX:
            yield from _blocks(child)
        elif len(child) and child.tag != _FALLBACK:
            yield from _boxed(child)


def _inside(container: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _inside(child, tag)


def _gather(element: ElementTree.Element, texts: list[str]) -> None:
    for child in element:
        if child.tag == _TEXT:
            texts.append(child.text or "")
        elif child.tag in _CHARACTERS:
            texts.append(_CHARACTERS[child.tag])
        elif child.tag not in _SKIPPED:
            _gather(child, texts)


def _count_beside(package: zipfile.ZipFile, tally: Tally) -> None:
    """Count what stands beside the body: headers, footers, footnotes, comments."""
    for name in package.namelist():
        kind = re.fullmatch(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml", name)
        if kind:
            with contextlib.suppress(*BROKEN):
                xml = package.read(name).decode("utf-8", errors="replace")
                tally.add(_BESIDE[kind[1]], " ".join(re.findall(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>", xml)))
