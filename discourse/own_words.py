"""The few words of a speaker that a question says back to them.

At most eight, in one piece and as they were spoken. What carries the claim is kept; fillers, hedges and words that
would leave the quotation hanging stay outside. No parser is needed: short lists of light words are enough to find
where a piece of a sentence can begin and end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from discourse.question_bank import QUOTE_WORDS
from discourse.transcript import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A quotation neither begins nor ends with these.
_FILLERS: Final = _words("""
    um uh uhm umm er erm ah hmm mm mhm oh well okay ok yeah yep yes alright right exactly totally absolutely honestly
    frankly basically actually obviously anyway
""")
_HEDGES: Final = {
    tuple(pair.split())
    for pair in ("i think", "i mean", "i guess", "i feel", "i believe", "i just", "you know", "i know", "let's face")
}
_CONJUNCTIONS: Final = _words("and but because cause 'cause so or plus though although since like now then")
# A quotation does not end with these, wherever it was cut ...
_HANGING: Final = _words("""
    and but because cause 'cause so or plus although a an the my our your their its of to for from with at into about by
    as than if when while during until which who whose whether is i'm they're we're you're he's she's it's that's
    there's very such
""")
# ... nor with these where more of the same clause followed.
_CUT: Final = _words("""
    i we you they he she it us them him her this that these those like am are was were be been being do does did have
    has had will would can could should might must may not don't doesn't didn't can't cannot won't wouldn't couldn't
    aren't isn't wasn't never always just really even still only some any no every all in on out up down over off
    going gonna want what how where then since after before though now too here there most many half
""")
# The claim itself often begins here. No stretch begins behind one of these, which would turn it into its opposite.
_CLAIM: Final = _words("never no nothing nobody not cannot hardly")
_SUBJECTS: Final = _words("i we you they he she it")
_ARTICLES: Final = _words("a an the my our your their its this that these those no")
_LIGHT: Final = _FILLERS | _CONJUNCTIONS | _HANGING | _CUT
# To begin right after one of these takes a phrase apart, to end right before one does not.
_BINDING: Final = _HANGING - {"and", "but", "or", "is"} | _words("that since after before out up off too")

# Fewer words than this, taken from the middle of a clause, say too little.
_FEWEST: Final = 4
_AT_A_PAUSE: Final = 2.0
# What each word of the part to be said back is worth, and each word around it costs.
_WEIGHT: Final = 0.4

_EDGE: Final = ".,;:!?…-–—()[]{}/*_~"
_SENTENCE_END: Final = re.compile(r"[!?;…]$|\.\.$|--$|^[-–—]+$")


def own_words(text: str, heart: Span | None = None) -> str | None:
    """At most eight of the speaker's words, unbroken and sensible to say back; None where no such stretch is found.

    ``heart`` is the part of ``text`` (offsets in it) that has to be said back as far as eight words reach; the words
    around it are taken only to begin and end well. Without it, any part of the text will do.

    >>> own_words("so I think those students are always going to drag us down, you know")
    'students are always going to drag us down'
    >>> own_words("Say they'd all sink.", Span(8, 19))
    "Say they'd all sink"
    """
    words, at_heart = _words_of(text, heart or Span(0, len(text)))
    keys = [word.strip(_EDGE).lower().replace("’", "'") if re.search(r"\w", word) else "" for word in words]
    while keys and not _may_end(keys, len(keys)):
        del keys[-2 if tuple(keys[-2:]) in _HEDGES else -1 :]
    del words[len(keys) :]
    carries = [at and (key not in _LIGHT or _denies(key)) for key, at in zip(keys, at_heart, strict=False)]
    best: tuple[float, int, str] | None = None
    for start, end, value in _stretches(words, keys):
        carrying = [key for key, carried in zip(keys[start:end], carries[start:end], strict=True) if carried]
        score = value + len(carrying) + any(_denies(key) for key in carrying if key != "not")
        if heart is not None:
            inside = sum(at_heart[start:end])
            score += len(carrying) + _WEIGHT * inside - _WEIGHT * (end - start - inside)
        if carrying and (best is None or (score, end - start) > best[:2]):
            best = score, end - start, " ".join(words[start:end])
    return best[2].strip(_EDGE + " ") if best else None


def _words_of(text: str, heart: Span) -> tuple[list[str], list[bool]]:
    """The words without quotation marks around any of them, and for each whether it belongs to the heart."""
    found = list(re.finditer(r"\S+", re.sub('["“”„«»‘`]', " ", text)))
    plain = _unquoted([word.group() for word in found])
    kept = [(word, at.start() < heart.end and heart.start < at.end()) for word, at in zip(plain, found, strict=True)]
    return [word for word, _ in kept if word], [at_heart for word, at_heart in kept if word]


def _stretches(words: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Every stretch that could be said back, as start, end and how well its two ends are placed."""
    sentence, clause = 0, 0
    for start in range(len(words)):
        if start and _ends_sentence(words, start - 1):
            sentence = clause = start
        elif start and words[start - 1][-1] in _EDGE:
            clause = start
        if _is_lead_in(keys, start):
            # What was only led in to begins after it.
            sentence += start == sentence
            clause += start == clause
            continue
        if any(map(_denies, keys[clause:start])):
            continue
        beginning = 2.0 if start == sentence else 0.75 if start == clause else _middle(keys, start)
        for end in range(start + 1, min(start + QUOTE_WORDS, len(words)) + 1):
            ending = _ending(words, keys, end)
            whole = start == clause and ending is not None and ending >= _AT_A_PAUSE
            if ending is not None and (whole or end - start >= _FEWEST):
                yield start, end, beginning + ending
            if _ends_sentence(words, end - 1):
                break


