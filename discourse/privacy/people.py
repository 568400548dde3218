"""Known people: how their names may be written, and where these stand in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from discourse.privacy.name_use import APOSTROPHES, is_meant, is_word
from discourse.privacy.tokens import Token, fold, tokens_of
from discourse.privacy.words import (
    CREDENTIALS,
    GENERIC,
    HONORIFICS,
    PARTICLES,
    POSTS,
    PRONOUNS,
    SURE_CREDENTIALS,
)

Word = tuple[str, ...]  # "O'Neil" is ("o", "neil")
Part = Literal["full", "given", "family"]

_BRACKETS: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|[\"“”]([^\"“”]*)[\"“”]")
_SIDES: Final = re.compile(r"\s+[-–—]\s+|\s*[|@/&+;]\s*|\s+and\s+")
_MORE_NAME: Final = re.compile(r"\s*[^\W\d_]")
_WRITTEN_WORD: Final = re.compile(r"[^\s,.;:]+")
_SPACE: Final = re.compile(r"\s{1,3}")
_INSIDE_WORD: Final = re.compile(r"\s?[-‐‑–'’‘ʼ`_]\s?")
_AFTER_INITIAL: Final = re.compile(r"\.\s?|\s{1,3}")
_LAST_FIRST: Final = re.compile(r"\s?,\s{0,3}")
_NUMBERED: Final = re.compile(r"\w+[ _#-]?\w{1,3}")
_JOINED_LENGTH: Final = 7


@dataclass(frozen=True, slots=True)
class PersonName:
    """The words of a name, folded. ``others`` are nicknames."""

    given: tuple[Word, ...]
    family: tuple[Word, ...]
    others: tuple[Word, ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """All tokens of first and last names."""
        return frozenset(token for word in (*self.given, *self.family) for token in word if token not in PARTICLES)


class Form(NamedTuple):
    """One way to write a person's name. ``comma`` may stand after that many tokens ("Last, First")."""

    owner: int
    part: Part
    comma: int | None = None


class Match(NamedTuple):
    """A known name in a text: tokens ``first`` up to ``last`` (exclusive), and whose it may be.

    ``cut`` is how many letters at the end are not part of the name ("jaydens").
    """

    first: int
    last: int
    owners: tuple[int, ...]
    part: Part
    cut: int = 0


def names_in(label: str, *, roster: bool = False) -> tuple[PersonName, ...]:
    """The names in a speaker label or a roster cell.

    None in "Speaker 1" or "Board Clerk"; two in "Ana Ruiz & Ben Cho". Which side of "Lakeside - Ana Ruiz" is the
    person cannot be known, so both are taken.
    """
    written = label.strip()
    if "@" in written and " " not in written:
        written = re.sub(r"[._+]", " ", written.partition("@")[0])
    outside = _BRACKETS.sub(" ", written)
    others = tuple(word for word in map(_word, _nicknames(written)) if word)
    sides = [outside] if roster else _SIDES.split(outside)
    names = [name for side in sides if (roster or not _is_code(side)) and (name := _name(side, others, roster))]
    if not names:  # "iPhone (Ana)"
        inside = (next(group for group in found.groups() if group is not None) for found in _BRACKETS.finditer(written))
        names = [name for side in inside if (name := _name(side, (), roster))]
    return tuple(names)


def _name(written: str, others: tuple[Word, ...], roster: bool) -> PersonName | None:
    before, _, after = written.partition(",")
    if _is_degree(after):
        after = ""
    given, family = _name_words(after, roster), _name_words(before, roster)
    if given and family:
        return PersonName(given, family, others)
    words = family or given
    if not words:
        return None
    first_written = next(iter(_WRITTEN_WORD.findall(written)))
    if len(words) == 1 and fold(first_written) in HONORIFICS | POSTS and _word(first_written) != words[0]:
        return PersonName((), words, others)
    return PersonName(words[:1], words[1:], others)


def _is_degree(written: str) -> bool:
    """Whether what follows a comma is "Ed.D." or "PhD, Principal", not the first name in "Lopez, Ed"."""
    words = [word.folded for word in tokens_of(written) if word.folded not in GENERIC - CREDENTIALS]
    sure = "." in written or written.isupper() or any(word in SURE_CREDENTIALS for word in words)
    return bool(words) and sure and all(word in CREDENTIALS for word in words)


def _nicknames(written: str) -> Iterator[str]:
    """Words in brackets or quotation marks that are followed by more of the name: Roberta "Bo" Lund."""
    for found in _BRACKETS.finditer(written):
        content = next(group for group in found.groups() if group is not None).strip()
        if _MORE_NAME.match(written, found.end()) and content and " " not in content:
            yield content


def _is_code(side: str) -> bool:
    """Whether it is a room or an organisation by its letters: "LUSD", "B12"."""
    words = side.split()
    return len(words) == 1 and (words[0].isupper() or any(character.isdigit() for character in words[0]))


def _name_words(written: str, roster: bool) -> tuple[Word, ...]:
    """The name's words without titles, posts, degrees and numbers."""
    words = [word for word in map(_word, _WRITTEN_WORD.findall(written)) if word and not _all_in(word, PRONOUNS)]
    unnamed = HONORIFICS if roster else GENERIC
    while words and _all_in(words[0], unnamed):
        words.pop(0)
    while len(words) > 1 and _all_in(words[-1], CREDENTIALS | unnamed):
        words.pop()
    return tuple(word for word in words if any(not token.isdigit() for token in word))


def _all_in(word: Word, words: frozenset[str]) -> bool:
    return all(token in words or token.isdigit() for token in word)


def _word(written: str) -> Word:
    return tuple(token.folded for token in tokens_of(written))


