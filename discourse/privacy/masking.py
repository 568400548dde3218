"""Finds what is to be masked in the texts of one meeting, and numbers the names nobody told us."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from discourse.privacy.name_use import is_word
from discourse.privacy.offsets import Mask, MaskedText
from discourse.privacy.patterns import shapes_in
from discourse.privacy.people import Match, People
from discourse.privacy.titles import NameRun, is_last_name_like, is_name_like, told_names
from discourse.privacy.tokens import Token, is_shouted, starts_sentence, tokens_of

_SAME_NAME: Final = re.compile(r"\s{1,3}(?:[^\W\d_]\.?\s{1,3})?|[-‐‑]")
_FILE_SUFFIX: Final = re.compile(
    r"\.(?:vtt|srt|sbv|ytt|txt|md|docx?|pdf|jsonl?|csv|tsv|xlsx|html?|xml|cha|eaf|textgrid|rtf)$", re.IGNORECASE
)
_FILE_SEPARATORS: Final = re.compile(r"[_\-.+]")


class _Found(NamedTuple):
    """Something to mask. ``label`` is the mask, or ``name`` the key of a name that has only a number.

    Where stretches overlap they become one, and the lowest ``rank`` says what it is.
    """

    start: int
    end: int
    rank: int
    label: str = ""
    name: str = ""
    part: bool = False


_SHAPE, _FULL, _PART, _TOLD, _LEARNED = range(5)


class Masker:
    """Masks all texts of one meeting alike: the same person or name gets the same mask everywhere.

    ``texts`` are the turns in order: names are first learned from all of them. ``roles`` are the roster's.
    """

    def __init__(self, people: People, texts: Iterable[str], roles: Iterable[str] = ()) -> None:
        texts = list(texts)
        self._people = people
        words = "|".join(sorted(map(re.escape, roles)))
        numbered = f"name|{words}" if words else "name"
        self.protected: re.Pattern[str] = re.compile(
            rf"\[(?:Speaker [A-Z]+|(?:{numbered}) \d+|e-mail|phone|id|date of birth)\]"
        )
        self._all_shouted = is_shouted(" ".join(texts))
        self._numbers: dict[str, int] = {}
        used = [int(number) for text in texts for number in re.findall(r"\[name (\d+)\]", text)]
        self._last_number = max(used, default=0)
        self._lower: set[str] = set()
        self._learned: dict[str, str] = {}
        self._learn(texts)

    def mask(self, text: str) -> MaskedText:
        """The text with its masks. Call it in the order of the talk: names are numbered as they come."""
        return MaskedText(text, self._masks(text, self._find(text)))

    def mask_file_name(self, name: str) -> str:
        """A file name without the names in it; its suffix stays."""
        suffix = _FILE_SUFFIX.search(name)
        stem = name[: suffix.start()] if suffix else name
        spaced = _FILE_SEPARATORS.sub(" ", stem)
        found = [*self._shapes(stem), *self._known(spaced, tokens_of(spaced), file_name=True)]
        camel = tokens_of(spaced, split_camel_case=True)
        found += self._known(spaced, camel, file_name=True)
        found += self._told_and_learned(spaced, tokens_of(spaced))
        return MaskedText(stem, self._masks(stem, found)).text + name[len(stem) :]

    def _learn(self, texts: list[str]) -> None:
        """Collect names that titles and kinship words tell, so that they are known without them too."""
        runs: list[tuple[int, int, tuple[str, ...]]] = []
        for number, text in enumerate(texts):
            tokens = tokens_of(text)
            self._lower.update(token.folded for token in tokens if token.text[0].islower())
            for run in told_names(text, tokens, self._is_shouted(text)):
                runs.append((-len(run.words), number, run.words))
        for _, _, words in sorted(runs, key=lambda run: run[:2]):
            key = self._key(words)
            for word in words:
                if not is_word((word,)):
                    self._learned.setdefault(word, key)

    def _key(self, words: tuple[str, ...]) -> str:
        """What numbers a name: its last word, unless that word is already part of a longer name."""
        return self._learned.get(words[-1], words[-1])

    def _is_shouted(self, text: str) -> bool:
        return self._all_shouted or is_shouted(text)

    def _find(self, text: str) -> list[_Found]:
        tokens = tokens_of(text)
        return [*self._shapes(text), *self._known(text, tokens), *self._told_and_learned(text, tokens)]

    def _shapes(self, text: str) -> Iterator[_Found]:
        for shape in shapes_in(text):
            yield _Found(shape.start, shape.end, _SHAPE, label=shape.label)

    def _known(self, text: str, tokens: tuple[Token, ...], *, file_name: bool = False) -> list[_Found]:
        shouted = self._is_shouted(text)
        matches = list(self._people.find(text, tokens, shouted=shouted, any_place=file_name))
        found: list[_Found] = []
        for number, match in enumerate(matches):
            following = matches[number + 1] if number + 1 < len(matches) else None
            found.append(self._known_name(text, tokens, match, following))
        return self._joined(text, found)

    def _known_name(self, text: str, tokens: tuple[Token, ...], match: Match, following: Match | None) -> _Found:
        """A known name, with the unknown word beside it that makes it someone else's ("Ana Delgado")."""
        first, last = match.first, match.last
        start, end = tokens[first].start, tokens[last - 1].end - match.cut
        rank = _FULL if match.part == "full" else _PART
        label, name = self._who(match, tokens)
        capitalised = tokens[first].capitalised
        if match.part == "given" and capitalised and not match.cut and _name_follows(text, tokens, last):
            end = tokens[last].end
            same = following is not None and following.first == last + 1 and following.owners == match.owners
            if not same and (not label or any(map(self._people.has_family_name, match.owners))):
                label, name = "", self._key((tokens[first].folded, tokens[last].folded))
        elif match.part == "family" and capitalised and self._name_precedes(text, tokens, first):
            start = tokens[first - 1].start
            label, name = "", f"{tokens[first - 1].folded} {tokens[first].folded}"
        return _Found(start, end, rank, label, name, part=match.part != "full")

    def _name_precedes(self, text: str, tokens: tuple[Token, ...], at: int) -> bool:
        """Whether the word before a last name looks like the first name that goes with it."""
        if not at or not _only_space(text, tokens[at - 1], tokens[at]) or not is_name_like(tokens[at - 1]):
            return False
        before = tokens[at - 1]
        ordinary = before.folded in self._lower or is_word((before.folded,))
        return not (ordinary and starts_sentence(text, before.start))

    def _who(self, match: Match, tokens: tuple[Token, ...]) -> tuple[str, str]:
        """The person's mask, or a key where several people have this name."""
        if len(match.owners) == 1:
            return self._people.labels[match.owners[0]], ""
        words = [token.folded for token in tokens[match.first : match.last]]
        if match.cut:
            words[-1] = words[-1][: -match.cut]
        return "", " ".join(words)

    def _joined(self, text: str, found: list[_Found]) -> list[_Found]:
        """Neighbours that are one name: "Ana M. Ruiz"; or parts of two people's names that make a third's."""
        joined: list[_Found] = []
        for now in found:
            before = joined[-1] if joined else None
            if before is not None and before.end > now.start:
                joined[-1] = before._replace(end=max(before.end, now.end))
            elif before is None or not _SAME_NAME.fullmatch(text, before.end, now.start):
                joined.append(now)
            elif (before.label, before.name) == (now.label, now.name):
                joined[-1] = before._replace(end=now.end)
            elif before.part and now.part and text[now.start].isupper() and text[before.start].isupper():
                key = " ".join(token.folded for token in tokens_of(text[before.start : now.end]))
                joined[-1] = before._replace(end=now.end, label="", name=key)
            else:
                joined.append(now)
        return joined

    def _told_and_learned(self, text: str, tokens: tuple[Token, ...]) -> Iterator[_Found]:
        shouted = self._is_shouted(text)
        for run in told_names(text, tokens, shouted):
            yield self._told(run)
        learned: list[_Found] = []
        for token in tokens:
            key = self._learned.get(token.folded)
            if key is None or not (token.capitalised or (shouted and token.shouted)):
                continue
            if starts_sentence(text, token.start) and token.folded in self._lower:
                continue
            learned.append(_Found(token.start, token.end, _LEARNED, name=key))
        yield from self._joined(text, learned)

    def _told(self, run: NameRun) -> _Found:
        return _Found(run.start, run.end, _TOLD, name=self._key(run.words))

    def _masks(self, text: str, found: Iterable[_Found]) -> Iterator[Mask]:
        """Masks for what was found: what overlaps becomes one, masks of an earlier run stay as they are."""
        kept = [(mark.start(), mark.end()) for mark in self.protected.finditer(text)]
        group: list[_Found] = []
        for now in sorted(found, key=lambda item: (item.start, -item.end, item.rank)):
            if any(now.start < end and start < now.end for start, end in kept):
                continue
            if group and now.start >= max(item.end for item in group):
                yield self._one(group)
                group = []
            group.append(now)
        if group:
            yield self._one(group)

    def _one(self, group: list[_Found]) -> Mask:
        best = min(group, key=lambda item: (item.rank, item.start - item.end))
        label = best.label or f"[name {self._number(best.name)}]"
        return Mask(group[0].start, max(item.end for item in group), label)

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._last_number += 1
            self._numbers[name] = self._last_number
        return self._numbers[name]


def _name_follows(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the word after a first name looks like the last name that goes with it."""
    return at < len(tokens) and _only_space(text, tokens[at - 1], tokens[at]) and is_last_name_like(tokens, at)


def _only_space(text: str, before: Token, after: Token) -> bool:
    gap = text[before.end : after.start]
    return bool(gap) and gap.isspace() and "\n" not in gap
