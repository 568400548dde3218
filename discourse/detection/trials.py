"""The lexicon's own tests: every rule's ``flag`` and ``pass`` sentences, every cue's examples."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from discourse.detection.detector import Detector
from discourse.detection.lexicon import Cue, PlacedRule
from discourse.errors import DataFileError
from discourse.transcript import Transcript, Turn

_BRACKETED = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that a rule or cue treats otherwise than it promises."""

    id: str
    sentence: str
    expected: str
    happened: str


def rule_failures(detector: Detector, only: Collection[str] = ()) -> Iterator[Failure]:
    """Sentences of rules that do not behave; ``only`` limits to rule ids or categories."""
    for placed in detector.lexicon.rules:
        if only and placed.rule.id not in only and placed.category not in only:
            continue
        for sentence in placed.rule.flag:
            if not fires(detector, placed, sentence):
                yield Failure(placed.rule.id, sentence, "found", _why_not(detector, placed, sentence))
        for sentence in placed.rule.pass_:
            if fires(detector, placed, sentence):
                yield Failure(placed.rule.id, sentence, "passed over", "found")


def fires(detector: Detector, placed: PlacedRule, sentence: str) -> bool:
    """Whether a rule on its own makes something of a sentence: a flag, or a noticed moment."""
    reading = detector.reading(_said(sentence))
    return any(
        candidate.placed.rule.id == placed.rule.id and detector.judge(reading, candidate).kept
        for candidate in detector.candidates(reading)
    )


def cue_failures(detector: Detector, only: Collection[str] = ()) -> Iterator[Failure]:
    """Examples of cues in which the cue does not decide about the words in brackets."""
    for cue in detector.lexicon.cues:
        if only and cue.id not in only:
            continue
        for example in cue.examples:
            if not _cue_counts(detector, cue, example):
                yield Failure(cue.id, example, "found", "no match where the cue should stand")
        for example in cue.not_examples:
            if _cue_counts(detector, cue, example):
                yield Failure(cue.id, example, "passed over", "found")


def _cue_counts(detector: Detector, cue: Cue, example: str) -> bool:
    """Whether a cue counts for the words in brackets. `` || `` divides sentences, or turns where the cue is a reply."""
    found = _BRACKETED.search(example)
    if found is None:
        raise DataFileError("stance.yaml", f"an example of '{cue.id}' has no [words in brackets]: {example}")
    text = _BRACKETED.sub(r"\1", example)
    pieces = text.split(" || ") if cue.where == "reply" else [text.replace(" || ", " ")]
    turns = tuple(Turn(i, piece, speaker) for i, (piece, speaker) in enumerate(zip(pieces, "AB", strict=False)))
    return detector.cue_counts(cue, Transcript("example", "text", turns), found[1])


def _why_not(detector: Detector, placed: PlacedRule, sentence: str) -> str:
    reading = detector.reading(_said(sentence))
    for candidate in detector.candidates(reading):
        if candidate.placed.rule.id == placed.rule.id:
            stance = detector.judge(reading, candidate).stance
            cue = f" by {stance.evidence.cue}" if stance.evidence else ""
            return f"set aside as {stance.reads_as}{cue}"
    return "no pattern matched"


def _said(sentence: str) -> Transcript:
    return Transcript("sentence", "text", (Turn(0, sentence, "A"),))
