"""What caption files have in common: cues, their times, and the voices in them. Used by WebVTT, SRT and their kin.

Why an own cue parser and not webvtt-py: that library, tried on real exports, silently loses text in five ways that
occur there (a comma in the milliseconds makes a file of no cues; text on the timing line, text after a blank line in a
cue, and every voice but a cue's first are dropped; a missing ``WEBVTT`` line is an error). A pre-pass that repaired all
five would have to find the cues itself, and then there is nothing left to hand over. The tests compare the two on what
the library reads well.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from discourse.readers.assemble import Piece, Tally
from discourse.readers.marks import is_sound
from discourse.readers.source import Source
from discourse.readers.speakers import Labels, looks_like_a_name, tidy_label

_TIME: Final = r"(?:\d+:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?"
TIMING: Final = re.compile(rf"^\s*(?P<start>{_TIME})\s*--?>\s*(?P<end>{_TIME})(?P<rest>.*)$")
_SETTINGS: Final = re.compile(r"^\s*(?:(?:align|position|line|size|vertical|region|[XY][12]):\S*\s*)*")
_COMMENT_BLOCK: Final = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s.*)?$")
_HEADER: Final = re.compile(r"^WEBVTT(?:\s.*)?$")
_LANGUAGE: Final = re.compile(r"^Language:\s*(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*$")
_TAG: Final = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font|span)(?:[.\s][^<>\n]*)?/?>|<\d[\d:.,]*>|\{\\an?\d\}", re.I
)
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]*))?>", re.I)
_VOICE_END: Final = re.compile(r"</v>", re.I)
_DASH: Final = re.compile(r"^\s*[-–—](?:\s+|(?=[\[A-Z]))")
_LONE_DASH: Final = re.compile(r"^\s*[-–—]\s*$")
_NAME_ON_A_LINE: Final = re.compile(r"^\s*\((?P<name>[^()]{1,60})\)\s*$")
_NAME_IN_BRACKETS: Final = re.compile(r"^\s*\[(?P<name>[^\[\]]{1,60})\]:?\s+(?=\S)")
_CHEVRONS: Final = re.compile(r"^>{2,}\s*")
_LABEL: Final = re.compile(r"^\s*(?P<name>[^:：<>]{1,60}?)\s*[:：](?:\s+|$)")
_WEBEX_ID: Final = re.compile(r'^\d+\s+"(?P<name>[^"]+)"(?:\s+\(\d+\))?$')
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
    """``1:02:03.5``, ``02:03,500`` or ``100:00:01`` as seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


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


@dataclass(slots=True)
class _Part:
    """A voice's share of a cue. ``label`` None: the cue does not say; "" : it says that the voice has no name."""

    lines: list[str]
    label: str | None = None
    new_voice: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines).strip()


def pieces(cues: Sequence[Cue], tally: Tally) -> Iterator[Piece]:
    """The talk in the cues: who says what, when.

    A cue without a speaker goes on with the last one only in files that name the speaker at a change alone; where
    every cue carries its name, a cue without one is by we do not know whom.
    """
    accepted = _Accepted(cues)
    parted = [(cue, list(_parts(cue, accepted, tally))) for cue in cues]
    at_change = _named_at_change([part for _, parts in parted for part in parts])
    current: str | None = None
    for cue, parts in parted:
        for part in parts:
            if part.label is not None:
                current = part.label or None
            elif part.new_voice or not at_change:
                current = None
            yield Piece(
                part.text, current, cue.start, cue.end, {"cue": cue.number}, new_voice=part.new_voice and not part.label
            )


def _named_at_change(parts: Sequence[_Part]) -> bool:
    """Whether the file names a speaker only where the speaker changes: then hardly any name follows itself."""
    named = [part.label for part in parts if part.label is not None]
    repeats = sum(before == after for before, after in pairwise(named))
    return 0 < len(named) < len(parts) and repeats <= 0.05 * len(named)


