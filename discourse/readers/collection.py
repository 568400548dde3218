"""Everything a user named - files, folders, archives, corpora - as single transcripts to be read one after the other.

Nothing that is wrong with one of them stops the others: it is raised when that one is read.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from discourse.errors import DiscourseError, UnreadableTranscriptError
from discourse.readers import convokit, read_transcript
from discourse.readers.archives import MAX_MEMBERS, is_archive, members
from discourse.readers.source import MAX_BYTES, Source
from discourse.transcript import Transcript

STDIN: Final = "-"

Columns = tuple[tuple[str, str], ...]

# What lies beside transcripts in the folder a meeting tool made; only there is it passed over.
_RECORDING: Final = frozenset(
    ".mp4 .m4a .m4v .mp3 .wav .mov .mkv .webm .avi .wmv .wma .aac .ogg .flac .opus .3gp".split()
)
_PICTURE: Final = frozenset(".png .jpg .jpeg .gif .heic .webp .bmp .tif .tiff .svg".split())
_JUNK: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


@dataclass(frozen=True)
class Item:
    """One transcript to be read, or a file that is passed over.

    ``name`` is what it is called to the user; ``stem`` what a report on it may be called; ``path`` the file it is, None
    for a member of an archive. ``passed_over`` says why it is not read; empty if it is.
    """

    name: str
    stem: str
    read: Callable[[Columns], Transcript]
    path: Path | None = None
    passed_over: str = ""


@dataclass(frozen=True)
class _Entry:
    """A file in a folder or archive: where it lies there, and how to get its bytes."""

    name: str
    inside: PurePosixPath
    load: Callable[[], bytes]
    path: Path | None = None


def expand(paths: Iterable[str], *, stdin: Callable[[int], bytes], leave_out: Path | None = None) -> list[Item]:
    """The transcripts under these paths: folders with all that is in them, archives member by member.

    ``stdin`` reads at most so many bytes of standard input, for "-". ``leave_out`` is a folder that is not entered, as
    the one reports are written to. Raises ``DiscourseError`` for a path that does not exist and for an empty folder.
    """
    return [item for path in dict.fromkeys(paths) for item in _items(path, stdin, leave_out)]


def _items(path: str, stdin: Callable[[int], bytes], leave_out: Path | None) -> Iterator[Item]:
    if path == STDIN:
        data = stdin(MAX_BYTES + 1)
        if is_archive(io.BytesIO(data)):
            yield from _archive("stdin", io.BytesIO(data), "stdin")
        else:
            yield Item("stdin", "stdin", lambda columns: read_transcript(data, columns=columns))
    elif Path(path).is_dir():
        entries = list(_walk(Path(path), leave_out))
        if not entries:
            raise DiscourseError(f"{path}: this folder has no files in it.")
        if len(entries) > MAX_MEMBERS:
            raise DiscourseError(f"{path}: this folder has more than {MAX_MEMBERS:,} files; name the folders in it.")
        yield from _gathered(entries)
    elif not Path(path).exists():
        raise DiscourseError(f"{path}: there is no such file. Check the name, or drag the file into this window.")
    else:
        yield from _file(Path(path), path)


def _walk(folder: Path, leave_out: Path | None) -> Iterator[_Entry]:
    """Files under a folder, hidden ones left alone; links to folders are not followed, so that no circle is walked."""
    pending = [folder]
    while pending:
        inner: list[Path] = []
        for path in sorted(pending.pop().iterdir()):
            if path.name.startswith((".", "~$")) or path.name.lower() in _JUNK:
                continue
            if path.is_dir():
                if not path.is_symlink() and (leave_out is None or path.resolve() != leave_out.resolve()):
                    inner.append(path)
            elif path.is_file():
                inside = PurePosixPath(path.relative_to(folder).as_posix())
                yield _Entry(str(path), inside, lambda path=path: _bytes(path), path)  # type: ignore[misc]
        pending += reversed(inner)


def _file(path: Path, name: str) -> Iterator[Item]:
    """One file, which may be an archive or the utterances of a corpus."""
    try:
        file = path.open("rb")
    except OSError:
        yield Item(name, path.stem, lambda columns: read_transcript(path, columns=columns), path)
        return
    if is_archive(file):
        yield from _archive(name, file, path.name)
        return
    file.close()
    if path.name in convokit.UTTERANCES:
        beside = [path.parent / each for each in ("speakers.json", "users.json") if (path.parent / each).is_file()]
        yield from _corpus(_Entry(name, PurePosixPath(path.parent.name, path.name), lambda: _bytes(path)), beside)
    else:
        yield Item(name, path.stem, lambda columns: read_transcript(path, columns=columns), path)


def _archive(name: str, file: "io.BufferedIOBase", short: str) -> Iterator[Item]:
    try:
        found = members(short, file)  # type: ignore[arg-type]
    except UnreadableTranscriptError as error:
        yield _failing(name, error)
        return
    entries = [_Entry(f"{name}/{member.path}", member.path, member.load) for member in found if _is_shown(member.path)]
    if not entries:
        yield _failing(name, UnreadableTranscriptError(short, "the archive has no files in it"))
    yield from _gathered(entries)


def _is_shown(path: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in path.parts)
    return not hidden and path.name.lower() not in _JUNK


def _gathered(entries: Sequence[_Entry]) -> Iterator[Item]:
    """The items of a folder or archive; utterances take the rest of their corpus with them."""
    corpora = {entry.inside.parent for entry in entries if entry.inside.name in convokit.UTTERANCES}
    for entry in entries:
        suffix = entry.inside.suffix.lower()
        if entry.inside.parent in corpora and entry.inside.name in convokit.BESIDE:
            yield _passed_over(entry, "it belongs to the corpus beside it")
        elif entry.inside.name in convokit.UTTERANCES:
            yield from _corpus(entry, [other for other in entries if other.inside.parent == entry.inside.parent])
        elif suffix in _RECORDING or suffix in _PICTURE:
            yield _passed_over(entry, "a picture" if suffix in _PICTURE else "a recording")
        elif entry.path is not None:
            yield from _file(entry.path, entry.name)
        else:
            yield Item(entry.name, _fit(entry.inside.stem), lambda columns, entry=entry: _member(entry, columns))  # type: ignore[misc]


def _passed_over(entry: _Entry, why: str) -> Item:
    return Item(entry.name, "", lambda columns: _member(entry, columns), entry.path, why)


def _member(entry: _Entry, columns: Columns) -> Transcript:
    return read_transcript(entry.load(), name=entry.inside.name, columns=columns)


def _corpus(entry: _Entry, beside: Sequence[_Entry | Path]) -> Iterator[Item]:
    """A transcript for each conversation of a ConvoKit corpus."""
    folder = entry.inside.parent.name
    try:
        source = Source(entry.inside.name, entry.load())
        source.refuse_foreign()
        said = convokit.by_conversation(convokit.utterances(source))
        if len(said) > MAX_MEMBERS:
            raise source.error(f"the corpus holds more than {MAX_MEMBERS:,} conversations", remedy="Split it.")
    except UnreadableTranscriptError as error:
        yield _failing(entry.name, error)
        return
    people = convokit.named_speakers(_speakers(beside))
    for conversation, utterances in said.items():
        name = f"{entry.name}, conversation {conversation}" if len(said) > 1 else entry.name
        stem = _fit("-".join(filter(None, (folder, conversation if len(said) > 1 else ""))) or entry.inside.stem)
        yield Item(
            name,
            stem,
            lambda _, utterances=utterances: convokit.conversation(source, utterances, people),  # type: ignore[misc]
            entry.path,
        )


def _speakers(beside: Sequence[_Entry | Path]) -> bytes | None:
    for other in beside:
        name = other.name if isinstance(other, Path) else other.inside.name
        if name in {"speakers.json", "users.json"}:
            with suppress(UnreadableTranscriptError, OSError):
                return _bytes(other) if isinstance(other, Path) else other.load()
    return None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # Source refuses what is longer
    except OSError as error:
        raise UnreadableTranscriptError(path.name, f"the file cannot be opened ({error.strerror})") from None


def _failing(name: str, error: DiscourseError) -> Item:
    def read(_: Columns) -> Transcript:
        raise error

    return Item(name, _fit(PurePosixPath(name).stem), read)


def _fit(stem: str) -> str:
    """A name for a report that is a plain file name on every system, whatever stood in an archive."""
    return re.sub(r"[^\w ,()+-]+", "_", stem)[:100].strip(" _") or "transcript"
