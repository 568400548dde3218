"""A roster: the names a team knows may come up, from a CSV file a school office can export."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from discourse.errors import DataFileError

_ROLE: Final = re.compile(r"[a-z][a-z -]{0,30}")
_USUAL_ROLES: Final = frozenset(
    {"student", "staff", "family", "parent", "guardian", "teacher", "administrator", "community", "person"}
)
_TAKEN_ROLES: Final = frozenset({"name", "speaker"})
_ENOUGH_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whose name is to be masked. The name does not show when the object is printed."""

    name: str = field(repr=False)
    role: str = "person"
    aliases: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a roster, in the order of the file. Masks count in this order, role by role: ``[student 1]``."""

    people: tuple[Person, ...]

    def labelled(self) -> Iterator[tuple[str, Person]]:
        """Each person with the mask for the name."""
        counts: Counter[str] = Counter()
        for person in self.people:
            counts[person.role] += 1
            yield f"[{person.role} {counts[person.role]}]", person

    @property
    def roles(self) -> frozenset[str]:
        """All roles in it."""
        return frozenset(person.role for person in self.people)


def load_roster(path: Path | str) -> Roster:
    """The roster at ``path``; raises :class:`~discourse.errors.DataFileError`, which names no one.

    A CSV file with a header: ``name``, ``role`` and, if wanted, ``aliases`` (several with ``;;`` between them). Other
    columns are not looked at. Commas, semicolons and tabs may separate the columns.
    """
    path = Path(path)
    text = _text(path)
    header_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=header_line.count)
    rows = _rows(path, text, delimiter)
    first = next(rows, None)
    if first is None:
        raise DataFileError(path, "the roster is empty; its first line must name the columns: name, role, aliases")
    columns = _columns(path, *first)
    people = tuple(_person(path, line, cells, columns, len(first[1])) for line, cells in rows)
    if not people:
        raise DataFileError(path, "the roster has a header but no names")
    return Roster(people)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataFileError(path, "this file does not exist") from None
    except UnicodeDecodeError:
        raise DataFileError(path, "this file is not UTF-8 text; save it again as 'CSV UTF-8'") from None
    except OSError:
        raise DataFileError(path, "this file cannot be read; a roster is a CSV file") from None


def _rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise DataFileError(path, "this line is not valid CSV; check its quotation marks", line=line) from None
        cells = [cell.strip() for cell in cells]
        if any("\n" in cell or "\r" in cell for cell in cells):
            raise DataFileError(path, "a quotation mark opened on this line is not closed on it", line=line)
        if any(cells):
            yield line, cells
        line = reader.line_num + 1


def _columns(path: Path, line: int, header: list[str]) -> dict[str, int]:
    names = [cell.casefold() for cell in header]
    for column in ("name", "role", "aliases"):
        if names.count(column) > 1:
            raise DataFileError(path, f"the column '{column}' is given twice", line=line)
    missing = [column for column in ("name", "role") if column not in names]
    if missing:
        problem = f"the column {' and '.join(map(repr, missing))} is missing"
        raise DataFileError(path, f"{problem}; the first line names the columns: name, role, aliases", line=line)
    return {column: names.index(column) for column in ("name", "role", "aliases") if column in names}


def _person(path: Path, line: int, cells: list[str], columns: dict[str, int], width: int) -> Person:
    quote_it = "put a name with a comma in it in double quotation marks"
    aliases_at = columns.get("aliases")
    if len(cells) > width and any(cells[width:]) and aliases_at != width - 1:
        raise DataFileError(path, f"this line has more cells than the header; {quote_it}", line=line)
    cells = cells + [""] * (width - len(cells))
    name, role = cells[columns["name"]], cells[columns["role"]].casefold() or "person"
    # Where ";" separates the columns, ";;" between aliases has already split them.
    written = "" if aliases_at is None else ";;".join([cells[aliases_at], *cells[width:]])
    aliases = tuple(alias for part in written.split(";;") if (alias := part.strip(" ;")))
    if role not in _USUAL_ROLES and any(alias.casefold() in _USUAL_ROLES for alias in aliases):
        raise DataFileError(path, f"a role stands where aliases should be; {quote_it}", line=line)
    if not _ROLE.fullmatch(role) or role in _TAKEN_ROLES:
        raise DataFileError(path, "the role must be a plain word such as student, staff or family", line=line)
    if not all(_ENOUGH_LETTERS.search(word) for word in (name, *aliases)):
        raise DataFileError(path, "a name and an alias need at least two letters together", line=line)
    return Person(name, role, aliases)
