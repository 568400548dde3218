"""Who does or is what in a sentence: its clauses, with negation and modal verbs, for rules that ask for a subject."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from discourse.detection.referents import NOBODY, Reference, Referents

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})
_OBJECTS = frozenset({"dobj", "attr", "acomp", "oprd", "prt", "pobj"})
_NEGATIVE = frozenset({"not", "never", "hardly", "barely", "rarely", "scarcely", "neither", "nor"})
_NEGATIVE_SUBJECTS = frozenset({"no", "none", "nobody", "neither"})
_REFUSALS = frozenset({"refuse", "quit", "stop", "fail", "lack"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with its subject. Numbers are positions of words in the sentence.

    ``does`` holds the verb's lemma, with its particle too ("show", "show_up"); ``is_`` the lemmas and forms of what
    the subject is said to be. ``negated`` counts "not", "never", "none of them" and "refuse to". ``modals`` holds
    "can", "will" and the like. ``after`` are the words that follow the predicate inside the clause.
    """

    who: Reference
    subject: int | None
    verb: int
    does: frozenset[str]
    is_: frozenset[str]
    negated: bool
    modals: frozenset[str]
    after: range
    end: int


def clauses_of(doc: "Doc", referents: Referents) -> Iterator[Clause]:
    """The clauses of a parsed sentence."""
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            yield _clause(token, referents)


def _clause(verb: "Token", referents: Referents) -> Clause:
    subject = _subject_of(verb)
    complements = [
        part
        for child in verb.children
        if child.dep_ in _COMPLEMENTS
        for part in (child, *(c for c in child.children if c.dep_ == "conj"))
    ]
    does = {verb.lemma_.lower()}
    does |= {
        f"{verb.lemma_.lower()}_{child.norm_.lower()}" for child in verb.children if child.dep_ in {"prt", "advmod"}
    }
    ends = [verb.i, *(child.i for child in verb.children if child.dep_ in _OBJECTS)]
    last = max(child.i for child in verb.subtree)
    return Clause(
        who=referents.subject(subject) if subject is not None else NOBODY,
        subject=_phrase_start(subject) if subject is not None else None,
        verb=verb.i,
        does=frozenset(does),
        is_=frozenset(form for c in complements for form in (c.lemma_.lower(), c.norm_.lower())),
        negated=_negated(verb, subject),
        modals=frozenset(_modals(verb)),
        after=range(verb.i + 1, last + 1),
        end=max(ends) + 1,
    )


def _phrase_start(subject: "Token") -> int:
    return min((t.i for t in subject.lefts), default=subject.i) if subject.n_lefts else subject.i


def _subject_of(verb: "Token") -> "Token | None":
    """The verb's own subject, or the one it shares with the verb it depends on."""
    current = verb
    for _ in range(4):
        own = next((child for child in current.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return own
        if current.dep_ == "xcomp" and current.head.pos_ in {"VERB", "AUX", "ADJ"}:
            object_ = next((child for child in current.head.children if child.dep_ == "dobj"), None)
            if object_ is not None:
                return object_
        elif current.dep_ == "relcl":
            return current.head
        elif current.dep_ not in {"conj", "xcomp", "advcl", "acomp"}:
            return None
        current = current.head
    return None


def _negated(verb: "Token", subject: "Token | None") -> bool:
    if any(child.dep_ == "neg" or child.norm_.lower() in _NEGATIVE for child in verb.children):
        return True
    if subject is not None and _is_negative(subject):
        return True
    if verb.dep_ == "xcomp":
        head = verb.head
        return head.lemma_.lower() in _REFUSALS or _negated(head, None)
    if verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.children):
        joined = {child.norm_.lower() for child in verb.head.children if child.dep_ == "cc"}
        return "or" in joined and _negated(verb.head, None)
    return False


def _is_negative(subject: "Token") -> bool:
    words = {
        subject.norm_.lower(),
        *(child.norm_.lower() for child in subject.children if child.dep_ in {"det", "neg"}),
    }
    return bool(words & _NEGATIVE_SUBJECTS)


def _modals(verb: "Token") -> Iterator[str]:
    for child in verb.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            yield child.norm_.lower()
    if verb.dep_ == "xcomp":
        head = verb.head
        if head.lemma_.lower() == "able":
            yield "can"
        if head.lemma_.lower() == "go":
            yield "will"
        yield from _modals(head)
    if verb.dep_ == "conj":
        yield from _modals(verb.head)
