"""ZIP and TAR archives, read member by member in memory: nothing goes to the disk, and all has a limit."""

import bz2
import gzip
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final

from discourse.errors import UnreadableTranscriptError
from discourse.readers.foreign import container_kind
from discourse.readers.packages import BROKEN
from discourse.readers.source import MAX_BYTES, clean

MAX_MEMBERS: Final = 10_000
MAX_UNPACKED_BYTES: Final = 1024 * 1024 * 1024
# Text packs 3 to 30 times smaller; what packs far better than that and is large was made to do harm.
_RATIO: Final = 200
_RATIO_COUNTS_FROM: Final = 16 * 1024 * 1024
_HEAD_BYTES: Final = 1024


@dataclass(frozen=True)
class Member:
    """A file in an archive: its path there, and how to get its bytes, which may raise."""

    path: PurePosixPath
    load: Callable[[], bytes]


def is_archive(file: IO[bytes]) -> bool:
    """Whether this is a ZIP that is no document, or a TAR, plain or packed with gzip or bzip2; by its content alone."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        try:
            return container_kind(zipfile.ZipFile(file).namelist()) is None
        except BROKEN:
            return False
        finally:
            file.seek(0)
    if head.startswith((b"\x1f\x8b", b"BZh")):
        try:
            return _is_tar(_unpacking(file, head).read(_HEAD_BYTES))
        except BROKEN:
            return False
        finally:
            file.seek(0)
    return _is_tar(head)


def members(name: str, file: IO[bytes]) -> list[Member]:
    """The files in an archive. ``file`` must stay open while they are read.

    Raises ``UnreadableTranscriptError`` if the archive is damaged, or holds more than it should.
    """
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    try:
        found = list(_zip_members(name, file) if head.startswith(b"PK") else _tar_members(name, file, head))
    except (*BROKEN, tarfile.TarError) as error:
        raise UnreadableTranscriptError(name, "the archive is damaged or cut off", remedy="Pack it again.") from error
    return found


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _unpacking(file: IO[bytes], head: bytes) -> "IO[bytes] | gzip.GzipFile | bz2.BZ2File":
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    return bz2.BZ2File(file) if head.startswith(b"BZh") else file


def _zip_members(name: str, file: IO[bytes]) -> Iterator[Member]:
    archive = zipfile.ZipFile(file)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _check_count(name, len(infos))
    for info in infos:
        yield Member(_path(info.filename), lambda info=info: _from_zip(archive, info))  # type: ignore[misc]


def _from_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    name = _path(info.filename).name
    if info.flag_bits & 1:
        raise UnreadableTranscriptError(
            name, "the archive is protected by a password", remedy="Unpack it, or pack it without a password."
        )
    packed_too_well = info.file_size > _RATIO_COUNTS_FROM and info.file_size > _RATIO * info.compress_size
    if info.file_size > MAX_BYTES or packed_too_well:
        raise _too_large(name)
    try:
        return archive.read(info)
    except BROKEN as error:
        raise UnreadableTranscriptError(name, "it is damaged in the archive", remedy="Pack it again.") from error


def _tar_members(name: str, file: IO[bytes], head: bytes) -> Iterator[Member]:
    stream = _Bounded(name, _unpacking(file, head))
    archive = tarfile.open(fileobj=stream, mode="r:")  # type: ignore[call-overload]  # noqa: SIM115
    infos: list[tarfile.TarInfo] = []
    for info in archive:
        if info.isfile():  # no links and no devices
            infos.append(info)
            _check_count(name, len(infos))
    for info in infos:
        yield Member(_path(info.name), lambda info=info: _from_tar(archive, info))  # type: ignore[misc]


def _from_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    name = _path(info.name).name
    if info.size > MAX_BYTES:
        raise _too_large(name)
    try:
        file = archive.extractfile(info)
        return file.read() if file else b""
    except (*BROKEN, tarfile.TarError) as error:
        raise UnreadableTranscriptError(name, "it is damaged in the archive", remedy="Pack it again.") from error


def _path(name: str) -> PurePosixPath:
    """A member's path, fit to be shown: one line, no marks that turn the direction of writing."""
    return PurePosixPath(" ".join(clean(name).replace("\\", "/").split()) or "unnamed")


def _check_count(name: str, count: int) -> None:
    if count > MAX_MEMBERS:
        raise UnreadableTranscriptError(
            name, f"the archive holds more than {MAX_MEMBERS:,} files", remedy="Give its folders one by one."
        )


def _too_large(name: str) -> UnreadableTranscriptError:
    return UnreadableTranscriptError(
        name, "it unpacks to far more than any transcript", remedy="Unpack it yourself if you trust it."
    )


class _Bounded:
    """A stream that refuses to be read further than an archive of transcripts could be long."""

    def __init__(self, name: str, stream: "IO[bytes] | gzip.GzipFile | bz2.BZ2File") -> None:
        self._name = name
        self._stream = stream

    def read(self, size: int) -> bytes:
        """Read ``size`` bytes, or fewer at the end."""
        self._check(self._stream.tell() + size)
        return self._stream.read(size)

    def seek(self, place: int) -> int:
        """Go to ``place``, counted from the beginning."""
        self._check(place)
        return self._stream.seek(place)

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._stream.tell()

    def _check(self, place: int) -> None:
        packed = isinstance(self._stream, gzip.GzipFile | bz2.BZ2File)
        if packed and place > MAX_UNPACKED_BYTES:
            raise UnreadableTranscriptError(
                self._name, "it unpacks to far more than any transcripts", remedy="Unpack it yourself if you trust it."
            )
