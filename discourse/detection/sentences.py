"""Turns cut into sentences, the unit that is judged, whatever the captions did to their punctuation."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from discourse.detection.cleaning import clean
from discourse.transcript import Sentence, Span, Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

# Longer stretches without a full stop are captions without punctuation, not sentences.
_RUN_ON_WORDS = 45
_FEWEST_WORDS = 4

# After these a clause goes on: "because they", "I think they".
_LEADS_ON = frozenset(
    "that who which what because if when while where why how than as whether since until unless although though once "
    "and but or so to of for with in on at by from about like the a an i'm is are was were be not".split()
)
_VERBS_OF_SAYING = frozenset(
    "think know say mean feel hope guess believe hear tell see wish bet suppose find make let want".split()
)

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
    """Cut a run-on stretch where a new main clause begins, never leaving crumbs of a few words.

    The parser was trained on text with full stops and seldom ends a sentence without one, but it does see subjects.
    """
    cleaned = clean(text, offset)
    if not cleaned.text:
        return
    cuts = [offset]
    for token in nlp(cleaned.text):
        if token.is_sent_start or _opens_main_clause(token):
            start = cleaned.origins[token.idx]
            if len(text[cuts[-1] - offset : start - offset].split()) >= _FEWEST_WORDS:
                cuts.append(start)
    if len(cuts) > 1 and len(text[cuts[-1] - offset :].split()) < _FEWEST_WORDS:
        cuts.pop()
    for start, end in zip(cuts, [*cuts[1:], offset + len(text)], strict=True):
        span = _trimmed(text, start - offset, end - offset)
        if span is not None:
            yield Span(span.start + offset, span.end + offset)


def _opens_main_clause(token: "Token") -> bool:
    """Whether this word begins the subject of a clause that depends on nothing before it."""
    before = token.nbor(-1) if token.i else None
    if before is not None and (before.norm_.lower() in _LEADS_ON or before.lemma_.lower() in _VERBS_OF_SAYING):
        return False
    subject = token
    while (
        subject.dep_ not in {"nsubj", "nsubjpass", "expl"}
        and subject.left_edge.i >= token.i
        and subject.head.i > subject.i
    ):
        subject = subject.head
    if subject.dep_ not in {"nsubj", "nsubjpass", "expl"} or subject.left_edge.i != token.i:
        return False
    verb = subject.head
    opens = min([child.i for child in verb.children if child.dep_ in {"mark", "cc", "aux"}], default=token.i)
    return opens >= token.i and verb.dep_ in {"ROOT", "conj", "parataxis", "ccomp", "advcl", "dep", "acl"}
