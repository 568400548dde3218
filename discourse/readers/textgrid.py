"""Praat's TextGrid, in its long and its short form: the same values in the same order, in the long one explained.

Praat itself reads only quoted strings, flags such as ``<exists>`` and numbers that stand free; all else is explanation.
"""

import re
from collections.abc import Iterator
from typing import Final

from discourse.readers.assemble import Tally, assemble
from discourse.readers.source import Source
from discourse.readers.tiers import Interval, Tier, tier_pieces
from discourse.transcript import Transcript

FORMAT: Final = "textgrid"

_VALUE: Final = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?P<open>")|<(?P<flag>exists|absent)>|(?<!\S)(?P<number>[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)(?!\S)'
    r"|![^\n]*"
)
_HEAD: Final = re.compile(r'^\s*(?:File type\s*=\s*)?"ooTextFile(?: short)?"\s+(?:Object class\s*=\s*)?"TextGrid"')
_TIERS_AT_MOST: Final = 10_000


def recognise(source: Source) -> float:
    """Sure of Praat's first two lines."""
    return 1.0 if source.is_plain_text and _HEAD.match(source.text[:200]) else 0.0


def read(source: Source) -> Transcript:
    """The talk. ``origin`` is ``{"tier": k, "interval": n}``, empty intervals counted.

    Raises ``UnreadableTranscriptError`` if the file ends before its last interval, or has something else where Praat
    writes a number.
    """
    tally = Tally()
    return assemble(source, FORMAT, tier_pieces(list(_tiers(source)), tally), tally=tally)


def _tiers(source: Source) -> Iterator[Tier]:
    values = _Values(source)
    values.text(), values.text(), values.number(), values.number()
    if values.flag() != "exists":
        return
    for _ in range(values.count(_TIERS_AT_MOST)):
        kind, name = values.text(), values.text()
        values.number(), values.number()
        size = values.count(len(source.text))
        if kind == "IntervalTier":
            yield Tier(name, [Interval(values.number(), values.number(), values.text()) for _ in range(size)])
        else:
            # Points in time: tones, clicks, remarks. They have no length in which to speak.
            marks = [(values.number(), values.text()) for _ in range(size)]
            yield Tier(name, [Interval(time, None, mark) for time, mark in marks], beside=True)


class _Values:
    """The file's values, one after the other."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found = (found for found in _VALUE.finditer(source.text) if found.lastgroup)

    def text(self) -> str:
        return self._next("text").replace('""', '"')

    def number(self) -> float:
        return float(self._next("number"))

    def flag(self) -> str:
        return self._next("flag")

    def count(self, most: int) -> int:
        """How many of something follow; more than ``most`` cannot be."""
        number = self.number()
        if not 0 <= number <= most or number != int(number):
            raise self._error("a number of tiers or intervals is absurd", None)
        return int(number)

    def _next(self, kind: str) -> str:
        found = next(self._found, None)
        if found is None or found.lastgroup == "open":
            raise self._error("the file is cut off", found)
        if found.lastgroup != kind:
            what = {"text": "a text in quotation marks", "number": "a number"}.get(kind, "<exists>")
            raise self._error(f"{what} was expected", found)
        return found[kind]

    def _error(self, problem: str, found: "re.Match[str] | None") -> Exception:
        line = self._source.text.count("\n", 0, found.start()) + 1 if found else None
        return self._source.error(problem, line=line, remedy="Save it again in Praat.")
