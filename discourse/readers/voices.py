"""Who speaks in a caption: voice tags, labels, dashes, ``>>`` and identifiers, and several voices in one cue."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from discourse.readers.assemble import Piece, Tally
from discourse.readers.captions import Cue, plain
from discourse.readers.marks import is_sound
from discourse.readers.speakers import Labels, Place, looks_like_a_name, tidy_label

_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]*))?>", re.I)
_VOICE_END: Final = re.compile(r"</v>", re.I)
_DASH: Final = re.compile(r"^\s*[-–—](?:\s+|(?=[\[A-Z]))")
_LONE_DASH: Final = re.compile(r"^\s*[-–—]\s*$")
_NAME_ON_A_LINE: Final = re.compile(r"^\s*\((?P<name>[^()]{1,60})\)\s*$")
_NAME_IN_BRACKETS: Final = re.compile(r"^\s*\[(?P<name>[^\[\]]{1,60})\]:?\s+(?=\S)")
_CHEVRONS: Final = re.compile(r"^>{2,}\s*")
_LABEL: Final = re.compile(r"^\s*(?P<name>[^:：<>]{1,60}?)\s*[:：](?:\s+|$)")
_WEBEX_ID: Final = re.compile(r'^\d+\s+"(?P<name>.*)"(?:\s+\(\d+\))?$')
# Counters and the long hexadecimal identifiers of Teams.
_NO_WORDS: Final = re.compile(r"[\w/.-]*\d[\w/.-]*|")


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
    # Webex says who speaks, whatever they call themselves, and says it too when it does not know.
    is_webex = label != cue.identifier
    speaker = label if is_webex or (label and accepted.identifiers.accepts(label)) else None
    if speaker is None and not _NO_WORDS.fullmatch(cue.identifier):
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
        label, rest = _label(
            line[opening.end() :] if opening else line,
            accepted,
            opened=opening is not None,
            at="inside a cue" if number else "cue",
        )
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


def _label(line: str, accepted: _Accepted, *, opened: bool, at: Place) -> tuple[str | None, str]:
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
        if accepted.labels.accepts(name, at=at) or (opened and looks_like_a_name(name)):
            return name, line[found.end() :]
    return None, line
