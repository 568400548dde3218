"""Names that the talk itself gives away: after a title, after "my son", after "my name is"."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from discourse.privacy.tokens import Token
from discourse.privacy.words import (
    FUNCTION_WORDS,
    GIVEN_AMONG_USUAL,
    HONORIFICS,
    KIN,
    KIN_ADJECTIVES,
    NO_PERSON_BEFORE,
    PARTICLES,
    POSSESSIVES,
    POSTS,
    RACES,
    SURNAMES_AMONG_USUAL,
    USUAL,
)

_MOST_WORDS: Final = 3
# Followed by a name even in lower-case captions.
_SURE_TITLES: Final = frozenset({"mr", "mrs", "ms", "dr"})
_NAME_TITLES: Final = frozenset({"mr", "mister", "mrs", "ms", "mx"})
_LOWER_TITLES: Final = frozenset({"mr", "mrs"})
_APOSTROPHES: Final = "'’‘ʼ`"


class NameRun(NamedTuple):
    """A name in the text: what to mask, and the folded words of the name without title and initials."""

    start: int
    end: int
    words: tuple[str, ...]


def is_name_like(token: Token) -> bool:
    """Whether a word is written like a name and is no usual word of school talk."""
    return token.capitalised and token.folded not in USUAL


def is_last_name_like(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word could be the last name after a first one: also "Brown", unless it is "Brown students"."""
    token = tokens[at]
    following = tokens[at + 1].folded if at + 1 < len(tokens) else ""
    after_that = tokens[at + 2].folded if at + 2 < len(tokens) else ""
    surname = token.capitalised and token.folded in SURNAMES_AMONG_USUAL
    of_people = following in NO_PERSON_BEFORE or (following in {"and", "or"} and after_that in RACES)
    return is_name_like(token) or (surname and not of_people and not following[:1].isdigit())


def told_names(text: str, tokens: tuple[Token, ...], shouted: bool) -> Iterator[NameRun]:
    """Names after a title (masked with the title), after a kinship word, and after "name is" and "named"."""
    at = 0
    while at < len(tokens):
        runs = list(_after_title(text, tokens, at, shouted) or _after_kin(text, tokens, at) or _named(text, tokens, at))
        yield from runs
        at += 1
        while runs and at < len(tokens) and tokens[at].start < runs[-1].end:
            at += 1


def _after_title(text: str, tokens: tuple[Token, ...], at: int, shouted: bool) -> list[NameRun]:
    title = tokens[at]
    following = at + 1
    if title.folded in HONORIFICS:
        gaps = {" ", ". ", ".", "\n"}
    elif title.folded in POSTS and title.capitalised:
        gaps = {" "}
        while following < len(tokens) and tokens[following].folded in POSTS and tokens[following].capitalised:
            following += 1
    else:
        return []
    if following >= len(tokens) or _gap(text, tokens, following) not in gaps:
        return []
    if title.text[0].isupper():
        end, words = _name(text, tokens, following, title=title.folded)
        if words:
            return [NameRun(title.start, tokens[end - 1].end, words)]
        alone = tokens[following]
        if title.folded in _SURE_TITLES:
            if alone.initial and alone.text != "I" and not shouted:  # "Mr. D"
                return [NameRun(title.start, alone.end, (f"{title.folded} {alone.folded}",))]
            if shouted and alone.shouted and alone.folded not in USUAL:
                return [NameRun(title.start, alone.end, (alone.folded,))]
        return []
    alone = tokens[following]
    lower = title.folded in _LOWER_TITLES or (title.folded == "ms" and _gap(text, tokens, following).startswith("."))
    if lower and alone.text.isalpha() and alone.folded not in USUAL and len(alone.text) > 1:
        return [NameRun(title.start, alone.end, (alone.folded,))]
    end, words = _name(text, tokens, following)
    return [NameRun(title.start, tokens[end - 1].end, words)] if words and title.folded in HONORIFICS else []


