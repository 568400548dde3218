"""From a transcript to findings: read it, let rules propose, decide stance, and combine what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from discourse.codebook import Codebook, load_codebook
from discourse.detection.classifier import Classifier, Opinion
from discourse.detection.findings import Evidence, Findings, Flag, Noticed
from discourse.detection.fusion import Judged, by_sentence, flag_of, set_aside_of, together
from discourse.detection.language import load_pipeline
from discourse.detection.lexicon import Cue, Lexicon, load_lexicon
from discourse.detection.reading import Reading, read
from discourse.detection.rules import Candidate, RuleSet
from discourse.detection.second_look import checked
from discourse.detection.second_opinion import Decided, decide, noticed
from discourse.detection.stance import TAKEN_BACK, StanceReader, StanceReading
from discourse.detection.targets import said_of_others
from discourse.detection.windows import windows_of
from discourse.transcript import Span, Transcript

# Taking one's own words back is worth noticing. Questioning someone else's is too, but a cue for it ("rather than")
# is far from an interruption by itself; the lexicon's rules for noticed talk decide about those.
_INTERRUPTING = frozenset({TAKEN_BACK})
_NOT_ABOUT = "not_about_students"


@dataclass(frozen=True)
class Detector:
    """Codebook, lexicon and language pipeline, loaded once and used for many transcripts."""

    codebook: Codebook
    lexicon: Lexicon
    _read: "_Reader"
    _rules: RuleSet
    _stance: StanceReader
    _classifier: Classifier | None = None

    @property
    def model(self) -> str | None:
        """Which classifier is used; None where rules decide alone."""
        return self._classifier.identity if self._classifier else None

    @property
    def tested(self) -> str | None:
        """How the classifier did in testing, in one sentence; None where rules decide alone."""
        return self._classifier.manifest.tested or None if self._classifier else None

    def opinions(self, reading: Reading) -> list[Opinion]:
        """What the classifier makes of each window of talk; nothing where rules decide alone."""
        return self._classifier.read(list(windows_of(reading))) if self._classifier else []

    def detect(self, transcript: Transcript) -> Findings:
        """Everything worth a look in a transcript, and what was set aside."""
        return self.findings(self._read(transcript))

    def findings(self, reading: Reading) -> Findings:
        """Everything worth a look in a transcript that was read already."""
        opinions = self.opinions(reading)
        judged = [self.judge(reading, candidate) for candidate in self.candidates(reading)]
        deficit = self._deficit(judged, reading)
        decided = self._decide(deficit, opinions, reading)
        flags = [self._completed(flag, reading, position) for position, flag in decided.flags]
        agreed, agreements = self._agreements(deficit, flags, reading)
        return Findings(
            flags=tuple(sorted([*agreed, *agreements], key=lambda f: (f.turn, f.span))),
            noticed=tuple(self._noticed(judged, opinions, flags, reading)),
            set_aside=tuple(decided.set_aside),
            sentences=len(reading.sentences),
            about=sum(sentence.about for sentence in reading.sentences),
            not_read=reading.not_read,
            probabilities=tuple(decided.probabilities),
        )

    def reading(self, transcript: Transcript) -> Reading:
        """The transcript cut, cleaned and parsed, for faces that explain a single sentence."""
        return self._read(transcript)

    def candidates(self, reading: Reading) -> Iterator[Candidate]:
        """What the rules propose, before anything is decided."""
        for position, sentence in enumerate(reading.sentences):
            yield from self._rules.candidates(sentence, position)

    def judged(self, reading: Reading) -> list[Judged]:
        """The deficit candidates that the rules propose, and how each is held."""
        return self._deficit([self.judge(reading, candidate) for candidate in self.candidates(reading)], reading)

    def _deficit(self, judged: Sequence[Judged], reading: Reading) -> list[Judged]:
        return together([j for j in judged if self.codebook[j.category].kind == "deficit"], reading)

    def judge(self, reading: Reading, candidate: Candidate) -> Judged:
        """Decide how the speaker holds a candidate's words."""
        if candidate.excepted is not None:
            return Judged(candidate, StanceReading(candidate.excepted))
        match, category = candidate.match, candidate.placed.category
        if self.codebook[category].kind == "deficit" and said_of_others(
            reading, candidate.sentence, match, self._spoken_of
        ):
            return Judged(candidate, StanceReading(_NOT_ABOUT))
        return Judged(candidate, self.stance_of(reading, candidate.sentence, match.first, match.end, category))

    def stance_of(self, reading: Reading, position: int, first: int, end: int, category: str) -> StanceReading:
        """How the words ``first`` to ``end`` of the sentence at ``position`` are held."""
        return self._stance.read(reading, position, first, end, category)

    def cue_counts(self, cue: Cue, transcript: Transcript, words: str) -> bool:
        """Whether a stance cue counts for the first place where ``words`` stand in a transcript."""
        return self._stance.cue_counts(cue, self._read(transcript), words)

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """Groups a deficit framing can be of: all that rules may name but adults at work."""
        return frozenset({*self.lexicon.words.about, "cohorts"})

    def _decide(self, deficit: Sequence[Judged], opinions: Sequence[Opinion], reading: Reading) -> Decided:
        """Which candidates become flags: by the rules alone, or weighed with the classifier's opinions."""
        if self._classifier is not None:
            decided = decide(deficit, opinions, self._classifier.manifest, reading, self.codebook)
            return checked(decided, self._stance, reading)
        kept = by_sentence(judged for judged in deficit if judged.kept)
        return Decided(
            [(position, flag_of(words, reading, self.codebook)) for position, words in kept.items()],
            [set_aside_of(judged, reading) for judged in deficit if not judged.kept],
        )

    def _completed(self, flag: Flag, reading: Reading, position: int) -> Flag:
        return replace(flag, no_questions_because=self._stance.no_questions_because(reading, position))

    def _agreements(
        self, deficit: Sequence[Judged], flags: Sequence[Flag], reading: Reading
    ) -> tuple[list[Flag], list[Flag]]:
        """Replies that carry endorsement of the turn before.

        Agreement with a flagged sentence is added to its evidence. Agreement with words that were only reported makes
        a flag of its own, at the agreeing turn: there someone took them up.
        """
        positions = {(s.sentence.turn, s.sentence.span): i for i, s in enumerate(reading.sentences)}
        agreed = [
            replace(flag, evidence=(*flag.evidence, *self._replies(reading, positions[flag.turn, flag.sentence])))
            for flag in flags
        ]
        agreements: list[Flag] = []
        for judged in deficit:
            if judged.stance.reads_as == "reported" and not judged.candidate.excepted:
                for cue, evidence in self._stance.replies(reading, judged.candidate.sentence):
                    if cue.reads_as == "endorsed" and evidence.span is not None:
                        agreements.append(self._agreement(judged, evidence, reading))
                        break
        taken = {flag.turn for flag in flags}
        return agreed, [a for i, a in enumerate(agreements) if a.turn not in taken | {b.turn for b in agreements[:i]}]

    def _replies(self, reading: Reading, position: int) -> Iterator[Evidence]:
        for _, evidence in self._stance.replies(reading, position):
            yield evidence

    def _agreement(self, judged: Judged, evidence: Evidence, reading: Reading) -> Flag:
        flag = flag_of([Judged(judged.candidate, StanceReading("endorsed"))], reading, self.codebook)
        assert evidence.span is not None  # noqa: S101 - for the type checker
        turn = reading.transcript.turns[evidence.turn]
        return replace(
            flag,
            id=f"{flag.id}-agreed",
            turn=evidence.turn,
            span=evidence.span,
            sentence=_sentence_around(reading, evidence.turn, evidence.span),
            quote=turn.text[evidence.span.start : evidence.span.end],
            band="worth_a_look",
            why=f"Agrees with words the turn before only reported: {flag.why}",
            evidence=(*flag.evidence, evidence),
            start=turn.time_at(evidence.span.start),
        )

    def _noticed(
        self, judged: Sequence[Judged], opinions: Sequence[Opinion], flags: Sequence[Flag], reading: Reading
    ) -> Iterator[Noticed]:
        """Noticed moments, one per sentence and category, none where the same words are flagged."""
        flagged = {(flag.turn, flag.sentence) for flag in flags}
        seen: set[tuple[int, Span, str]] = set()
        found: list[Noticed] = []
        seen_by_classifier = (
            noticed(opinions, self._classifier.manifest, reading, self.codebook) if self._classifier else ()
        )
        for moment in (*(self._moment(one, reading) for one in judged), *seen_by_classifier):
            if moment is None:
                continue
            sentence = _sentence_around(reading, moment.turn, moment.span)
            key = (moment.turn, sentence, moment.category)
            if key not in seen and (moment.turn, sentence) not in flagged:
                seen.add(key)
                found.append(moment)
        yield from sorted(found, key=lambda n: (n.turn, n.span))

    def _moment(self, judged: Judged, reading: Reading) -> Noticed | None:
        candidate = judged.candidate
        sentence = reading.sentences[candidate.sentence]
        if self.codebook[judged.category].kind == "noticed":
            if not judged.kept:
                return None
            turn = reading.transcript.turns[sentence.sentence.turn]
            # The whole sentence is shown: a strength cut out of its sentence reads like a slogan.
            span = sentence.sentence.span
            return Noticed(
                turn=turn.index,
                span=span,
                quote=turn.text[span.start : span.end],
                category=judged.category,
                rule=candidate.placed.rule.id,
                why=candidate.placed.rule.why,
                start=turn.time_at(span.start),
            )
        evidence = judged.stance.evidence
        category = next(self.codebook.with_effect("interruption"), None)
        if category is None or judged.stance.reads_as not in _INTERRUPTING or evidence is None or evidence.span is None:
            return None
        turn = reading.transcript.turns[evidence.turn]
        # As with rules, the whole sentence is shown.
        span = _sentence_around(reading, evidence.turn, evidence.span)
        return Noticed(
            turn=evidence.turn,
            span=span,
            quote=turn.text[span.start : span.end],
            category=category.key,
            rule=evidence.cue or "",
            why=evidence.note or category.plain,
            start=turn.time_at(span.start),
        )


