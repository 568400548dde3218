"""A text cut into pieces where marks begin and end, so that overlapping marks can be drawn one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from discourse.transcript import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show about a stretch of a text: of which kind it is, and the anchor it belongs to."""

    span: Span
    kind: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with the kinds of marks that cover all of it; ``begins`` and ``ends`` are at its edges."""

    text: str
    kinds: tuple[str, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


def pieces(text: str, marks: Iterable[Mark], within: Span | None = None) -> Iterator[Piece]:
    """The text, or the part of it that is ``within``, in pieces; put together they give back every character.

    >>> [(piece.text, piece.kinds) for piece in pieces("a bad day", [Mark(Span(2, 5), "flag")])]
    [('a ', ()), ('bad', ('flag',)), (' day', ())]
    """
    whole = within or Span(0, len(text))
    inside = [_clipped(mark, whole) for mark in marks if mark.span.overlaps(whole) and mark.span.start < mark.span.end]
    edges = sorted({*whole, *(edge for mark in inside for edge in mark.span)})
    for start, end in pairwise(edges):
        here = Span(start, end)
        covering = [mark for mark in inside if mark.span.contains(here)]
        yield Piece(
            text[start:end],
            kinds=tuple(sorted({mark.kind for mark in covering})),
            begins=tuple(mark for mark in covering if mark.span.start == start),
            ends=tuple(mark for mark in covering if mark.span.end == end),
        )


def _clipped(mark: Mark, whole: Span) -> Mark:
    span = Span(max(mark.span.start, whole.start), min(mark.span.end, whole.end))
    return Mark(span, mark.kind, mark.anchor)
