"""A text with stretches replaced, and where every old offset went."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from discourse.transcript import Span


class Mask(NamedTuple):
    """Replace ``start`` to ``end`` of the original text by ``label``."""

    start: int
    end: int
    label: str


class MaskedText:
    """``original`` with ``masks`` applied; maps offsets and spans of the original to the new text.

    Masks are not empty and do not overlap. An offset inside a mask has no place of its own any more: as a start it
    goes to where the mask begins, as an end to where the mask ends. So a span that cuts a mask grows to all of it.
    """

    def __init__(self, original: str, masks: Iterable[Mask] = ()) -> None:
        self.original = original
        self.masks = tuple(sorted(masks))
        pieces: list[str] = []
        self._new: list[Span] = []
        at = length = 0
        for mask in self.masks:
            if not at <= mask.start < mask.end <= len(original):
                raise ValueError("masks overlap, are empty or lie outside the text")
            pieces += [original[at : mask.start], mask.label]
            start = length + mask.start - at
            length = start + len(mask.label)
            self._new.append(Span(start, length))
            at = mask.end
        pieces.append(original[at:])
        self.text = "".join(pieces)
        self._starts = [mask.start for mask in self.masks]
        self._ends = [mask.end for mask in self.masks]

    def start(self, offset: int) -> int:
        """Where a span that started at ``offset`` starts now."""
        index = bisect_right(self._ends, offset)
        if index < len(self.masks) and self.masks[index].start < offset:
            return self._new[index].start
        return self._shifted(offset, index)

    def end(self, offset: int) -> int:
        """Where a span that ended at ``offset`` ends now."""
        index = bisect_left(self._starts, offset)
        if index and offset < self.masks[index - 1].end:
            return self._new[index - 1].end
        return self._shifted(offset, index)

    def span(self, span: Span) -> Span:
        """The stretch of the new text that covers what ``span`` covered, masks whole."""
        return Span(self.start(span.start), self.end(span.end))

    def _shifted(self, offset: int, passed: int) -> int:
        """``offset`` moved by what the first ``passed`` masks added or took away."""
        if not passed:
            return offset
        return offset - self.masks[passed - 1].end + self._new[passed - 1].end
