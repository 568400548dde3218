"""From a flag to the questions a facilitator could ask there.

Which question is offered depends on the flag's id alone, so the same transcript always gives the same questions.
Names are not masked here: masking reads the finished text.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from discourse.codebook import Codebook
from discourse.detection.findings import Flag
from discourse.own_words import own_words
from discourse.question_bank import MOVES, QUOTE, BankQuestion, QuestionBank, load_questions
from discourse.transcript import Span, Transcript, Turn
from discourse.wire import Move, Origin

__all__ = ["Question", "QuestionBank", "choose_questions", "load_questions"]


# Characters before and after a flagged sentence in which the speaker must have said the phrase a question waits for.
_NEAR = 300


@dataclass(frozen=True, slots=True)
class Question:
    """A question a facilitator could ask, ready to be said.

    ``origin`` tells whose wording ``text`` is. ``softer`` is a gentler wording beside a pointed one and always ours.
    """

    id: str
    moves: tuple[Move, ...]
    text: str
    origin: Origin
    softer: str | None = None
    note: str | None = None


def choose_questions(
    flags: Sequence[Flag],
    transcript: Transcript,
    bank: QuestionBank,
    codebook: Codebook,
    lead_ids: Collection[str] = (),
) -> dict[str, tuple[Question, ...]]:
    """Questions for each flag by its id: one per move, in the order of the moves.

    Among the flags of ``lead_ids``, the moments a report leads with, no question comes twice; when the bank has
    nothing new left for a move, that move is left out. A flag gets none where asking would do harm, and none while it
    is unclear how the speaker held the words.
    """
    chosen: dict[str, tuple[Question, ...]] = {flag.id: () for flag in flags}
    asked: set[str] = set()
    # Whoever's flagged words say the phrase a question asks for comes first to it, before others of the same turn.
    for flag in sorted(flags, key=lambda f: not any(_says(f.quote, q) for q in _offered(f, bank))):
        if flag.no_questions_because or flag.stance == "unclear" or codebook[flag.category].kind != "deficit":
            continue
        lead = flag.id in lead_ids
        turn = transcript.turns[flag.turn]
        words = _said_back(flag, turn)
        fitting = [q for q in _in_order(flag, bank) if _fits(q, flag, turn, words) and not (lead and q.id in asked)]
        picked = tuple(_one_per_move(fitting))
        chosen[flag.id] = tuple(_filled(question, words) for question in picked)
        if lead:
            asked.update(question.id for question in picked)
    return chosen


def _said_back(flag: Flag, turn: Turn) -> str | None:
    """The speaker's own words for a question; nobody is quoted by notes."""
    if turn.kind == "notes":
        return None
    at = flag.sentence.start
    heart = Span(flag.span.start - at, flag.span.end - at)
    return own_words(turn.text[at : flag.sentence.end], heart)


def _offered(flag: Flag, bank: QuestionBank) -> tuple[BankQuestion, ...]:
    return (*bank.any_category, *bank.questions.get(flag.category, ()))


def _in_order(flag: Flag, bank: QuestionBank) -> list[BankQuestion]:
    """All questions for a flag, the first to be tried first.

    Those that wait for a phrase lead, for they fit nowhere else; then the category's own, then those for any category.
    """

    def draw(question: BankQuestion) -> bytes:
        return hashlib.sha256(f"{flag.id}\n{question.id}".encode()).digest()

    drawn = [*sorted(bank.questions.get(flag.category, ()), key=draw), *sorted(bank.any_category, key=draw)]
    return sorted(drawn, key=lambda q: -len(q.moves) if q.only_if_turn_says else 0)


def _fits(question: BankQuestion, flag: Flag, turn: Turn, words: str | None) -> bool:
    if question.only_if_turn_says:
        # A turn can be ten minutes long: the phrase must stand near the flagged sentence to be what was heard there.
        near = turn.text[max(0, flag.sentence.start - _NEAR) : flag.sentence.end + _NEAR]
        # Nobody is quoted by notes.
        return turn.kind != "notes" and _says(near, question)
    return words is not None or not question.quotes


def _says(text: str, question: BankQuestion) -> bool:
    """Whether the text has one of the phrases the question waits for."""
    said = _plain(text)
    return any(re.search(rf"(?<!\w){re.escape(_plain(phrase))}(?!\w)", said) for phrase in question.only_if_turn_says)


def _plain(text: str) -> str:
    return " ".join(re.sub("[‘’]", "'", text).casefold().split())


def _one_per_move(fitting: Sequence[BankQuestion]) -> Iterator[BankQuestion]:
    made: set[Move] = set()
    for move in MOVES:
        if move not in made:
            found = next((q for q in fitting if move in q.moves and made.isdisjoint(q.moves)), None)
            if found is not None:
                made.update(found.moves)
                yield found


def _filled(question: BankQuestion, words: str | None) -> Question:
    return Question(
        id=question.id,
        moves=question.moves,
        text=question.text.replace(QUOTE, words or ""),
        origin=question.origin,
        softer=question.softer.replace(QUOTE, words or "") if question.softer else None,
        note=question.note,
    )
