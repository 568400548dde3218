"""Tiers of annotation tools (ELAN, Praat): which of them are somebody's talk, and their intervals in the order of time.

Such files say the same words several times: a tier of utterances, one of words, one of sounds, a translation. Only one
of them may be read, or every word would be there two or three times.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from discourse.readers.assemble import Piece, Tally
from discourse.readers.speakers import is_nobody, tidy_label

BESIDE: Final = "tiers beside the talk (words, sounds, gestures, notes)"


class Interval(NamedTuple):
    """A stretch of a tier: times in seconds, None where the file has none, and what is written there."""

    start: float | None
    end: float | None
    text: str


@dataclass(frozen=True)
class Tier:
    """A tier as the file has it. ``participant`` is whom it says it is of; empty if it does not say.

    ``beside``: the file's structure says that it is no talk of its own.
    """

    name: str
    intervals: Sequence[Interval]
    participant: str = ""
    beside: bool = False


# Words in a tier's name that say it is no talk.
_BESIDE: Final = re.compile(
    r"(?:^|[\W_])(?:phone[ms]?e?s?|phonetic|phonemic|phono|segments?|syll(?:able)?s?|tones?|tobi|breaks?|pitch|intensity"
    r"|pos|mor|morph\w*|gra|gloss\w*|lemmas?|translations?|ft|ref|ids?|codes?|coding|tags?|labels?|gest\w*|gaze|head"
    r"|hands?|face|posture|movements?|comments?|notes?|activit\w+|topics?|events?|overlaps?|noise|silences?|pauses?"
    r"|points?|speech acts?|errors?)(?:$|[\W_])",
    re.I,
)
_WORDS: Final = re.compile(r"(?:^|[\W_])(?:words?|tokens?|wor|orth|orthography)(?:$|[\W_])", re.I)
# Names a tool or a tidy person gives to a tier that is nobody's in particular.
_NO_NAME: Final = re.compile(
    r"^(?:default(?:-lt)?|text|talk|speech|transcript(?:ion)?s?|utterances?|utt|sentences?|dialogue|tier[ _-]?\d*"
    r"|words?|orthograph\w*|orth|tokens?|asr|phrases?|turns?|trans|tx)$",
    re.I,
)
_SUFFIX: Final = re.compile(
    r"\s*[-_:@./|]\s*(?:text|talk|speech|transcript(?:ion)?|trans|utterances?|utt|sentences?|words?|orth\w*|tx|tokens?)$",
    re.I,
)
_PREFIX: Final = re.compile(
    r"^(?:text|talk|transcript(?:ion)?|trans|utterances?|utt|words?|orth|tx|wor)\s*[-_:@./|]\s*", re.I
)
# Times of one event in two tiers differ by so many seconds at most; so many intervals of a tier, and so many tiers,
# are compared.
_NEAR: Final = 0.05
_SAMPLE: Final = 60
_COMPARED: Final = 100
_EQUAL: Final = 0.8
# What annotators write for a stretch without talk.
_EMPTY: Final = frozenset({"", "sil", "sp", "spn", "<sil>", "<p:>", "#", "##", "<p>", "...", "…", "_", "-", "pause"})


def tier_pieces(tiers: Sequence[Tier], tally: Tally) -> Iterator[Piece]:
    """The talk of all tiers in the order of time. ``origin`` is ``{"tier": k, "interval": n}``.

    Tiers that repeat or comment the talk are counted in ``tally``.
    """
    chosen = _talk(tiers)
    found: list[tuple[float, int, int, Piece]] = []
    for number, tier in enumerate(tiers, start=1):
        if number - 1 not in chosen:
            tally.add(BESIDE, " ".join(interval.text for interval in tier.intervals))
            continue
        speaker = _speaker(tier)
        at = 0.0
        for place, interval in enumerate(tier.intervals, start=1):
            at = interval.start if interval.start is not None else at
            if interval.text.strip().lower() not in _EMPTY:
                origin = {"tier": number, "interval": place}
                piece = Piece(interval.text, speaker, interval.start, interval.end, origin)
                found.append((at, number, place, piece))
    for *_, piece in sorted(found, key=lambda item: item[:3]):
        yield piece


def _talk(tiers: Sequence[Tier]) -> set[int]:
    """Which tiers are talk: those whose names do not say otherwise, and of two with the same words the coarser."""
    filled = [at for at, tier in enumerate(tiers) if not tier.beside and any(map(_says, tier.intervals))]
    talk = [at for at in filled if not _BESIDE.search(tiers[at].name) and not _WORDS.search(tiers[at].name)]
    # Tiers of words alone stand for the talk of those who have no coarser tier.
    have = {_owner(tiers[at]) for at in talk}
    words = [at for at in filled if _WORDS.search(tiers[at].name) and not _BESIDE.search(tiers[at].name)]
    talk += [at for at in words if _owner(tiers[at]) not in have]
    chosen: list[int] = []
    for at in sorted(talk or filled, key=lambda at: (len(tiers[at].intervals), at)):
        if len(chosen) > _COMPARED or not any(_repeats(tiers[at], tiers[kept]) for kept in chosen):
            chosen.append(at)
    return set(chosen)


def _says(interval: Interval) -> bool:
    return interval.text.strip().lower() not in _EMPTY


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _repeats(tier: Tier, kept: Tier) -> bool:
    """Whether a tier says, at the same times, what one says that is read already. Two people may say the same."""
    if not _EQUAL * _words(kept) <= _words(tier) <= _words(kept) / _EQUAL:
        return False  # somebody's "yes" while another speaks
    sample = list(filter(_says, tier.intervals))
    sample = sample[:: 1 + len(sample) // _SAMPLE]
    starts = [-1.0 if interval.start is None else interval.start for interval in kept.intervals]
    missed = 0
    for interval in sample:
        around = kept.intervals[max(0, bisect_right(starts, (interval.start or 0.0) + _NEAR) - 1)]
        missed += not _lies_in(interval, around)
        if missed > 0.1 * len(sample):
            return False
    return True


def _words(tier: Tier) -> int:
    return sum(interval.text.count(" ") + 1 for interval in tier.intervals if _says(interval))


def _lies_in(interval: Interval, around: Interval) -> bool:
    if interval.start is None or interval.end is None or around.start is None or around.end is None:
        return False
    timely = around.start - _NEAR <= interval.start and interval.end <= around.end + _NEAR
    return timely and set(_bare(interval.text)) <= set(_bare(around.text))


def _owner(tier: Tier) -> str:
    return (tier.participant or _bare_name(tier.name)).lower()


def _bare_name(name: str) -> str:
    bare = _PREFIX.sub("", _SUFFIX.sub("", name)).strip()
    return "" if _NO_NAME.match(bare) else bare


def _speaker(tier: Tier) -> str | None:
    """Whose tier it is: the participant it names, else what its own name says."""
    label = tidy_label(tier.participant or _bare_name(tier.name))
    return label if label and not is_nobody(label) else None
