"""CHAT (``.cha``), the format of TalkBank and CHILDES: ``*MOT:<tab>words .`` with codes among the words.

What was said is kept, also what was said twice, broken off or only a "uh"; what a transcriber wrote about it is taken
out: retracing and overlap marks, pauses, the corrected form of a word, events, and the tiers below each utterance.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from discourse.readers.assemble import Piece, Tally, assemble
from discourse.readers.source import Source
from discourse.transcript import Meeting, Speaker, Transcript

FORMAT: Final = "talkbank-chat"

_MAIN: Final = re.compile(r"^\*(?P<who>[\w-]{1,20}):\s*(?P<text>.*)$")
_TIER: Final = re.compile(r"^%[\w-]{1,20}:")
_HEADER: Final = re.compile(r"^@(?P<key>[A-Za-z][\w ]*)(?::\s*(?P<value>.*))?$")
# 1234_5678 in milliseconds, between bytes that have been removed as control characters.
_BULLET: Final = re.compile(r'(?:%snd:"[^"]*"_|%mov:"[^"]*"_|(?<!\S))(?P<start>\d{1,12})_(?P<end>\d{1,12})(?:-)?(?!\S)')
_CODE: Final = re.compile(r"\[[^\[\]]*\]")
_PAUSE: Final = re.compile(r"(?<!\S)\((?:\.{1,3}|\d+(?:[.:]\d*)*)\)(?!\S)")
_EVENT: Final = re.compile(r"(?<!\S)&[=*{}]\S*|(?<!\S)0[A-Za-z]\S*|(?<!\S)0(?!\S)")
_FRAGMENT: Final = re.compile(r"(?<!\S)&[+~](?P<sounds>\S*)")
_FILLER: Final = re.compile(r"(?<!\S)&-?(?=[^\W\d_])")
_UNHEARD: Final = re.compile(r"(?<!\S)(?:xxx|xx|yyy|yy|www)(?:@\S*)?(?!\S)")
_LINKER: Final = re.compile(r'(?<!\S)\+(?:"|\^|<|,|\+|≋|≈)(?!\S)')
_TERMINATORS: Final = (
    (re.compile(r"(?<!\S)\+(?:\.\.\.|…)(?!\S)"), "…"),
    (re.compile(r'(?<!\S)\+(?:/|//|!|"/|\.\.)\?(?!\S)'), "?"),
    (re.compile(r'(?<!\S)\+(?:/|//|"/|")?\.(?!\S)'), "."),
)
_SPECIAL_FORM: Final = re.compile(r"(?<=\w)@\S*?(?=[.,?!]?(?:\s|$))")
# Overlap brackets, pitch and tempo marks of conversation analysis; stress, lengthening and blocking inside words.
_MARKS: Final = re.compile(r"[⌈⌉⌊⌋↑↓↗↘→⇗⇘∙≡∞°▔▁☺♋⁇∾§∆∇Ϋ⁎◉ˈˌ‹›〔〕⟨⟩„‡]|(?<=[^\W\d_])[:^](?=[\w\s.?!,]|$)|\^(?=\w)")
_SHORTENED: Final = re.compile(r"(?<=\w)\((?P<letters>[^\W\d_]+)\)|\((?P<before>[^\W\d_]+)\)(?=\w)")
_BEFORE_A_STOP: Final = re.compile(r"\s+(?=[.?!,…;](?:\s|$))")
_LANGUAGES: Final = {
    "eng": "en",
    "spa": "es",
    "fra": "fr",
    "deu": "de",
    "zho": "zh",
    "cmn": "zh",
    "yue": "zh",
    "por": "pt",
}
_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATE: Final = re.compile(r"(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})-(?P<year>\d{4})")


def recognise(source: Source) -> float:
    """Sure of CHAT's own first lines; nearly so of utterances with tiers below them."""
    if not source.is_plain_text or "*" not in source.text:
        return 0.0
    first = [line.strip() for line in source.lines[:30]]
    if "@Begin" in first or "@UTF8" in first[:3]:
        return 1.0
    has_tiers = any(map(_TIER.match, source.lines[:200]))
    return 0.97 if has_tiers and any(map(_MAIN.match, source.lines[:200])) else 0.0


