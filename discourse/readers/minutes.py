"""Notes and minutes, in Markdown or plain text: what somebody wrote down, which is nobody's speech.

Each heading, bullet, table cell and paragraph is a turn of kind "notes" without a speaker, even where it reports what a
named person said. Only a written-out exchange (``Ana: ...`` and ``Sam: ...`` in turn) is read as speech.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from discourse.readers.assemble import Piece, Tally, assemble, ends_a_sentence
from discourse.readers.dialogue import BULLET, REPORTED, Line, text_lines
from discourse.readers.furniture import find_date, without_comments
from discourse.readers.source import Source
from discourse.readers.speakers import Labels, looks_like_a_name, tidy_label
from discourse.transcript import Meeting, Transcript

FORMAT: Final = "minutes"

_LABEL: Final = re.compile(r"^(?P<name>[^:：]{1,60}?)\s*[:：]\s+(?P<text>\S.*)$")
_TABLE_ROW: Final = re.compile(r"^\s*\|(?P<cells>.*)$")
_TABLE_RULE: Final = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")
_RULE: Final = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_EMPHASIS: Final = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|`")
_LINK: Final = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*\)")
_MINUTES_WORDS: Final = re.compile(
    r"\b(?:minutes|agenda|call(?:ed)? to order|adjourn(?:ed|ment)?|motion|seconded|attendees|action items)\b",
    re.I,
)
# Under these headings "Ana Ruiz: Send the survey" is a task, an attendance list or a vote.
_NOT_TALK: Final = re.compile(
    r"^\W*(?:action items?|actions|next steps?|to-?dos?|tasks|attend\w*|present|absent|members|participants|roll call"
    r"|votes?|motions?|agenda|assignments|responsibilities|follow-?ups?)\b",
    re.I,
)
# Lines that printing or a web page put at the top or foot of every page.
_PAGE_LINE: Final = re.compile(
    r"^\s*(?:page\s+\d+(?:\s*(?:of|/)\s*\d+)?|\d{1,3}\s*/\s*\d{1,3}|-\s*\d{1,3}\s*-|https?://\S+(?:\s+\d+/\d+)?"
    r"|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}\s*[AP]M\b.*)\s*$",
    re.I,
)
_NUMBER: Final = re.compile(r"\d+")
# A page number at one end of a line that has more on it: "Lakeview Schools   Minutes   Page 2 of 8".
_NUMBERED_PAGE: Final = re.compile(r"^(?:page 0\b|0 ?(?:of|/) ?0\b)|\b(?:page 0(?: ?(?:of|/) ?0)?|0 ?(?:of|/) ?0)$")
_WRAPPED_AT: Final = 55
# A comment alone on its line marks a page or a source: a sentence may go on behind it. Readers' text has no such sign.
_LONE_COMMENT: Final = re.compile(r"^[^\S\n]*<!--(?:(?!-->).)*-->[^\S\n]*$", re.M)
_COMMENT_WAS_HERE: Final = "\x00"


def recognise(source: Source) -> float:
    """Any text may be notes; the more headings, bullets, tables and words of minutes, the surer."""
    if not source.is_plain_text or not source.text.strip():
        return 0.0
    lines = [line for line in source.lines if line.strip()]
    shaped = sum(1 for line in lines if line.lstrip()[0] in "#|<" or BULLET.match(line) or _RULE.match(line))
    words = len(_MINUTES_WORDS.findall(source.text))
    structure = min(1.0, 2 * shaped / len(lines) + min(0.5, 10 * words / len(lines)))
    return 0.45 + 0.2 * structure


def read(source: Source) -> Transcript:
    """Notes turns, and speech turns for written-out exchanges. ``origin`` is ``{"line": n}``."""
    tally = Tally()
    lines = text_lines(without_comments(_mark_comments(source.text, tally), tally).split("\n"))
    written = [line for line in lines if line.text != _COMMENT_WAS_HERE]
    return assemble(source, FORMAT, notes_pieces(lines, tally), tally=tally, meeting=meeting_of(written))


def _mark_comments(text: str, tally: Tally) -> str:
    """Comments that have a line to themselves replaced by a sign, every line still where it was."""

    def mark(comment: re.Match[str]) -> str:
        tally.add("comments in the file", comment[0])
        return _COMMENT_WAS_HERE

    return _LONE_COMMENT.sub(mark, text) if "<!--" in text else text


def meeting_of(lines: Sequence[Line]) -> Meeting:
    """Title and date in the first lines of notes."""
    date = next((found for line in lines[:12] if (found := find_date(line.text))), None)
    title = next((line.text.strip() for line in lines[:5] if not find_date(line.text)), None)
    return Meeting(title=_plain(title) if title and len(title.split()) <= 15 else None, date=date)


def notes_pieces(lines: Sequence[Line], tally: Tally) -> Iterator[Piece]:
    """The notes, paragraph by paragraph, in their order; page headers and table rules are counted in ``tally``."""
    paragraphs = list(_paragraphs(lines, tally))
    for line, name in _exchanges(paragraphs):
        if name is None:
            yield Piece(line.text, None, origin=line.origin, kind="notes")
        else:
            found = _LABEL.match(line.text)
            yield Piece(found["text"] if found else line.text, name, origin=line.origin)


def _paragraphs(lines: Sequence[Line], tally: Tally) -> Iterator[Line]:
    """Lines joined where they were only wrapped, also across a page header; marks of Markdown taken off."""
    held: list[str] = []
    first: Line | None = None
    open_cell = False
    last = ""
    broken = False
    furniture = _page_lines(lines)
    for at, line in enumerate(lines):
        text = line.text
        if at in furniture or text == _COMMENT_WAS_HERE:
            tally.add("page headers and footers", text if at in furniture else "")
            broken = True
            continue
        if _TABLE_RULE.match(text) or _RULE.match(text):
            continue
        row = _TABLE_ROW.match(text)
        goes_on = first is not None and (
            (open_cell and not row)
            or (
                not row
                and not line.heading
                and not first.heading
                and not BULLET.match(text)
                and _wrapped(last, line, broken=broken)
            )
        )
        if not goes_on:
            if first is not None:
                yield _joined(first, held)
            held, first = [], None
        broken = False
        cells = _cells(row["cells"]) if row else [text]
        if goes_on and open_cell:
            cells = _cells(text)
        open_cell = (row is not None or (goes_on and open_cell)) and not text.rstrip().endswith("|")
        for cell in cells[:-1]:
            held.append(cell)
            yield _joined(first or line, held)
            held, first = [], None
        held.append(cells[-1])
        first = first or line
        last = text
    if first is not None:
        yield _joined(first, held)


def _page_lines(lines: Sequence[Line]) -> set[int]:
    """Which lines are page headers or footers.

    By their shape; by a page number, in lines that are alike but for their numbers; and by standing next to such lines
    again and again, and nowhere else.
    """
    found = {at for at, line in enumerate(lines) if _PAGE_LINE.match(line.text)}
    with_digits = [at for at, line in enumerate(lines) if at not in found and line.text.rstrip()[-1:].isdigit()]
    shapes = {at: _shape(lines[at].text) for at in with_digits}
    alike = Counter(shapes.values())
    found |= {at for at, shape in shapes.items() if alike[shape] >= 2 and _NUMBERED_PAGE.search(shape)}
    if len(found) >= 2:
        beside = {near for at in found for near in (at - 1, at + 1) if 0 <= near < len(lines)} - found
        alike = Counter(_shape(lines[at].text) for at in beside)
        everywhere = Counter(_shape(line.text) for line in lines)
        found |= {
            at for at in beside if alike[shape := _shape(lines[at].text)] >= 2 and alike[shape] == everywhere[shape]
        }
    return found


def _shape(text: str) -> str:
    """A line with its numbers made equal."""
    return _NUMBER.sub("0", " ".join(text.split())).lower()


def _cells(row: str) -> list[str]:
    cells = [cell for cell in re.split(r"(?<!\\)\|", row) if cell.strip()]
    return cells or [""]


def _wrapped(last: str, line: Line, *, broken: bool) -> bool:
    """Whether this line goes on with the paragraph of the one before."""
    starts_low = line.text.lstrip()[:1].islower()
    if broken:
        return not ends_a_sentence(last) and (starts_low or len(last) >= _WRAPPED_AT)
    if line.after_blank:
        return False
    if BULLET.match(last) and line.text.startswith("  "):
        return True
    return len(last) >= _WRAPPED_AT and (starts_low or not ends_a_sentence(last))


def _joined(first: Line, held: Sequence[str]) -> Line:
    text = _plain(BULLET.sub("", " ".join(held)))
    return Line(text, first.origin, first.after_blank, first.heading)


def _plain(text: str) -> str:
    if "](" in text:
        text = _LINK.sub(lambda link: link["text"], text)
    if "*" in text or "_" in text or "`" in text:
        text = _EMPHASIS.sub("", text)
    return " ".join(text.split())


def _exchanges(paragraphs: Sequence[Line]) -> Iterator[tuple[Line, str | None]]:
    """Each paragraph with its speaker if it belongs to a written-out exchange.

    An exchange is two or more labelled paragraphs in a row by at least two people, of whom one comes back somewhere.
    """
    names: list[str | None] = []
    talk = True
    for line in paragraphs:
        found = _LABEL.match(line.text) if ":" in line.text or "：" in line.text else None
        if line.heading or (found is None and len(line.text.split()) <= 8 and _NOT_TALK.match(line.text)):
            talk = not _NOT_TALK.match(line.text)
        fits = found is not None and talk and not _NOT_TALK.match(found["name"])
        if (
            found
            and fits
            and looks_like_a_name(found["name"])
            and not REPORTED.match(found["text"])
            and " " in found["text"]
        ):
            names.append(tidy_label(found["name"]))
        else:
            names.append(None)
    labels = Labels([name for name in names if name], len(paragraphs))
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and names[end] is not None:
            end += 1
        run = [name for name in names[at:end] if name]
        exchange = len(set(run)) >= 2 and any(labels.counts[name] >= 2 for name in run)
        for place in range(at, max(end, at + 1)):
            yield paragraphs[place], names[place] if exchange else None
        at = max(end, at + 1)
