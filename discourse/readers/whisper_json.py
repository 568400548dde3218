"""JSON of the Whisper family: Whisper and its API, WhisperX (words with speakers), whisper.cpp, Hugging Face chunks.

Times are seconds (milliseconds in whisper.cpp). WhisperX says the speaker of each word, and a segment may hold several:
it is cut there. Words without a time or a speaker (numbers, mostly) go with the words before them.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from discourse.readers.assemble import Piece, Tally, assemble
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

FORMAT: Final = "whisper-json"

# What the API answers when no segments were asked for.
_BARE_KEYS: Final = frozenset({"text", "language", "duration", "task", "usage", "words", "segments", "chunks"})
# Whisper's API spells the language out; a BCP 47 tag is short.
_LANGUAGES: Final = {
    "english": "en",
    "spanish": "es",
    "chinese": "zh",
    "vietnamese": "vi",
    "arabic": "ar",
    "tagalog": "tl",
    "korean": "ko",
    "french": "fr",
    "portuguese": "pt",
    "russian": "ru",
    "somali": "so",
    "haitian creole": "ht",
}


def recognise(source: Source) -> float:
    """Sure of a list of segments or chunks with text; less so of a bare text."""
    data = record(peek(source))
    if any("text" in part or "words" in part for part in _segments(data)):
        return 0.95
    return 0.93 if text_of(data.get("text")) and data.keys() <= _BARE_KEYS else 0.0


def read(source: Source) -> Transcript:
    """The talk, segment by segment. ``origin`` is ``{"segment": n}``.

    Raises ``UnreadableTranscriptError`` for JSON that is cut off and for one without talk.
    """
    data = record(load(source))
    return assemble(source, FORMAT, _pieces(data), tally=Tally(), language=_language(data))


def _segments(data: Record) -> list[Record]:
    return records(data.get("segments")) or records(data.get("transcription")) or records(data.get("chunks"))


def _language(data: Record) -> str:
    named = text_of(data.get("language")) or text_of(record(data.get("result")).get("language"))
    return language_of(_LANGUAGES.get(named.lower(), named))


def _pieces(data: Record) -> Iterator[Piece]:
    segments = _segments(data)
    if not segments:
        yield Piece(text_of(data.get("text")), origin={"segment": 1})
    before: str | None = None
    for at, segment in enumerate(segments, start=1):
        words = [_word(word) for word in records(segment.get("words"))]
        text = text_of(segment.get("text")) or " ".join(word.text for word in words)
        said_by = label_of(segment.get("speaker"))
        start, end = _times(segment)
        for piece in _by_speaker(text, words, said_by, at) or [Piece(text, said_by, start, end, {"segment": at})]:
            # whisper.cpp's tinydiarize marks a change of speaker and does not say who.
            piece.new_voice = piece.speaker is None and before == "turn"
            before = None
            yield piece
        before = "turn" if segment.get("speaker_turn_next") is True else None


def _word(word: Record) -> Word:
    return Word(
        text_of(word.get("word")) or text_of(word.get("text")),
        number(word.get("start")),
        number(word.get("end")),
        label_of(word.get("speaker")),
    )


def _times(segment: Record) -> tuple[float | None, float | None]:
    if isinstance(offsets := segment.get("offsets"), dict):
        start, end = number(offsets.get("from")), number(offsets.get("to"))
        return None if start is None else start / 1000, None if end is None else end / 1000
    pair = segment.get("timestamp")
    if isinstance(pair, list) and len(pair) == 2:
        return number(pair[0]), number(pair[1])
    return number(segment.get("start")), number(segment.get("end"))


def _by_speaker(text: str, words: Sequence[Word], said_by: str | None, at: int) -> list[Piece]:
    """The segment cut where its words change speakers; empty where its words do not tell more than the segment."""
    voices = {word.speaker for word in words if word.speaker}
    if not voices or voices == {said_by}:
        return []
    tokens = text.split()
    if not same_words(words, text):
        if len(tokens) != len(words):
            return []
        words = [Word(token, word.start, word.end, word.speaker) for token, word in zip(tokens, words, strict=True)]
    first = next(word.speaker for word in words if word.speaker)
    begun = [Word(words[0].text, words[0].start, words[0].end, words[0].speaker or first), *words[1:]]
    return list(word_pieces(begun, "segment", number=at))
