"""Kinds of file that are no transcripts, told by their content: what they are, and what to give instead."""

from collections.abc import Iterable
from typing import Final

# Kinds of file people pick by mistake, told by their first bytes: (offset, bytes, what it is, what to do).
_FOREIGN: Final = (
    (0, b"\x89PNG", "a picture", "Export the transcript as text, DOCX or VTT"),
    (0, b"\xff\xd8\xff", "a picture", "Export the transcript as text, DOCX or VTT"),
    (0, b"GIF8", "a picture", "Export the transcript as text, DOCX or VTT"),
    (4, b"ftyp", "a video or audio recording", "Give the transcript or captions file that belongs to it"),
    (0, b"\x1aE\xdf\xa3", "a video recording", "Give the transcript or captions file that belongs to it"),
    (0, b"RIFF", "an audio or video recording", "Give the transcript or captions file that belongs to it"),
    (0, b"OggS", "an audio recording", "Give the transcript or captions file that belongs to it"),
    (0, b"ID3", "an audio recording", "Give the transcript or captions file that belongs to it"),
    (0, b"fLaC", "an audio recording", "Give the transcript or captions file that belongs to it"),
    (0, b"\x1f\x8b", "a compressed archive", "Unpack it first"),
    (0, b"\xfd7zXZ", "a compressed archive", "Unpack it first"),
    (0, b"BZh", "a compressed archive", "Unpack it first"),
    (0, b"7z\xbc\xaf", "a compressed archive", "Unpack it first"),
    (0, b"Rar!", "a compressed archive", "Unpack it first"),
    (0, b"{\\rtf", "an RTF document", "Open it in a word processor and save it as DOCX or plain text"),
    (0, b"MZ", "a program", "Export the transcript as text, DOCX or VTT"),
    (0, b"\x7fELF", "a program", "Export the transcript as text, DOCX or VTT"),
    (0, b"ooBinaryFile", "a binary Praat file", "In Praat, save it as a text file"),
    (0, b"SQLite format 3", "a database", "Export the transcript as text, DOCX or VTT"),
)
_WORDLIKE: Final = frozenset({b"GIF8", b"ftyp", b"RIFF", b"OggS", b"ID3", b"fLaC", b"BZh", b"Rar!", b"MZ"})
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")

_OLD_OFFICE: Final = (
    ("Workbook".encode("utf-16-le"), ".xls", "XLSX or CSV"),
    ("PowerPoint Document".encode("utf-16-le"), ".ppt", "plain text"),
    (b"", ".doc", "DOCX or plain text"),
)
# What a ZIP container is, told by a member, or the beginning of its name. Office's have a table of contents too.
_OFFICE: Final = {"word/": "docx", "xl/": "xlsx", "ppt/": "a PowerPoint presentation"}
_CONTAINERS: Final = {
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an e-book",
    "Index/Document.iwa": "a Pages, Numbers or Keynote document",
    "AndroidManifest.xml": "a program",
    "META-INF/MANIFEST.MF": "a program",
}


def container_kind(members: Iterable[str]) -> str | None:
    """What a ZIP with these members is: "docx", "xlsx" or the name of another kind; None for an archive of files."""
    names = set(members)
    if "[Content_Types].xml" in names:
        return next((what for folder, what in _OFFICE.items() if any(name.startswith(folder) for name in names)), None)
    return next((what for name, what in _CONTAINERS.items() if name in names), None)


def foreign_kind(data: bytes, container: str | None) -> tuple[str, str] | None:
    """What is wrong with a file of another kind, and what to do; None if it may be a transcript.

    ``container`` is what :func:`container_kind` says of it if it is a ZIP.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            return "the document is protected by a password", "Save a copy without a password."
        kind, remedy = next((kind, remedy) for mark, kind, remedy in _OLD_OFFICE if mark in data)
        return f"this is an old Office document ({kind})", f"Save it as {remedy}."
    for offset, magic, what, remedy in _FOREIGN:
        # A transcript may begin with such letters; it has no zero bytes.
        if data[offset : offset + len(magic)] == magic and (magic not in _WORDLIKE or b"\0" in data[:512]):
            return f"this is {what}, not a transcript", f"{remedy}."
    if container not in {None, "docx", "xlsx"}:
        return f"this is {container}, not a transcript", "Save it as DOCX, XLSX or plain text."
    return None
