"""From pieces of talk, as a reader finds them in a file, to the turns of a transcript.

A piece is a cue, a line or a paragraph. Pieces of one speaker that follow each other become one turn, joined with a
space, because sentences run over cue ends; ``time_marks`` keep where each timed piece begins. What is not talk (sound
marks, stage marks, bots) ends up in ``left_out``, counted, so that no word of the file disappears unsaid.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from discourse.readers.marks import SOUND_MARK, STAGE_MARK
from discourse.readers.source import Source, clean
from discourse.readers.speakers import is_bot, is_nobody, speaker, tidy_label
from discourse.transcript import LeftOut, Meeting, TimeMark, Transcript, Turn, TurnKind

# Where nobody's name is known, talk is cut into turns a person can read: at a pause after a sentence, at a long
# silence, and, for captions without any pause, after so many words. In seconds and words.
PAUSE_AFTER_SENTENCE: Final = 2.0
LONG_SILENCE: Final = 15.0
LONG_TURN_WORDS: Final = 300
LONGEST_TURN_WORDS: Final = 600

_CHEVRONS: Final = re.compile(r">{2,}")
# What a captioner puts into the middle of talk when the meeting comes to an item: [C. PUBLIC COMMENTS], [6.A. Consent].
_AGENDA_MARK: Final = re.compile(
    r"\[\s*(?:agenda\s+)?(?:item\s+)?(?:[A-Z]|\d{1,2}|[IVX]{1,5})(?:\.(?:\d{1,2}|[A-Z]))*[.):]\s+[^\[\]]{2,160}\]", re.I
)
# A mark with its own full stop or comma: (INDISCERNIBLE). The stop belongs to the words before, if they have none.
_STOP_AFTER_BRACKET: Final = re.compile(r"[\])}♪♫][.,;:!?](?:\s|$)")
_MARK_AND_STOP: Final = re.compile(rf"(?P<before>.?)\s*(?:{SOUND_MARK.pattern})(?P<stop>[.,;:!?])(?=\s|$)", re.I)
_SENTENCE_END: Final = re.compile(r"[.?!…][\"'”’)\]]*$")


@dataclass(slots=True)
class Piece:
    """A stretch of text from one place in the file.

    ``start`` and ``end`` are seconds, ``origin`` counts from 1 (see :class:`discourse.transcript.Turn`). ``new_voice``
    says that somebody else begins here even if we do not know who. ``unnamed`` is a label that names no one in
    particular ("Room 2", "Unknown Speaker"); it is not kept, but it tells such voices apart.
    """

    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    origin: Mapping[str, int] = field(default_factory=dict)
    kind: TurnKind = "speech"
    new_voice: bool = False
    unnamed: str = ""


class Tally:
    """What was left out so far, words by what they were; keeps the order in which things were first met."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()

    def add(self, what: str, text: str) -> None:
        """Count ``text``'s words as left out because it is ``what``; nothing happens for empty text."""
        words = len(text.split())
        if words:
            self._words[what] += words

    def copy(self) -> "Tally":
        """Another tally that goes on from here."""
        other = Tally()
        other._words.update(self._words)
        return other

    def note(self, what: str) -> None:
        """Report something that has no words to count, such as a page that is a picture."""
        self._words[what] += 0

    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything counted, as the transcript reports it."""
        return tuple(LeftOut(what, words) for what, words in self._words.items())


def assemble(
    source: Source,
    format: str,
    pieces: Iterable[Piece],
    *,
    tally: Tally | None = None,
    meeting: Meeting | None = None,
    language: str = "en",
) -> Transcript:
    """Make a transcript of the pieces, in their order.

    Raises ``UnreadableTranscriptError`` if no talk is left in them.
    """
    tally = tally or Tally()
    labels: dict[str, str | None] = {}
    kept = [piece for raw in pieces for piece in _prepared(raw, tally, labels)]
    turns = _join(kept)
    if not turns:
        raise source.error(
            "no talk was found in it", remedy="Check that this is the transcript and not an empty export."
        )
    speaking = dict.fromkeys(turn.speaker for turn in turns if turn.speaker)
    return Transcript(
        source=source.name,
        format=format,
        turns=tuple(turns),
        speakers=tuple(map(speaker, speaking)),
        language=language,
        meeting=meeting or Meeting(),
        left_out=tally.left_out(),
    )


_STAGE_MARKS: Final = "stage marks in square brackets"
# What a label is kept as while pieces are prepared, if it is a bot's.
_BOT: Final = ""


def _prepared(piece: Piece, tally: Tally, labels: dict[str, str | None]) -> Iterable[Piece]:
    """The piece without marks and bots, cut at ``>>``, its text in single spaces; nothing if no talk is left.

    ``labels`` remembers what became of each label of the file.
    """
    label = None
    if piece.speaker:
        if piece.speaker not in labels:
            labels[piece.speaker] = _label(piece.speaker)
        label = labels[piece.speaker]
        if label == _BOT:
            tally.add("bots and shared screens", piece.text)
            return
    start, end = _seconds(piece.start), _seconds(piece.end)
    if start is not None and end is not None and end < start:
        end = None
    new_voice = piece.new_voice
    text = piece.text if piece.text.isascii() and piece.text.isprintable() else clean(piece.text)
    for number, part in enumerate(_CHEVRONS.split(text) if ">>" in text and piece.kind != "chat" else [text]):
        new_voice = new_voice or number > 0
        text = talk_in(part, tally, kind=piece.kind)
        if text:
            unnamed = "" if label or number else piece.speaker or ""
            yield Piece(text, label, start, end, piece.origin, piece.kind, new_voice, unnamed)
            new_voice = False


def _label(written: str) -> str | None:
    """The speaker's label in its tidy form; None for nobody in particular, ``_BOT`` for a bot."""
    label = tidy_label(clean(written))
    if label and is_bot(label):
        return _BOT
    return None if not label or is_nobody(label) else label