def _is_lead_in(keys: Sequence[str], at: int) -> bool:
    """Whether a quotation should not begin at this word: a filler, a conjunction, a hedge, a word said twice."""
    key, pair, before = keys[at], tuple(keys[at : at + 2]), tuple(keys[max(0, at - 1) : at + 1])
    said_twice = len(pair) == 2 and pair[0] == pair[1]
    return not key or key in _FILLERS | _CONJUNCTIONS or said_twice or pair in _HEDGES or before in _HEDGES


def _middle(keys: Sequence[str], start: int) -> float:
    """How well a quotation begins at a word in the middle of a clause."""
    key, before = keys[start], keys[start - 1]
    if key == "not":
        return -4.0
    value = 1.0 if _denies(key) else 0.5 if key in _SUBJECTS else -2.0 if key in _LIGHT - _ARTICLES else 0.0
    return value - (2.0 if before in _BINDING else 1.0 if before not in _LIGHT and not _denies(key) else 0.0)


def _ending(words: Sequence[str], keys: Sequence[str], end: int) -> float | None:
    """How well a quotation ends before the word at ``end``; None where it would be left hanging."""
    if not _may_end(keys, end):
        return None
    if end == len(words) or _ends_sentence(words, end - 1):
        return 3.0
    if words[end - 1][-1] in _EDGE:
        return _AT_A_PAUSE
    if keys[end - 1] in _CUT or _denies(keys[end]):
        return None
    return 1.5 if keys[end] in _BINDING | _CONJUNCTIONS | _SUBJECTS else -1.0


def _may_end(keys: Sequence[str], end: int) -> bool:
    """Whether the words before ``end`` can stand last, if the speaker's clause ends there too."""
    pairs = tuple(keys[max(0, end - 2) : end]), tuple(keys[end - 1 : end + 1])
    return bool(keys[end - 1]) and keys[end - 1] not in _FILLERS | _HANGING and _HEDGES.isdisjoint(pairs)


def _denies(key: str) -> bool:
    return key in _CLAIM or key.endswith("n't")


def _ends_sentence(words: Sequence[str], at: int) -> bool:
    following = words[at + 1] if at + 1 < len(words) else ""
    return bool(_SENTENCE_END.search(words[at])) or (words[at].endswith(".") and following[:1].isupper())


def _unquoted(words: Iterable[str]) -> Iterator[str]:
    inside = False
    for word in words:
        if word.startswith("'") and not re.match(r"'(?:em|cause|til|bout|n)\b", word, re.I):
            word, inside = word.lstrip("'"), True
        closing = re.search(r"['’](?=[.,;:!?…]*$)", word)
        # "kids'" and "goin'" keep theirs, unless a quotation was open.
        if closing and (inside or not re.search(r"(?:s|in)['’]", word[: closing.end()], re.I)):
            word, inside = word[: closing.start()] + word[closing.end() :], False
        yield word
