"""What export tools put around the talk: titles, attendee lists, notices, and summaries written by a machine.

None of it is speech and none of it is anybody's: it is counted as left out. Titles and dates become the meeting's.
"""

import re
from collections.abc import Sequence
from typing import Final

from discourse.readers.assemble import Tally
from discourse.readers.dialogue import Dialogue, Line
from discourse.readers.source import Source
from discourse.transcript import Meeting

MACHINE_SUMMARY: Final = "summary, keywords or outline written by a machine"

_OTTER: Final = frozenset(
    {"summary keywords", "keywords", "speakers", "summary", "action items", "outline", "overview", "takeaways"}
)
_GEMINI: Final = frozenset(
    {
        "notes",
        "summary",
        "details",
        "decisions",
        "suggested next steps",
        "next steps",
        "action items",
        "key takeaways",
        "quick recap",
        "overview",
        "outline",
    }
)
_NOTICES: Final = (
    (re.compile(r"^This editable transcript was computer generated\b", re.I), "notices of the export tool"),
    (re.compile(r"^Transcription ended after\b", re.I), "notices of the export tool"),
    (re.compile(r"^Transcribed by https?://\S+$", re.I), "notices of the export tool"),
    (re.compile(r"^.{1,80}\b(?:started|stopped) transcription\.?$", re.I), "notices of the export tool"),
    (
        re.compile(r"^(?:You should review Gemini|Please provide feedback about|Get tips and learn how Gemini)", re.I),
        "notices of the export tool",
    ),
    (re.compile(r"^(?:Meeting records|Invited|Attachments)\b.{0,200}$"), "notices of the export tool"),
)
_SHORTEST_HEADING: Final = len("notes")
_SHORTEST_NOTICE: Final = len("Invited")
_ATTENDEES: Final = re.compile(r"^(?:attendees|participants)\s*:?$", re.I)
_MEET_TITLE: Final = re.compile(r"^(?P<title>.*?\S)\s+[-–—]\s+(?:\d{4}/\d{2}/\d{2}.*\s+[-–—]\s+)?Transcript$")
_TEAMS_TITLE: Final = re.compile(r"^(?P<title>.*\S)-\d{8}_\d{6}(?:UTC)?-Meeting Recording$")
_DURATION: Final = re.compile(
    r"^(?:\d+\s*h(?:ours?|rs?)?)?\s*(?:\d+\s*m(?:in(?:ute)?s?)?)?\s*(?:\d+\s*s(?:ec(?:ond)?s?)?)?$"
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST: Final = re.compile(r"\b(?P<y>(?:19|20)\d\d)[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})\b")
_MONTH_NAMED: Final = re.compile(
    r"\b(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>[A-Z][a-z]{2,8})\.?\s+(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<y>(?:19|20)\d\d)\b"
)
# A title and a date above a dialogue are furniture; more than this is notes that somebody wrote.
_HEADING_WORDS: Final = 40
_TITLE_CHARACTERS: Final = 200


_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.S)


def without_comments(text: str, tally: Tally) -> str:
    """The text with its HTML comments blanked, every line still where it was."""
    if "<!--" not in text:
        return text

    def blank(comment: re.Match[str]) -> str:
        tally.add("comments in the file", comment[0])
        return "\n" * comment[0].count("\n")

    return _COMMENT.sub(blank, text)


def find_date(text: str) -> str | None:
    """The first full date in a line as ISO 8601; numbers alone only with the year first, since 3/4 means two things."""
    if found := _YEAR_FIRST.search(text):
        return _iso(int(found["y"]), int(found["m"]), int(found["d"]))
    for found in _MONTH_NAMED.finditer(text):
        month = found["m"][:3].lower()
        day = found["d1"] or found["d2"]
        if month in _MONTHS and day:
            return _iso(int(found["y"]), _MONTHS.index(month) + 1, int(day))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def without_furniture(source: Source, lines: Sequence[Line], tally: Tally) -> tuple[list[Line], Meeting]:
    """The lines that may be talk, and what the rest says about the meeting.

    Raises ``UnreadableTranscriptError`` if a machine's summary is all there is.
    """
    kept = _without_notices(lines, tally)
    summarised, kept = _without_summary(kept, tally)
    if summarised and not kept:
        raise source.error(
            "it holds a summary written by a machine but no transcript", remedy="Export the transcript itself."
        )
    return _without_heading(kept, tally)


