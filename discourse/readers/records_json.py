"""JSON that is a list of who said what: ``[{"speaker": ..., "start": ..., "text": ...}]``, under whatever names.

Research corpora and many meeting services write it so; the names of the fields differ, their meaning hardly.
"""

import re
from typing import Final

from discourse.readers.assemble import Piece, assemble
from discourse.readers.captions import seconds
from discourse.readers.json_text import Record, label_of, load, number, peek, records, text_of
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "json-records"

_TEXT: Final = ("text", "dialogue", "sentence", "utterance", "transcript", "content", "words")
_SPEAKER: Final = ("speaker", "speaker_name", "speakerName", "speaker_id", "participant", "name")
_START: Final = ("start", "start_time", "startTime", "begin", "timestamp", "time")
_END: Final = ("end", "stop", "end_time", "endTime")
_LISTS: Final = ("transcript", "utterances", "sentences", "segments", "turns", "entries", "results", "data", "messages")
_CLOCK: Final = re.compile(r"^\s*(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?\s*$")
_SURE_SHARE: Final = 0.8


def recognise(source: Source) -> float:
    """Fairly sure where most records have text and say who spoke or when; other JSON readers know better."""
    parts = _records(peek(source))
    talk = sum(1 for part in parts if _first(part, _TEXT) and (_first(part, _SPEAKER) or _times(part) != (None, None)))
    return 0.93 if parts and talk >= _SURE_SHARE * len(parts) else 0.0


def read(source: Source) -> Transcript:
    """The talk, record by record. ``origin`` is ``{"record": n}``."""
    pieces = (
        Piece(text_of(_first(part, _TEXT)), label_of(_first(part, _SPEAKER)), *_times(part), {"record": at})
        for at, part in enumerate(_records(load(source)), start=1)
    )
    return assemble(source, FORMAT, pieces)


def _records(data: object) -> list[Record]:
    if isinstance(data, dict):
        return next((found for key in _LISTS if (found := records(data.get(key)))), [])
    return records(data)


def _first(part: Record, keys: tuple[str, ...]) -> object:
    """The first of these fields that says something; for text and speakers only words and whole numbers do."""
    values = (part.get(key) for key in keys)
    return next((value for value in values if (isinstance(value, str) and value.strip()) or _whole(value)), None)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _times(part: Record) -> tuple[float | None, float | None]:
    start, end = (next((t for key in keys if (t := _time(part.get(key))) is not None), None) for keys in (_START, _END))
    return start, end


def _time(value: object) -> float | None:
    if isinstance(value, str):
        if _CLOCK.match(value):
            return seconds(value.strip())
        return float(value) if re.fullmatch(r"\s*\d{1,9}(?:\.\d{1,9})?\s*", value) else None
    return number(value)
