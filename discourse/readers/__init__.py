"""A meeting's file in, a :class:`discourse.transcript.Transcript` out, whatever tool exported it.

>>> from discourse.readers import read_text
>>> read_text("Ana Ruiz: Good morning.\\nSam Lee: Morning.").turns[1].speaker
'Sam Lee'

A reader is a module with ``FORMAT``, ``recognise(source) -> float`` and ``read(source) -> Transcript``; a new format is
one more module, named in ``READERS``. The file's content decides which reader it goes to; its suffix only breaks ties.
"""

from pathlib import Path
from typing import Final, Protocol

from discourse.errors import DiscourseError, UnreadableTranscriptError
from discourse.readers import (
    assemblyai_json,
    convokit,
    deepgram_json,
    delimited,
    discourse_json,
    docx,
    elan,
    minutes,
    pdf,
    plaintext,
    records_json,
    sbv,
    srt,
    talkbank_chat,
    textgrid,
    webvtt,
    whisper_json,
    xlsx,
    youtube_xml,
    zoom_chat,
)
from discourse.readers.source import MAX_BYTES, Source
from discourse.transcript import Transcript

__all__ = ["READERS", "Reader", "read_text", "read_transcript"]


class Reader(Protocol):
    """What a reader module offers."""

    @property
    def FORMAT(self) -> str:  # noqa: N802
        """The name the transcript's ``format`` has."""

    def recognise(self, source: Source) -> float:
        """How sure this reader is that the file is its own, from 0 (not mine) to 1; it must not raise on any bytes."""

    def read(self, source: Source) -> Transcript:
        """The transcript. Raises ``UnreadableTranscriptError`` if the file is broken."""


READERS: Final[tuple[Reader, ...]] = (
    docx,
    xlsx,
    pdf,
    webvtt,
    youtube_xml,
    elan,
    textgrid,
    talkbank_chat,
    convokit,
    discourse_json,
    deepgram_json,
    assemblyai_json,
    whisper_json,
    records_json,
    sbv,
    srt,
    zoom_chat,
    delimited,
    plaintext,
    minutes,
)

_SUFFIXES: Final = {
    "webvtt": {".vtt"},
    "srt": {".srt"},
    "sbv": {".sbv"},
    "text": {".txt"},
    "minutes": {".md", ".markdown"},
    "docx": {".docx"},
    "pdf": {".pdf"},
    "discourse-json": {".json"},
}


# Any text may be talk or notes. These two readers look at every line of it, and are never surer than this.
_AT_MOST: Final = {"text": 0.81, "minutes": 0.66}


def read_transcript(
    source: Path | str | bytes, *, name: str | None = None, columns: tuple[tuple[str, str], ...] = ()
) -> Transcript:
    """Read one file, given as a path or as its bytes (what came in on stdin, or an upload).

    ``name`` is what the transcript's ``source`` and error messages call it; by default the file's name without its
    folder, or "stdin". ``columns`` says which columns of a table are what (see
    :func:`discourse.readers.columns.parse_columns`); other files do not mind it. Raises ``UnreadableTranscriptError``
    if the content cannot be read as a transcript, and ``DiscourseError`` if there is no such file or it is a folder.
    """
    if isinstance(source, bytes):
        return _read(Source(name or "stdin", source, columns))
    path = Path(source)
    if path.is_dir():
        raise DiscourseError(f"{path} is a folder; name the files in it.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableTranscriptError(name or path.name, f"the file is larger than {MAX_BYTES // 2**20} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise DiscourseError(f"{path}: there is no such file.") from None
    except OSError as error:
        raise UnreadableTranscriptError(name or path.name, f"the file cannot be opened ({error.strerror})") from None
    return _read(Source(name or path.name, data, columns))


def read_text(text: str, *, name: str = "pasted text") -> Transcript:
    """Read a transcript that is already text, as pasted into a form. Errors as in :func:`read_transcript`."""
    return _read(Source(name, text.encode("utf-8", errors="replace")))


def _read(source: Source) -> Transcript:
    source.refuse_foreign()
    best: Reader | None = None
    best_score = 0.0
    for reader in READERS:
        if best_score > _AT_MOST.get(reader.FORMAT, 1.0):
            continue
        score = reader.recognise(source)
        if score and source.suffix in _SUFFIXES.get(reader.FORMAT, ()):
            score += 0.01
        if score > best_score:
            best, best_score = reader, score
        if score >= 1.0:
            break
    if best is None and source.is_zip:
        raise source.error(
            "this is an archive", remedy="Unpack it; discourse review opens archives, but none that lies in another."
        )
    if best is None:
        raise source.error(
            "this is not a transcript in a format that is read", remedy="Export it as VTT, SRT, DOCX, PDF or text."
        )
    return best.read(source)
