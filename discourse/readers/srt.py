"""SRT (SubRip): numbered captions with a comma before the milliseconds. YouTube's come rolling here too."""

from typing import Final

from discourse.readers import captions, rolling, voices
from discourse.readers.assemble import Tally, assemble
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "srt"


def recognise(source: Source) -> float:
    """Sure of a number over a timing line; captions without numbers are ours if their milliseconds follow a comma."""
    if source.text.lstrip().startswith("WEBVTT") or not captions.has_timings(source):
        return 0.0
    lines = [line for line in source.lines if line.strip()]
    at = next(at for at, line in enumerate(lines) if captions.TIMING.match(line))
    if at and lines[at - 1].strip().isdigit():
        return 0.9
    return 0.8 if "," in lines[at].split(">")[0] else 0.6


def read(source: Source) -> Transcript:
    """The talk in the captions. ``origin`` is ``{"cue": n}``, the nth caption of the file, whatever its own number."""
    tally = Tally()
    cues = captions.parse_cues(source, tally)
    if rolling.is_rolling(cues):
        cues = rolling.unroll(cues)
    return assemble(source, FORMAT, voices.pieces(cues, tally), tally=tally)
