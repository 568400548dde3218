"""A transcript file's bytes, and the one place where its text is decoded and normalised.

Everything a reader sees has passed through here: one newline character, NFC, no control or bidirectional characters.
Nothing later changes characters again, so offsets into a turn's text stay true.
"""

import io
import re
import struct
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Final

from discourse.errors import UnreadableTranscriptError
from discourse.readers.foreign import container_kind, foreign_kind

MAX_BYTES: Final = 256 * 1024 * 1024
# A thousand hours of talk; documents may be larger for the pictures in them, and a corpus of JSON Lines for its size.
MAX_TEXT_BYTES: Final = 64 * 1024 * 1024
MAX_LINES: Final = 1_000_000
MAX_LINE: Final = 8 * 1024 * 1024
_UNLIMITED_TEXT: Final = frozenset({".jsonl", ".ndjson"})

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_BYTE_ORDER_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_EXPECTED: Final = "\t\n\r\x0b\x0c\x15\x85"
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A terminal's colours; C0 and C1 controls but tab and newline; soft hyphen; zero-width space, word joiner and BOM;
# marks that turn the direction of writing; surrogates left by broken escapes. ZWJ and ZWNJ stay: emoji and some
# scripts need them.
_UNWANTED: Final = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Text in this project's one form: ``\\n`` for every line end, NFC, no control or bidirectional characters."""
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@dataclass(frozen=True)
class Source:
    """One file to be read: ``name`` without its folder, and its bytes as they are.

    ``columns`` is what the user says of a table's columns (see :mod:`discourse.readers.columns`); empty if nothing.

    ``text`` decodes them once: byte order mark, UTF-16 by its zero bytes, UTF-8, else Windows-1252 line by line, so
    that a file pasted together from two encodings keeps its letters. Raises ``UnreadableTranscriptError`` for an empty
    file, one that is too large, and one that is no text.
    """

    name: str
    data: bytes
    columns: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
            raise self.error("the file is empty")
        if len(self.data) > MAX_BYTES:
            raise self.error(
                f"the file is larger than {MAX_BYTES // 2**20} MB", remedy="Split it into single meetings."
            )

    @property
    def suffix(self) -> str:
        """The file name's ending in lower case, with its dot; empty if it has none."""
        return PurePath(self.name).suffix.lower()

    @property
    def is_zip(self) -> bool:
        """Whether this is a ZIP container, as DOCX is."""
        return self.data.startswith(b"PK\x03\x04")

    @cached_property
    def members(self) -> frozenset[str]:
        """The names of what a ZIP container holds, also one whose directory is cut off; empty for other files."""
        if not self.is_zip:
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as container:
                return frozenset(container.namelist())
        except (zipfile.BadZipFile, ValueError, LookupError, OSError, NotImplementedError, struct.error):
            headers = (found.end() for found in re.finditer(rb"PK\x03\x04.{26}", self.data, re.S))
            sizes = ((at, int.from_bytes(self.data[at - 4 : at - 2], "little")) for at in headers)
            return frozenset(self.data[at : at + size].decode("utf-8", "replace") for at, size in sizes)

    @cached_property
    def container(self) -> str | None:
        """What kind of document a ZIP container is (see :func:`container_kind`)."""
        return container_kind(self.members)

    @property
    def is_pdf(self) -> bool:
        """Whether this is a PDF; some tools write a few bytes before its mark."""
        return b"%PDF-" in self.data[:1024]

    @property
    def is_plain_text(self) -> bool:
        """Whether this is text that people wrote or a tool printed, not a container and not XML."""
        return not (self.is_zip or self.is_pdf) and not self.text[:200].lstrip().startswith("<?xml")

    @cached_property
    def text(self) -> str:
        """The whole file as clean text (see :func:`clean`). What is monstrous is refused before it is decoded."""
        data = self.data
        if len(data) > MAX_TEXT_BYTES and self.suffix not in _UNLIMITED_TEXT:
            raise self.error(
                f"the text is longer than {MAX_TEXT_BYTES // 2**20} MB", remedy="Split it into single meetings."
            )
        # JSON and XML may well be a single line, or have one for each word.
        if data.lstrip()[:1] not in {b"{", b"[", b"<"}:
            if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
                raise self.error(
                    f"it has more than {MAX_LINES:,} lines", remedy="Check that it is the transcript of one meeting."
                )
            if _has_longer_line(data, MAX_LINE):
                raise self.error(
                    "a single line is longer than any transcript's", remedy="Check that it is a transcript."
                )
        return clean(_decode(data))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of ``text``; ``lines[0]`` is line 1 of the file."""
        return tuple(self.text.split("\n"))

    def error(self, problem: str, *, line: int | None = None, remedy: str = "") -> UnreadableTranscriptError:
        """The error to raise when this file cannot be read; ``line`` counts from 1."""
        return UnreadableTranscriptError(self.name, problem, line=line, remedy=remedy)

    def refuse_foreign(self) -> None:
        """Raise if the bytes are those of another kind of file: a recording, a picture, a locked Office document."""
        foreign = foreign_kind(self.data, self.container)
        if foreign:
            problem, remedy = foreign
            raise self.error(problem, remedy=remedy)
        if self.is_zip or self.is_pdf:
            return
        if not _looks_like_text(self.data):
            raise self.error("this is not a text file", remedy="Export the transcript as text, DOCX or VTT.")
        start = self.text[:600].lstrip().lower()
        if start.startswith(("<!doctype html", "<html")):
            raise self.error("this is a web page", remedy="Save the transcript itself as text, DOCX or VTT.")


def _has_longer_line(data: bytes, length: int) -> bool:
    """Whether there is a line of more bytes than ``length``; looks at few places."""
    at = 0
    while len(data) - at > length:
        end = max(data.rfind(b"\n", at, at + length), data.rfind(b"\r", at, at + length))
        if end < 0:
            return True
        at = end + 1
    return False


def _decode(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(map(_decode_line, re.split(b"\r\n|\r|\n", data)))


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return line.decode("cp1252")
        except UnicodeDecodeError:
            return line.decode("latin-1")  # the five bytes cp1252 leaves open become controls, which are dropped


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Latin text has a zero in every second byte."""
    head = data[:2000]
    half = len(head) // 2
    if half < 2:
        return None
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _looks_like_text(data: bytes) -> bool:
    """Transcripts have next to no control characters; recordings and archives are full of them.

    CHAT sets its times between two U+0015.
    """
    sample = _decode(data[:8192])
    odd = sum(1 for char in sample if unicodedata.category(char) in {"Cc", "Cn"} and char not in _EXPECTED)
    odd += sample.count("\ufffd")
    return odd <= 0.05 * len(sample)
