"""The JSON this project writes and reads, schema_version "1".

Published as ``docs/schema-v1.json``. Optional parts may be absent, unknown parts are refused. All ``span`` and
``sentence`` pairs are 0-based, end-exclusive Unicode code points into the ``text`` of the same document's turn.
Times are seconds from the start of the recording.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1"] = "1"

Offset = Annotated[int, Field(ge=0)]
SpanPair = tuple[Offset, Offset]
Band = Literal["clear", "worth_a_look"]
Stance = Literal["endorsed", "reported", "challenged", "hypothetical", "self_repaired", "unclear"]
Move = Literal["reflect_back", "surface", "system", "strengths", "next_evidence"]
Origin = Literal["protocol", "adapted", "project"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tool(_Part):
    """What produced the document: versions of the tool and content hashes of the data it used."""

    name: Literal["discourse-mirror"] = "discourse-mirror"
    version: str
    lexicon: str
    codebook: str
    model: str | None = None


class Meeting(_Part):
    """What happened, as far as the source says; ``date`` is ISO 8601."""

    title: str | None = None
    date: str | None = None
    kind: str | None = None
    consent: str | None = None


class Speaker(_Part):
    """A speaker; ``id`` is a pseudonym unless names were kept."""

    id: str
    role: str | None = None


class Turn(_Part):
    """One speaker's uninterrupted talk."""

    index: Offset
    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    origin: dict[str, int] = Field(default_factory=dict)
    kind: Literal["speech", "notes", "chat"] = "speech"
    not_read: Annotated[list[SpanPair], Field(description="Stretches in another language, not read")] = []


class LeftOut(_Part):
    """Something in the source that was not read as talk."""

    what: str
    words: Offset


class Transcript(_Part):
    """The text that all spans of the document refer to."""

    source: str
    format: str
    language: str = "en"
    speakers: list[Speaker] = []
    turns: list[Turn]
    left_out: list[LeftOut] = []


class Evidence(_Part):
    """One reason behind a flag: a lexicon rule, a stance cue or the classifier, with the words it rests on."""

    source: Literal["lexicon", "stance", "classifier"]
    rule: str | None = None
    cue: str | None = None
    turn: Offset | None = None
    span: SpanPair | None = None
    probability: Annotated[float, Field(ge=0, le=1)] | None = None
    note: str | None = None


class Question(_Part):
    """A question a facilitator could ask. ``softer`` is a gentler wording of a pointed one."""

    id: str
    moves: list[Move]
    text: str
    origin: Origin
    softer: str | None = None
    note: str | None = None


class Review(_Part):
    """What a person decided about a flag."""

    decision: Literal["kept", "dismissed"] | None = None
    reason: str | None = None
    note: str | None = None
    question: str | None = None
    by: str | None = None
    at: str | None = None


class Flag(_Part):
    """A moment to look at."""

    id: str
    turn: Offset
    span: SpanPair
    quote: str
    sentence: SpanPair
    category: str
    also: list[str] = []
    band: Band
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    stance: Stance
    evidence: list[Evidence]
    why: str
    questions: list[Question]
    no_questions_because: str | None = None
    start: float | None = None
    review: Review | None = None


class Noticed(_Part):
    """Talk worth strengthening: a strength named, a system cause, an interruption, a bounded need."""

    turn: Offset
    span: SpanPair
    quote: str
    category: str
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    rule: str | None = None
    why: str | None = None
    start: float | None = None


class SetAside(_Part):
    """A candidate that was not flagged, and why."""

    turn: Offset
    span: SpanPair
    quote: str
    category: str
    reason: str
    rule: str | None = None
    cue: str | None = None


class Summary(_Part):
    """Counts over the whole transcript."""

    turns: Offset
    sentences: Offset
    sentences_about_students_or_families: Offset
    flags: Offset
    by_category: dict[str, int] = {}


class Document(_Part):
    """A whole analysis as JSON."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    tool: Tool
    meeting: Meeting = Meeting()
    transcript: Transcript
    flags: list[Flag] = []
    noticed: list[Noticed] = []
    set_aside: list[SetAside] = []
    leftover_names: Annotated[list[str], Field(description="Capitalised words a person should check for names")] = []
    summary: Summary


class TranscriptDocument(BaseModel):
    """A transcript to be read: the same shape with or without an analysis, which is ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    schema_version: Literal["1"]
    meeting: Meeting = Meeting()
    transcript: Transcript
