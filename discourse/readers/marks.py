"""Marks a captioner or transcriber put into the text that nobody said: sounds, gaps, stage directions."""

import re
from typing import Final

_SOUND: Final = (
    r"applause|clapping|cheer(?:s|ing)?|music(?: playing)?|laugh(?:s|ter|ing)?|chuckl(?:es?|ing)|giggl(?:es?|ing)|sigh(?:s|ing)?"
    r"|cough(?:s|ing)?|sneez(?:es?|ing)|sniff(?:s|les|ing)?|gasp(?:s|ing)?|groan(?:s|ing)?|yawn(?:s|ing)?|breath(?:es?|ing)?"
    r"|indiscernible|inaudible|unintelligible|indistinct|inaudible speech|indistinct (?:chatter|conversations?)|unclear"
    r"|cross-?talk(?:ing)?|overlapping(?: speech| conversation)?|chatter(?:ing)?|(?:background |white )?noise|silence|long pause|pause"
    r"|foreign(?: language)?|no audio|audio (?:cuts? out|drops?|skips?)|blank_audio|gavel(?: bangs?| pounding)?|bell(?: rings?| ringing)?"
    r"|phone (?:rings?|ringing)|beep(?:s|ing)?|knock(?:s|ing)?|typing|feedback|static|snort(?:s|ing)?|humming|singing|whistling"
    r"|interruption|objection|interposing voices|interjection|gap|mumbl(?:es?|ing)|whispers?|whispering|_+|bleep|censored"
)
_SOUNDS: Final = rf"(?:{_SOUND})(?:\s*(?:,|and|/|&)\s*(?:{_SOUND}))*"
# {disfmarker}, [Music], (INDISCERNIBLE), [inaudible 00:03:12], YouTube's [ __ ] for a word it hides, song notes.
SOUND_MARK: Final = re.compile(
    rf"\{{[a-z][a-z ]{{1,24}}\}}"
    rf"|[\[(]\s*[♪♫]*\s*{_SOUNDS}[.!]?\s*(?:\d{{1,3}}(?::\d\d){{1,2}}(?:\.\d+)?)?\s*[♪♫]*\s*[\])]"
    r"|\[?[♪♫]+\]?",
    re.I,
)
# A whole line or cue in square brackets: an agenda item, a stage direction.
STAGE_MARK: Final = re.compile(r"^\s*\[[^\[\]]{1,200}\][.]?\s*$")


def is_sound(words: str) -> bool:
    """Whether these words, put in brackets, would be a sound mark: "laughs", "INDISCERNIBLE"."""
    return SOUND_MARK.fullmatch(f"[{words.strip()}]") is not None
