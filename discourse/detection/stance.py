"""How a speaker holds the words of a candidate: their own, someone else's, questioned, taken back.

A cue counts only outside the candidate's words ("don't care" is not a denial of caring). Quotation marks are looked
at first, then the cues of ``lexicons/stance.yaml`` in the order of the file: the first that matches decides. People
repair and challenge a little later, so the talk around the sentence is read as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from discourse.codebook import Codebook, Effect
from discourse.detection.findings import Evidence
from discourse.detection.lexicon import NO_QUESTIONS, Cue, Lexicon
from discourse.detection.patterns import Compiler, PatternError, SequencePattern, Tokenise
from discourse.detection.reading import Reading, ReadSentence
from discourse.errors import DataFileError
from discourse.transcript import Span

TAKEN_BACK = "self_repaired"
_ENDORSED = "endorsed"
_REPORTED = "reported"
_EARLIER_SENTENCES = 2
_LATER_SENTENCES = 2
_LATER_TURNS = 3

_QUOTED = re.compile(r"""["“][^"“”]{2,200}["”]|(?<!\w)['‘](?:[^'‘’]|(?<=\w)['’](?=\w)){2,160}['’](?!\w)""")


@dataclass(frozen=True, slots=True)
class StanceReading:
    """What was decided about a candidate: a stance or a set-aside reason, and the words that decided."""

    reads_as: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _CompiledCue:
    cue: Cue
    patterns: tuple[SequencePattern, ...]
    unless: tuple[SequencePattern, ...]

    def find(self, read: ReadSentence) -> Iterator[tuple[int, int]]:
        if any(True for pattern in self.unless for _ in pattern.find(read.words, read.vocabulary)):
            return
        for pattern in self.patterns:
            yield from pattern.find(read.words, read.vocabulary)


class StanceReader:
    """The cues of a lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon, codebook: Codebook, tokenise: Tokenise) -> None:
        compiler = Compiler(lexicon.words, tokenise)
        self._cues = tuple(_compile(cue, compiler) for cue in lexicon.cues)
        # A reason that some deficit category lists is for those that list it; every other reason may set any aside.
        self._by_request = {reason for category in codebook.of_kind("deficit") for reason in category.set_aside_by}
        self._codebook = codebook

    def read(self, reading: Reading, position: int, first: int, end: int, category: str) -> StanceReading:
        """How the words ``first`` to ``end`` of the sentence at ``position`` are held."""
        for compiled in self._cues:
            if not self._applies(compiled.cue, category):
                continue
            found = self._find(compiled, reading, position, first, end)
            if found is not None:
                return StanceReading(compiled.cue.reads_as, found)
        read = reading.sentences[position]
        if _inside_quotes(reading, read, read.span_of(first, end)):
            return StanceReading(_REPORTED, Evidence("stance", read.sentence.turn, cue="quotation-marks"))
        return StanceReading(_ENDORSED)

    def taken_back(self, reading: Reading, position: int, span: Span) -> Evidence | None:
        """The words with which the same speaker soon took back those of ``span`` in the sentence at ``position``."""
        read = reading.sentences[position]
        inside = [i for i in range(len(read.words)) if read.span_of(i, i + 1).overlaps(span)]
        if not inside:
            return None
        for compiled in self._cues:
            if compiled.cue.reads_as == TAKEN_BACK:
                found = self._find(compiled, reading, position, inside[0], inside[-1] + 1)
                if found is not None:
                    return found
        return None

    def agrees(self, reading: Reading, position: int) -> bool:
        """Whether the sentence at ``position`` takes up what was said before it ("Exactly.")."""
        read = reading.sentences[position]
        return any(
            True
            for compiled in self._cues
            if compiled.cue.where == "reply" and compiled.cue.reads_as == _ENDORSED
            for _ in compiled.find(read)
        )

    def replies(self, reading: Reading, position: int) -> Iterator[tuple[Cue, Evidence]]:
        """Cues in what another speaker says right after the sentence's turn."""
        turn = reading.sentences[position].sentence.turn
        turns = reading.transcript.turns
        for later in turns[turn + 1 : turn + 2]:
            if later.speaker is not None and later.speaker == turns[turn].speaker:
                continue
            for other in list(reading.by_turn[later.index])[:2]:
                read = reading.sentences[other]
                for compiled in self._cues:
                    if compiled.cue.where == "reply":
                        for first, end in compiled.find(read):
                            yield compiled.cue, _evidence(compiled.cue, read, first, end)
                            break

    def no_questions_because(self, reading: Reading, position: int) -> str | None:
        """Why no question is to be offered at a sentence, if there is a reason: someone's safety, for one."""
        around = range(max(0, position - 2), min(len(reading.sentences), position + 2))
        for compiled in self._cues:
            if compiled.cue.reads_as == NO_QUESTIONS:
                for other in around:
                    if any(True for _ in compiled.find(reading.sentences[other])):
                        return compiled.cue.why
        return None

    def cue_counts(self, cue: Cue, reading: Reading, words: str) -> bool:
        """Whether a cue counts for the first place where ``words`` stand; for the cue's own examples."""
        compiled = next(c for c in self._cues if c.cue.id == cue.id)
        for position, read in enumerate(reading.sentences):
            at = read.cleaned.text.find(words)
            if at >= 0:
                inside = [i for i, word in enumerate(read.words) if word.end > at and word.start < at + len(words)]
                if cue.where == "reply":
                    return any(found.id == cue.id for found, _ in self.replies(reading, position))
                return self._find(compiled, reading, position, inside[0], inside[-1] + 1) is not None
        return False

    def _applies(self, cue: Cue, category: str) -> bool:
        effect: Effect = self._codebook[category].effect
        if cue.reads_as == NO_QUESTIONS or cue.where == "reply" or (cue.for_effects and effect not in cue.for_effects):
            return False
        if self._codebook[category].kind == "noticed" and not cue.for_effects:
            return False
        return cue.reads_as not in self._by_request or cue.reads_as in self._codebook[category].set_aside_by

    def _find(self, compiled: _CompiledCue, reading: Reading, position: int, first: int, end: int) -> Evidence | None:
        where = compiled.cue.where
        read = reading.sentences[position]
        if where in ("before", "after", "outside", "anywhere"):
            for cue_first, cue_end in compiled.find(read):
                if _stands(compiled.cue, cue_first, cue_end, first, end):
                    return _evidence(compiled.cue, read, cue_first, cue_end)
            return None
        others = _earlier(reading, position) if where == "earlier" else _later(reading, position)
        for other in others:
            for cue_first, cue_end in compiled.find(other):
                return _evidence(compiled.cue, other, cue_first, cue_end)
        return None


