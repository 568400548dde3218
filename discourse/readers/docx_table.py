"""A table in a Word document: rows of time, speaker and talk if its columns are that, otherwise cell after cell."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from discourse.readers.assemble import Tally
from discourse.readers.dialogue import Line, parse
from discourse.readers.speakers import looks_like_a_name

_SAMPLE: Final = 500
_SPEAKER_HEADINGS: Final = frozenset({"speaker", "name", "who", "participant", "speaker name"})
_TABLE_HEADINGS: Final = _SPEAKER_HEADINGS | frozenset(
    {"time", "timestamp", "start", "start time", "text", "transcript", "what", "utterance", "comment", "said", "talk"}
)


def table_lines(rows: Sequence[Sequence[Sequence[Line]]], tally: Tally) -> Iterator[Line]:
    """A table's lines: rows of time, speaker and talk if its columns are that, otherwise cell after cell."""
    columns = _columns(rows)
    if columns is None:
        for row in rows:
            for cell in row:
                yield from cell
        return
    time, name, talk = columns
    for row in rows:
        texts = [" ".join(line.text for line in cell).strip() for cell in row]
        if any(texts) and all(text.lower().strip(" :") in _TABLE_HEADINGS for text in texts if text):
            tally.add("headings", " ".join(texts))
            continue
        start = parse(texts[time]).start if time is not None and time < len(texts) else None
        speaker = texts[name] if name is not None and name < len(texts) else None
        for at, cell in enumerate(row):
            if at not in {time, name} or (at == time and start is None):
                for line in cell:
                    yield Line(line.text, line.origin, True, False, speaker, start) if at == talk else line


def _columns(rows: Sequence[Sequence[Sequence[Line]]]) -> tuple[int | None, int | None, int] | None:
    """Which columns hold times, speakers and talk; None if the table is no transcript."""
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return None
    columns = [
        [" ".join(line.text for line in row[at]).strip() for row in rows if at < len(row)] for at in range(width)
    ]
    filled = [[text for text in column if text] for column in columns]
    headed = [bool(column) and column[0].lower().strip(" :") in _SPEAKER_HEADINGS for column in columns]
    times = [at for at, texts in enumerate(filled) if _most(texts, lambda text: parse(text).stamp == "alone")]
    # Without times, names alone make no transcript of a table of topics: one of them has to speak twice.
    named = [_most(texts, looks_like_a_name) and (bool(times) or len(set(texts)) < len(texts)) for texts in filled]
    names = [at for at in range(width) if at not in times and (headed[at] or named[at])]
    name = names[0] if names and len(times) + 1 < width else None
    rest = [at for at in range(width) if at not in times and at != name]
    if not rest or (not times and name is None):
        return None
    return (times[0] if times else None), name, max(rest, key=lambda at: sum(map(len, filled[at])))


def _most(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Whether it holds for most cells; of a very long column some hundreds from all along it are looked at."""
    sample = texts[:: 1 + len(texts) // _SAMPLE]
    return bool(sample) and sum(map(holds, sample)) >= 0.6 * len(sample)
