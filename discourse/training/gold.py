"""Gold data: labelled stretches of talk in context, one JSON object a line.

The format is described in ``annotation/gold/README.md``. Spans are kept as the words themselves (``quote``), which
survives editing better than numbers; :attr:`Segment.span` gives them as offsets into ``text``.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from discourse.datafile import StrictModel
from discourse.detection.windows import Said, context_of
from discourse.errors import DataFileError
from discourse.transcript import Span, Transcript, Turn

# Turns shown before and after a turn of a meeting.
_AROUND = 2

GoldStance = Literal["endorsed", "none", "challenged", "reported", "self_repaired", "hypothetical"]


class Labelled(StrictModel):
    """A stretch of text and what a reader with the codebook makes of it."""

    text: str = Field(min_length=1)
    expect: Literal["flag", "pass"]
    categories: list[str] = []
    quote: str | None = None
    stance: GoldStance
    noticed: list[str] = []


class Segment(Labelled):
    """One stretch of talk with its labels.

    ``context`` and ``after`` are the turns around it as "Name: text". ``expect`` says whether it is a flag;
    ``function`` names what kind of look-alike a pass is; ``pair`` joins the two halves of a minimal pair.
    ``only_expect`` says that stance and noticed categories were not labelled.
    """

    id: str
    context: list[str] = []
    after: list[str] = []
    speaker: str | None = None
    function: str | None = None
    pair: str | None = None
    genre: str | None = None
    writer: str = ""
    only_expect: bool = False

    @model_validator(mode="after")
    def _quote_is_in_the_text(self) -> "Segment":
        if self.quote is not None and self.quote not in self.text:
            raise ValueError("'quote' is not part of 'text'")
        return self

    @property
    def is_flag(self) -> bool:
        """Whether a reader with the codebook marks it."""
        return self.expect == "flag"

    @property
    def span(self) -> Span | None:
        """Where ``quote`` stands in ``text``."""
        if self.quote is None:
            return None
        start = self.text.index(self.quote)
        return Span(start, start + len(self.quote))

    @property
    def surroundings(self) -> str:
        """The talk around it, as the classifier reads it."""
        return context_of([*self._said(self.context)], [*self._said(self.after)])

    def _said(self, turns: Iterable[str]) -> Iterator[Said]:
        for turn in turns:
            name, colon, text = turn.partition(": ")
            yield Said(text, name == self.speaker) if colon else Said(turn, same_speaker=False)


def as_transcript(segment: Segment) -> Transcript:
    """A segment and the turns around it as a transcript; its own turn has the index ``len(segment.context)``."""
    said = [turn.partition(": ") for turn in segment.context]
    later = [turn.partition(": ") for turn in segment.after]
    turns = [
        *((name if colon else None, text if colon else name) for name, colon, text in said),
        (segment.speaker, segment.text),
        *((name if colon else None, text if colon else name) for name, colon, text in later),
    ]
    return Transcript(segment.id, "gold", tuple(Turn(i, text, speaker) for i, (speaker, text) in enumerate(turns)))


def meetings_of(segments: Iterable[Segment]) -> Iterator[tuple[Transcript, list[Segment]]]:
    """Whole meetings, given as all their turns in order, one meeting after the other: each as one transcript."""
    for meeting, said in groupby(segments, key=lambda segment: segment.writer):
        turns = list(said)
        spoken = tuple(Turn(i, segment.text, segment.speaker) for i, segment in enumerate(turns))
        yield Transcript(meeting, "gold", spoken), turns


class MeetingTurn(Labelled):
    """One labelled turn of a whole meeting. ``planted`` says what the writer meant it to be."""

    turn: int
    speaker: str
    planted: str | None = None


def load_meeting(path: Path) -> list[Segment]:
    """Every turn of a labelled meeting as a segment with two turns before and after it.

    Raises :class:`~discourse.errors.DataFileError` with file and line.
    """
    turns = [MeetingTurn.model_validate(data) for data in _lines(path, MeetingTurn)]
    said = [f"{turn.speaker}: {turn.text}" for turn in turns]
    return [
        Segment(
            id=f"{path.stem}-{at:03}",
            context=said[max(0, at - _AROUND) : at],
            after=said[at + 1 : at + 1 + _AROUND],
            speaker=turn.speaker,
            text=turn.text,
            expect=turn.expect,
            categories=turn.categories,
            quote=turn.quote,
            stance=turn.stance,
            noticed=turn.noticed,
            function=turn.planted if turn.expect == "pass" else None,
            writer=path.stem,
        )
        for at, turn in enumerate(turns)
    ]


def load_gold(paths: Iterable[Path]) -> list[Segment]:
    """All segments of some files, each with the file's stem as its writer where the file names none.

    Raises :class:`~discourse.errors.DataFileError` with file and line.
    """
    segments: list[Segment] = []
    for path in paths:
        for data in _lines(path, Segment):
            segment = Segment.model_validate(data)
            segments.append(segment if segment.writer else segment.model_copy(update={"writer": path.stem}))
    return segments


def _lines(path: Path, model: type[StrictModel]) -> Iterator[object]:
    """The JSON of each line, checked."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise DataFileError(path, "this is not a readable UTF-8 file") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            model.model_validate(data)
        except json.JSONDecodeError:
            raise DataFileError(path, "this line is not JSON", line=number) from None
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise DataFileError(path, f"{where}: {first['msg']}" if where else first["msg"], line=number) from None
        yield data
