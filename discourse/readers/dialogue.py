"""Written dialogue: lines in which speakers and times are marked by how they are written.

Understood: ``Name: text``; ``Name  0:35`` with the talk below (Otter, Teams documents); ``[Name] 10:03:22``;
``Name (00:35): text``; ``SPEAKER_02 [0.00 - 4.36]: text``; ``[00:00:03]`` or ``00:05:00`` on a line of its own or
before the talk; ``>>`` and ``>> NAME:``. What follows without a label goes on with the speaker above it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from discourse.readers.assemble import Piece, Tally, ends_a_sentence
from discourse.readers.captions import seconds
from discourse.readers.speakers import Labels, Place, looks_like_a_name, tidy_label

_T: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?|\d{1,2}h ?\d{1,2}m ?\d{1,2}s"
_OPEN, _SHUT = r"[\[(<{]", r"[\])>}]"
_RANGE: Final = rf"(?P<start>{_T})(?:\s*(?:-->|->|[-–—])\s*(?P<end>{_T}))?"
_TIME_LINE: Final = re.compile(rf"^{_OPEN}?\s*{_RANGE}\s*{_SHUT}?$")
_HEADER: Final = re.compile(
    rf"^(?P<name>\S.{{0,58}}?)(?P<gap>\s{{2,}}|\t\s*|\s*[|·•]\s*|\s+[-–—]\s+|\s*(?={_OPEN}\d)|\s)"
    rf"{_OPEN}?{_RANGE}{_SHUT}?(?:\s*[AP]M)?\s*:?$",
    re.I,
)
_BRACKETED_NAME: Final = re.compile(rf"^\[(?P<name>[^\[\]]{{1,60}})\]\s*{_RANGE}$")
_STAMPED: Final = re.compile(
    rf"^(?P<open>{_OPEN})?\s*{_RANGE}\s*(?P<shut>{_SHUT})?(?:\s*[-–—:|]\s+|\s+|(?<=[\])>}}]))(?P<text>\S.*)$"
)
_SPAN: Final = r"(?:\d+(?:\.\d+)?s?|" + _T + ")"
_SPANNED: Final = re.compile(
    rf"^(?P<name>[^:：]{{1,60}}?)\s*[\[(](?P<start>{_SPAN})(?:\s*(?:-->|->|[-–—])\s*(?P<end>{_SPAN}))?[\])]\s*:\s*(?P<text>.*)$"
)
_LABELLED: Final = re.compile(r"^(?P<name>[^:：<>]{1,60}?)\s*[:：](?:\s+(?P<text>.*))?$")
# A gap of three spaces says as much as one of a thousand, and is read faster.
_SPACES: Final = re.compile(r"[^\S\n\t]{4,}")
_CHEVRONS: Final = re.compile(r">{2,}")
_DIGIT: Final = re.compile(r"\d")
_BOLD: Final = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
BULLET: Final = re.compile(r"^\s*(?:[-*+•◦▪–]|\d{1,3}[.)])\s+")
_SPEECHLIKE: Final = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|me|you|you're|um|uh|yeah|okay|gonna|kinda|hmm)\b", re.I)
# "Noor: asked about the buses" is what minutes report, not what Noor said.
REPORTED: Final = re.compile(
    r"^(?!(?:indeed|need|agreed|okayed|proceed|feed|speed|excited|supposed)\b)"
    r"(?:\w+ed|said|spoke|told|gave|made|brought|thought|felt|asks|says|states|reports|notes|moves|seconds|suggests)\b",
    re.I,
)
# Times without hours are times only if they begin near zero, as recordings do; "8:30 Welcome" is an agenda.
_EARLY: Final = 300.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a line turned out to be. ``sure``: its shape alone makes its name a speaker.

    ``unlabelled`` is the text behind a time with its label still on it, for when the label is no speaker.
    """

    text: str
    name: str | None = None
    start: float | None = None
    end: float | None = None
    sure: bool = False
    header: bool = False
    stamp: str = ""
    unlabelled: str = ""


@dataclass(frozen=True)
class Line:
    """A line or paragraph of a written source. ``origin`` counts from 1; ``after_blank``: a blank line stands above it.

    ``speaker`` and ``start`` are filled in where the source itself says them, as a table with columns does.
    """

    text: str
    origin: Mapping[str, int]
    after_blank: bool = False
    heading: bool = False
    speaker: str | None = None
    start: float | None = None

    @cached_property
    def entry(self) -> _Entry:
        """The line read by its shape; the same lines are looked at several times."""
        return parse(self.text)


def _time(text: str | None) -> float | None:
    if text is None:
        return None
    if "h" in text:
        hours, minutes, rest = re.findall(r"\d+", text)
        return int(hours) * 3600.0 + int(minutes) * 60.0 + int(rest)
    return seconds(text.rstrip("s"))


