"""How candidates and their stance become flags: one per sentence, with everything that spoke for it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from discourse.codebook import Codebook
from discourse.detection.findings import Band, Evidence, Flag, SetAside, Stance
from discourse.detection.reading import Reading
from discourse.detection.rules import Candidate
from discourse.detection.stance import StanceReading
from discourse.transcript import Span

# These stances keep a candidate in; every other reading sets it aside.
_KEPT: dict[str, Stance] = {"endorsed": "endorsed", "unclear": "unclear"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with how its speaker holds it."""

    candidate: Candidate
    stance: StanceReading

    @property
    def kept(self) -> bool:
        """Whether it may become a flag."""
        return self.stance.reads_as in _KEPT

    @property
    def category(self) -> str:
        """The candidate's category."""
        return self.candidate.placed.category


def by_sentence(judged: Iterable[Judged]) -> dict[int, list[Judged]]:
    """Candidates by the position of their sentence in the reading."""
    grouped: dict[int, list[Judged]] = {}
    for one in judged:
        grouped.setdefault(one.candidate.sentence, []).append(one)
    return grouped


def together(judged: Sequence[Judged], reading: Reading) -> list[Judged]:
    """The same candidates; where one takes in the cue that set another of its sentence aside, it is set aside too.

    A cue counts outside the claim only, and a wide rule may take it in: "I don't buy that parents ...".
    """
    grouped = by_sentence(judged)
    return [_with_others(one, grouped[one.candidate.sentence], reading) for one in judged]


def _with_others(one: Judged, others: Sequence[Judged], reading: Reading) -> Judged:
    sentence = reading.sentences[one.candidate.sentence]
    words = sentence.span_of(one.candidate.match.first, one.candidate.match.end)
    for other in others:
        cue = other.stance.evidence
        taken_in = cue is not None and cue.span is not None and cue.turn == sentence.sentence.turn
        if one.kept and not other.kept and taken_in and cue and cue.span and words.contains(cue.span):
            return Judged(one.candidate, other.stance)
    return one


def flag_of(judged: Sequence[Judged], reading: Reading, codebook: Codebook) -> Flag:
    """One flag from all kept candidates of one sentence."""
    first = min(judged, key=lambda j: _rank(j, judged, codebook))
    sentence = reading.sentences[first.candidate.sentence]
    turn = reading.transcript.turns[sentence.sentence.turn]
    match = first.candidate.match
    span = sentence.span_of(match.first, match.end)
    also = dict.fromkeys(
        j.category for j in judged if j.category != first.category and not _yields(j.category, judged, codebook)
    )
    return Flag(
        id=identity(reading.transcript.source, turn.index, span, first.category),
        turn=turn.index,
        span=span,
        sentence=sentence.sentence.span,
        quote=turn.text[span.start : span.end],
        category=first.category,
        band=_band(first, codebook),
        stance=_KEPT[first.stance.reads_as],
        why=first.candidate.placed.rule.why,
        evidence=tuple(_evidence(judged, reading)),
        also=tuple(also),
        start=turn.time_at(span.start),
    )


def set_aside_of(judged: Judged, reading: Reading) -> SetAside:
    """A candidate that was not kept, with the reason."""
    sentence = reading.sentences[judged.candidate.sentence]
    match = judged.candidate.match
    span = sentence.span_of(match.first, match.end)
    text = reading.transcript.turns[sentence.sentence.turn].text
    return SetAside(
        turn=sentence.sentence.turn,
        span=span,
        quote=text[span.start : span.end],
        category=judged.category,
        reason=judged.stance.reads_as,
        rule=judged.candidate.placed.rule.id,
        cue=judged.stance.evidence.cue if judged.stance.evidence else None,
    )


def _band(judged: Judged, codebook: Codebook) -> Band:
    """Clear only where the rule is strong, the people are named, the stance is plain, and the wording says more
    than how people are referred to."""
    strong = judged.candidate.placed.rule.strength == "clear" and judged.candidate.match.named
    plain = judged.stance.reads_as == "endorsed" and codebook[judged.category].effect != "refers"
    return "clear" if strong and plain else "worth_a_look"


def _rank(judged: Judged, all_: Iterable[Judged], codebook: Codebook) -> tuple[bool, bool, str, int]:
    """Sort key of what should speak for the flag: the more specific, the clearer, the more reliable, the earlier."""
    category = codebook[judged.category]
    return (
        _yields(judged.category, all_, codebook),
        _band(judged, codebook) != "clear",
        category.tier,
        judged.candidate.match.first,
    )


def _yields(category: str, all_: Iterable[Judged], codebook: Codebook) -> bool:
    """Whether a more specific category was found in the same sentence."""
    others = {other.category for other in all_}
    return bool(others & set(codebook[category].yields_to))


def _evidence(judged: Sequence[Judged], reading: Reading) -> Iterable[Evidence]:
    for one in judged:
        sentence = reading.sentences[one.candidate.sentence]
        match = one.candidate.match
        yield Evidence(
            "lexicon",
            sentence.sentence.turn,
            span=sentence.span_of(match.first, match.end),
            rule=one.candidate.placed.rule.id,
        )
        if one.stance.evidence is not None:
            yield one.stance.evidence


def identity(source: str, turn: int, span: Span, category: str) -> str:
    """An id that stays the same as long as the same words stand in the same place."""
    return hashlib.sha256(f"{source}|{turn}|{span.start}|{span.end}|{category}".encode()).hexdigest()[:10]
