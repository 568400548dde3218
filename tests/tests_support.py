"""Shorthand that tests share."""

from discourse.transcript import Transcript, Turn


def dialogue(*turns: str) -> Transcript:
    """A transcript from turns written as "Name: text"; without a name the speaker is A."""
    pairs = [turn.split(": ", 1) if ": " in turn else ["A", turn] for turn in turns]
    return Transcript("dialogue", "text", tuple(Turn(i, text, speaker) for i, (speaker, text) in enumerate(pairs)))
