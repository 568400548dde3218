"""XML that tools write: known by its outermost element, parsed as a stream, refused where it defines entities.

A document type or an entity of its own is needed by none of the formats read here, and both are ways to make a small
file huge.
"""

import re
from typing import Final
from xml.parsers import expat

from discourse.readers.source import Source

_BEFORE_THE_ROOT: Final = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
_HEAD: Final = 4000


def has_root(source: Source, *names: str) -> bool:
    """Whether the file is XML whose outermost element has one of these names."""
    if source.is_zip or source.is_pdf:
        return False
    root = "|".join(names)
    return (
        re.match(rf"{_BEFORE_THE_ROOT}(?:<!DOCTYPE\s+(?:{root})\b|<(?:{root})\b)", source.text[:_HEAD], re.S)
        is not None
    )


class XmlText:
    """Base of what gathers a file's talk while its XML is parsed.

    ``remedy`` is what to do about a broken file, as a sentence.
    """

    def __init__(self, source: Source, *, remedy: str) -> None:
        self._source = source
        self._remedy = remedy
        # The text is decoded already, whatever encoding the file declares.
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self.begin
        self._parser.CharacterDataHandler = self.add
        self._parser.EndElementHandler = self.end

    def parse(self) -> None:
        """Read the whole file. Raises ``UnreadableTranscriptError`` if it is cut off or broken or defines entities."""
        try:
            self._parser.Parse(self._source.text.lstrip(), True)
        except expat.ExpatError as error:
            raise self._source.error("the XML is broken or cut off", line=error.lineno, remedy=self._remedy) from None

    def begin(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def add(self, text: str) -> None:
        """Text inside the open elements."""

    def end(self, element: str) -> None:
        """An element ends."""

    @property
    def line(self) -> int:
        """The line being read, counted from 1."""
        return self._parser.CurrentLineNumber

    def _refuse(self, *_: object) -> None:
        raise self._source.error(
            "this XML defines a document type of its own, which a transcript never needs", remedy=self._remedy
        )
