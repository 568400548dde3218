"""YouTube's captions as XML: srv3 (``.ytt``, ``.srv3``), and the older srv2 and srv1.

srv3 has a ``p`` for each caption, its time ``t`` and duration ``d`` in milliseconds, and in automatic captions an ``s``
for each word; nothing is shown twice. srv1 has ``text`` with ``start`` and ``dur`` in seconds.
"""

from itertools import pairwise
from typing import Final

from discourse.readers import rolling, voices
from discourse.readers.assemble import Tally, assemble
from discourse.readers.captions import Cue
from discourse.readers.source import Source
from discourse.readers.xml_text import XmlText, has_root
from discourse.transcript import Transcript

FORMAT: Final = "youtube-xml"


def recognise(source: Source) -> float:
    """Sure of XML whose outermost element is ``timedtext`` or ``transcript``."""
    return 1.0 if has_root(source, "timedtext", "transcript") else 0.0


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


class _Captions(XmlText):
    """The captions of one file, gathered while its XML is parsed."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, remedy="Download the captions again, as VTT if you can.")
        self.cues: list[Cue] = []
        self.automatic = False
        self._text: list[str] | None = None

    def begin(self, element: str, attributes: dict[str, str]) -> None:
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
            self.add("\n")

    def add(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, element: str) -> None:
        if element in {"p", "text"} and self._text is not None:
            self.cues[-1].lines = "".join(self._text).split("\n")
            self._text = None

    def _number(self, value: str) -> float:
        try:
            return float(value)
        except ValueError:
            raise self._source.error(
                "a caption's time is not a number", line=self.line, remedy="Download it again."
            ) from None
