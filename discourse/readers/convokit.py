"""ConvoKit corpora: ``utterances.jsonl``, a line for each utterance, and beside it ``speakers.json`` with their names.

A corpus holds many conversations, and each is a transcript of its own (:func:`by_conversation`). A file of utterances
given alone is read as one. Other JSON Lines with a text and a speaker in each are read in the same way.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from discourse.readers.assemble import Piece, assemble
from discourse.readers.json_text import Record, label_of, load, number, record, records, text_of
from discourse.readers.source import Source, clean
from discourse.readers.speakers import tidy_label
from discourse.transcript import Speaker, Transcript

FORMAT: Final = "convokit"

UTTERANCES: Final = frozenset({"utterances.jsonl", "utterances.json"})
# What lies beside the utterances of a corpus.
BESIDE: Final = frozenset(
    {"speakers.json", "users.json", "conversations.json", "corpus.json", "index.json", "speakers.jsonl", "info.json"}
)
# Later than this, a time is seconds since 1970 and not since the beginning.
_EPOCH: Final = 1e8


class Utterance(NamedTuple):
    """An utterance: where it stands in the file, its conversation, who said it, its words and its time."""

    place: int
    conversation: str
    speaker: str | None
    text: str
    time: float | None


def recognise(source: Source) -> float:
    """Sure where each of the first lines is a JSON object with a text and a speaker."""
    if not source.is_plain_text or source.text.lstrip()[:1] != "{":
        return 0.0
    lines = [line for line in source.lines[:50] if line.strip()][:5]
    found = [_parsed(line) for line in lines]
    # A cut-off file of one line is broken JSON of any kind.
    if len(found) < 2 and source.suffix not in {".jsonl", ".ndjson"}:
        return 0.0
    good = [part for part in found if "text" in part and _who(part) is not None]
    return 0.96 if good and len(good) >= max(1, len(found) - 1) else 0.0


def read(source: Source) -> Transcript:
    """All utterances as one transcript. ``origin`` is ``{"utterance": n}``, counted through the file.

    Raises ``UnreadableTranscriptError``, with the line, for an utterance that is cut off or no JSON.
    """
    return conversation(source, utterances(source), {})


def utterances(source: Source) -> list[Utterance]:
    """The utterances of ``utterances.jsonl``, or of the one list that older corpora have in ``utterances.json``."""
    if source.text.lstrip().startswith("["):
        parts = records(load(source))
    else:
        parts = [_strictly(source, line, at) for at, line in enumerate(source.lines, start=1) if line.strip()]
    return [_utterance(place, part) for place, part in enumerate(parts, start=1)]


def by_conversation(said: Iterable[Utterance]) -> dict[str, list[Utterance]]:
    """The utterances of each conversation, in the order of the file."""
    found: dict[str, list[Utterance]] = {}
    for utterance in said:
        found.setdefault(utterance.conversation, []).append(utterance)
    return found


def conversation(source: Source, said: Iterable[Utterance], people: Mapping[str, Speaker]) -> Transcript:
    """The transcript of these utterances; ``people`` is what the corpus says of its speakers, by their ids."""
    pieces = []
    first: float | None = None
    before: Utterance | None = None
    for utterance in said:
        who, time = utterance.speaker, utterance.time
        first = time if first is None else first
        if time is not None and first is not None and first > _EPOCH:
            time -= first
        another = before is not None and before.conversation != utterance.conversation
        person = people.get(who) if who else None
        label = person.id if person else label_of(who)
        pieces.append(Piece(utterance.text, label, time, None, {"utterance": utterance.place}, new_voice=another))
        before = utterance
    transcript = assemble(source, FORMAT, pieces)
    roles = {person.id: person for person in people.values()}
    return replace(transcript, speakers=tuple(roles.get(who.id, who) for who in transcript.speakers))


def named_speakers(data: bytes | None) -> dict[str, Speaker]:
    """From ``speakers.json``: by id, the name people go by, where it is one person's alone, and the role."""
    try:
        listed = record(json.loads(data)) if data else {}
    except (ValueError, RecursionError):
        return {}
    found: dict[str, Speaker] = {}
    for key, value in listed.items():
        about = record(record(value).get("meta")) or record(value)
        role = text_of(about.get("role")) or text_of(about.get("type"))
        found[key] = Speaker(tidy_label(clean(text_of(about.get("name")))) or label_of(key) or key, role or None)
    count = Counter(person.id for person in found.values())
    return {
        key: person if count[person.id] == 1 else Speaker(label_of(key) or key, person.role)
        for key, person in found.items()
    }


def _strictly(source: Source, line: str, number: int) -> Record:
    try:
        return record(json.loads(line))
    except (ValueError, RecursionError):
        raise source.error("this line is not a whole JSON object", line=number, remedy="Export it again.") from None


def _parsed(line: str) -> Record:
    try:
        return record(json.loads(line))
    except (ValueError, RecursionError):
        return {}


def _utterance(place: int, part: Record) -> Utterance:
    of = part.get("conversation_id", part.get("root"))
    return Utterance(place, "" if of is None else str(of), _who(part), text_of(part.get("text")), _time(part))


def _who(part: Record) -> str | None:
    """The speaker's id, as old and new corpora give it; some spell the speaker out as an object."""
    who = part.get("speaker", part.get("user", part.get("speaker_id")))
    if isinstance(who, dict):
        who = who.get("id", who.get("name"))
    return str(who) if isinstance(who, str | int) and not isinstance(who, bool) else None


def _time(part: Record) -> float | None:
    value = part.get("timestamp", part.get("start"))
    if isinstance(value, str):
        value = float(value) if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", value.strip()) else None
    return number(value)
