"""A flag or a noticed moment with everything a report shows beside it, whatever the report is drawn in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discourse.analysis import Analysis
from discourse.codebook import Category
from discourse.detection.findings import Evidence, Flag, Noticed
from discourse.question_bank import QuestionBank
from discourse.questions import Question
from discourse.reports.marking import Mark, Piece, pieces
from discourse.reports.phrases import first_words, last_words, place, who
from discourse.transcript import Span, Turn

# How much of the talk around a sentence is shown with it, in characters.
_NEIGHBOUR: Final = 200
_SAME_TURN: Final = 220
_QUOTE: Final = 420


@dataclass(frozen=True, slots=True)
class Said:
    """Something someone said: where, who and the words."""

    place: str
    speaker: str
    words: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question with the names of the moves it makes."""

    moves: str
    question: Question


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to look at. ``sentence`` is in pieces, the words the flag rests on marked."""

    anchor: str
    flag: Flag
    category: Category
    also: tuple[str, ...]
    place: str
    speaker: str
    before: Said | None
    lead_in: str
    sentence: tuple[Piece, ...]
    lead_out: str
    after: Said | None
    replies: tuple[Said, ...]
    prompts: tuple[Prompt, ...]
    no_questions_because: str | None
    reasons: tuple["Reason", ...]

    @property
    def counted(self) -> bool:
        """Whether it may be charted before a person has looked at it."""
        return self.category.tier != "C" and self.flag.stance != "unclear"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason behind a flag: what was at work, its id, the words it rests on."""

    what: str
    id: str | None
    words: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Strength:
    """A noticed moment, with something to say that makes more of it."""

    anchor: str
    noticed: Noticed
    category: Category
    place: str
    speaker: str
    words: str
    prompt: str | None


def moments_of(analysis: Analysis) -> tuple[Moment, ...]:
    """All flags, in the order of the talk."""
    return tuple(_moment(number, flag, analysis) for number, flag in enumerate(analysis.flags, start=1))


def strengths_of(analysis: Analysis) -> tuple[Strength, ...]:
    """All noticed moments, in the order of the talk; no prompt comes again before all of its kind were used."""
    used: dict[str, int] = defaultdict(int)
    found = []
    for number, noticed in enumerate(analysis.noticed, start=1):
        category = analysis.codebook[noticed.category]
        turn = analysis.transcript.turns[noticed.turn]
        prompts = analysis.bank.amplify.get(category.effect, ())
        prompt = prompts[used[category.effect] % len(prompts)].text if prompts else None
        used[category.effect] += 1
        found.append(
            Strength(
                f"noticed-{number}",
                noticed,
                category,
                place(turn, noticed.start),
                who(turn),
                first_words(noticed.quote, _QUOTE),
                prompt,
            )
        )
    return tuple(found)


def of_many_kinds(strengths: Sequence[Strength], most: int) -> tuple[Strength, ...]:
    """A few to begin with: one of each kind before a second of any, in the order of the talk."""
    seen: dict[str, int] = defaultdict(int)
    rounds: list[tuple[int, int]] = []
    for position, strength in enumerate(strengths):
        rounds.append((seen[strength.category.key], position))
        seen[strength.category.key] += 1
    return tuple(strengths[position] for position in sorted(position for _, position in sorted(rounds)[:most]))


def _moment(number: int, flag: Flag, analysis: Analysis) -> Moment:
    turns = analysis.transcript.turns
    turn = turns[flag.turn]
    anchor = f"moment-{number}"
    around = Span(min(flag.sentence.start, flag.span.start), max(flag.sentence.end, flag.span.end))
    because = flag.no_questions_because or ("unclear" if flag.stance == "unclear" else None)
    return Moment(
        anchor=anchor,
        flag=flag,
        category=analysis.codebook[flag.category],
        also=tuple(analysis.codebook[key].name for key in flag.also),
        place=place(turn, flag.start),
        speaker=who(turn),
        before=_said(turns[turn.index - 1], last=True) if turn.index else None,
        lead_in=last_words(turn.text[: around.start].strip(), _SAME_TURN),
        sentence=tuple(pieces(turn.text, [Mark(flag.span, "flag", anchor)], around)),
        lead_out=first_words(turn.text[around.end :].strip(), _SAME_TURN),
        after=_said(turns[turn.index + 1]) if turn.index + 1 < len(turns) else None,
        replies=tuple(_replies(flag, turns)),
        prompts=tuple(_prompt(question, analysis.bank) for question in analysis.questions.get(flag.id, ())),
        no_questions_because=analysis.bank.when_not.get(because, because) if because else None,
        reasons=tuple(_reason(evidence, turns) for evidence in flag.evidence),
    )


def _said(turn: Turn, *, last: bool = False) -> Said:
    cut = last_words if last else first_words
    return Said(place(turn), who(turn), cut(turn.text, _NEIGHBOUR))


def _replies(flag: Flag, turns: Sequence[Turn]) -> Iterator[Said]:
    """What others said right after that took the words up or slowed them down."""
    for evidence in flag.evidence:
        if evidence.source == "stance" and evidence.turn > flag.turn:
            turn = turns[evidence.turn]
            words = _words(evidence, turns) or first_words(turn.text, _NEIGHBOUR)
            yield Said(place(turn), who(turn), words, evidence.note)


def _prompt(question: Question, bank: QuestionBank) -> Prompt:
    names = [bank.moves[move] for move in question.moves]
    return Prompt(" and ".join([*names[:1], *(name[:1].lower() + name[1:] for name in names[1:])]), question)


def _reason(evidence: Evidence, turns: Sequence[Turn]) -> Reason:
    words = _words(evidence, turns)
    if evidence.source == "classifier":
        probability = "" if evidence.probability is None else f", probability {evidence.probability:.2f}"
        return Reason(f"Classifier{probability}", None, words, evidence.note)
    if evidence.source == "lexicon":
        return Reason("Rule", evidence.rule, words, evidence.note)
    return Reason("How the words are held", evidence.cue, words, evidence.note)


def _words(evidence: Evidence, turns: Sequence[Turn]) -> str | None:
    return turns[evidence.turn].text[evidence.span.start : evidence.span.end] if evidence.span else None
