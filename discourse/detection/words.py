"""Words of a parsed sentence, and the named word lists of ``lexicons/words.yaml`` that patterns refer to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.datafile import StrictModel, YamlFile

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Word:
    """A token: ``norm`` is its spelled-out lower-case form ("n't" -> "not"), ``lemma`` its dictionary form.

    ``start`` and ``end`` are offsets in the cleaned sentence.
    """

    norm: str
    lemma: str
    pos: str
    start: int
    end: int

    @property
    def skippable(self) -> bool:
        """Commas, dashes and quotation marks never break a wording."""
        return self.pos in {"PUNCT", "SPACE"} and self.norm not in {".", "?", "!", ";", ":"}


def words_of(doc: "Doc") -> tuple[Word, ...]:
    """The words of a parsed sentence, one for each spaCy token, in order."""
    return tuple(Word(t.norm_.lower(), t.lemma_.lower(), t.pos_, t.idx, t.idx + len(t)) for t in doc)


class WordLists(StrictModel):
    """``groups`` are people that talk can be about; ``about`` names those the codebook speaks of.

    ``lists`` are any other words. ``soft`` lists words that patterns skip ("just", "really").
    """

    about: list[str]
    groups: dict[str, list[str]]
    lists: dict[str, list[str]]
    soft: list[str]

    def merged_with(self, other: "WordLists") -> "WordLists":
        """These lists with another file's added; a list named in both holds the words of both."""

        def both(mine: dict[str, list[str]], theirs: dict[str, list[str]]) -> dict[str, list[str]]:
            return {name: [*mine.get(name, []), *theirs.get(name, [])] for name in [*mine, *theirs]}

        return WordLists(
            about=sorted({*self.about, *other.about}),
            groups=both(self.groups, other.groups),
            lists=both(self.lists, other.lists),
            soft=[*self.soft, *other.soft],
        )

    def with_lists(self, lists: dict[str, list[str]]) -> "WordLists":
        """These lists and more; a list of the same name is replaced."""
        return self.model_copy(update={"lists": self.lists | lists}) if lists else self

    def __getitem__(self, name: str) -> list[str]:
        """The entries of a group or list; ``KeyError`` if there is none of that name."""
        return self.groups[name] if name in self.groups else self.lists[name]

    def __contains__(self, name: object) -> bool:
        return name in self.groups or name in self.lists

    def names(self) -> Iterator[str]:
        """All names a pattern may put in braces."""
        yield from self.groups
        yield from self.lists


def load_words(path: Path) -> WordLists:
    """Word lists from a YAML file; raises :class:`~discourse.errors.DataFileError`."""
    return YamlFile(path).parse(WordLists)