def parse(text: str) -> _Entry:
    """Read one line by its shape alone; whether its name is a speaker of this file is decided by :class:`Dialogue`."""
    if "**" in text or "__" in text:
        text = _BOLD.sub("", text)
    if "    " in text or not text.isascii():
        text = _SPACES.sub("   ", text)
    text = text.strip()
    if _DIGIT.search(text) is not None and (timed := _timed(text)):
        return timed
    if (":" in text or "：" in text) and (found := _LABELLED.match(BULLET.sub("", text))):
        return _Entry(found["text"] or "", found["name"])
    return _Entry(text)


def _timed(text: str) -> _Entry | None:
    """A line whose shape includes a time."""
    if found := _TIME_LINE.match(text):
        return _Entry("", start=_time(found["start"]), end=_time(found["end"]), stamp="alone")
    if found := _BRACKETED_NAME.match(text):
        return _Entry("", found["name"], _time(found["start"]), _time(found["end"]), sure=True, header=True)
    if found := _SPANNED.match(text):
        return _Entry(found["text"], found["name"], _time(found["start"]), _time(found["end"]), sure=True)
    if found := _STAMPED.match(text):
        return _stamped(found)
    if (found := _HEADER.match(text)) and looks_like_a_name(found["name"]):
        return _Entry(
            "", found["name"], _time(found["start"]), _time(found["end"]), sure=found["gap"] != " ", header=True
        )
    return None


def _stamped(found: re.Match[str]) -> _Entry:
    """``[00:00:03] Name: text`` and ``00:05:00 text``."""
    label = _LABELLED.match(found["text"])
    bracketed = found["open"] and found["shut"]
    stamp = "sure" if bracketed or found["start"].count(":") == 2 or "h" in found["start"] else "short"
    name, text = (label["name"], label["text"] or "") if label else (None, found["text"])
    return _Entry(text, name, _time(found["start"]), _time(found["end"]), stamp=stamp, unlabelled=found["text"])


