"""Whether a word that may be a name is used as one here: "ask Grace" and "in May", "Mark said" and "mark it"."""

from collections.abc import Iterable
from typing import Final

from discourse.privacy.tokens import Token, starts_sentence
from discourse.privacy.words import (
    ACRONYMS,
    BEFORE_A_MONTH,
    BEFORE_A_RACE,
    GENERIC,
    HONORIFICS,
    MONTHS,
    NAMES_THAT_ARE_WORDS,
    NO_PERSON_BEFORE,
    PARTICLES,
    POSTS,
    RACES,
    SEASONS,
    SHORT_WORDS,
    USUAL,
)

APOSTROPHES: Final = "'’‘ʼ`"
_WORDS: Final = NAMES_THAT_ARE_WORDS | SHORT_WORDS | USUAL | GENERIC


def is_word(tokens: Iterable[str]) -> bool:
    """Whether a name is made of words (or syllables) that mean something else in ordinary talk."""
    return all(token in _WORDS or len(token) == 1 for token in tokens)


def is_meant(text: str, tokens: tuple[Token, ...], at: int, length: int, key: tuple[str, ...], shouted: bool) -> bool:
    """Whether the words are used as a name here, not as the ordinary words they may also be."""
    run = tokens[at : at + length]
    end = run[-1].end
    if text[end : end + 1] and text[end] in APOSTROPHES and text[end + 1 : end + 2] == "t" and length == 1:
        return False  # "don't"
    numbered = length == 2 and len(key[1]) <= 3 and (key[0] in GENERIC)
    if numbered:
        return key[1].isdigit() or (run[0].text[0].isupper() and run[1].text.isupper())
    if not is_word(key):
        return not (key[0] in ACRONYMS and length == 1 and run[0].shouted and not shouted)
    if not all(token.capitalised or token.initial for token in run if token.folded not in PARTICLES):
        return False
    if length > 1:
        return True
    if starts_sentence(text, run[0].start):
        # "Grace, what do you make of it?" speaks to somebody; "Grace is what we need" may not.
        return text[end : end + 1] == ","
    return not _is_ordinary_use(text, tokens, at)


def _is_ordinary_use(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a capitalised word is a month, a race, a school subject or part of a place: "in May", "Art class"."""
    word = tokens[at].folded
    before = tokens[at - 1].folded if at else ""
    two_before = tokens[at - 2].folded if at > 1 else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    after = following.folded if following else ""
    two_after = tokens[at + 2].folded if at + 2 < len(tokens) else ""
    near = following is not None and text[tokens[at].end : following.start].isspace()
    if before in HONORIFICS | POSTS:
        return False
    if near and after in NO_PERSON_BEFORE:
        return True
    if word in MONTHS | SEASONS:
        joined = {"to", "through", "and", "or"}
        return (
            before in BEFORE_A_MONTH
            or after[:1].isdigit()
            or before[:1].isdigit()
            or (before in joined | {"the"} and (word in SEASONS or two_before in MONTHS))
            or (after in joined and two_after in MONTHS)
        )
    if word in RACES:
        joined = {"and", "or"}
        return (
            before in BEFORE_A_RACE | RACES
            or after in RACES
            or (before in joined and two_before in RACES)
            or (after in joined and two_after in RACES)
        )
    return False
