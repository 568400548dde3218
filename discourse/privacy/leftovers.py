"""Capitalised words that masking did not know: for a person to look through before a report is passed on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from discourse.privacy.tokens import fold, is_shouted, starts_sentence
from discourse.privacy.words import USUAL

MOST: Final = 50

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:[-'’‘ʼ][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"['’‘ʼ](?:s|ll|d|ve|re|m|t)?$")


def leftover_names(texts: Iterable[str], protected: re.Pattern[str]) -> tuple[str, ...]:
    """Words, and pairs of words, in masked ``texts`` that are written like names: the most frequent first, at most 50.

    ``protected`` are the masks. Where a text has no capitals, or nothing else, there is nothing to go by.
    """
    texts = list(texts)
    counts: Counter[str] = Counter()
    if not is_shouted(" ".join(protected.sub(" ", text) for text in texts)):
        for text in texts:
            counts.update(_leftovers(text, protected))
    ranked = sorted(counts, key=lambda name: (-counts[name], fold(name), name))
    return tuple(ranked[:MOST])


def _leftovers(text: str, protected: re.Pattern[str]) -> Iterator[str]:
    masks = [mask.span() for mask in protected.finditer(text)]
    run: list[str] = []
    run_end = 0
    for found in _WORD.finditer(text):
        if any(start <= found.start() < end for start, end in masks):
            continue
        word = _POSSESSIVE.sub("", found[0])
        goes_on = bool(run) and len(run) < 2 and text[run_end : found.start()] == " "
        if not _is_leftover(text, found.start(), word):
            word = ""
        if run and not (goes_on and word):
            yield " ".join(run)
            run = []
        if word:
            run.append(word)
            run_end = found.start() + len(word)
    if run:
        yield " ".join(run)


def _is_leftover(text: str, start: int, word: str) -> bool:
    if len(word) < 2 or not word[0].isupper() or word.isupper():
        return False
    return not _is_usual(word) and not starts_sentence(text, start)


def _is_usual(word: str) -> bool:
    """Whether all parts of a word, "Spanish-English" or "Spanish-speaking", are usual."""
    parts = re.split(r"[-'’‘ʼ]", word)
    if parts[0][:-1].isupper() and len(parts[0]) > 2:  # "IEPs"
        return True
    usual = [fold(part) in USUAL or fold(part).removesuffix("s") in USUAL for part in parts]
    return usual[0] and all(known or part.islower() for known, part in zip(usual, parts, strict=True))
