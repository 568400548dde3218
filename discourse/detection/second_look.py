"""A second look, with the stance cues, at what the classifier marked and no rule did.

It reads a few words of what follows, so it cannot see that a speaker takes the words back two turns later; and beside
deficit talk it takes "Hm." for more than it says.
"""

from dataclasses import replace

from discourse.detection.findings import Flag, SetAside
from discourse.detection.reading import Reading
from discourse.detection.second_opinion import Decided
from discourse.detection.stance import TAKEN_BACK, StanceReader

# From so many words on a turn says something of its own.
_OF_ITS_OWN = 3
_VAGUE = "vague"


def checked(decided: Decided, stance: StanceReader, reading: Reading) -> Decided:
    """The same decisions, with what the cues speak against set aside for a reason."""
    kept: list[tuple[int, Flag]] = []
    let_go: list[SetAside] = []
    for position, flag in decided.flags:
        found = None if _has_rule(flag) else _against(flag, position, stance, reading)
        if found is None:
            kept.append((position, flag))
        else:
            reason, cue = found
            let_go.append(SetAside(flag.turn, flag.span, flag.quote, flag.category, reason, "", cue))
    return replace(decided, flags=kept, set_aside=[*decided.set_aside, *let_go])


def _has_rule(flag: Flag) -> bool:
    """Whether a rule marks the words too; then the cues were asked already."""
    return any(evidence.rule for evidence in flag.evidence)


def _against(flag: Flag, position: int, stance: StanceReader, reading: Reading) -> tuple[str, str | None] | None:
    """The reason to let a flag go, and the cue that gives it."""
    taken_back = stance.taken_back(reading, position, flag.span)
    if taken_back is not None:
        return TAKEN_BACK, taken_back.cue
    says_little = len(reading.transcript.turns[flag.turn].text.split()) < _OF_ITS_OWN
    return (_VAGUE, None) if says_little and not stance.agrees(reading, position) else None
