"""SBV (SubViewer as YouTube writes it): ``0:00:01.200,0:00:03.400`` over the words, a blank line after them."""

import re
from typing import Final

from discourse.readers import rolling, voices
from discourse.readers.assemble import Tally, assemble
from discourse.readers.captions import Cue, seconds
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "sbv"

_TIME: Final = r"\d{1,4}:\d{1,2}:\d{1,2}\.\d{1,6}"
_TIMING: Final = re.compile(rf"^\s*(?P<start>{_TIME}),\s*(?P<end>{_TIME})\s*$")
_LINE_BREAK: Final = re.compile(r"\[br\]", re.I)


def recognise(source: Source) -> float:
    """Sure where the file begins with an SBV timing line, fairly sure where one comes later."""
    if not source.is_plain_text or "," not in source.text:
        return 0.0
    first = next(line for line in source.lines if line.strip())
    if _TIMING.match(first):
        return 0.97
    return 0.85 if any("," in line and _TIMING.match(line) for line in source.lines) else 0.0


def read(source: Source) -> Transcript:
    """The talk in the captions, rolling ones unrolled. ``origin`` is ``{"cue": n}``, the nth caption of the file."""
    tally = Tally()
    cues = _cues(source, tally)
    if rolling.is_rolling(cues):
        cues = rolling.unroll(cues)
    return assemble(source, FORMAT, voices.pieces(cues, tally), tally=tally)


def _cues(source: Source, tally: Tally) -> list[Cue]:
    """All captions; a caption's words run to the next timing line, blank lines included."""
    cues: list[Cue] = []
    for line in source.lines:
        timing = _TIMING.match(line) if "," in line else None
        if timing:
            cues.append(Cue(len(cues) + 1, "", seconds(timing["start"]), seconds(timing["end"])))
        elif not line.strip():
            continue
        elif cues:
            cues[-1].lines.extend(_LINE_BREAK.split(line))
        else:
            tally.add("lines before the first caption", line)
    return cues