class People:
    """Everyone whose name is known. Add speakers first: a roster entry of a speaker adds to the speaker."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self._names: list[list[PersonName]] = []
        self._forms: dict[Word, list[Form]] = {}
        self._longest = 1

    def add(self, label: str, names: Iterable[PersonName], *, may_be_a_speaker: bool = False) -> int:
        """Add someone who is masked by ``label``; returns the number the person goes by here."""
        names = list(names)
        owner = self._same_as(names[0], may_be_a_speaker) if names else None
        if owner is None:
            owner = len(self.labels)
            self.labels.append(label)
            self._names.append([])
        self._names[owner] += names
        for name in names:
            for tokens, part, comma in _forms(name):
                self._add_form(tokens, Form(owner, part, comma))
        return owner

    def add_literal(self, owner: int, label: str) -> None:
        """Let a label like "Speaker 2" stand for its speaker in the text as well."""
        tokens = _word(label)
        numbered = (len(tokens) == 2 and _NUMBERED.fullmatch(label)) or (len(tokens) == 1 and label[-1:].isdigit())
        if numbered:
            self._add_form(tokens, Form(owner, "full"))

    def has_family_name(self, owner: int) -> bool:
        """Whether a last name of this person is known."""
        return any(name.family for name in self._names[owner])

    def _same_as(self, name: PersonName, may_be_a_speaker: bool) -> int | None:
        for owner, names in enumerate(self._names):
            for known in names:
                if name.tokens == known.tokens and len(name.tokens) > 1:
                    return owner
                if may_be_a_speaker and (name.tokens <= known.tokens or known.tokens <= name.tokens):
                    return owner
        return None

    def _add_form(self, tokens: Word, form: Form) -> None:
        forms = self._forms.setdefault(tokens, [])
        if form not in forms:
            forms.append(form)
        self._longest = max(self._longest, len(tokens))

    def find(self, text: str, tokens: tuple[Token, ...], *, shouted: bool, any_place: bool = False) -> Iterator[Match]:
        """Known names in ``text``, the longest first where several begin at the same word.

        ``shouted`` text is all capitals. ``any_place`` allows words of a file name to run into each other.
        """
        at = 0
        while at < len(tokens):
            match = self._match(text, tokens, at, shouted, any_place)
            if match is None:
                at += 1
                continue
            yield match
            at = match.last

    def _match(self, text: str, tokens: tuple[Token, ...], at: int, shouted: bool, any_place: bool) -> Match | None:
        start = tokens[at].start
        if start >= 2 and text[start - 1] in APOSTROPHES and text[start - 2].isalnum():
            return None
        for length in range(min(self._longest, len(tokens) - at), 0, -1):
            run = tokens[at : at + length]
            key = tuple(token.folded for token in run)
            forms = [form for form in self._forms.get(key, ()) if _connected(text, run, form.comma, any_place)]
            cut = 0
            if not forms and length == 1 and len(key[0]) > 4 and run[0].text[-1] in "sS":
                shorter = (key[0][:-1],)
                if not is_word(shorter):
                    forms, cut, key = self._forms.get(shorter, []), 1, shorter
            if forms and is_meant(text, tokens, at, length, key, shouted):
                owners = tuple(sorted({form.owner for form in forms}))
                parts = {form.part for form in forms}
                part: Part = "full" if "full" in parts else "given" if "given" in parts else "family"
                return Match(at, at + length, owners, part, cut)
        return None


def _forms(name: PersonName) -> Iterator[tuple[Word, Part, int | None]]:
    given, family = name.given, name.family
    if given and family:
        first_names = [_flat(given)] + ([given[0]] if len(given) > 1 else [])
        core = tuple(word for word in family if len(word) > 1 or len(word[0]) > 1) or family
        last_names = list(dict.fromkeys([_flat(family), _flat(core), core[-1], core[0]]))
        for first in first_names:
            for last in last_names:
                if last and not _only_particles(last):
                    yield (*first, *last), "full", None
                    yield (*last, *first), "full", len(last)
        for joined in ("".join(_flat(given[:1]) + _flat(family)), "".join(_flat(family) + _flat(given[:1]))):
            if len(joined) >= _JOINED_LENGTH:
                yield (joined,), "full", None
    if len(family) > 1:
        yield _flat(family), "family", None
    for word in (*given, *name.others):
        for tokens in _spellings(word):
            yield tokens, "given", None
    for word in family:
        for tokens in _spellings(word):
            yield tokens, "family", None


def _spellings(word: Word) -> Iterator[Word]:
    """A word of a name as it stands, joined ("ONeil"), and the halves of a hyphenated one."""
    if (len(word) == 1 and len(word[0]) == 1 and word[0].isascii()) or _only_particles(word):
        return
    yield word
    if len(word) > 1:
        yield ("".join(word),)
        halves = word if len(word[0]) > 1 else ()
        yield from ((half,) for half in halves if len(half) > 2 and half not in PARTICLES)


def _only_particles(word: Iterable[str]) -> bool:
    return all(token in PARTICLES for token in word)


def _flat(words: Iterable[Word]) -> Word:
    return tuple(token for word in words for token in word)


def _connected(text: str, run: tuple[Token, ...], comma: int | None, any_place: bool) -> bool:
    """Whether the tokens of a run belong together as the words of a name do."""
    for number in range(1, len(run)):
        gap = text[run[number - 1].end : run[number].start]
        allowed = [_SPACE, _INSIDE_WORD]
        if len(run[number - 1].text) == 1:
            allowed.append(_AFTER_INITIAL)
        if comma == number:
            allowed.append(_LAST_FIRST)
        if not any(pattern.fullmatch(gap) for pattern in allowed) and not (any_place and not gap):
            return False
    return True
