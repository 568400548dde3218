"""Who is spoken about: which group a noun names, and whom "they" most likely stands for.

A pronoun is taken to stand for the people last named before it: in its own sentence, in the two sentences before, or
in the turn before that. Things are passed over ("the scores are low because they don't try" is about whoever was
named before the scores). Where nobody was named, the reference stays open and a finding that rests on it is marked
less certain.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from discourse.detection.words import WordLists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves", "he", "she", "him", "her", "his", "hers"})
_STANDING_ALONE = frozenset({"these", "those", "some", "most", "many", "half", "none", "ones", "few", "all", "several"})
_PART_OF = frozenset(
    "all any bulk bunch couple dozen few group half handful kind lot lots majority many more most none number one "
    "ones part percent percentage plenty quarter rest several some sort third two three type".split()
)
_REACH = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom a word speaks of: the names of groups, and whether they were named rather than guessed at."""

    groups: frozenset[str]
    named: bool


NOBODY = Reference(frozenset(), named=True)
OPEN = Reference(frozenset(), named=False)


@dataclass
class Referents:
    """Remembers who was named, sentence by sentence, in the order of the talk."""

    lists: WordLists
    _recent: deque[str | None] = field(default_factory=lambda: deque(maxlen=_REACH))
    _groups_of: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[str, set[str]] = {}
        for group, entries in self.lists.groups.items():
            for entry in entries:
                head = entry.replace("_", " ").split()[-1].removesuffix("~").lower()
                found.setdefault(head, set()).add(group)
        self._groups_of = {word: frozenset(groups) for word, groups in found.items()}

    def group_of(self, token: "Token") -> frozenset[str]:
        """The groups a noun names; empty for other words."""
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return frozenset()
        return self._groups_of.get(token.norm_.lower()) or self._groups_of.get(token.lemma_.lower()) or frozenset()

    def subject(self, token: "Token") -> Reference:
        """Whom a clause's subject speaks of; :data:`NOBODY` for things and for the first and second person."""
        token = _antecedent_of_relative(token)
        groups = self.group_of(token)
        if groups:
            return Reference(groups, named=True)
        norm = token.norm_.lower()
        if norm in _PART_OF:
            inside = [d for child in token.children if child.dep_ == "prep" for d in child.children]
            for part in inside:
                reference = self.subject(part)
                if reference.groups or not reference.named:
                    return reference
        if norm in _PRONOUNS or norm in _STANDING_ALONE:
            last = self._last_before(token)
            if last is not None:
                return Reference(frozenset({last}), named=True)
            return OPEN if norm in _PRONOUNS else NOBODY
        return NOBODY

    def pronouns(self, doc: "Doc") -> dict[int, Reference]:
        """Whom each third-person pronoun of a sentence stands for, by its position."""
        return {token.i: self.subject(token) for token in doc if token.norm_.lower() in _PRONOUNS}

    def names(self, doc: "Doc") -> dict[int, frozenset[str]]:
        """The groups that words of a sentence name, by the position of the word."""
        return {token.i: groups for token in doc if (groups := self.group_of(token))}

    def is_about(self, doc: "Doc") -> bool:
        """Whether a sentence speaks of a group the codebook is about.

        It does when it names one, or has a third-person pronoun that stands for one.
        """
        about = frozenset(self.lists.about)
        for token in doc:
            if self.group_of(token) & about:
                return True
            if token.norm_.lower() in _PRONOUNS and self._last_before(token) in about:
                return True
        return False

    def remember(self, doc: "Doc") -> None:
        """Take note of whom this sentence named last; call once a sentence has been judged."""
        last = self._last_named(doc, len(doc))
        if last is not None or self._recent:
            self._recent.append(last)

    def _last_before(self, token: "Token") -> str | None:
        here = self._last_named(token.doc, token.i)
        if here is not None:
            return here
        return next((group for group in reversed(self._recent) if group is not None), None)

    def _last_named(self, doc: "Doc", before: int) -> str | None:
        for token in reversed(list(doc[:before])):
            # "The girls are hard workers" names girls.
            groups = self.group_of(token) if token.dep_ != "attr" else frozenset()
            if groups:
                return min(groups)
        return None


def _antecedent_of_relative(token: "Token") -> "Token":
    """For "who" in "kids who won't try" the kids; any other token as it is."""
    if token.norm_.lower() in {"who", "that", "which"} and token.head.dep_ in {"relcl", "acl"}:
        return token.head.head
    return token