def _without_notices(lines: Sequence[Line], tally: Tally) -> list[Line]:
    kept: list[Line] = []
    attendees = False
    for line in lines:
        text = line.text.strip()
        long = len(text) >= _SHORTEST_NOTICE
        what = next((what for pattern, what in _NOTICES if pattern.match(text)), None) if long else None
        if attendees and _plain(text) != "transcript":
            what = "list of attendees"
        attendees = long and bool(_ATTENDEES.match(text))
        if attendees:
            what = "list of attendees"
        if what:
            tally.add(what, text)
        else:
            kept.append(line)
    return kept


def _plain(text: str) -> str:
    """A heading without its emoji, hash signs, stars and colon, in lower case."""
    return " ".join(re.sub(r"[^\w\s&'’-]", " ", text).split()).lower()


def _without_summary(lines: list[Line], tally: Tally) -> tuple[bool, list[Line]]:
    """Cut what Otter or Gemini wrote itself, between the first heading of that kind and the talk."""
    headings = [_plain(line.text) if _SHORTEST_HEADING <= len(line.text) < 60 else "" for line in lines]
    transcript = next((at for at in range(len(lines) - 1, -1, -1) if _is_transcript_heading(headings[at])), None)
    for names, end in ((_GEMINI, transcript), (_OTTER, _first_turn(lines, headings))):
        if end is None:
            continue
        begin = next((at for at in range(end) if headings[at] in names), None)
        if begin is not None:
            for line in lines[begin:end]:
                tally.add(MACHINE_SUMMARY, line.text)
            return True, lines[:begin] + lines[end:]
    if any("gemini" in line.text.lower() for line in lines) and sum(heading in _GEMINI for heading in headings) >= 2:
        for line in lines:
            tally.add(MACHINE_SUMMARY, line.text)
        return True, []
    return False, lines


def _is_transcript_heading(heading: str) -> bool:
    return heading == "transcript" or heading.endswith("- transcript")


def _first_turn(lines: Sequence[Line], headings: Sequence[str]) -> int | None:
    """Where Otter's talk begins: the first ``Name  0:35`` whose name is in its list of speakers, if there is a list."""
    if not {"summary keywords", "outline", "speakers"} & set(headings):
        return None
    listed: set[str] = set()
    if "speakers" in headings:
        below = lines[headings.index("speakers") + 1 : headings.index("speakers") + 2]
        listed = {name.strip().lower() for line in below for name in line.text.split(",")}
    headers = list(Dialogue(lines).headers())
    return next((at for at, name in headers if name.lower() in listed), headers[0][0] if headers else None)


def _without_heading(lines: list[Line], tally: Tally) -> tuple[list[Line], Meeting]:
    """Take title and date from the lines above the talk; keep those lines if somebody wrote more than a heading."""
    above = lines[: Dialogue(lines).first_speech()]
    date = next((found for line in above[:8] if (found := find_date(line.text))), None)
    if len(above) == len(lines) or sum(len(line.text.split()) for line in above) > _HEADING_WORDS:
        mentions = ("transcript" in line.text.lower() for line in lines)
        kept = [
            line
            for line, mentioned in zip(lines, mentions, strict=True)
            if not mentioned or not _is_transcript_heading(_plain(line.text))
        ]
        return kept, Meeting(date=date)
    for line in above:
        tally.add("title, date and headings above the talk", line.text)
    titles = (title for line in above if (title := _title(line.text)))
    return lines[len(above) :], Meeting(title=next(titles, None), date=date)


def _title(text: str) -> str | None:
    """The meeting's title in a line above the talk; None for a date, a duration or the word "Transcript"."""
    if len(text) > _TITLE_CHARACTERS:
        return None
    for pattern in (_MEET_TITLE, _TEAMS_TITLE):
        if found := pattern.match(text.strip()):
            return found["title"]
    if find_date(text) or _DURATION.match(text.strip()) or _is_transcript_heading(_plain(text)):
        return None
    return text.strip()