def _stands(cue: Cue, cue_first: int, cue_end: int, first: int, end: int) -> bool:
    """Whether a cue found at these words stands where it has to, near enough to the candidate."""
    if cue.where == "anywhere":
        return True
    before = cue_end <= first and first - cue_end <= cue.within
    after = cue_first >= end and cue_first - end <= cue.within
    return (before and cue.where != "after") or (after and cue.where != "before")


def _earlier(reading: Reading, position: int) -> Iterator[ReadSentence]:
    """Sentences just before: of the same turn, or where it opens its turn, the last one of the turn before."""
    turn = reading.sentences[position].sentence.turn
    for other in range(position - 1, max(-1, position - 1 - _EARLIER_SENTENCES), -1):
        if reading.sentences[other].sentence.turn < turn - 1:
            return
        yield reading.sentences[other]
        if reading.sentences[other].sentence.turn < turn:
            return


def _later(reading: Reading, position: int) -> Iterator[ReadSentence]:
    """Sentences just after: of the same turn, and of the same speaker's next turn if it comes soon."""
    turn = reading.sentences[position].sentence.turn
    rest = [i for i in reading.by_turn[turn] if i > position]
    yield from (reading.sentences[i] for i in rest[:_LATER_SENTENCES])
    speaker = reading.transcript.turns[turn].speaker
    if speaker is None or len(rest) > _LATER_SENTENCES:
        return
    for later in reading.transcript.turns[turn + 1 : turn + 1 + _LATER_TURNS]:
        if later.speaker == speaker:
            yield from (reading.sentences[i] for i in list(reading.by_turn[later.index])[:_LATER_SENTENCES])
            return


def _inside_quotes(reading: Reading, read: ReadSentence, span: Span) -> bool:
    text = reading.transcript.turns[read.sentence.turn].text
    middle = Span(span.start + (span.end - span.start) // 3, span.end - (span.end - span.start) // 3)
    return any(found.start() <= middle.start and middle.end <= found.end() for found in _QUOTED.finditer(text))


def _evidence(cue: Cue, read: ReadSentence, first: int, end: int) -> Evidence:
    return Evidence("stance", read.sentence.turn, span=read.span_of(first, end), cue=cue.id, note=cue.why)


def _compile(cue: Cue, compiler: Compiler) -> _CompiledCue:
    try:
        return _CompiledCue(
            cue,
            tuple(compiler.sequence(pattern) for pattern in cue.patterns),
            tuple(compiler.sequence(pattern) for pattern in cue.unless),
        )
    except PatternError as error:
        raise DataFileError("stance.yaml", f"in the cue '{cue.id}': {error}") from None
