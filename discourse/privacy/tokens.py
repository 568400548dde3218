"""Words of a text with their places, compared without regard to case and accents."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
# "AnaRuiz2024" in a file name is three words.
_CAMEL: Final = re.compile(r"[A-Z]?[a-z\u00df-\u00f6\u00f8-\u00ff]+|[A-Z]+(?![a-z])|\d+")

_OPENING: Final = "\"'‘’“«([{*>"
_CLOSING: Final = "\"'’”»)]}"
_DASHES: Final = "-–—•·"
_TERMINATORS: Final = ".!?…:;"
_ABBREVIATION: Final = re.compile(r"(?<!\w)(?:[^\W\d_]|mr|mrs|ms|mx|dr|prof|st|supt|jr|sr|sra)$", re.I)
_ANNOTATION: Final = re.compile(r"\[[a-z][a-z ]*\]$")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters and digits; ``folded`` is how it is compared."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capitalised(self) -> bool:
        """Whether it is written as a name is: "Ana", "DeShawn", "McCall"; not "ANA"."""
        return self.text[0].isupper() and any(character.islower() for character in self.text)

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals: "ANA", "IEP"."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        """Whether it is a single capital letter."""
        return len(self.text) == 1 and self.text.isupper()


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The word in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def tokens_of(text: str, *, split_camel_case: bool = False) -> tuple[Token, ...]:
    """The words of a text, in order."""
    words = (_CAMEL if split_camel_case else _WORD).finditer(text)
    return tuple(Token(word.start(), word.end(), word[0], fold(word[0])) for word in words)


def starts_sentence(text: str, offset: int) -> bool:
    """Whether a capital at ``offset`` may be there only because a sentence, a line or a quotation begins."""
    at = offset - 1
    while at >= 0 and (text[at].isspace() or text[at] in _DASHES):
        if text[at] == "\n":
            return True
        at -= 1
    if at < 0:
        return True
    annotation = _ANNOTATION.search(text, max(0, at - 40), at + 1)
    if annotation:
        return starts_sentence(text, annotation.start())
    if text[at] in _OPENING and (at == 0 or not text[at - 1].isalnum()) and at == offset - 1:
        return True
    while at > 0 and text[at] in _CLOSING:
        at -= 1
    if text[at] == ".":
        return _ABBREVIATION.search(text, max(0, at - 8), at) is None
    return text[at] in _TERMINATORS


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals, as some captions are: capitals then tell nothing."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 12 and sum(character.isupper() for character in letters) > 0.8 * len(letters)
