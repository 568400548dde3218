"""Turns cut into sentences, the unit that is judged, whatever the captions did to their punctuation."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from discourse.detection.cleaning import clean
from discourse.transcript import Sentence, Span, Turn

if TYPE_CHECKING:
    from spacy.language import Language

# Longer stretches without a full stop are captions without punctuation, not sentences.
_RUN_ON_WORDS = 45
_FEWEST_WORDS = 4

_END = re.compile(r"""(?:[.!?…]+|\s[.!?])["'”’)\]]*(?=\s|$)""")
_ABBREVIATION = re.compile(
    r"""(?:\b(?:mr|mrs|ms|dr|st|jr|sr|vs|etc|e\.g|i\.e|no|approx|dept|prof|supt|fig|vol|a\.m|p\.m)|\b[A-Z])\.$""",
    re.IGNORECASE,
)


def sentences_of(turn: Turn, nlp: "Language") -> Iterator[Sentence]:
    """The sentences of a turn; their spans do not overlap and cover all of its words."""
    for span in _by_punctuation(turn.text):
        text = turn.text[span.start : span.end]
        parts = _by_syntax(text, span.start, nlp) if len(text.split()) > _RUN_ON_WORDS else [span]
        for part in parts:
            yield Sentence(turn.index, part, turn.text[part.start : part.end])


def _by_punctuation(text: str) -> Iterator[Span]:
    start = 0
    for found in _END.finditer(text):
        if _goes_on(text, start, found):
            continue
        span = _trimmed(text, start, found.end())
        if span is not None:
            yield span
        start = found.end()
    rest = _trimmed(text, start, len(text))
    if rest is not None:
        yield rest


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the sentence goes on after this full stop."""
    following = text[end.end() :].lstrip()
    if not following:
        return False
    if following[0] in ".!?":
        return True
    # "Those students." said inside a sentence: the next word is not a capital.
    if following[0].islower() and not text[: end.end()].rstrip().endswith(("?", "!")):
        return text[start : end.end()].count(" ") < _RUN_ON_WORDS
    return end.group().strip() == "." and bool(_ABBREVIATION.search(text[start : end.start() + 1]))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def _by_syntax(text: str, offset: int, nlp: "Language") -> Iterator[Span]:
    """Cut a run-on stretch where the parser sees sentences begin, never leaving crumbs of a few words."""
    cleaned = clean(text, offset)
    if not cleaned.text:
        return
    starts = [cleaned.origins[sent.start_char] for sent in nlp(cleaned.text).sents]
    cuts = [offset]
    for start in starts[1:]:
        if len(text[cuts[-1] - offset : start - offset].split()) >= _FEWEST_WORDS:
            cuts.append(start)
    if len(cuts) > 1 and len(text[cuts[-1] - offset :].split()) < _FEWEST_WORDS:
        cuts.pop()
    for start, end in zip(cuts, [*cuts[1:], offset + len(text)], strict=True):
        span = _trimmed(text, start - offset, end - offset)
        if span is not None:
            yield Span(span.start + offset, span.end + offset)