class Dialogue:
    """The lines of one file, none of them blank, read as dialogue."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._entries = [line.entry for line in lines]
        # Printed lines are wrapped: what stands before a colon may be the middle of a sentence.
        self._place: Place = "elsewhere" if lines and "page" in lines[0].origin else "line"
        if self._place == "elsewhere":
            self._forget_wrapped_words()
        labelled = [at for at, entry in enumerate(self._entries) if entry.name and not entry.header]
        units = len(labelled) / max(self._share(labelled), 1e-9)
        self._labels = Labels((self._entries[at].name or "" for at in labelled), units)
        headers = [entry.name for entry in self._entries if entry.name and entry.header]
        self._headers = Labels(headers, max(1, len(lines) // 2))
        # A file has one style: under "Ana Ruiz  0:35" a line "Reading: ..." is what Ana says.
        self._labels_count = len(headers) < 2 or len(headers) < len(labelled)
        short = [entry.start for entry in self._entries if entry.stamp == "short" and entry.start is not None]
        self._short_stamps = len(short) >= 3 and len(short) >= 0.3 * len(lines) and short[0] <= _EARLY

    def _forget_wrapped_words(self) -> None:
        """A small word and a colon at the beginning of a printed line, in the middle of a sentence, is no label."""
        for at, entry in enumerate(self._entries):
            bare = entry.name and entry.name.islower() and " " not in entry.name
            if bare and entry.start is None and at and not ends_a_sentence(self.lines[at - 1].text):
                self._entries[at] = _Entry(self.lines[at].text)

    def _share(self, labelled: Collection[int]) -> float:
        """How much of the text is labelled: of its lines or of the paragraphs between blank lines."""
        begins = [at for at, line in enumerate(self.lines) if line.after_blank or at == 0]
        chosen = set(labelled)
        of_paragraphs = sum(at in chosen for at in begins) / max(1, len(begins))
        # Lines without blank lines between them are no paragraph, however many there are.
        return max(len(chosen) / max(1, len(self.lines)), of_paragraphs if len(begins) > len(self.lines) / 12 else 0.0)

    def _is_speaker(self, entry: _Entry) -> bool:
        if entry.name is None:
            return False
        if entry.header:
            return entry.sure or self._headers.accepts(entry.name)
        if entry.sure:
            return looks_like_a_name(entry.name)
        return self._labels_count and self._labels.accepts(entry.name, at=self._place)

    def _is_stamped(self, entry: _Entry) -> bool:
        return entry.stamp in {"sure", "alone"} or (entry.stamp == "short" and self._short_stamps)

    def _opens(self, at: int) -> bool:
        line, entry = self.lines[at], self._entries[at]
        said = line.speaker is not None or line.start is not None
        return said or self._is_speaker(entry) or self._is_stamped(entry) or line.text.lstrip().startswith(">>")

    @property
    def strength(self) -> float:
        """How much this looks like talk rather than notes, from 0 to 1."""
        if not self.lines:
            return 0.0
        both = list(zip(self.lines, self._entries, strict=True))
        labelled = [at for at, (line, entry) in enumerate(both) if line.speaker or self._is_speaker(entry)]
        # "- Ana: Send the list" is a task in notes, unless the whole file is written with bullets.
        if sum(BULLET.match(self.lines[at].text) is not None for at in labelled) < 0.6 * len(self.lines):
            labelled = [at for at in labelled if not BULLET.match(self.lines[at].text)]
        reported = sum(REPORTED.match(both[at][1].text) is not None and both[at][1].start is None for at in labelled)
        if reported >= max(2, 0.5 * len(labelled)):
            return 0.0
        speakers = [both[at][0].speaker or tidy_label(both[at][1].name or "") for at in labelled]
        share = self._share(labelled)
        if share >= 0.5 or (len(speakers) >= 4 and len(set(speakers)) >= 2 and share >= 0.1):
            return 1.0
        stamped = sum(self._is_stamped(entry) or line.start is not None for line, entry in both)
        if stamped >= 2 and stamped >= 0.03 * len(self.lines):
            return 0.9
        if any(line.text.lstrip().startswith(">>") for line in self.lines):
            return 0.8
        if share >= 0.2:
            return 0.5
        return 0.4 if _sounds_spoken(self.lines) else 0.0

    def first_speech(self) -> int:
        """The index of the first line that names a speaker or a time; the number of lines if none does."""
        return next((at for at in range(len(self.lines)) if self._opens(at)), len(self.lines))

    def headers(self) -> Iterator[tuple[int, str]]:
        """Index and name of each ``Name  0:35`` line."""
        for at, entry in enumerate(self._entries):
            if entry.header and entry.name and self._is_speaker(entry):
                yield at, tidy_label(entry.name)

    def pieces(self, tally: Tally) -> Iterator[Piece]:
        """The talk; headings inside it are counted in ``tally``, and what stands above the first speaker is notes."""
        before: Piece | None = None
        for piece in self._pieces(tally):
            if before is not None:
                # Google Meet cuts a long turn with an ellipsis and goes on under the same name.
                if before.speaker is not None and before.speaker == piece.speaker and before.text.endswith("…"):
                    before.text = before.text.removesuffix("…")
                yield before
            before = piece
        if before is not None:
            yield before

    def _pieces(self, tally: Tally) -> Iterator[Piece]:
        speaker: str | None = None
        start: float | None = None
        end: float | None = None
        first = self.first_speech()
        unmarked = first == len(self.lines)
        for at, (line, entry) in enumerate(zip(self.lines, self._entries, strict=True)):
            text = line.text
            if line.speaker is not None or line.start is not None:
                speaker = line.speaker if line.speaker is not None else speaker
                start, end = line.start, None
            elif self._is_speaker(entry):
                # A time above "Ana: ..." stays hers until a time of her own.
                if entry.start is not None:
                    start, end = entry.start, entry.end
                speaker, text = entry.name, entry.text
            elif self._is_stamped(entry):
                start, end, text = entry.start, entry.end, entry.unlabelled
            elif line.heading:
                tally.add("headings", text)
                continue
            elif at < first and not unmarked:
                yield Piece(text, None, origin=line.origin, kind="notes")
                continue
            if ">>" in text:
                for said_by, part, new_voice in _voices(text, speaker):
                    yield Piece(part, said_by, start, end, line.origin, new_voice=new_voice)
                    speaker, start, end = said_by, None, None
            elif text.strip():
                ended = line.after_blank and unmarked and at > 0 and ends_a_sentence(self.lines[at - 1].text)
                yield Piece(text, speaker, start, end, line.origin, new_voice=ended)
                start = end = None


def _voices(text: str, speaker: str | None) -> Iterator[tuple[str | None, str, bool]]:
    """``... >> TEO: Aye. >> Aye.``: who says what, and whether they begin; after ``>>`` a name's shape is enough."""
    before, *opened = _CHEVRONS.split(text)
    if before.strip():
        yield speaker, before, False
    for part in opened:
        found = _LABELLED.match(part.strip())
        named = found is not None and looks_like_a_name(found["name"])
        text = (found["text"] or "") if found and named else part
        if text.strip() or named:
            yield found["name"] if found and named else None, text, not named


def _sounds_spoken(lines: Sequence[Line]) -> bool:
    """People who talk say "I", "you" and "um"; people who take notes hardly do."""
    text = " ".join(line.text.replace("’", "'") for line in lines)
    return len(_SPEECHLIKE.findall(text)) >= 0.02 * len(text.split())


_HEADING: Final = re.compile(r"^\s{0,3}#{1,6}\s+")


def text_lines(lines: Iterable[str]) -> list[Line]:
    """The lines of a text file that are not blank, numbered from 1; Markdown headings without their signs."""
    found: list[Line] = []
    blank = True
    for number, text in enumerate(lines, start=1):
        if text.strip():
            heading = _HEADING.match(text) if "#" in text[:10] else None
            bare = text[heading.end() :] if heading else text
            found.append(Line(bare, {"line": number}, after_blank=blank and bool(found), heading=heading is not None))
        blank = not text.strip()
    return found
