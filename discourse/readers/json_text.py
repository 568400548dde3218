"""What JSON transcripts have in common: parsed once a file, refused in one sentence, words gathered to stretches.

Nothing about a foreign document is taken for granted: a field that is absent, null or of another type is as good as
absent.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from discourse.readers.assemble import PAUSE_AFTER_SENTENCE, Piece, ends_a_sentence
from discourse.readers.source import Source

Record = dict[str, object]

# Not "[00:00:03]" and not "{disfmarker} so", with which a text may begin.
_JSON_START: Final = re.compile(r"\s*(?:\{\s*(?:\"|\}|$)|\[\s*(?:[\[{\"\]]|$))")
# Where nothing ends a sentence, a stretch of words ends here, so that its words still have a time near theirs.
_STRETCH_WORDS: Final = 30
_ABSURD: Final = 1e15
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}", re.I)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What became of a file's JSON: its data, or what is wrong with it and in which line."""

    data: object = None
    problem: str = ""
    line: int | None = None


# Several readers look at the same file; it is parsed once and forgotten with its Source.
_parsed: WeakKeyDictionary[Source, _Parsed] = WeakKeyDictionary()


def is_json(source: Source) -> bool:
    """Whether the file begins as JSON does, broken or not."""
    return source.is_plain_text and _JSON_START.match(source.text) is not None


def load(source: Source) -> object:
    """The parsed JSON. Raises ``UnreadableTranscriptError`` if it is cut off or broken."""
    parsed = _parse_once(source)
    if parsed.problem:
        raise source.error(parsed.problem, line=parsed.line, remedy="Export it again.")
    return parsed.data


def peek(source: Source) -> object:
    """The parsed JSON, or None if the file is no JSON or broken: for recognising it."""
    return _parse_once(source).data if is_json(source) else None


def _parse_once(source: Source) -> _Parsed:
    if source not in _parsed:
        _parsed[source] = _parse(source.text)
    return _parsed[source]


def _parse(text: str) -> _Parsed:
    try:
        return _Parsed(json.loads(text))
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip())
        return _Parsed(problem="the JSON is cut off" if cut else "the JSON is broken or cut off", line=error.lineno)
    except (RecursionError, ValueError):
        return _Parsed(problem="the JSON is nested too deep or holds absurd numbers")


def record(value: object) -> Record:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Record]:
    """The objects in a list; empty if it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text_of(value: object) -> str:
    """The value if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def number(value: object) -> float | None:
    """The value if it is a number, else None; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < _ABSURD else None


def language_of(value: object) -> str:
    """A BCP 47 tag; English where the document does not say, "und" where it says something that is no tag."""
    named = text_of(value)
    return named.replace("_", "-") if _LANGUAGE.fullmatch(named) else "und" if named else "en"


def label_of(value: object) -> str | None:
    """A speaker's label: a name as it stands, a bare number or letter as "Speaker 0"; None if there is none."""
    if isinstance(value, str) and value.strip():
        bare = value.strip()
        return f"Speaker {bare}" if len(bare) == 1 or bare.isdigit() else bare
    return f"Speaker {value}" if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its own time, in seconds, and the label of who said it, as far as the document tells."""

    text: str
    start: float | None
    end: float | None
    speaker: str | None


def same_words(words: Iterable[Word], text: str) -> bool:
    """Whether the words are those of the text, however they are spaced."""
    return "".join("".join(word.text.split()) for word in words) == "".join(text.split())


def word_pieces(words: Sequence[Word], origin: str, *, number: int | None = None) -> Iterator[Piece]:
    """The words as stretches of one speaker's talk, a sentence or a breath long.

    ``origin`` names the unit that is counted: words, or the larger unit whose ``number`` is given. A word without a
    speaker goes on with the one before it.
    """
    held: list[Word] = []
    first = 1
    for at, word in enumerate(words, start=1):
        if held and _breaks(held, word):
            yield _piece(held, {origin: number or first})
            held, first = [], at
        held.append(word if word.speaker or not held else Word(word.text, word.start, word.end, held[-1].speaker))
    if held:
        yield _piece(held, {origin: number or first})


def _breaks(held: Sequence[Word], word: Word) -> bool:
    before = held[-1]
    if word.speaker is not None and word.speaker != before.speaker:
        return True
    if before.end is not None and word.start is not None and word.start - before.end >= PAUSE_AFTER_SENTENCE:
        return True
    return ends_a_sentence(before.text) or len(held) >= _STRETCH_WORDS


def _piece(held: Sequence[Word], origin: dict[str, int]) -> Piece:
    starts = [word.start for word in held if word.start is not None]
    ends = [word.end for word in held if word.end is not None]
    return Piece(
        " ".join(word.text for word in held),
        held[0].speaker,
        starts[0] if starts else None,
        ends[-1] if ends else None,
        origin,
    )
