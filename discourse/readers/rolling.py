"""Rolling captions, as YouTube makes them: every line is shown two or three times while the window scrolls up.

Read naively, such a file has three times the words that were said. A cue shows the line before once more, then the new
line; a bridge of 10 ms shows only what is already known. A line is new unless it is what the window showed last.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from discourse.readers.captions import Cue, plain

# Words as they come up one by one carry their own time: <00:00:01.200><c> so</c>.
_WORD_TIME: Final = re.compile(r"<\d+:\d\d(?::\d\d)?[.,]\d+>")
_SHARE_ROLLING: Final = 0.3
_WINDOW_LINES: Final = 4


def is_rolling(cues: Sequence[Cue]) -> bool:
    """Whether the cues repeat one another's lines as a scrolling window does.

    The sign is a cue whose first line is the last line of the cue before it and which then goes on. One-line cues that
    repeat a word ("Yeah.") are people agreeing, not a window.
    """
    shown = [_shown(cue) for cue in cues]
    pairs = [(before, now) for before, now in pairwise(shown) if before and now]
    carried = sum(now[0] == before[-1] for before, now in pairs if len(now) > 1)
    timed = sum(any(map(_WORD_TIME.search, cue.lines)) for cue in cues)
    if timed and any(now[0] == before[-1] for before, now in pairs):
        return True
    return carried >= 3 and carried >= _SHARE_ROLLING * len(pairs)


def unroll(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with each line once, where it first came up; cues that bring nothing new are gone."""
    window: list[str] = []
    unrolled = []
    for cue in cues:
        lines = [line for line in cue.lines if plain(line)]
        texts = list(map(plain, lines))
        known = _known(window, texts, lines)
        if known < len(lines):
            unrolled.append(Cue(cue.number, cue.identifier, cue.start, cue.end, lines[known:]))
        window = (window + texts[known:])[-_WINDOW_LINES:]
    return unrolled


def _shown(cue: Cue) -> list[str]:
    return [text for text in map(plain, cue.lines) if text]


def _known(window: Sequence[str], texts: Sequence[str], lines: Sequence[str]) -> int:
    """How many of the cue's first lines the window already showed; lines with word times are always new."""
    untimed = next((at for at, line in enumerate(lines) if _WORD_TIME.search(line)), len(lines))
    for count in range(min(untimed, len(window)), 0, -1):
        if list(window[-count:]) == list(texts[:count]):
            return count
    return 0
