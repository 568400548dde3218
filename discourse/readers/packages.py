"""Office packages (DOCX, XLSX): opened only after a look at what they would unpack to.

Everything here is decided from the ZIP directory and the first bytes of a part, before anything is unpacked: a document
of some kilobytes can unpack to gigabytes, and an XML part can define entities that grow the same way.
"""

import io
import re
import zipfile
import zlib
from typing import Final

from discourse.errors import UnreadableTranscriptError
from discourse.readers.source import Source

MAX_UNPACKED_BYTES: Final = 512 * 1024 * 1024
# XML is held as a tree of several times its size; pictures are not.
MAX_XML_BYTES: Final = 128 * 1024 * 1024
MAX_MEMBERS: Final = 20_000

# What libraries raise on a damaged package; none of it should reach the user.
BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    SyntaxError,  # of XML
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
# UTF-16 has a zero in every second byte, so that the pattern above would not find it.
_WIDE: Final = re.compile(rb"<\x00!\x00|\x00<\x00!")
_PROLOG_BYTES: Final = 65_536


def open_package(source: Source, what: str) -> zipfile.ZipFile:
    """The package's members, found harmless. ``what`` names the document in errors, as in "Word document".

    Raises ``UnreadableTranscriptError`` for a damaged, locked or monstrous package, and for XML with entities.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(source.data))
        members = package.infolist()
        locked = any(member.flag_bits & 1 for member in members)
        xml = [member for member in members if member.filename.lower().endswith((".xml", ".rels", ".vml"))]
        if not locked and (
            len(members) > MAX_MEMBERS
            or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES
            or sum(member.file_size for member in xml) > MAX_XML_BYTES
        ):
            raise source.error(
                "the document unpacks to far more than any transcript", remedy="Save it anew, or as text."
            )
        defines = not locked and any(_defines_entities(package, member) for member in xml)
    except BROKEN as error:
        raise damaged(source, what) from error
    if locked:
        raise source.error("the document is protected by a password", remedy="Save a copy without a password.")
    if defines:
        raise source.error(
            f"the XML in this {what} defines a document type or entities, which no {what} needs", remedy="Save it anew."
        )
    return package


def damaged(source: Source, what: str) -> UnreadableTranscriptError:
    """The error for a package that cannot be read to its end."""
    return source.error(f"the {what} is damaged or cut off", remedy="Export or save it again.")


def _defines_entities(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    with package.open(member) as part:
        prolog = part.read(_PROLOG_BYTES)
    root = re.search(rb"<[^?!\s]", prolog)
    before = prolog[: root.start()] if root else prolog
    return _DOCTYPE.search(before) is not None or (b"\x00" in prolog and _WIDE.search(prolog) is not None)
