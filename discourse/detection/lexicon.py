"""Rules as people write them: loading, checking and merging the YAML files of ``lexicons/``.

A lexicon is a folder: ``words.yaml`` (named lists), ``stance.yaml`` (cues) and any number of rule files under
``rules/``. A second folder can add rules, replace a rule by its id, and switch rules or whole categories off.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from discourse.codebook import Codebook
from discourse.datafile import StrictModel, YamlFile
from discourse.detection.findings import Band
from discourse.detection.words import WordLists
from discourse.errors import DataFileError
from discourse.resources import data_dir


class ClausePattern(StrictModel):
    """A pattern that asks who does or is what, whatever the word order.

    ``who`` names groups of ``words.yaml``; pronouns that stand for them count. ``does`` are verbs in their dictionary
    form, ``is`` what the subject is said to be. ``not`` asks for negation (true) or its absence (false); left out,
    both will do. ``modal`` asks for "can", "will"...; ``what`` for a word after the verb; ``without`` refuses one
    anywhere in the sentence.
    """

    who: str
    does: str | None = None
    is_: str | None = Field(default=None, alias="is")
    not_: bool | None = Field(default=None, alias="not")
    modal: str | None = None
    what: str | None = None
    without: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ClausePattern":
        if self.does is None and self.is_ is None:
            raise ValueError("a pattern with 'who' also needs 'does' or 'is'")
        return self

    def in_words(self) -> str:
        """The pattern as one line for a person."""
        return ", ".join(f"{key}: {value}" for key, value in self.model_dump(by_alias=True, exclude_none=True).items())


Pattern = str | ClausePattern


class Exception_(StrictModel):  # noqa: N801 - "Exception" is taken
    """A wording that sets the rule's candidate aside, with the reason (a key of the codebook's reasons)."""

    pattern: Pattern
    reason: str


class PassSentence(StrictModel):
    """A look-alike the rule must let pass. ``before`` are earlier turns, as "Name: text"."""

    text: str
    before: list[str] = []


class Rule(StrictModel):
    """One entry of a lexicon. ``flag`` and ``pass`` are its own tests."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z0-9-]+$")
    patterns: list[Pattern] = Field(min_length=1)
    exceptions: list[Exception_] = []
    strength: Band
    why: str
    source: str
    flag: list[str] = Field(min_length=2)
    pass_: list[str] = Field(min_length=2, alias="pass")


class RuleFile(StrictModel):
    """All rules of one category in one file, with word lists of their own beside those of ``words.yaml``."""

    category: str
    lists: dict[str, list[str]] = {}
    rules: list[Rule] = []
    off: list[str] = []


Where = Literal["before", "after", "outside", "anywhere", "earlier", "later", "reply"]


# What a cue reads as when it changes no stance but says that asking would do harm.
NO_QUESTIONS = "no_questions"


class Cue(StrictModel):
    """Words around a candidate that tell how the speaker holds it.

    ``reads_as`` is a stance, a set-aside reason, or "no_questions". ``where`` the cue must stand: before, after or
    outside the candidate in its sentence; anywhere in it; in an earlier sentence (of the turn or the one before it),
    in a later one by the same speaker, or in the reply of another. ``within`` is how many words may lie between cue
    and candidate in one sentence. Cues are tried in the order of the file. ``for_effects`` limits a cue to categories
    with these effects. In ``examples`` the candidate stands in [brackets]; `` || `` divides sentences.
    """

    id: str
    reads_as: str
    where: Where
    within: int = Field(default=16, ge=1, le=40)
    patterns: list[str] = Field(min_length=1)
    unless: list[str] = []
    for_effects: list[str] = []
    why: str
    examples: list[str] = Field(min_length=1)
    not_examples: list[str] = []


class CueFile(StrictModel):
    """The cues of ``stance.yaml``, in the order in which they decide."""

    cues: list[Cue]


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule with its category, its file's own lists and the place where a person would change it."""

    rule: Rule
    category: str
    lists: dict[str, list[str]]
    path: Path
    line: int


