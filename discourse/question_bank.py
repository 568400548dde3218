"""The question bank as people write it: loading and checking ``lexicons/questions.yaml``.

What may stand in the bank is decided here, so that a question added by hand keeps to the same rules as ours: open,
short, kind, and honest about whose wording it is. docs/questions.md explains the rules to facilitators.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from pydantic import Field, ValidationInfo, field_validator, model_validator

from discourse.codebook import Codebook, Effect, load_codebook
from discourse.datafile import Location, StrictModel, YamlFile
from discourse.errors import DataFileError
from discourse.resources import data_dir
from discourse.wire import Move, Origin

# The one published wording (WestEd 2021), ellipsis included: words were left out in the source, nobody fills them in.
PROTOCOL_TEXT: Final = (
    "I heard you say 'those students.' It seems like there may be something you are not saying. . . . "
    "How are you thinking about the students you are referring to?"
)
PROTOCOL_PHRASE: Final = "those students"
PROTOCOL_MOVES: Final[tuple[Move, ...]] = ("reflect_back", "surface")

QUOTE: Final = "{quote}"
QUOTE_WORDS: Final = 8
MOST_WORDS: Final = 25
MOVES: Final[tuple[Move, ...]] = get_args(Move)

_QUESTION_ID: Final = r"^[a-z][a-z0-9_]*\.[a-z0-9-]+$"
_STEM: Final = re.compile(r"\{quote\}|\bare (?:you|we) thinking about\b", re.I)
_FORBIDDEN: Final = (
    (re.compile(r"\bwhy\b", re.I), "asks 'why', which people hear as a charge; ask what, how, which, who or when"),
    (
        re.compile(r"\b(?:bias|biased|biases|racis[mt]s?|deficits?|prejudiced?|privileged?|microaggressions?)\b", re.I),
        "has a word that puts a label on the talk",
    ),
    (
        re.compile(r"\byou(?:'re| are| seem| sound| feel| must| assume| believe)\b|\byour (?:assumption|view)", re.I),
        "says what the speaker is, feels or assumes; ask about what was seen, or say 'we'",
    ),
    (re.compile(r"\b(?:but|however)\b", re.I), "has a 'but', which takes back what stands before it"),
    (re.compile(r"\b(?:san diego|wested)\b", re.I), "names a source; only the published wording is theirs"),
)
_LEAD: Final = r"(?:(?:and|or|so|then) )?"
_OPEN: Final = re.compile(
    rf"{_LEAD}(?:(?:about|at|by|for|from|in|of|on|to|with) )?(?:what|how|which|who|whose|whom|when|where)\b"
)
_CLOSED: Final = re.compile(
    rf"{_LEAD}(?:are|aren't|is|isn't|was|were|do|don't|does|did|didn't|have|haven't|has|had|can|can't|could|couldn't"
    r"|will|won't|would|wouldn't|should|shouldn't|may|might) "
    r"(?:we|you|i|they|it|he|she|there|this|that|these|those|any|our|your|the|students|families)\b"
)
_INVITATION: Final = re.compile(r"(?:say more|tell us|walk us|help us|show us|let's|describe|imagine|picture|name)\b")


class Prompt(StrictModel):
    """Something to say, with its origin. ``id`` is never reused: reviews remember it."""

    id: str = Field(pattern=_QUESTION_ID)
    origin: Origin
    text: str

    @field_validator("text")
    @classmethod
    def _keeps_the_rules(cls, text: str, info: ValidationInfo) -> str:
        if info.data.get("origin") == "protocol":
            if text != PROTOCOL_TEXT:
                raise ValueError("origin 'protocol' is for the published wording, word for word with its ellipsis")
            return text
        return _checked(text)

    @model_validator(mode="after")
    def _says_whose_wording_it_is(self) -> "Prompt":
        if self.origin != "protocol" and self.text == PROTOCOL_TEXT:
            raise ValueError("this is the published wording, so its origin is 'protocol'")
        if self.origin == "project" and _STEM.search(self.text):
            raise ValueError("it uses a stem of the published example, so its origin is 'adapted'")
        if self.origin == "adapted" and not _STEM.search(self.text):
            raise ValueError("it uses no stem of the published example, so its origin is 'project'")
        return self


class BankQuestion(Prompt):
    """A question for a flag. ``softer`` is a gentler wording beside a pointed one."""

    moves: tuple[Move, ...] = Field(min_length=1)
    only_if_turn_says: tuple[str, ...] = ()
    pointed: bool = False
    softer: str | None = None
    note: str | None = None

    @field_validator("softer")
    @classmethod
    def _softer_keeps_the_rules(cls, softer: str | None) -> str | None:
        return softer if softer is None else _checked(softer)

    @model_validator(mode="after")
    def _parts_agree(self) -> "BankQuestion":
        if sorted(set(self.moves), key=MOVES.index) != list(self.moves):
            raise ValueError(f"the moves stand once each, in this order: {', '.join(MOVES)}")
        if self.pointed != (self.softer is not None):
            raise ValueError("'pointed: true' and 'softer' go together")
        if self.origin == "protocol":
            if self.only_if_turn_says != (PROTOCOL_PHRASE,) or self.moves != PROTOCOL_MOVES:
                raise ValueError(
                    f"the published wording makes the moves {' and '.join(PROTOCOL_MOVES)}, "
                    f"only_if_turn_says: [{PROTOCOL_PHRASE}]"
                )
            if self.softer is None or self.note is None:
                raise ValueError("the published wording needs a 'softer' one beside it and a 'note' on trust")
        return self

    @property
    def quotes(self) -> bool:
        """Whether the speaker's own words are to be filled in."""
        return QUOTE in self.text or QUOTE in (self.softer or "")


