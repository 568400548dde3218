"""From an analysis to something a person or a program can read: terminal, HTML, JSON, CSV.

A report shows what was decided and decides nothing. Each format is one module with a function from an
:class:`~discourse.analysis.Analysis` to text; a new format is one module and one line in ``FORMATS``.
"""

import os
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from discourse.errors import DiscourseError

if TYPE_CHECKING:
    from discourse.analysis import Analysis

# Format -> the module whose ``render`` writes it, imported only when it is asked for.
FORMATS: Final[Mapping[str, str]] = {
    "terminal": "discourse.reports.terminal",
    "html": "discourse.reports.html",
    "json": "discourse.reports.json_text",
    "csv": "discourse.reports.table",
}


def render(analysis: "Analysis", format: str) -> str:
    """The report as text; raises :class:`DiscourseError` for a format that is not known."""
    if format not in FORMATS:
        raise DiscourseError(f"there is no report format '{format}'; use {', '.join(FORMATS)}.")
    writer: Callable[[Analysis], str] = import_module(FORMATS[format]).render
    return writer(analysis)


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or nothing: a full disk or a closed lid never leaves half a report behind."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(_usual_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _usual_mode(path: Path) -> int:
    """What the file had, or what a new file would get: a temporary file is private to its maker."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
