"""AssemblyAI's JSON: utterances with speakers, or only words, or only the text; times in whole milliseconds."""

from collections.abc import Iterator
from typing import Final

from discourse.readers.assemble import Piece, assemble
from discourse.readers.json_text import (
    Record,
    Word,
    label_of,
    language_of,
    load,
    number,
    peek,
    record,
    records,
    same_words,
    text_of,
    word_pieces,
)
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "assemblyai-json"

_MARKS: Final = frozenset({"audio_duration", "audio_url", "acoustic_model", "speech_model", "language_code"})


def recognise(source: Source) -> float:
    """Sure of utterances or words with text and whole milliseconds, and of the fields only this service writes."""
    data = record(peek(source))
    parts = records(data.get("utterances")) or records(data.get("words"))
    timed = any("text" in part and isinstance(part.get("start"), int) for part in parts[:3])
    marked = len(_MARKS & data.keys()) >= 2 and ("text" in data or "utterances" in data)
    return 0.96 if marked else 0.94 if timed else 0.0


def read(source: Source) -> Transcript:
    """The talk. ``origin`` is ``{"utterance": n}``, or ``{"word": n}`` where there are no utterances.

    Raises ``UnreadableTranscriptError`` for JSON that is cut off, for a transcription that failed or was not finished
    when it was saved, and for one without talk.
    """
    data = record(load(source))
    if text_of(data.get("status")) not in {"", "completed"}:
        raise source.error(
            "the transcription had failed or was not finished when this was saved", remedy="Fetch it again."
        )
    return assemble(source, FORMAT, _pieces(data), language=language_of(data.get("language_code")))


def _pieces(data: Record) -> Iterator[Piece]:
    utterances = records(data.get("utterances"))
    words = _words(data)
    for at, utterance in enumerate(utterances, start=1):
        spoken = _words(utterance)
        text = text_of(utterance.get("text"))
        said_by = label_of(utterance.get("speaker"))
        if spoken and (not text or same_words(spoken, text)):
            named = [Word(word.text, word.start, word.end, said_by or word.speaker) for word in spoken]
            yield from word_pieces(named, "utterance", number=at)
        else:
            start, end = _seconds(utterance.get("start")), _seconds(utterance.get("end"))
            yield Piece(text, said_by, start, end, {"utterance": at})
    if not utterances and words:
        yield from word_pieces(words, "word")
    elif not utterances:
        yield Piece(text_of(data.get("text")), origin={"word": 1})


def _words(part: Record) -> list[Word]:
    return [
        Word(
            text_of(word.get("text")),
            _seconds(word.get("start")),
            _seconds(word.get("end")),
            label_of(word.get("speaker")),
        )
        for word in records(part.get("words"))
    ]


def _seconds(milliseconds: object) -> float | None:
    value = number(milliseconds)
    return None if value is None else value / 1000