@dataclass(frozen=True)
class Lexicon:
    """Everything the rule engine needs, as read from one or more folders."""

    words: WordLists
    cues: tuple[Cue, ...]
    rules: tuple[PlacedRule, ...]
    identity: str

    def __getitem__(self, rule_id: str) -> PlacedRule:
        """The rule with this id; ``KeyError`` if there is none."""
        for placed in self.rules:
            if placed.rule.id == rule_id:
                return placed
        raise KeyError(rule_id)


def load_lexicon(codebook: Codebook, extra: Sequence[Path] = ()) -> Lexicon:
    """The lexicon that ships, changed by each folder of ``extra`` in turn; raises ``DataFileError``."""
    folders = [data_dir("lexicons"), *extra]
    words: WordLists | None = None
    cues: dict[str, Cue] = {}
    rules: dict[str, PlacedRule] = {}
    for folder in folders:
        if not folder.is_dir():
            raise DataFileError(folder, "this lexicon folder does not exist")
        if (folder / "words.yaml").exists():
            lists = YamlFile(folder / "words.yaml").parse(WordLists)
            words = words.merged_with(lists) if words else lists
        if (folder / "stance.yaml").exists():
            cues |= _cues(folder / "stance.yaml", codebook)
        _add_rules(rules, folder, codebook)
    if words is None:
        raise DataFileError(folders[0], "words.yaml is missing from the lexicon")
    return Lexicon(words, tuple(cues.values()), tuple(rules.values()), _identity(folders))


def _add_rules(rules: dict[str, PlacedRule], folder: Path, codebook: Codebook) -> None:
    """Read every rule file of a folder; a rule id seen in an earlier folder is replaced, in this one it is refused."""
    here: set[str] = set()
    for path in sorted((folder / "rules").glob("*.yaml")):
        file = YamlFile(path)
        content = file.parse(RuleFile)
        if content.category not in codebook:
            allowed = ", ".join(codebook.by_key)
            raise DataFileError(
                path, f"unknown category '{content.category}'; allowed: {allowed}", line=file.line_of(["category"])
            )
        for number, rule in enumerate(content.rules):
            line = file.line_of(["rules", number])
            if rule.id in here:
                raise DataFileError(path, f"the rule id '{rule.id}' is given twice", line=line)
            _check_reasons(path, line, rule, codebook)
            here.add(rule.id)
            rules[rule.id] = PlacedRule(rule, content.category, content.lists, path, line)
        for off in content.off:
            dropped = [
                i for i, placed in rules.items() if off == i or (off == "*" and placed.category == content.category)
            ]
            if not dropped:
                raise DataFileError(
                    path, f"'{off}' is switched off but there is no such rule", line=file.line_of(["off"])
                )
            for rule_id in dropped:
                del rules[rule_id]


def _check_reasons(path: Path, line: int, rule: Rule, codebook: Codebook) -> None:
    for exception in rule.exceptions:
        if exception.reason not in codebook.set_aside_reasons:
            allowed = ", ".join(codebook.set_aside_reasons)
            raise DataFileError(path, f"unknown reason '{exception.reason}'; allowed: {allowed}", line=line)


def _cues(path: Path, codebook: Codebook) -> dict[str, Cue]:
    file = YamlFile(path)
    allowed = [*codebook.stances, *codebook.set_aside_reasons, NO_QUESTIONS]
    cues: dict[str, Cue] = {}
    for number, cue in enumerate(file.parse(CueFile).cues):
        line = file.line_of(["cues", number])
        if cue.id in cues:
            raise DataFileError(path, f"the cue id '{cue.id}' is given twice", line=line)
        if cue.reads_as not in allowed:
            raise DataFileError(path, f"unknown reads_as '{cue.reads_as}'; allowed: {', '.join(allowed)}", line=line)
        cues[cue.id] = cue
    return cues


def _identity(folders: Iterable[Path]) -> str:
    """A short hash over the content of all lexicon files: tells which rules stood behind a result."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted([*folder.glob("*.yaml"), *folder.glob("rules/*.yaml")]):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
