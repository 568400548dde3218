"""This project's own JSON, schema_version "1": a transcript with or without the analysis that was made of it.

The text is taken as it stands, because spans in the same document refer to it; absurd times are not, and the analysis
is not read.
"""

from typing import Final

from discourse.readers.json_text import is_json, load
from discourse.readers.source import Source, clean
from discourse.transcript import LeftOut, Meeting, Speaker, Transcript, Turn

FORMAT: Final = "discourse-json"


def recognise(source: Source) -> float:
    """Sure of a ``schema_version``; other JSON is ours only to say what is wrong with it."""
    if not is_json(source):
        return 0.0
    return 0.97 if '"schema_version"' in source.text else 0.9


def read(source: Source) -> Transcript:
    """The transcript as it was written, turns numbered anew.

    Raises ``UnreadableTranscriptError`` for JSON that is cut off or of another shape.
    """
    from pydantic import ValidationError

    from discourse.wire import SCHEMA_VERSION, TranscriptDocument

    data = load(source)
    if not isinstance(data, dict) or "schema_version" not in data:
        raise source.error(
            "this JSON is not a transcript of a kind that is read", remedy="Export it as VTT, SRT or text."
        )
    if data["schema_version"] != SCHEMA_VERSION:
        raise source.error(
            f'this JSON is not of schema_version "{SCHEMA_VERSION}"', remedy="Read it with a newer version."
        )
    try:
        document = TranscriptDocument.model_validate(data)
    except ValidationError as error:
        place = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
        raise source.error(f"the JSON does not have the shape of a transcript, at {place}") from None
    turns = [turn for turn in document.transcript.turns if turn.text.strip()]
    if not turns:
        raise source.error("no talk was found in it")
    return Transcript(
        source=source.name,
        format=FORMAT,
        turns=tuple(
            Turn(
                index,
                clean(turn.text),
                turn.speaker,
                _sane(turn.start),
                _sane(turn.end),
                {unit: place for unit, place in turn.origin.items() if place >= 1},
                kind=turn.kind,
            )
            for index, turn in enumerate(turns)
        ),
        speakers=_speakers(
            [Speaker(speaker.id, speaker.role) for speaker in document.transcript.speakers],
            [turn.speaker for turn in turns if turn.speaker],
        ),
        language=document.transcript.language,
        meeting=Meeting(**document.meeting.model_dump()),
        left_out=tuple(LeftOut(part.what, part.words) for part in document.transcript.left_out),
    )


def _sane(time: float | None) -> float | None:
    """A time that a recording can have; a document somebody else wrote may hold any number, and NaN."""
    return time if time is not None and 0 <= time < 1e7 else None


def _speakers(listed: list[Speaker], speaking: list[str]) -> tuple[Speaker, ...]:
    """The listed speakers, and those who speak without being listed."""
    known = {speaker.id: speaker for speaker in listed}
    for label in speaking:
        known.setdefault(label, Speaker(label))
    return tuple(known.values())
