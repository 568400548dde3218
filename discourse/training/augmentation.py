"""Mechanical variants of a segment: captions' noise, and other groups' names in the same sentence.

They teach the classifier, and test of it, what must not matter. They are made on the fly and never counted as data.
"""

import random
import re
from collections.abc import Callable

from discourse.training.gold import Segment

_FILLERS = ("um", "uh", "like", "you know", "i mean", "so")
# Naming one group instead of another must not change the answer. Within a set any word may stand for any other.
_SWAPS = (
    ("Black", "Latino", "white", "Asian", "Native", "Somali", "Hmong", "Filipino", "Haitian"),
    ("Spanish", "Arabic", "Somali", "Vietnamese", "Portuguese", "Haitian Creole"),
    ("boys", "girls"),
    ("moms", "dads"),
    ("mom", "dad"),
    ("mothers", "fathers"),
    ("mother", "father"),
    ("east side", "west side", "north side", "south side"),
)
_SET_OF = {word: words for words in _SWAPS for word in words}
_GROUP = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _SET_OF), key=len, reverse=True)) + r")\b")


def as_captions(segment: Segment, chance: random.Random) -> Segment:
    """As speech recognition would write it: no capitals, no punctuation, now and then a filler or a word said twice."""

    def noisy(text: str) -> str:
        words = re.sub(r"[^\w\s'’-]", " ", text).lower().split()
        heard: list[str] = []
        for word in words:
            if chance.random() < 0.04:
                heard.append(chance.choice(_FILLERS))
            heard.append(word)
            if chance.random() < 0.02:
                heard.append(word)
        return " ".join(heard)

    return _changed(segment, noisy)


def with_other_groups(segment: Segment, chance: random.Random) -> Segment:
    """Every named group replaced by another of its set, the same one wherever it stands."""
    chosen: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return chosen.setdefault(word, chance.choice([w for w in _SET_OF[word] if w != word]))

    return _changed(segment, lambda text: _GROUP.sub(other, text))


def _changed(segment: Segment, change: Callable[[str], str]) -> Segment:
    """The segment with all its talk changed; the quoted stretch stays a stretch of the text."""
    turns = {"context": [_turn(t, change) for t in segment.context], "after": [_turn(t, change) for t in segment.after]}
    if segment.span is None:
        return segment.model_copy(update={**turns, "text": change(segment.text) or segment.text})
    before, quote, rest = (
        segment.text[: segment.span.start],
        segment.text[segment.span.start : segment.span.end],
        segment.text[segment.span.end :],
    )
    before, quote, rest = (_spaced(part, change) for part in (before, quote, rest))
    if not quote.strip():
        return segment
    return segment.model_copy(update={**turns, "text": (before + quote + rest).strip(), "quote": quote.strip()})


def _spaced(part: str, change: Callable[[str], str]) -> str:
    """A part of a text changed, with the white space at its ends kept."""
    inner = part.strip()
    if not inner:
        return part
    start = part.index(inner)
    return part[:start] + change(inner).strip() + part[start + len(inner) :]


def _turn(turn: str, change: Callable[[str], str]) -> str:
    name, colon, text = turn.partition(": ")
    return f"{name}{colon}{change(text)}" if colon else change(turn)
