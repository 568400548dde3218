"""What caption files have in common: cues, their times, and the voices in them. Used by WebVTT, SRT and their kin.

Why an own cue parser and not webvtt-py: that library, tried on real exports, silently loses text in five ways that
occur there (a comma in the milliseconds makes a file of no cues; text on the timing line, text after a blank line in a
cue, and every voice but a cue's first are dropped; a missing ``WEBVTT`` line is an error). A pre-pass that repaired all
five would have to find the cues itself, and then there is nothing left to hand over. The tests compare the two on what
the library reads well.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from discourse.readers.assemble import Tally
from discourse.readers.source import Source

# Cut recordings begin before zero; a negative time is no time, but its line is a timing line.
_TIME: Final = r"-?(?:\d+:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?"
TIMING: Final = re.compile(rf"^\s*(?P<start>{_TIME})\s*--?>\s*(?P<end>{_TIME})(?P<rest>.*)$")
_SETTINGS: Final = re.compile(r"^\s*(?:(?:align|position|line|size|vertical|region|[XY][12]):\S*\s*)*")
_COMMENT_BLOCK: Final = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s.*)?$")
_HEADER: Final = re.compile(r"^WEBVTT(?:\s.*)?$")
_LANGUAGE: Final = re.compile(r"^Language:\s*(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*$")
_TAG: Final = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font|span)(?:[.\s][^<>\n]*)?/?>|<\d[\d:.,]*>|\{\\an?\d\}", re.I
)
_COUNTER: Final = re.compile(r"^\s*\d+\s*$")


@dataclass(slots=True)
class Cue:
    """One caption: its place in the file (from 1), its identifier, times in seconds, and its lines with their tags."""

    number: int
    identifier: str
    start: float
    end: float
    lines: list[str] = field(default_factory=list)


def seconds(time: str) -> float:
    """``1:02:03.5``, ``02:03,500`` or ``100:00:01`` as seconds; below zero for ``-00:00:03``."""
    total = 0.0
    for part in time.removeprefix("-").replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return -total if time.startswith("-") else total


def has_timings(source: Source) -> bool:
    """Whether there is a cue's timing line in the file."""
    return "->" in source.text and any(TIMING.match(line) for line in source.lines if "->" in line)


def parse_cues(source: Source, tally: Tally) -> list[Cue]:
    """All cues of a WebVTT or SRT file, in its order; comments and style blocks are counted in ``tally``.

    A cue's text runs to the next cue, blank lines included, because exporters put blank lines inside cues and forget
    them between cues.
    """
    lines = source.lines
    timings = {at: found for at, line in enumerate(lines) if "->" in line and (found := TIMING.match(line))}
    cues: list[Cue] = []
    at = 0
    in_header = False
    while at < len(lines):
        timing = timings.get(at)
        line = lines[at]
        in_header = bool(line.strip()) and not timing and (in_header or _opens_header(lines, at))
        if timing:
            rest = timing["rest"][_end_of_settings(timing["rest"]) :]
            cue = Cue(
                len(cues) + 1, "", seconds(timing["start"]), seconds(timing["end"]), [rest] if rest.strip() else []
            )
            cues.append(cue)
            if at and _is_identifier(lines, at - 1, cues):
                cue.identifier = lines[at - 1].strip()
        elif not line.strip() or in_header:
            pass
        elif _COMMENT_BLOCK.match(line) and _begins_block(lines, at):
            end = at
            while end < len(lines) and lines[end].strip() and end not in timings:
                end += 1
            tally.add("comments and styles in the captions file", " ".join(lines[at:end]))
            at = end
            continue
        elif at + 1 in timings and _is_identifier(lines, at, cues, upcoming=True):
            pass
        elif cues:
            cues[-1].lines.append(line)
        else:
            tally.add("lines before the first caption", line)
        at += 1
    return cues


def language(source: Source) -> str:
    """The language the header names, as a BCP 47 tag; English if it names none."""
    for line in source.lines[:12]:
        if found := _LANGUAGE.match(line):
            return found["tag"]
    return "en"


def _end_of_settings(rest: str) -> int:
    found = _SETTINGS.match(rest)
    return found.end() if found else 0


def _begins_block(lines: Sequence[str], at: int) -> bool:
    return at == 0 or not lines[at - 1].strip()


def _opens_header(lines: Sequence[str], at: int) -> bool:
    """A ``WEBVTT`` line, also that of a second file pasted under the first; what is under it belongs to the header."""
    return _HEADER.match(lines[at]) is not None and _begins_block(lines, at)


def _is_identifier(lines: Sequence[str], at: int, cues: Sequence[Cue], *, upcoming: bool = False) -> bool:
    """Whether the line just before a timing line is the cue's identifier and not the last words of the cue before.

    It is if it stands alone under a blank line. Where exporters forget the blank line, a bare number that continues the
    count is one too.
    """
    line = lines[at]
    if not line.strip() or TIMING.match(line) or _HEADER.match(line):
        return False
    if _begins_block(lines, at):
        return True
    expected = len(cues) + 1 if upcoming else len(cues)
    return _COUNTER.match(line) is not None and int(line) == expected


def plain(text: str) -> str:
    """Caption text without tags, its entities read, white space collapsed."""
    if "<" in text or "{" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())
