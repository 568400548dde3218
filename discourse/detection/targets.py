"""Whom a candidate's words are said of, where that is somebody else: staff, a vendor, a committee.

"They don't want to learn" is as often said of the cabinet as of students. Rules name whom they mean as far as they can;
a pronoun in their words stands for whoever was named last, and where nobody was named before, for whoever is named
next in the same turn ("They don't care. I asked both contractors").
"""

from collections.abc import Iterator

from discourse.detection.reading import Reading
from discourse.detection.rules import Match

_SENTENCES_AHEAD = 2


def said_of_others(reading: Reading, position: int, match: Match, about: frozenset[str]) -> bool:
    """Whether the words are said of a group that is named and is none of ``about``."""
    read = reading.sentences[position]
    inside = range(match.first, match.end)
    if any(read.names[i] for i in inside if i in read.names):
        return False
    references = [read.pronouns[i] for i in inside if i in read.pronouns]
    if not references:
        return False
    named = [reference.groups for reference in references if reference.named]
    if named:
        return all(groups.isdisjoint(about) for groups in named)
    ahead = next(_named_ahead(reading, position, match.end), frozenset())
    return bool(ahead) and ahead.isdisjoint(about)


def _named_ahead(reading: Reading, position: int, end: int) -> Iterator[frozenset[str]]:
    """The groups named after a word of a sentence and in the next sentences of its turn, nearest first."""
    turn = reading.sentences[position].sentence.turn
    names = reading.sentences[position].names
    yield from (names[i] for i in sorted(names) if i >= end)
    for later in reading.by_turn[turn]:
        if position < later <= position + _SENTENCES_AHEAD:
            names = reading.sentences[later].names
            yield from (names[i] for i in sorted(names))
