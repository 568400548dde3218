"""Deepgram's JSON: channels of words, with or without speakers, paragraphs or utterances; times in seconds.

The words are read, because everything else in the document is made of them; where there are none, the sentences of the
paragraphs, the utterances, or the bare transcript. Where each person was recorded on a channel of their own, channels
are speakers.
"""

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
    text_of,
    word_pieces,
)
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "deepgram-json"


def recognise(source: Source) -> float:
    """Sure of channels with alternatives, and of utterances that have a transcript."""
    data = peek(source)
    alternatives = any("alternatives" in channel for channel in _channels(data))
    return 0.96 if alternatives or any("transcript" in part for part in _utterances(data)) else 0.0


def read(source: Source) -> Transcript:
    """The talk. ``origin`` is ``{"word": n}``, counted in each channel, or what there is in its place.

    Raises ``UnreadableTranscriptError`` for JSON that is cut off and for one without talk.
    """
    data = load(source)
    spoken = [_spoken(channel) for channel in _channels(data)]
    if isinstance(data, list):  # live results come one after another, and are one channel
        spoken = [[piece for part in spoken for piece in part]]
    if len(spoken) > 1:
        for at, part in enumerate(spoken):
            for piece in part:
                piece.speaker = f"Channel {at}" + (f", {piece.speaker}" if piece.speaker else "")
    pieces = [piece for part in spoken for piece in part] or list(_from_utterances(data))
    if len(spoken) > 1:
        pieces.sort(key=lambda piece: piece.start or 0.0)
    named = (channel.get("detected_language") for channel in _channels(data))
    return assemble(source, FORMAT, pieces, language=language_of(next(filter(None, named), None)))


def _results(data: object) -> Record:
    whole = record(data)
    return record(whole.get("results")) or whole


def _channels(data: object) -> list[Record]:
    if isinstance(data, list):
        return [record(part.get("channel")) for part in records(data) if part.get("is_final", True)]
    return records(_results(data).get("channels"))


def _utterances(data: object) -> list[Record]:
    return records(_results(data).get("utterances"))


def _spoken(channel: Record) -> list[Piece]:
    best = next(iter(records(channel.get("alternatives"))), {})
    words = [
        Word(
            text_of(word.get("punctuated_word")) or text_of(word.get("word")),
            number(word.get("start")),
            number(word.get("end")),
            label_of(word.get("speaker")),
        )
        for word in records(best.get("words"))
    ]
    if words:
        return list(word_pieces(words, "word"))
    sentences = [
        Piece(
            text_of(sentence.get("text")),
            label_of(paragraph.get("speaker")),
            number(sentence.get("start")),
            number(sentence.get("end")),
            {"paragraph": at},
        )
        for at, paragraph in enumerate(records(record(best.get("paragraphs")).get("paragraphs")), start=1)
        for sentence in records(paragraph.get("sentences"))
    ]
    bare = text_of(best.get("transcript"))
    return sentences or ([Piece(bare, origin={"paragraph": 1})] if bare.strip() else [])


def _from_utterances(data: object) -> Iterator[Piece]:
    for at, utterance in enumerate(_utterances(data), start=1):
        yield Piece(
            text_of(utterance.get("transcript")),
            label_of(utterance.get("speaker")),
            number(utterance.get("start")),
            number(utterance.get("end")),
            {"utterance": at},
        )
