"""WebVTT: what Zoom, Teams, Webex, Rev and YouTube export as captions.

Teams names speakers as ``<v Name>``, Zoom as ``Name: text``, Webex in the cue's identifier, Rev as ``[Name]`` after a
dash, some Meet exports as ``(Name)`` on a line of its own. See :mod:`discourse.readers.voices`.
"""

from typing import Final

from discourse.readers import captions, rolling, voices
from discourse.readers.assemble import Tally, assemble
from discourse.readers.source import Source
from discourse.transcript import Transcript

FORMAT: Final = "webvtt"


def recognise(source: Source) -> float:
    """Sure of a ``WEBVTT`` line; captions without one are ours if their milliseconds stand after a dot."""
    if source.text.lstrip().startswith("WEBVTT"):
        return 1.0
    if not captions.has_timings(source):
        return 0.0
    first = next(line for line in source.lines if captions.TIMING.match(line))
    return 0.85 if "." in first.split(">")[0] else 0.7


def read(source: Source) -> Transcript:
    """The talk in the captions, rolling ones unrolled. ``origin`` is ``{"cue": n}``, the nth cue of the file."""
    tally = Tally()
    cues = captions.parse_cues(source, tally)
    if not cues:
        raise source.error("it says it is WebVTT but has no captions with times", remedy="Export it again.")
    if rolling.is_rolling(cues):
        cues = rolling.unroll(cues)
    return assemble(source, FORMAT, voices.pieces(cues, tally), tally=tally, language=captions.language(source))
