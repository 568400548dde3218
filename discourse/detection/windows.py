"""What the classifier reads at once: a stretch of one turn, with the talk before and after it.

A whole turn is read together where it is short, for people say one thing in several sentences; a long one is read a
few sentences at a time, each stretch seeing the end of the one before. Names never reach the classifier: what stands
before and after only says whether the same person spoke.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.detection.reading import Reading
from discourse.transcript import Span, Turn

# In words. What was said just before matters most, so the end of the earlier talk is kept and the beginning of the
# later talk.
# More of it does harm: short plain turns then take on the deficit talk beside them.
MOST_WORDS = 40
_BEFORE_WORDS = 20
_AFTER_WORDS = 10
_TURNS_BEFORE = 2
_TURNS_AFTER = 2
_SAME, _OTHER = "same:", "other:"


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of earlier or later talk, and whether the person whose words are judged said it."""

    text: str
    same_speaker: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of one turn to be judged together.

    ``span`` is in the turn's text; ``sentences`` are positions in the reading.
    """

    turn: int
    span: Span
    text: str
    context: str
    sentences: range


def context_of(before: Sequence[Said], after: Sequence[Said]) -> str:
    """The talk around a window as the classifier reads it."""
    parts = [*_marked(_last_words(before, _BEFORE_WORDS)), "//", *_marked(_first_words(after, _AFTER_WORDS))]
    return " ".join(parts)


def windows_of(reading: Reading) -> Iterator[Window]:
    """The windows of a transcript, in the order of the talk."""
    turns = reading.transcript.turns
    for turn, positions in enumerate(reading.by_turn):
        for window in _pieces(reading, positions):
            first, last = reading.sentences[window[0]].sentence, reading.sentences[window[-1]].sentence
            span = Span(first.span.start, last.span.end)
            text = turns[turn].text
            before = [*_around(turns[max(0, turn - _TURNS_BEFORE) : turn], turns[turn])]
            after = [*_around(turns[turn + 1 : turn + 1 + _TURNS_AFTER], turns[turn])]
            if text[: span.start].strip():
                before.append(Said(text[: span.start], same_speaker=True))
            if text[span.end :].strip():
                after.insert(0, Said(text[span.end :], same_speaker=True))
            yield Window(turn, span, text[span.start : span.end], context_of(before, after), window)


def _pieces(reading: Reading, positions: range) -> Iterator[range]:
    """The sentences of a turn in runs of at most :data:`MOST_WORDS` words, or of one longer sentence."""
    start, words = positions.start, 0
    for position in positions:
        count = len(reading.sentences[position].sentence.text.split())
        if position > start and words + count > MOST_WORDS:
            yield range(start, position)
            start, words = position, 0
        words += count
    if start < positions.stop:
        yield range(start, positions.stop)


def _around(turns: Sequence[Turn], judged: Turn) -> Iterator[Said]:
    for turn in turns:
        yield Said(turn.text, turn.speaker is not None and turn.speaker == judged.speaker)


def _marked(said: Sequence[Said]) -> Iterator[str]:
    for one in said:
        yield f"{_SAME if one.same_speaker else _OTHER} {' '.join(one.text.split())}"


def _last_words(said: Sequence[Said], most: int) -> list[Said]:
    kept: list[Said] = []
    for one in reversed(said):
        words = one.text.split()[-most:] if most > 0 else []
        if not words:
            break
        kept.insert(0, Said(" ".join(words), one.same_speaker))
        most -= len(words)
    return kept


def _first_words(said: Sequence[Said], most: int) -> list[Said]:
    kept: list[Said] = []
    for one in said:
        words = one.text.split()[:most] if most > 0 else []
        if not words:
            break
        kept.append(Said(" ".join(words), one.same_speaker))
        most -= len(words)
    return kept
