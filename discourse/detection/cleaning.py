"""Spoken text as the rules read it, with a way back to the text as stored.

Transcripts are full of fillers, repeated words, capitals and marks that hide a wording from rules and parser alike.
They are taken out here, once, and every character kept remembers where it came from.
"""

import re
from dataclasses import dataclass

from discourse.transcript import Span

_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})

_REMOVED = re.compile(
    r"""
      \{[^{}]{1,40}\}                                        # {disfmarker}
    | \[(?:inaudible|crosstalk|laughter|music|applause|pause|indiscernible)[^\]]{0,30}\]
    | \((?:inaudible|crosstalk|laughter|laughs|pause|indiscernible)[^)]{0,30}\)
    | \b(?:um+|uh+|erm|hmm+|mm+)\b(?!-)[,.]?
    | (?<=,)\s*(?:you\ know|I\ mean|like|right|sort\ of|kind\ of),     # ", you know,"
    | ^(?:you\ know|I\ mean|like|well|so|okay|yeah|look|listen|honestly),\s
    | \b\w{1,12}(?:--?|\u2014)\s(?=\w)(?<!\w-\w-\s)                    # a false start: "th- they"
    | \b(\w+(?:'\w+)?)(?:,?\s\1\b)+(?=\s\1\b)                    # "the the the"
    | \b(?!that\b|had\b|very\b|really\b|so\b|no\b|long\b|far\b)(\w+(?:'\w+)?),?\s(?=\2\b)  # "the the"
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Cleaned text; ``origins[i]`` is where its character ``i`` stands in the text it was made from."""

    text: str
    origins: tuple[int, ...]

    def to_source(self, span: Span) -> Span:
        """The stretch of the source that covers a non-empty stretch of the cleaned text."""
        return Span(self.origins[span.start], self.origins[span.end - 1] + 1)


def clean(text: str, offset: int = 0) -> CleanText:
    """Clean one sentence. ``offset`` is where the sentence begins in its turn and is added to all origins."""
    straight = text.translate(_STRAIGHT)
    kept = [True] * len(straight)
    for found in _REMOVED.finditer(straight):
        kept[found.start() : found.end()] = [False] * (found.end() - found.start())
    lowered = _lower_if_shouted(straight)
    characters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(lowered):
        if not kept[index]:
            continue
        blank = character.isspace()
        if blank and (not characters or characters[-1] == " "):
            continue
        characters.append(" " if blank else character)
        origins.append(offset + index)
    while characters and characters[-1] == " ":
        characters.pop()
        origins.pop()
    return CleanText("".join(characters), tuple(origins))


def _lower_if_shouted(text: str) -> str:
    """Lower-case text in capitals, keeping its length; other text is returned as it is."""
    letters = [character for character in text if character.isalpha()]
    shouted = len(letters) >= 12 and sum(character.isupper() for character in letters) > 0.8 * len(letters)
    if not shouted:
        return text
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
