"""Lexicon rules compiled and run over read sentences: each match is a candidate, not yet a flag."""

from collections.abc import Iterator
from dataclasses import dataclass

from discourse.codebook import Codebook
from discourse.detection.clauses import Clause
from discourse.detection.lexicon import ClausePattern, Lexicon, Pattern, PlacedRule
from discourse.detection.patterns import (
    Choice,
    Compiler,
    PatternError,
    SequencePattern,
    Tokenise,
    expand,
)
from discourse.detection.reading import ReadSentence
from discourse.errors import DataFileError


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matched: the first word and the word after the last. ``named`` is false where the match rests
    on a pronoun whose meaning was only guessed."""

    first: int
    end: int
    named: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule's match in a sentence. ``excepted`` is the reason of the exception that applied, if one did."""

    placed: PlacedRule
    sentence: int
    match: Match
    excepted: str | None = None


@dataclass(frozen=True, slots=True)
class CompiledClause:
    """A :class:`ClausePattern` ready to be compared with clauses."""

    who: frozenset[str]
    does: frozenset[str]
    is_: frozenset[str]
    negated: bool | None
    modals: frozenset[str]
    what: Choice | None
    without: Choice | None

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Words of which a sentence must have one, as for :class:`SequencePattern`."""
        return (frozenset(verb.split("_")[0] for verb in self.does) | self.is_,)

    def find(self, read: ReadSentence) -> Iterator[Match]:
        """Clauses of the sentence that fit."""
        for clause in read.clauses:
            end = self._end(clause, read)
            if end is not None and not self._refused(read):
                first = clause.verb if clause.subject is None else min(clause.subject, clause.verb)
                yield Match(first, max(end, clause.verb + 1), clause.who.named)

    def _end(self, clause: Clause, read: ReadSentence) -> int | None:
        """The word after the last that counts, or None where the clause does not fit."""
        spoken_of = bool(clause.who.groups & self.who) or not clause.who.named
        if not spoken_of or not (clause.does & self.does or clause.is_ & self.is_):
            return None
        if self.negated is not None and clause.negated != self.negated:
            return None
        if self.modals and not clause.modals & self.modals:
            return None
        if self.what is None:
            return clause.end
        ends = [end for i in clause.after for end in self.what.ends(read.words, i)]
        return min(ends) if ends else None

    def _refused(self, read: ReadSentence) -> bool:
        return self.without is not None and any(
            True for i in range(len(read.words)) for _ in self.without.ends(read.words, i)
        )


Compiled = SequencePattern | CompiledClause


def compile_pattern(pattern: Pattern, compiler: Compiler) -> Compiled:
    """Compile either kind of pattern; raises :class:`PatternError`."""
    return compiler.sequence(pattern) if isinstance(pattern, str) else _compile_clause(pattern, compiler)


def _compile_clause(pattern: ClausePattern, compiler: Compiler) -> CompiledClause:
    lists = compiler.lists
    groups = frozenset(name.strip().strip("{}") for name in pattern.who.split("|"))
    unknown = groups - set(lists.groups)
    if unknown:
        raise PatternError(f"'who' knows no group '{min(unknown)}'; groups: {', '.join(lists.groups)}")

    def plain(source: str | None) -> frozenset[str]:
        if source is None:
            return frozenset()
        return frozenset(entry.removesuffix("~").lower() for entry in expand(source, lists))

    def choice(source: str | None) -> Choice | None:
        return compiler.choice(source) if source is not None else None

    return CompiledClause(
        who=groups,
        does=plain(pattern.does),
        is_=plain(pattern.is_),
        negated=pattern.not_,
        modals=plain(pattern.modal),
        what=choice(pattern.what),
        without=choice(pattern.without),
    )


def matches_of(pattern: Compiled, read: ReadSentence) -> Iterator[Match]:
    """All places where a pattern matches in a sentence."""
    if isinstance(pattern, CompiledClause):
        yield from pattern.find(read)
    else:
        for first, end in pattern.find(read.words, read.vocabulary):
            yield Match(first, end)


@dataclass(frozen=True)
class _CompiledRule:
    placed: PlacedRule
    patterns: tuple[Compiled, ...]
    exceptions: tuple[tuple[Compiled, str], ...]


class RuleSet:
    """All rules of a lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon, codebook: Codebook, tokenise: Tokenise) -> None:
        self.codebook = codebook
        # Rules of one file share its word lists.
        compilers = {
            placed.path: Compiler(lexicon.words.with_lists(placed.lists), tokenise) for placed in lexicon.rules
        }
        self._rules = tuple(_compile_rule(placed, compilers[placed.path]) for placed in lexicon.rules)
        # Several thousand patterns, of which a sentence's words admit a few dozen: found by the rarest words they need.
        self._by_word: dict[str, list[tuple[int, Compiled]]] = {}
        self._always: list[tuple[int, Compiled]] = []
        for number, rule in enumerate(self._rules):
            for pattern in rule.patterns:
                rarest = pattern.needs[0] if pattern.needs else frozenset()
                for word in rarest:
                    self._by_word.setdefault(word, []).append((number, pattern))
                if not rarest:
                    self._always.append((number, pattern))

    def candidates(self, read: ReadSentence, position: int) -> Iterator[Candidate]:
        """Every rule that matches in a sentence, once, at its longest match, in the order of the lexicon."""
        admitted: dict[int, dict[int, Compiled]] = {}
        for word in read.vocabulary:
            for number, pattern in self._by_word.get(word, ()):
                admitted.setdefault(number, {})[id(pattern)] = pattern
        for number, pattern in self._always:
            admitted.setdefault(number, {})[id(pattern)] = pattern
        for number in sorted(admitted):
            found = [match for pattern in admitted[number].values() for match in matches_of(pattern, read)]
            if found:
                rule = self._rules[number]
                best = min(found, key=lambda match: (not match.named, match.first - match.end, match.first))
                yield Candidate(rule.placed, position, best, _exception(rule, read))


def _exception(rule: _CompiledRule, read: ReadSentence) -> str | None:
    return next((reason for pattern, reason in rule.exceptions if any(True for _ in matches_of(pattern, read))), None)


def _compile_rule(placed: PlacedRule, compiler: Compiler) -> _CompiledRule:
    try:
        return _CompiledRule(
            placed,
            tuple(compile_pattern(pattern, compiler) for pattern in placed.rule.patterns),
            tuple((compile_pattern(e.pattern, compiler), e.reason) for e in placed.rule.exceptions),
        )
    except PatternError as error:
        raise DataFileError(placed.path, f"in the rule '{placed.rule.id}': {error}", line=placed.line) from None
