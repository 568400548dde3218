"""What the classifier adds: moments no rule finds, a check on those that rules find, and noticed talk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from discourse.codebook import Codebook
from discourse.detection.classifier import Manifest, Opinion
from discourse.detection.findings import Band, Evidence, Flag, Noticed, SetAside
from discourse.detection.fusion import Judged, by_sentence, flag_of, identity, set_aside_of
from discourse.detection.reading import Reading
from discourse.transcript import Span

_OVERRULED = "read_otherwise"
_ALSO = 0.3


@dataclass(frozen=True)
class Decided:
    """Flags with the position of their sentence in the reading, candidates that were set aside, and for each turn the
    highest probability of its windows; no probabilities where rules decide alone."""

    flags: list[tuple[int, Flag]]
    set_aside: list[SetAside]
    probabilities: list[float] = field(default_factory=list)


def decide(
    judged: Sequence[Judged], opinions: Sequence[Opinion], manifest: Manifest, reading: Reading, codebook: Codebook
) -> Decided:
    """Weigh rules and classifier for every window."""
    decided = Decided(
        [], [set_aside_of(one, reading) for one in judged if not one.kept], [0.0] * len(reading.transcript.turns)
    )
    grouped = by_sentence(judged)
    for opinion in opinions:
        inside = [one for position in opinion.window.sentences for one in grouped.get(position, ())]
        probability = manifest.weights.probability(opinion.logit, inside)
        turn = opinion.window.turn
        decided.probabilities[turn] = max(decided.probabilities[turn], probability)
        kept = [one for one in inside if one.kept]
        if probability <= manifest.weights.worth_a_look:
            decided.set_aside.extend(_overruled(one, reading) for one in kept)
            continue
        band: Band = "clear" if probability > manifest.weights.clear else "worth_a_look"
        own = Evidence("classifier", opinion.window.turn, span=opinion.words, probability=round(opinion.probability, 4))
        for position, flag in _flags(kept, opinion, reading, codebook):
            decided.flags.append(
                (position, replace(flag, band=band, confidence=round(probability, 4), evidence=(*flag.evidence, own)))
            )
    return decided


def _flags(
    kept: Sequence[Judged], opinion: Opinion, reading: Reading, codebook: Codebook
) -> Iterator[tuple[int, Flag]]:
    """One flag for each sentence in which rules agree, or where none does, one for the classifier's own words."""
    positions = dict.fromkeys(one.candidate.sentence for one in kept)
    for position in positions:
        together = [one for one in kept if one.candidate.sentence == position]
        yield position, flag_of(together, reading, codebook)
    if not positions:
        yield _own_flag(opinion, reading, codebook)


def _own_flag(opinion: Opinion, reading: Reading, codebook: Codebook) -> tuple[int, Flag]:
    window = opinion.window
    position = _sentence_of(opinion, reading)
    sentence = reading.sentences[position].sentence.span
    words = opinion.words or sentence
    start, end = max(words.start, sentence.start), min(words.end, sentence.end)
    words = Span(start, end) if start < end else sentence
    category, *others = sorted(opinion.categories, key=lambda key: -opinion.categories[key])
    turn = reading.transcript.turns[window.turn]
    return position, Flag(
        id=identity(reading.transcript.source, turn.index, words, category),
        turn=turn.index,
        span=words,
        sentence=sentence,
        quote=turn.text[words.start : words.end],
        category=category,
        band="worth_a_look",
        stance="endorsed",
        why=codebook[category].plain,
        evidence=(),
        also=tuple(key for key in others if opinion.categories[key] >= _ALSO),
        start=turn.time_at(words.start),
    )


def _sentence_of(opinion: Opinion, reading: Reading) -> int:
    """The sentence of the window that holds most of the carrying words; the longest where none stand out."""

    def shared(position: int) -> int:
        span = reading.sentences[position].sentence.span
        words = opinion.words or span
        return min(span.end, words.end) - max(span.start, words.start)

    return max(opinion.window.sentences, key=shared)


def _overruled(one: Judged, reading: Reading) -> SetAside:
    return replace(set_aside_of(one, reading), reason=_OVERRULED)


def noticed(opinions: Sequence[Opinion], manifest: Manifest, reading: Reading, codebook: Codebook) -> Iterator[Noticed]:
    """Noticed moments the classifier sees; the whole window is shown."""
    for opinion in opinions:
        for category, probability in opinion.noticed.items():
            if probability < manifest.noticed.get(category, 1.0):
                continue
            turn = reading.transcript.turns[opinion.window.turn]
            span = opinion.window.span
            yield Noticed(
                turn=turn.index,
                span=span,
                quote=turn.text[span.start : span.end],
                category=category,
                rule="",
                why=codebook[category].plain,
                confidence=round(probability, 4),
                start=turn.time_at(span.start),
            )