def talk_in(text: str, tally: Tally, *, kind: TurnKind = "speech") -> str:
    """The words of talk in a stretch of text, in single spaces; sound and stage marks are counted and removed.

    What was written keeps its brackets: "electives (music)" is no sound, and "(laughs)" in a chat is what was said.
    """
    text = " ".join(text.split())
    if kind == "speech" and text.startswith("[") and STAGE_MARK.match(text) and not SOUND_MARK.fullmatch(text.strip()):
        tally.add(_STAGE_MARKS, text)
        return ""
    if kind == "speech" and ("[" in text or "(" in text or "{" in text or "♪" in text or "♫" in text):
        for mark in SOUND_MARK.findall(text):
            tally.add("sound marks such as [Music]", mark)
        if _STOP_AFTER_BRACKET.search(text):
            text = _MARK_AND_STOP.sub(_stop_alone, text)
        text = SOUND_MARK.sub(" ", text)
        for mark in _AGENDA_MARK.findall(text):
            tally.add(_STAGE_MARKS, mark)
        text = " ".join(_AGENDA_MARK.sub(" ", text).split())
    return text if _says_something(text) else ""


def _stop_alone(found: re.Match[str]) -> str:
    """The stop behind a mark, put behind the words before it; nothing where there are none or they have their own."""
    before: str = found["before"]
    return before if not before.strip() or before in ".,;:!?…" else f"{before}{found['stop']}"


def _says_something(text: str) -> bool:
    """Whether there is more than punctuation: a letter, a digit or a symbol such as an emoji."""
    return any(map(str.isalnum, text)) or any(unicodedata.category(char)[0] in "LNS" for char in text)


def ends_a_sentence(text: str) -> bool:
    """Whether the text ends with the end of a sentence."""
    return _SENTENCE_END.search(text.rstrip()[-8:]) is not None


def _seconds(time: float | None) -> float | None:
    return round(time, 3) if time is not None and 0 <= time < 1e7 else None


def _join(pieces: Sequence[Piece]) -> list[Turn]:
    turns: list[Turn] = []
    run: list[Piece] = []
    chevrons = any(piece.new_voice for piece in pieces)
    words = 0
    for piece in pieces:
        if run and (_differs(run[-1], piece) or _pauses(run[-1], piece, words, chevrons=chevrons)):
            turns.append(_turn(len(turns), run))
            run, words = [], 0
        run.append(piece)
        words += piece.text.count(" ") + 1
    if run:
        turns.append(_turn(len(turns), run))
    return turns


def _differs(before: Piece, piece: Piece) -> bool:
    who = (before.speaker, before.unnamed, before.kind)
    return piece.new_voice or who != (piece.speaker, piece.unnamed, piece.kind) or piece.kind != "speech"


def _pauses(before: Piece, piece: Piece, words: int, *, chevrons: bool) -> bool:
    """Whether talk by we do not know whom is cut between these two pieces, ``words`` after the turn began."""
    if piece.speaker is not None:
        return False
    ended = ends_a_sentence(before.text)
    if words >= (LONG_TURN_WORDS if ended else LONGEST_TURN_WORDS):
        return True
    if before.end is None or piece.start is None:
        return False
    pause = piece.start - before.end
    return pause >= LONG_SILENCE or (not chevrons and ended and pause >= PAUSE_AFTER_SENTENCE)


def _turn(index: int, run: Sequence[Piece]) -> Turn:
    marks: list[TimeMark] = []
    offset = 0
    for piece in run:
        if piece.start is not None and (not marks or marks[-1].seconds != piece.start):
            marks.append(TimeMark(offset, piece.start))
        offset += len(piece.text) + 1
    ends = [piece.end for piece in run if piece.end is not None]
    return Turn(
        index=index,
        text=" ".join(piece.text for piece in run),
        speaker=run[0].speaker,
        start=marks[0].seconds if marks else None,
        end=max(ends) if ends else None,
        origin=dict(run[0].origin),
        time_marks=tuple(marks),
        kind=run[0].kind,
    )