def read(source: Source) -> Transcript:
    """The talk. ``origin`` is ``{"line": n}``; speakers are the names, else the codes, of ``@Participants``."""
    tally = Tally()
    people: dict[str, Speaker] = {}
    language, date = "en", None
    spoken: list[Piece] = []
    for number, line in _whole_lines(source.lines):
        if found := _MAIN.match(line):
            code = found["who"]
            spoken.append(_utterance(found["text"], people.get(code, Speaker(code)).id, number, tally))
        elif found := _TIER.match(line):
            tally.add("tiers below the utterances (%mor, %com ...)", line[found.end() :])
        elif found := _HEADER.match(line):
            value = found["value"] or ""
            if found["key"] == "Participants":
                people = _people(value)
            elif found["key"] == "Languages" and value:
                first = re.split(r"[\s,]+", value)[0]
                language = _LANGUAGES.get(first, first if re.fullmatch(r"[a-z]{3}", first) else "en")
            elif found["key"] == "Date":
                date = _date(value)
        else:
            tally.add("lines that are no utterance", line)
    transcript = assemble(source, FORMAT, spoken, tally=tally, meeting=Meeting(date=date), language=language)
    roles = {speaker.id: speaker for speaker in people.values()}
    return replace(transcript, speakers=tuple(roles.get(speaker.id, speaker) for speaker in transcript.speakers))


def _whole_lines(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Lines with the ones that continue them, which begin with a tab."""
    held, begun = "", 0
    for number, line in enumerate(lines, start=1):
        if held and line.startswith(("\t", " ")):
            held += " " + line.strip()
            continue
        if held:
            yield begun, held
        held, begun = line.strip(), number
    if held:
        yield begun, held


def _people(value: str) -> dict[str, Speaker]:
    """ "CHI Mia Target_Child, MOT Mother": by code, the name if there is one and nobody else has it, and the role."""
    entries = [words for part in value.split(",") if (words := part.split())]
    names = [" ".join(words[1:-1]).replace("_", " ") for words in entries]
    people: dict[str, Speaker] = {}
    for words, name in zip(entries, names, strict=True):
        role = words[-1].replace("_", " ") if len(words) > 1 and words[-1] != "Participant" else None
        people[words[0]] = Speaker(name if name and names.count(name) == 1 else words[0], role)
    return people


def _date(value: str) -> str | None:
    found = _DATE.search(value)
    if not found or found["month"].upper() not in _MONTHS:
        return None
    return f"{found['year']}-{_MONTHS.index(found['month'].upper()) + 1:02d}-{int(found['day']):02d}"


def _utterance(text: str, speaker: str, line: int, tally: Tally) -> Piece:
    times = list(_BULLET.finditer(text))
    start = int(times[0]["start"]) / 1000 if times else None
    end = int(times[-1]["end"]) / 1000 if times else None
    return Piece(plain_talk(_BULLET.sub(" ", text), tally), speaker, start, end, {"line": line})


def plain_talk(text: str, tally: Tally) -> str:
    """An utterance's words as they were said, its codes taken out; stretches nobody understood are counted."""
    for pattern, what in ((_EVENT, "events and words not said (&=laughs, 0is)"), (_FRAGMENT, "fragments of words")):
        for found in pattern.finditer(text):
            tally.add(what, found[0])
        text = pattern.sub(" ", text)
    for found in _CODE.findall(text):
        tally.add("codes in square brackets", found)
    text = _PAUSE.sub(" ", _CODE.sub(" ", text))
    for found in _UNHEARD.findall(text):
        tally.add("words nobody understood (xxx)", found)
    text = _LINKER.sub(" ", _UNHEARD.sub(" ", text))
    for pattern, stop in _TERMINATORS:
        text = pattern.sub(stop, text)
    text = _FILLER.sub("", _SPECIAL_FORM.sub("", text.replace("<", " ").replace(">", " ")))
    text = _SHORTENED.sub(lambda found: found["letters"] or found["before"], _MARKS.sub("", text))
    text = re.sub(r"(?<=[^\W\d_])_(?=[^\W\d_])", " ", re.sub(r"(?<=[^\W\d_])\+(?=[^\W\d_])", "", text))
    return _BEFORE_A_STOP.sub("", " ".join(text.split()))
