"""PDF with a text layer: printed transcripts and minutes. Page headers and footers are taken out, wrapped lines joined.

The text of a page comes as printed lines. What stands at the same place of most pages is a running header or footer; it
often falls into the middle of a sentence, so it is removed before lines are joined.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from discourse.readers.assemble import Tally
from discourse.readers.dialogue import Line
from discourse.readers.documents import read_document
from discourse.readers.source import Source, clean
from discourse.transcript import Transcript

FORMAT: Final = "pdf"

# How many lines from the top and the foot of a page may be a running header or footer.
_EDGE: Final = 3
_PAGE_NUMBER: Final = re.compile(r"^\W*(?:page\s*\d{1,4}|(?:page\s*)?\d{1,4}\s*(?:of|/)\s*\d{1,4})\W*$", re.I)
_NUMBER: Final = re.compile(r"\b0\b")
_BARE_NUMBER: Final = re.compile(r"^\W*\d{1,4}\W*$")
_BROKEN_WORD: Final = re.compile(r"(?P<head>[^\W\d_]+)[-\u2010]$")
# "short-" at a line's end is more often "short-term" than "shortterm".
_COMPOUND_HEADS: Final = """
    after all anti asset co community cross culturally data deficit evidence ex family follow full half high home in kid
    long low mid multi non off on one part post pre school self short small student teacher then third two under well
    whole year
    """
_KEEPS_ITS_HYPHEN: Final = frozenset(_COMPOUND_HEADS.split())


def recognise(source: Source) -> float:
    """Sure of the PDF mark."""
    return 1.0 if source.is_pdf else 0.0


def read(source: Source) -> Transcript:
    """The talk or notes in the text layer. ``origin`` is ``{"page": n, "line": m}``, the mth printed line of the page.

    Raises ``UnreadableTranscriptError`` for a scan, a locked or a damaged file.
    """
    tally = Tally()
    pages = [[line for line in page.split("\n") if line.strip()] for page in _pages(source)]
    if not any(pages):
        raise source.error(
            "the PDF has no text layer: it is a scan or a picture",
            remedy="Run it through text recognition (OCR) first.",
        )
    for number, page in enumerate(pages, start=1):
        if not page:
            tally.note(f"page {number}, which has no text layer")
    lines = _without_broken_words(list(_body(pages, tally)))
    return read_document(source, FORMAT, lines, tally)


def _pages(source: Source) -> list[str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings would land in the user's terminal
    locked = False
    try:
        reader = PdfReader(io.BytesIO(source.data))
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            return [clean(page.extract_text()) for page in reader.pages]
    except ImportError:  # a cipher that needs a package we do not ask for
        pass
    except Exception as error:  # a damaged file may raise anything in the library, its own assertions included
        if b"/Encrypt" not in source.data:
            raise source.error("the PDF is damaged or cut off", remedy="Export or download it again.") from error
    raise source.error("the PDF is protected by a password", remedy="Save a copy without a password.")


def _body(pages: Sequence[Sequence[str]], tally: Tally) -> Iterator[Line]:
    running = _running_lines(pages)
    for number, page in enumerate(pages, start=1):
        for at, text in enumerate(page):
            if _place(page, at) and (_shape(text) in running or _is_page_number(page, at, pages=len(pages))):
                tally.add("page headers and footers", text)
            else:
                yield Line(text, {"page": number, "line": at + 1})


def _place(page: Sequence[str], at: int) -> bool:
    return at < _EDGE or at >= len(page) - _EDGE


def _is_page_number(page: Sequence[str], at: int, *, pages: int) -> bool:
    if at not in {0, len(page) - 1}:
        return False
    return bool(_PAGE_NUMBER.match(page[at]) or (pages > 1 and _BARE_NUMBER.match(page[at])))


def _shape(text: str) -> str:
    """A line with its numbers made equal: "Page 3 of 8" is the same header as "Page 4 of 8"."""
    return re.sub(r"\d+", "0", " ".join(text.split())).lower()


def _running_lines(pages: Sequence[Sequence[str]]) -> set[str]:
    """Shapes that stand at the same place of at least half of the pages, of no fewer than two, and nowhere else.

    What people say again and again also turns up in the middle of pages; a line with a label ("Ana: Yes.") has to stand
    on all pages but one. With two pages alone only lines with a number and no label count.
    """
    at_place: Counter[tuple[int, str]] = Counter()
    everywhere: Counter[str] = Counter()
    for page in pages:
        everywhere.update(map(_shape, page))
        at_place.update((at, _shape(text)) for at, text in enumerate(page[:_EDGE]))
        at_place.update((at - _EDGE, _shape(text)) for at, text in enumerate(page[-_EDGE:]) if len(page) > _EDGE)
    full = sum(len(page) > 0 for page in pages)

    def runs(shape: str, count: int) -> bool:
        if everywhere[shape] > full:
            return False
        if ": " in shape:
            return count >= max(3, full - 1)
        return count >= max(2, full / 2) and (full > 2 or _NUMBER.search(shape) is not None)

    return {shape for (_, shape), count in at_place.items() if runs(shape, count)}


def _without_broken_words(lines: list[Line]) -> list[Line]:
    """Join words that were broken at a line's end: what follows moves up to the line where the word began."""
    vocabulary = Counter(word.lower().strip(".,;:!?\"'()") for line in lines for word in line.text.split())
    joined: list[Line] = []
    for line in lines:
        text = line.text.strip()
        before = joined[-1] if joined else None
        broken = _BROKEN_WORD.search(before.text) if before and text[:1].islower() else None
        if before and broken:
            tail, _, text = text.partition(" ")
            glue = "-" if _hyphenated(broken["head"], tail, vocabulary) else ""
            joined[-1] = Line(before.text[:-1] + glue + tail, before.origin)
        if text:
            joined.append(Line(text, line.origin))
    return joined


def _hyphenated(head: str, tail: str, vocabulary: Counter[str]) -> bool:
    """Whether the hyphen belongs to the word, as the rest of the document writes it or as such words are written."""
    tail = tail.strip(".,;:!?\"'()").lower()
    head = head.lower()
    if vocabulary[f"{head}-{tail}"] or vocabulary[f"{head}{tail}"]:
        return vocabulary[f"{head}-{tail}"] > vocabulary[f"{head}{tail}"]
    return head in _KEEPS_ITS_HYPHEN
