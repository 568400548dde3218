"""YouTube's captions as XML: srv3 (``.ytt``, ``.srv3``), and the older srv2 and srv1.

srv3 has a ``p`` for each caption, its time ``t`` and duration ``d`` in milliseconds, and in automatic captions an ``s``
for each word; nothing is shown twice. srv1 has ``text`` with ``start`` and ``dur`` in seconds. A document type or an
entity of its own is refused: captions need neither, and both are ways to make a small file huge.
"""

import re
from itertools import pairwise
from typing import Final
from xml.parsers import expat

from discourse.readers import rolling, voices
from discourse.readers.assemble import Tally, assemble
from discourse.readers.captions import Cue
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "youtube-xml"

_ROOT: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"(?:<!DOCTYPE\s+(?:timedtext|transcript)\b|<(?:timedtext|transcript)\b)",
    re.S,
)


def recognise(source: Source) -> float:
    """Sure of XML whose outermost element is ``timedtext`` or ``transcript``."""
    if source.is_zip or source.is_pdf:
        return 0.0
    return 1.0 if _ROOT.match(source.text[:4000]) else 0.0


def read(source: Source) -> Transcript:
    """The talk in the captions. ``origin`` is ``{"cue": n}``, the nth caption of the file, empty ones counted.

    Raises ``UnreadableTranscriptError`` for XML that is cut off or broken, or that defines entities.
    """
    captions = _Captions(source)
    captions.parse()
    cues = captions.cues
    if captions.automatic:
        _end_at_the_next(cues)
    if rolling.is_rolling(cues):
        cues = rolling.unroll(cues)
    tally = Tally()
    return assemble(source, FORMAT, voices.pieces(cues, tally), tally=tally)


def _end_at_the_next(cues: list[Cue]) -> None:
    """Automatic captions stay on the screen under the next line; their words end at the latest where it begins."""
    for cue, following in pairwise(cues):
        if cue.start <= following.start < cue.end:
            cue.end = following.start


class _Captions:
    """The captions of one file, gathered while its XML is parsed."""

    def __init__(self, source: Source) -> None:
        self.cues: list[Cue] = []
        self.automatic = False
        self._source = source
        self._text: list[str] | None = None
        # The text is decoded already, whatever encoding the file declares.
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._begin
        self._parser.CharacterDataHandler = self._add
        self._parser.EndElementHandler = self._end

    def parse(self) -> None:
        """Read the whole file into ``cues``."""
        try:
            self._parser.Parse(self._source.text.lstrip(), True)
        except expat.ExpatError as error:
            raise self._source.error(
                "the XML is broken or cut off", line=error.lineno, remedy="Download the captions again."
            ) from None

    def _refuse(self, *_: object) -> None:
        raise self._source.error(
            "this XML defines a document type of its own, which captions never need",
            remedy="Download the captions again, as VTT if you can.",
        )

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        if element in {"p", "text"}:
            unit = 1 if "start" in attributes else 1000
            start = self._number(attributes.get("start", attributes.get("t", "0"))) / unit
            length = self._number(attributes.get("dur", attributes.get("d", "0"))) / unit
            self.cues.append(Cue(len(self.cues) + 1, "", start, start + length))
            self.automatic = self.automatic or "a" in attributes or "append" in attributes
            self._text = []
        elif element == "s" and "t" in attributes:
            self.automatic = True
        elif element == "br":
            self._add("\n")

    def _add(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, element: str) -> None:
        if element in {"p", "text"} and self._text is not None:
            self.cues[-1].lines = "".join(self._text).split("\n")
            self._text = None

    def _number(self, value: str) -> float:
        try:
            return float(value)
        except ValueError:
            raise self._source.error(
                "a caption's time is not a number", line=self._parser.CurrentLineNumber, remedy="Download it again."
            ) from None
