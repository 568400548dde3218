"""A transcript as the rules see it: sentences cleaned, parsed, and placed in the talk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from discourse.detection.clauses import Clause, clauses_of
from discourse.detection.cleaning import CleanText, clean
from discourse.detection.referents import Reference, Referents
from discourse.detection.sentences import sentences_of
from discourse.detection.tongues import is_not_english
from discourse.detection.words import Word, WordLists, words_of
from discourse.transcript import Sentence, Span, Transcript

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence ready for rules.

    ``about``: whether it speaks of students, families or communities. ``pronouns``: whom each "they", "he" or "her"
    stands for, by the position of the word. ``names``: the groups its words name, by their position.
    """

    sentence: Sentence
    cleaned: CleanText
    words: tuple[Word, ...]
    vocabulary: frozenset[str]
    clauses: tuple[Clause, ...]
    about: bool
    pronouns: Mapping[int, Reference]
    names: Mapping[int, frozenset[str]]

    def span_of(self, first: int, end: int) -> Span:
        """The stretch of the turn's text that words ``first`` to ``end`` (exclusive) stand for."""
        return self.cleaned.to_source(Span(self.words[first].start, self.words[end - 1].end))


@dataclass(frozen=True)
class Reading:
    """A transcript read: sentences in order, those of each turn, and what was in another language."""

    transcript: Transcript
    sentences: tuple[ReadSentence, ...]
    by_turn: tuple[range, ...]
    not_read: tuple[tuple[int, Span], ...]


def read(transcript: Transcript, nlp: "Language", lists: WordLists) -> Reading:
    """Cut, clean and parse every turn of a transcript."""
    english: list[tuple[Sentence, CleanText]] = []
    foreign: list[tuple[int, Span]] = []
    for turn in transcript.turns:
        for sentence in sentences_of(turn, nlp):
            cleaned = clean(sentence.text, sentence.span.start)
            if not cleaned.text:
                continue
            if is_not_english(cleaned.text):
                foreign.append((sentence.turn, sentence.span))
            else:
                english.append((sentence, cleaned))
    sentences = tuple(_parsed(english, nlp, Referents(lists)))
    return Reading(transcript, sentences, _ranges(sentences, len(transcript.turns)), tuple(_joined(foreign)))


def _parsed(pieces: list[tuple[Sentence, CleanText]], nlp: "Language", referents: Referents) -> Iterator[ReadSentence]:
    docs = nlp.pipe((cleaned.text for _, cleaned in pieces), batch_size=128)
    for (sentence, cleaned), doc in zip(pieces, docs, strict=True):
        words = words_of(doc)
        yield ReadSentence(
            sentence=sentence,
            cleaned=cleaned,
            words=words,
            vocabulary=frozenset(form for word in words for form in (word.norm, word.lemma)),
            clauses=tuple(clauses_of(doc, referents)),
            about=referents.is_about(doc),
            pronouns=referents.pronouns(doc),
            names=referents.names(doc),
        )
        referents.remember(doc)


def _ranges(sentences: tuple[ReadSentence, ...], turns: int) -> tuple[range, ...]:
    """For each turn the positions of its sentences."""
    ranges: list[range] = []
    position = 0
    for turn in range(turns):
        first = position
        while position < len(sentences) and sentences[position].sentence.turn == turn:
            position += 1
        ranges.append(range(first, position))
    return tuple(ranges)


def _joined(stretches: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Neighbouring stretches of one turn as one."""
    joined: list[tuple[int, Span]] = []
    for turn, span in stretches:
        if joined and joined[-1][0] == turn and span.start - joined[-1][1].end <= 2:
            joined[-1] = (turn, Span(joined[-1][1].start, span.end))
        else:
            joined.append((turn, span))
    return joined