class _Accepted:
    """Which labels this file uses as speakers, for each way of writing them."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        lines = [
            opening.sub("", line)
            for cue in cues
            for line in _cut_at_chevrons(cue.lines)
            for opening in (_CHEVRONS if line.startswith(">") else _DASH,)
        ]
        units = len(cues)
        self.labels = Labels(_names(_LABEL, lines, ":："), units)
        self.brackets = Labels(_names(_NAME_IN_BRACKETS, lines, "["), units)
        self.alone = Labels(_names(_NAME_ON_A_LINE, lines, "("), units)
        self.identifiers = Labels((_name_in_identifier(cue.identifier) for cue in cues), units)


def _names(pattern: re.Pattern[str], lines: Iterable[str], signs: str) -> Iterator[str]:
    for line in lines:
        if any(sign in line for sign in signs) and (found := pattern.match(line)):
            yield found["name"]


def _name_in_identifier(identifier: str) -> str:
    webex = _WEBEX_ID.match(identifier)
    return tidy_label(webex["name"]) if webex else identifier


def _parts(cue: Cue, accepted: _Accepted, tally: Tally) -> Iterator[_Part]:
    label = _name_in_identifier(cue.identifier)
    is_webex = label != cue.identifier
    speaker = (
        label if label and (accepted.identifiers.accepts(label) or (is_webex and looks_like_a_name(label))) else None
    )
    if speaker is None and not re.fullmatch(r"[\w/.-]*\d[\w/.-]*|", cue.identifier):
        tally.add("caption identifiers that name nobody", cue.identifier)
    text = "\n".join(cue.lines)
    if "<v" in text or "<V" in text:
        yield from _voices(text, speaker, accepted)
    else:
        yield from _spoken_lines(cue.lines, speaker, accepted)


def _voices(text: str, speaker: str | None, accepted: _Accepted) -> Iterator[_Part]:
    """``<v Ana>...</v>``: one part for each voice, and for what stands outside of any."""
    at = 0
    name: str | None = speaker
    for opening in _VOICE.finditer(text):
        yield from _voice(text[at : opening.start()], name, accepted)
        at = opening.end()
        name = tidy_label(html.unescape(opening["name"] or "")).strip("- ")
    yield from _voice(text[at:], name, accepted)


def _voice(text: str, name: str | None, accepted: _Accepted) -> Iterator[_Part]:
    inside, *outside = _VOICE_END.split(text)
    if name:
        if plain(inside):
            yield _Part([plain(inside)], name)
    else:
        for part in _spoken_lines(inside.split("\n"), None, accepted):
            yield _Part(part.lines, part.label if part.label is not None else name, part.new_voice)
    for rest in outside:
        yield from _spoken_lines(rest.split("\n"), None, accepted)


def _spoken_lines(lines: Sequence[str], speaker: str | None, accepted: _Accepted) -> Iterator[_Part]:
    """``Name: text``, ``[Name] text``, ``(Name)`` on its own line, ``- `` or ``>>`` before each of several voices."""
    part = _Part([], speaker)
    dialogue = False
    for number, line in enumerate(_cut_at_chevrons(lines)):
        if _LONE_DASH.match(line):
            yield from _if_talk(part)
            part = _Part([], None, new_voice=True)
            continue
        dash = _DASH.match(line) if number == 0 or dialogue else None
        opening = dash or _CHEVRONS.match(line)
        dialogue = dialogue or dash is not None
        label, rest = _label(line[opening.end() :] if opening else line, accepted, opened=opening is not None)
        if label is not None or opening:
            yield from _if_talk(part)
            only_dash = dash is not None and number == 0
            part = _Part([rest], speaker if label is None and only_dash else label, new_voice=opening is not None)
        else:
            part.lines.append(line)
    yield from _if_talk(part)


def _cut_at_chevrons(lines: Sequence[str]) -> Iterator[str]:
    for line in map(plain, lines):
        if ">>" in line:
            yield from (cut.strip() for cut in re.split(r"(?<!>)(?=>>)", line) if cut.strip())
        elif line:
            yield line


def _if_talk(part: _Part) -> Iterator[_Part]:
    if part.text:
        yield part


def _label(line: str, accepted: _Accepted, *, opened: bool) -> tuple[str | None, str]:
    """The speaker a line begins with, and the rest of the line; after a dash or ``>>`` a name's shape is enough."""
    if found := _NAME_ON_A_LINE.match(line):
        name = tidy_label(found["name"])
        if accepted.alone.accepts(name) and not is_sound(name):
            return name, ""
    if found := _NAME_IN_BRACKETS.match(line):
        name = tidy_label(found["name"])
        if not is_sound(name) and (accepted.brackets.accepts(name) or (opened and looks_like_a_name(name))):
            return name, line[found.end() :]
    if found := _LABEL.match(line):
        name = tidy_label(found["name"])
        if accepted.labels.accepts(name) or (opened and looks_like_a_name(name)):
            return name, line[found.end() :]
    return None, line
