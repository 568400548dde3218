"""What detection finds: flags, noticed moments, and candidates that were set aside, each with its reasons."""

from dataclasses import dataclass
from typing import Literal

from discourse.transcript import Span

Band = Literal["clear", "worth_a_look"]
Stance = Literal["endorsed", "reported", "challenged", "hypothetical", "self_repaired", "unclear"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason behind a finding.

    ``rule`` or ``cue`` is the id of the lexicon entry; ``span`` the words it rests on, in the text of turn ``turn``;
    ``probability`` is the classifier's.
    """

    source: Literal["lexicon", "stance", "classifier"]
    turn: int
    span: Span | None = None
    rule: str | None = None
    cue: str | None = None
    probability: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A moment to look at: an endorsed deficit framing of students, families or communities.

    ``span`` are the words that carry it and ``sentence`` the sentence they stand in, both in the text of turn
    ``turn``. ``start`` is in seconds. ``confidence`` is None while nothing calibrated stands behind it.
    ``no_questions_because`` names the reason no question is to be offered here.
    """

    id: str
    turn: int
    span: Span
    sentence: Span
    quote: str
    category: str
    band: Band
    stance: Stance
    why: str
    evidence: tuple[Evidence, ...]
    also: tuple[str, ...] = ()
    confidence: float | None = None
    start: float | None = None
    no_questions_because: str | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """Talk worth strengthening. Spans as in :class:`Flag`."""

    turn: int
    span: Span
    quote: str
    category: str
    rule: str
    why: str
    confidence: float | None = None
    start: float | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A candidate that was not flagged. ``reason`` is a key of the codebook's ``set_aside_reasons``."""

    turn: int
    span: Span
    quote: str
    category: str
    reason: str
    rule: str
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one transcript, each list in the order of the talk.

    ``about`` counts the sentences about students, families or communities: the denominator of every rate.
    ``not_read`` are stretches in another language, as (turn, span). ``probabilities`` say for each turn how likely a
    reader marks something in it; empty where rules decide alone.
    """

    flags: tuple[Flag, ...]
    noticed: tuple[Noticed, ...]
    set_aside: tuple[SetAside, ...]
    sentences: int
    about: int
    not_read: tuple[tuple[int, Span], ...] = ()
    probabilities: tuple[float, ...] = ()