def _after_kin(text: str, tokens: tuple[Token, ...], at: int) -> list[NameRun]:
    if tokens[at].folded not in POSSESSIVES:
        return []
    following = at + 1
    while following < len(tokens) and tokens[following].folded in KIN_ADJECTIVES and tokens[following].text.islower():
        following += 1
    if following >= len(tokens) or tokens[following].folded not in KIN:
        return []
    return list(_listed(text, tokens, following + 1, (" ", ", ")))


def _named(text: str, tokens: tuple[Token, ...], at: int) -> list[NameRun]:
    word = tokens[at].folded
    if word == "named":
        return list(_listed(text, tokens, at + 1, (" ",)))
    if word not in {"name", "names"} or at + 1 >= len(tokens):
        return []
    verb, gap = tokens[at + 1].folded, _gap(text, tokens, at + 1)
    if (verb in {"is", "was", "are"} and gap == " ") or (verb == "s" and gap in _APOSTROPHES):
        return list(_listed(text, tokens, at + 2, (" ", ", ")))
    return []


def _listed(text: str, tokens: tuple[Token, ...], at: int, gaps: tuple[str, ...]) -> Iterator[NameRun]:
    """A name, and further ones joined by "and" or a comma: "Mateo, Lena and Joy"."""
    if at >= len(tokens) or _gap(text, tokens, at) not in gaps:
        return
    while at < len(tokens):
        end, words = _name(text, tokens, at, kin=True)
        if not words:
            return
        yield NameRun(tokens[at].start, tokens[end - 1].end, words)
        joined = end < len(tokens) and tokens[end].folded == "and" and _gap(text, tokens, end) in {" ", ", "}
        at = end + 1 if joined else end
        if at >= len(tokens) or _gap(text, tokens, at) not in ({" "} if joined else {", "}):
            return


def _name(
    text: str, tokens: tuple[Token, ...], at: int, *, title: str = "", kin: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Where the name that begins at token ``at`` ends, and its words; no words where none begins.

    What stands before it lets usual words count as names: a title ("Mr. Brown", "Ms. Fields"), a post ("Coach
    White"), or a kinship word ("my daughter April").
    """
    words: list[str] = []
    end = here = at
    while here < len(tokens) and len(words) < _MOST_WORDS:
        token = tokens[here]
        gap = _gap(text, tokens, here) if here > at else ""
        inside_word = here > at and gap in {"-", "‐", "‑", *_APOSTROPHES}
        after_initial = here > at and tokens[here - 1].initial and gap in {". ", ".", " "}
        if here > at and gap not in {" ", "\n"} and not inside_word and not after_initial:
            break
        name_like = is_name_like(token) or (inside_word and token.capitalised)
        if here == at and token.capitalised and not name_like:
            name_like = (
                (title in _NAME_TITLES and token.folded not in {"and", "or", "i"})
                or (title in HONORIFICS and token.folded not in FUNCTION_WORDS)
                or (title != "" and is_last_name_like(tokens, here))
                or (kin and token.folded in GIVEN_AMONG_USUAL and not text[token.end : token.end + 2].strip().isdigit())
            )
        elif words and not name_like:
            name_like = is_last_name_like(tokens, here)
        if name_like:
            words.append(token.folded)
            end = here + 1
        elif not _may_lead_on(text, tokens, here):
            break
        here += 1
    return end, tuple(words)


def _may_lead_on(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token inside a name may stand before its next word: "J.", the "de la" of "de la Cruz"."""
    if at + 1 >= len(tokens):
        return False
    token, gap = tokens[at], _gap(text, tokens, at + 1)
    if token.initial and gap in {". ", ".", *_APOSTROPHES}:
        return True
    return token.text.islower() and token.folded in PARTICLES - {"a", "e", "y", "of", "do"} and gap == " "


def _gap(text: str, tokens: tuple[Token, ...], at: int) -> str:
    return text[tokens[at - 1].end : tokens[at].start]
