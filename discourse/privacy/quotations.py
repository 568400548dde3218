"""The speaker's own words inside a question: masked as they are in the turn, where their context decides."""

from typing import Final, NamedTuple

from discourse.privacy.offsets import Mask, MaskedText
from discourse.privacy.tokens import Token, tokens_of
from discourse.transcript import Span

_QUOTATION_MARKS: Final = "'\"‘“"


class Quotation(NamedTuple):
    """Where a wording quotes the speaker, and the masks there. Empty where it does not."""

    start: int
    end: int
    masks: tuple[Mask, ...]


def masks_in_quotation(wording: str, turn: MaskedText, span: Span) -> Quotation:
    """Find the words of ``span`` in ``wording`` and carry the turn's masks over to them."""
    ours = tokens_of(wording)
    theirs = tuple(token for token in tokens_of(turn.original) if span.start < token.end and token.start < span.end)
    first_ours, first_theirs, length = _longest_run(wording, ours, theirs)
    if not length:
        return Quotation(0, 0, ())
    run = ours[first_ours : first_ours + length]
    masks: list[Mask] = []
    last: Mask | None = None
    for token, source in zip(run, theirs[first_theirs : first_theirs + length], strict=True):
        mask = next((mask for mask in turn.masks if mask.start < source.end and source.start < mask.end), None)
        if mask is not None:
            end = token.end - max(0, source.end - mask.end)
            if mask == last:
                masks[-1] = masks[-1]._replace(end=end)
            else:
                masks.append(Mask(token.start, end, mask.label))
        last = mask
    return Quotation(run[0].start, run[-1].end, tuple(masks))


def _longest_run(wording: str, ours: tuple[Token, ...], theirs: tuple[Token, ...]) -> tuple[int, int, int]:
    """The longest run of the same words; one word counts only right after a quotation mark."""
    best = (0, 0, 0)
    for mine in range(len(ours)):
        quoted = ours[mine].start > 0 and wording[ours[mine].start - 1] in _QUOTATION_MARKS
        for other in range(len(theirs)):
            length = 0
            while (
                mine + length < len(ours)
                and other + length < len(theirs)
                and ours[mine + length].folded == theirs[other + length].folded
            ):
                length += 1
            if length > best[2] and (length > 1 or quoted):
                best = (mine, other, length)
    return best