class QuestionBank(StrictModel):
    """Everything a facilitator could say, by category and move.

    ``any_category`` is offered whatever the category: where the turn says the phrase a question asks for, and when a
    category's own questions are used up. ``amplify`` goes with noticed talk, by effect; ``repair`` with words taken
    back. ``self_check`` and ``when_not`` are for the facilitator alone.
    """

    bank: str
    version: str
    moves: dict[Move, str]
    origins: dict[Origin, str]
    any_category: tuple[BankQuestion, ...] = ()
    questions: dict[str, tuple[BankQuestion, ...]]
    amplify: dict[Effect, tuple[Prompt, ...]]
    repair: tuple[Prompt, ...] = Field(min_length=1)
    self_check: tuple[str, ...] = Field(min_length=1)
    when_not: dict[str, str]

    @model_validator(mode="after")
    def _every_name_is_explained(self) -> "QuestionBank":
        for given, needed in ((self.moves, MOVES), (self.origins, get_args(Origin))):
            missing = [name for name in needed if name not in given]
            if missing:
                raise ValueError(f"moves and origins need a plain name for each; missing: {', '.join(missing)}")
        return self

    @property
    def count(self) -> int:
        """How many questions there are, prompts and self-checks left out."""
        return len(self.any_category) + sum(len(questions) for questions in self.questions.values())

    def prompts(self) -> Iterator[tuple[Location, Prompt]]:
        """Everything with an id, with its place in the file."""
        for number, question in enumerate(self.any_category):
            yield ("any_category", number), question
        for key, group in self.questions.items():
            for number, question in enumerate(group):
                yield ("questions", key, number), question
        for effect, prompts in self.amplify.items():
            for number, prompt in enumerate(prompts):
                yield ("amplify", effect, number), prompt
        for number, prompt in enumerate(self.repair):
            yield ("repair", number), prompt


def load_questions(path: Path | None = None, codebook: Codebook | None = None) -> QuestionBank:
    """The bank at ``path``, or the one that ships, checked against the codebook; raises ``DataFileError``."""
    file = YamlFile(path or data_dir("lexicons") / "questions.yaml")
    bank = file.parse(QuestionBank)
    _refuse_repeats(bank, file)
    _check_coverage(bank, codebook or load_codebook(), file)
    return bank


def _refuse_repeats(bank: QuestionBank, file: YamlFile) -> None:
    ids: set[str] = set()
    texts: set[str] = set()
    for location, prompt in bank.prompts():
        if prompt.id in ids:
            raise DataFileError(file.path, f"the id '{prompt.id}' is given twice", line=file.line_of([*location, "id"]))
        ids.add(prompt.id)
        softer = prompt.softer if isinstance(prompt, BankQuestion) else None
        for key, text in (("text", prompt.text), ("softer", softer)):
            if text is not None and text.casefold() in texts:
                line = file.line_of([*location, key])
                raise DataFileError(file.path, f"'{prompt.id}' repeats a wording of another question", line=line)
            if text is not None:
                texts.add(text.casefold())


def _check_coverage(bank: QuestionBank, codebook: Codebook, file: YamlFile) -> None:
    deficit = [category.key for category in codebook.of_kind("deficit")]
    for key in bank.questions:
        if key not in deficit:
            problem = f"unknown deficit category '{key}'; the codebook has: {', '.join(deficit)}"
            raise DataFileError(file.path, problem, line=file.line_of(["questions", key]))
    for key in deficit:
        always = [q for q in bank.questions.get(key, ()) if not q.quotes and not q.only_if_turn_says]
        for move in MOVES:
            if not any(move in question.moves for question in always):
                problem = f"'{key}' needs a question for '{move}' without {QUOTE} and without only_if_turn_says"
                raise DataFileError(file.path, problem, line=file.line_of(["questions", key]))
    for category in codebook.of_kind("noticed"):
        if not bank.amplify.get(category.effect):
            problem = f"amplify needs a prompt for '{category.effect}', the effect of '{category.key}'"
            raise DataFileError(file.path, problem, line=file.line_of(["amplify"]))


def _checked(text: str) -> str:
    """The text, if a facilitator could say it; the first rule it breaks otherwise."""
    words = len(text.split()) + text.count(QUOTE) * (QUOTE_WORDS - 1)
    if words > MOST_WORDS:
        counted = f", {QUOTE} counted as {QUOTE_WORDS}" if QUOTE in text else ""
        raise ValueError(f"{words} words{counted}; at most {MOST_WORDS}, so that it can be said in one breath")
    for pattern, problem in _FORBIDDEN:
        if pattern.search(text):
            raise ValueError(f"it {problem}")
    rest = re.sub(r"'\{quote\}[.,]?'", "", text, count=1)
    if "{" in rest or "}" in rest:
        raise ValueError(f"{QUOTE} stands once, in 'single quotation marks', and nothing else in braces")
    if not _is_open(text):
        raise ValueError(
            "it is not open: ask one question that begins with what, how, which, who, when or where and cannot be "
            "answered yes or no, or invite ('Say more about ...')"
        )
    return text


def _is_open(text: str) -> bool:
    """Whether it asks one open question, or asks none and invites."""
    said, *after = text.replace("’", "'").lower().split("?")
    if not after:
        return _INVITATION.match(said) is not None
    asked = re.split(r"[.!]'? ", said)[-1]
    parts = [part.strip(" '") for part in re.split(r"[,;:] |,' ", asked)]
    one_question = len(after) == 1 and not after[0].strip(" '")
    return one_question and any(map(_OPEN.match, parts)) and not any(map(_CLOSED.match, parts))
