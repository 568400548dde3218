"""What can go wrong, said in one plain sentence, and the exit code that goes with it."""

from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Exit codes of the command line; documented in docs/commands.md."""

    DONE = 0
    FLAGS_FOUND = 1
    USAGE = 2
    UNREADABLE = 3
    PARTLY_FAILED = 4


class DiscourseError(Exception):
    """Base of every error meant for the person at the keyboard; its text is one plain sentence."""

    exit_code: ExitCode = ExitCode.USAGE


class UnreadableTranscriptError(DiscourseError):
    """A file that cannot be read as a transcript.

    The message names the file, the place in it where known, what was expected and what to do. It never quotes
    what people said: messages end up in terminals, logs and screenshots.
    """

    exit_code = ExitCode.UNREADABLE

    def __init__(self, source: str, problem: str, *, line: int | None = None, remedy: str = "") -> None:
        self.source = source
        self.problem = problem
        self.line = line
        self.remedy = remedy
        place = f"{source}, line {line}" if line is not None else source
        super().__init__(f"{place}: {problem}." + (f" {remedy}" if remedy else ""))


class DataFileError(DiscourseError):
    """A codebook, lexicon or question file that breaks its own format: says file, line and what is allowed."""

    def __init__(self, path: Path | str, problem: str, *, line: int | None = None) -> None:
        self.path = str(path)
        self.line = line
        self.problem = problem
        place = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{place}: {problem}")


class ModelError(DiscourseError):
    """A classifier's folder that is missing, incomplete or changed."""


class LanguagePipelineError(DiscourseError):
    """The spaCy English pipeline is missing or is not the one this project was measured with."""
