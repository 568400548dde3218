"""How a transcript is read when the user says more than its path: columns, a chat beside it, labels of one person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.errors import DiscourseError
from discourse.transcript import Transcript

if TYPE_CHECKING:
    from discourse.readers.collection import Columns, Item

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


@dataclass(frozen=True, slots=True)
class Intake:
    """What the user said about reading.

    ``began`` is the time of day, in seconds after midnight, at which the recording began; ``same`` maps a speaker's
    label to the label to keep.
    """

    columns: "Columns" = ()
    chat: Path | None = None
    began: float | None = None
    same: Mapping[str, str] = field(default_factory=dict)

    @property
    def only_one(self) -> str | None:
        """The option that makes sense for one transcript only, if one was given."""
        return "--chat" if self.chat else "--same-person" if self.same else None

    def read(self, item: "Item") -> Transcript:
        """The transcript of an input. Raises :class:`DiscourseError` for what is wrong with it or its chat."""
        transcript = item.read(self.columns)
        if self.chat is not None:
            from discourse.readers import read_transcript
            from discourse.readers.together import merge_by_time

            transcript = merge_by_time(transcript, read_transcript(self.chat), began=self.began)
        if self.same:
            from discourse.readers.same_person import merge_speakers

            transcript = merge_speakers(transcript, self.same)
        return transcript


def intake(columns: str | None, chat: Path | None, recording_began: str | None, same_person: Sequence[str]) -> Intake:
    """Understand the options of the command line. Raises :class:`DiscourseError` for one that cannot be."""
    from discourse.readers.columns import parse_columns

    if chat is not None and not chat.is_file():
        raise DiscourseError(f"{chat}: there is no such file for --chat.")
    return Intake(
        columns=parse_columns(columns) if columns else (),
        chat=chat,
        began=_seconds(recording_began) if recording_began else None,
        same=dict(_labels(pair) for pair in same_person),
    )


def _seconds(clock: str) -> float:
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        raise DiscourseError("--recording-began: write the time of day as HH:MM or HH:MM:SS, as in 15:05:00.")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600.0 + minutes * 60 + seconds


def _labels(pair: str) -> tuple[str, str]:
    label, sign, kept = (part.strip() for part in pair.rpartition("="))
    if not sign or not label or not kept:
        raise DiscourseError('--same-person: write the label and the label to keep, as in "ana r=Ana Ruiz".')
    return label, kept
