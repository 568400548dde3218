"""Marks a captioner or transcriber put into the text that nobody said: sounds, gaps, stage directions."""

import re
from typing import Final

# Each is a regular expression; compared without regard to capitals, whole bracket by whole bracket.
_SOUND: Final = "|".join(
    (
        r"applause|clapping|cheer(?:s|ing)?|music(?: playing)?|humming|singing|whistling",
        r"laugh(?:s|ter|ing)?|chuckl(?:es?|ing)|giggl(?:es?|ing)|sigh(?:s|ing)?|cough(?:s|ing)?|sneez(?:es?|ing)",
        r"sniff(?:s|les|ing)?|snort(?:s|ing)?|gasp(?:s|ing)?|groan(?:s|ing)?|yawn(?:s|ing)?|breath(?:es?|ing)?",
        r"indiscernible|inaudible(?: speech)?|unintelligible|unclear|indistinct(?: (?:chatter|conversations?))?",
        r"cross-?talk(?:ing)?|overlapping(?: speech| conversation)?|chatter(?:ing)?|interposing voices|interjection",
        r"interruption|objection|(?:background |white )?noise|silence|(?:long )?pause|gap|foreign(?: language)?",
        r"no audio|blank_audio|audio (?:cuts? out|drops?|skips?)|feedback|static|beep(?:s|ing)?|bleep|censored|_+",
        r"gavel(?: bangs?| pounding)?|bell(?: rings?| ringing)?|phone (?:rings?|ringing)|knock(?:s|ing)?|typing",
        r"mumbl(?:es?|ing)|whispers?|whispering",
    )
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
