"""Invented meetings for the property tests: drawn by hypothesis, written in a format, read back."""

import string

from hypothesis import strategies as st

from discourse.transcript import Transcript

NAMES = ["Noor Haddad", "Teo Brandt", "Dr. Ada O'Neal", "van Dijk, Mia", "Siân Gwyn", "SPEAKER_02", "Coach B"]
LETTERS = string.ascii_letters + "áéñößçİ’'-0123456789"
SIMPLE = st.text(LETTERS, min_size=1, max_size=9).filter(lambda word: any(map(str.isalpha, word)))
WORDS = st.tuples(
    SIMPLE.map(lambda word: "w" + word.strip("-")), st.sampled_from(["", "", "", ".", ",", "?", "…!", ":"])
).map("".join)
TALK = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)

Spoken = list[tuple[str, float, float, str]]


@st.composite
def meetings(draw: st.DrawFn) -> Spoken:
    """Name, start, end and words each time somebody speaks; whole seconds, nobody begins before the last ended."""
    people = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    spoken: Spoken = []
    clock = 0
    # At least once everybody comes back: a name said once in a long file is not proof of a speaker.
    order = people + people + draw(st.lists(st.sampled_from(people), max_size=6))
    for name in order:
        clock += draw(st.integers(0, 90))
        length = draw(st.integers(1, 60))
        spoken.append((name, float(clock), float(clock + length), draw(TALK)))
        clock += length
    return spoken


def turns_of(spoken: Spoken) -> list[tuple[str, str, float, float]]:
    """What should be read: neighbours by the same person are one turn."""
    turns: list[tuple[str, str, float, float]] = []
    for name, start, end, text in spoken:
        if turns and turns[-1][0] == name:
            _, before, began, _ = turns[-1]
            turns[-1] = (name, f"{before} {text}", began, end)
        else:
            turns.append((name, text, start, end))
    return turns


def read_back(transcript: Transcript, times: str) -> list[tuple[object, ...]]:
    return [
        (turn.speaker, turn.text, turn.start if times != "none" else None, turn.end if times == "both" else None)
        for turn in transcript.turns
    ]
