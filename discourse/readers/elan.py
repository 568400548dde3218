"""ELAN (``.eaf``): the tiers of talk by time; tiers that depend on another repeat or comment its words."""

import re
from dataclasses import dataclass, field
from typing import Final

from discourse.readers.assemble import Tally, assemble
from discourse.readers.source import Source
from discourse.readers.tiers import Interval, Tier, tier_pieces
from discourse.readers.xml_text import XmlText, has_root
from discourse.transcript import Transcript

FORMAT: Final = "elan"

# A value that is nothing but this names an annotation and says nothing.
_IDENTIFIER: Final = re.compile(r"^[\w.:-]*\d[\w.:-]*$")


def recognise(source: Source) -> float:
    """Sure of XML whose outermost element is ELAN's."""
    return 1.0 if has_root(source, "ANNOTATION_DOCUMENT") else 0.0


def read(source: Source) -> Transcript:
    """The talk. ``origin`` is ``{"tier": k, "interval": n}``, each counted as the file has them.

    Raises ``UnreadableTranscriptError`` for XML that is cut off or broken, or that defines entities.
    """
    document = _Document(source)
    document.parse()
    tally = Tally()
    intervals = [document.intervals(tier) for tier in document.tiers]
    talk = _without_dependants(document.tiers, intervals)
    tiers = [
        Tier(tier.name, spoken, tier.participant, beside=at not in talk)
        for at, (tier, spoken) in enumerate(zip(document.tiers, intervals, strict=True))
    ]
    return assemble(source, FORMAT, tier_pieces(tiers, tally), tally=tally)


@dataclass
class _Annotation:
    """An annotation, its time slots or the annotation it refers to, and its words."""

    slots: tuple[str, str] = ("", "")
    refers_to: str = ""
    text: list[str] = field(default_factory=list)


@dataclass
class _Tier:
    name: str
    participant: str
    parent: str
    annotations: list[_Annotation] = field(default_factory=list)


def _without_dependants(tiers: list[_Tier], intervals: list[list[Interval]]) -> set[int]:
    """Which tiers depend on no other; where such a tier only numbers its annotations, the talk is in a child of it."""
    kept: set[int] = set()
    for at, tier in enumerate(tiers):
        if tier.parent:
            continue
        values = [value for interval in intervals[at] if (value := interval.text.strip())]
        children = [place for place, child in enumerate(tiers) if child.parent == tier.name]
        if children and all(map(_IDENTIFIER.match, values)):
            kept.add(max(children, key=lambda place: sum(len(part.text.split()) for part in intervals[place])))
        else:
            kept.add(at)
    return kept


class _Document(XmlText):
    """The tiers of one file, gathered while its XML is parsed."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, remedy="Save it again in ELAN.")
        self.tiers: list[_Tier] = []
        self._slots: dict[str, float | None] = {}
        self._by_id: dict[str, _Annotation] = {}
        self._open: _Annotation | None = None
        self._in_value = False

    def intervals(self, tier: _Tier) -> list[Interval]:
        """The tier's annotations; one that refers to another has the time of that."""
        return [Interval(*self._times(annotation), "".join(annotation.text)) for annotation in tier.annotations]

    def _times(self, annotation: _Annotation) -> tuple[float | None, float | None]:
        seen = 0
        while annotation.refers_to in self._by_id and seen < 20:  # a chain may be a circle
            annotation, seen = self._by_id[annotation.refers_to], seen + 1
        start, end = (self._slots.get(slot) for slot in annotation.slots)
        return start, end

    def begin(self, element: str, attributes: dict[str, str]) -> None:
        if element == "TIME_SLOT":
            value = attributes.get("TIME_VALUE", "")
            self._slots[attributes.get("TIME_SLOT_ID", "")] = (
                int(value) / 1000 if re.fullmatch(r"\d{1,12}", value) else None
            )
        elif element == "TIER":
            get = attributes.get
            self.tiers.append(_Tier(get("TIER_ID", ""), get("PARTICIPANT", ""), get("PARENT_REF", "")))
        elif element in {"ALIGNABLE_ANNOTATION", "REF_ANNOTATION"} and self.tiers:
            slots = (attributes.get("TIME_SLOT_REF1", ""), attributes.get("TIME_SLOT_REF2", ""))
            self._open = _Annotation(slots, attributes.get("ANNOTATION_REF", ""))
            self._by_id[attributes.get("ANNOTATION_ID", "")] = self._open
            self.tiers[-1].annotations.append(self._open)
        elif element == "ANNOTATION_VALUE":
            self._in_value = True

    def add(self, text: str) -> None:
        if self._open is not None and self._in_value:
            self._open.text.append(text)

    def end(self, element: str) -> None:
        if element == "ANNOTATION_VALUE":
            self._in_value = False
        elif element == "ANNOTATION":
            self._open = None