def _sentence_around(reading: Reading, turn: int, span: Span) -> Span:
    return next(
        reading.sentences[i].sentence.span
        for i in reading.by_turn[turn]
        if reading.sentences[i].sentence.span.overlaps(span)
    )


class _Reader:
    """Holds the language pipeline and reads transcripts with it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nlp = load_pipeline()
        self._lists = lexicon.words

    def __call__(self, transcript: Transcript) -> Reading:
        return read(transcript, self._nlp, self._lists)

    def tokenise(self, text: str) -> list[str]:
        return [token.norm_.lower() for token in self._nlp.make_doc(text)]


def load_detector(
    *, codebook: Path | None = None, lexicons: Sequence[Path] = (), model: Path | None = None
) -> Detector:
    """Load codebook, lexicon, language pipeline and classifier; raises :class:`~discourse.errors.DiscourseError`.

    ``lexicons`` are folders that add to, override or switch off rules of the lexicon that ships. ``model`` is a folder
    with a classifier; without one, rules decide alone.
    """
    book = load_codebook(codebook)
    lexicon = load_lexicon(book, lexicons)
    reader = _Reader(lexicon)
    return Detector(
        book,
        lexicon,
        reader,
        RuleSet(lexicon, book, reader.tokenise),
        StanceReader(lexicon, book, reader.tokenise),
        Classifier(model) if model else None,
    )
