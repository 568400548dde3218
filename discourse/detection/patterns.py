"""The pattern language of the lexicons: wordings a facilitator can read, compiled to something that matches words.

``docs/lexicon.md`` describes it for people who write rules::

    {families} don't|never care~        a named list, alternatives, any form of "care"
    no support at_home|in_the_home      an underscore joins the words of one alternative
    you know what ..3 kid~              up to three words between
    just? about                         an optional word
    care !which|what                    not followed by
    ^ exactly $                         the sentence begins, the sentence ends
    that way now|$                      "now", or the sentence ends
    low @noun, @question                a part of speech; the sentence is a question

Soft words ("just", "really"), commas and quotation marks between two elements are skipped. spaCy's own Matcher was
not used because each of these would have to be multiplied out into token patterns, several thousand for a list of
multi-word phrases, and nobody could read them back.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from discourse.detection.words import Word, WordLists

Tokenise = Callable[[str], list[str]]

_POS = {
    "noun": {"NOUN", "PROPN"},
    "verb": {"VERB", "AUX"},
    "adj": {"ADJ"},
    "adv": {"ADV"},
    "name": {"PROPN"},
    "number": {"NUM"},
}
_GAP = re.compile(r"\.\.(\d)")
_MOST_SOFT = 3
_EVERYDAY = frozenset(
    "a an the this that these those it its is are was were be been am do does did have has had not no and or but so if "
    "of to in on at for with from by as about up out we our us i you your they them their he she his her him who what "
    "can will would could should just all some one more get go know think say want need make kid "
    "kids student students".split()
)


class PatternError(ValueError):
    """A pattern that cannot be understood; the message says why and what is allowed."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """One word of an alternative: matched by its form or, with ``~``, by its lemma as well."""

    form: str
    any_form: bool

    def matches(self, word: Word) -> bool:
        return word.norm == self.form or (self.any_form and word.lemma == self.form)


@dataclass(frozen=True, slots=True)
class Choice:
    """One place in a pattern: any of several words, phrases or parts of speech. Phrases are kept by first word."""

    forms: frozenset[str]
    lemmas: frozenset[str]
    phrases: Mapping[str, tuple[tuple[_Unit, ...], ...]]
    pos: frozenset[str]
    optional: bool = False
    refused: bool = False
    or_end: bool = False

    def ends(self, words: tuple[Word, ...], i: int) -> Iterator[int]:
        """Positions after each way this place can be filled from word ``i`` on."""
        if self.or_end and all(word.pos == "PUNCT" for word in words[i:]):
            yield i
        if i >= len(words):
            return
        word = words[i]
        if word.norm in self.forms or word.lemma in self.lemmas or word.pos in self.pos:
            yield i + 1
        if not self.phrases:
            return
        for first in {word.norm, word.lemma}:
            for phrase in self.phrases.get(first, ()):
                end = i + len(phrase)
                if end <= len(words) and all(u.matches(w) for u, w in zip(phrase, words[i:end], strict=True)):
                    yield end

    @property
    def needs(self) -> frozenset[str]:
        """Words of which at least one must be in a sentence for this place to be filled; empty if any word may."""
        if self.optional or self.refused or self.pos or self.or_end:
            return frozenset()
        return self.forms | self.lemmas | frozenset(self.phrases)


@dataclass(frozen=True, slots=True)
class _Gap:
    most: int


_Anchor = Literal["^", "$", "?"]
_Element = Choice | _Gap | _Anchor


@dataclass(frozen=True, slots=True)
class SequencePattern:
    """A compiled wording.

    ``needs`` are sets of words, each of which must meet the sentence's vocabulary, the rarest first: most patterns
    are done with after a look at the first.
    """

    source: str
    elements: tuple[_Element, ...]
    soft: frozenset[str]
    needs: tuple[frozenset[str], ...]

    def find(self, words: tuple[Word, ...], vocabulary: frozenset[str]) -> Iterator[tuple[int, int]]:
        """The longest match from each word on, as (first word, word after the last)."""
        if any(needed.isdisjoint(vocabulary) for needed in self.needs):
            return
        for start in range(len(words)):
            end = max(self._from(words, 0, start, start), default=start)
            if end > start:
                yield start, end

    def _from(self, words: tuple[Word, ...], at: int, i: int, last: int) -> Iterator[int]:
        """Ends of all ways to match the elements from ``at`` on at word ``i``; ``last`` ends what matched so far."""
        if at == len(self.elements):
            yield last
            return
        element = self.elements[at]
        if isinstance(element, _Gap):
            for skip in range(element.most + 1):
                if i + skip > len(words) or (skip and words[i + skip - 1].norm in {".", "?", "!"}):
                    break
                yield from self._from(words, at + 1, i + skip, last)
        elif element == "^":
            if all(word.skippable or word.norm in self.soft for word in words[:i]):
                yield from self._from(words, at + 1, i, last)
        elif element == "$":
            if all(word.pos == "PUNCT" for word in words[i:]):
                yield from self._from(words, at + 1, i, last)
        elif element == "?":
            # A quotation mark may stand after the question mark.
            if any(word.norm == "?" for word in words[-2:]):
                yield from self._from(words, at + 1, i, last)
        elif isinstance(element, Choice):
            yield from self._choice(words, at, i, last, element)

    def _choice(self, words: tuple[Word, ...], at: int, i: int, last: int, choice: Choice) -> Iterator[int]:
        skipped = range(_MOST_SOFT + 1) if i == last and last > 0 and at > 0 else range(1)
        if choice.refused:
            if not any(
                True for skip in skipped if self._may_skip(words, i, skip) for _ in choice.ends(words, i + skip)
            ):
                yield from self._from(words, at + 1, i, last)
            return
        for skip in skipped:
            if not self._may_skip(words, i, skip):
                break
            for end in choice.ends(words, i + skip):
                # The end of the sentence takes up no words.
                yield from self._from(words, at + 1, end, end if end > i + skip else last)
        if choice.optional:
            yield from self._from(words, at + 1, i, last)

    def _may_skip(self, words: tuple[Word, ...], i: int, count: int) -> bool:
        return i + count <= len(words) and all(
            word.skippable or word.norm in self.soft for word in words[i : i + count]
        )


class Compiler:
    """Compiles patterns that share word lists; what was compiled once is kept."""

    def __init__(self, lists: WordLists, tokenise: Tokenise) -> None:
        self.lists = lists
        self._tokenise = tokenise
        self._soft = frozenset(lists.soft)
        self._choices: dict[str, Choice] = {}

    def sequence(self, source: str) -> SequencePattern:
        """Compile a wording; raises :class:`PatternError`."""
        parts = source.split()
        if not parts:
            raise PatternError("the pattern is empty")
        elements = tuple(self._element(part) for part in parts)
        choices = [element for element in elements if isinstance(element, Choice)]
        if not any(not choice.optional and not choice.refused for choice in choices):
            raise PatternError(f"'{source}' could match anything; give it at least one word that must be there")
        needs = sorted((choice.needs for choice in choices if choice.needs), key=_commonness)
        return SequencePattern(source, elements, self._soft, tuple(needs))

    def _element(self, part: str) -> _Element:
        if part in ("^", "$"):
            return "^" if part == "^" else "$"
        if part == "@question":
            return "?"
        if part.startswith(".."):
            gap = _GAP.fullmatch(part)
            if gap is None:
                raise PatternError(f"'{part}' is no gap; write ..1 to ..9 for up to so many words between")
            return _Gap(int(gap[1]))
        choice = self.choice(part.removeprefix("!").removesuffix("?"))
        return replace(choice, optional=part.endswith("?"), refused=part.startswith("!"))

    def choice(self, source: str) -> Choice:
        """Compile one place of a pattern, such as ``{families}|mom~|home_life``; raises :class:`PatternError`."""
        if source not in self._choices:
            self._choices[source] = self._compile_choice(source)
        return self._choices[source]

    def _compile_choice(self, source: str) -> Choice:
        forms: set[str] = set()
        lemmas: set[str] = set()
        pos: set[str] = set()
        phrases: dict[str, list[tuple[_Unit, ...]]] = {}
        alternatives = list(expand(source, self.lists))
        for alternative in alternatives:
            if alternative == "$":
                continue
            if alternative.startswith("@"):
                if alternative[1:] not in _POS:
                    raise PatternError(f"'{alternative}' is not known; allowed: @{', @'.join(_POS)}, @question")
                pos |= _POS[alternative[1:]]
                continue
            units = _units(alternative, self._tokenise)
            if len(units) > 1:
                phrases.setdefault(units[0].form, []).append(units)
            else:
                forms.add(units[0].form)
                if units[0].any_form:
                    lemmas.add(units[0].form)
        return Choice(
            frozenset(forms),
            frozenset(lemmas),
            {first: tuple(together) for first, together in phrases.items()},
            frozenset(pos),
            or_end="$" in alternatives,
        )


def _commonness(needed: frozenset[str]) -> tuple[int, int]:
    """Sort key: sets with few everyday words first, then small ones."""
    return len(needed & _EVERYDAY), len(needed)


def expand(source: str, lists: WordLists, inside: tuple[str, ...] = ()) -> Iterator[str]:
    """All alternatives of ``source`` with named lists replaced by their entries."""
    for alternative in source.split("|"):
        if not alternative:
            raise PatternError(f"'{source}' has an empty alternative")
        if not alternative.startswith("{"):
            yield alternative
            continue
        name = alternative[1:-1]
        if not alternative.endswith("}") or name not in lists:
            raise PatternError(f"the list '{alternative}' is not known; lists: {', '.join(sorted(lists.names()))}")
        if name in inside:
            raise PatternError(f"the list {{{name}}} contains itself")
        for entry in lists[name]:
            yield from expand(entry.replace(" ", "_"), lists, (*inside, name))


def _units(alternative: str, tokenise: Tokenise) -> tuple[_Unit, ...]:
    units: list[_Unit] = []
    for word in alternative.split("_"):
        any_form = word.endswith("~")
        plain = word.removesuffix("~").lower()
        if not plain or any(sign in plain for sign in "~{}!?^$@"):
            raise PatternError(f"'{alternative}' is not a word; signs with a meaning are ~ _ | ? ! ^ $ @ .. and braces")
        units += [_Unit(form, any_form) for form in ([plain] if any_form else tokenise(plain))]
    return tuple(units)
