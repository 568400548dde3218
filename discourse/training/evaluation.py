"""How often the tool is right on gold data: found, passed, pairs, categories, functions, noticed.

A turn counts as flagged when it holds at least one flag. Intervals come from resampling whole writers where there are
several, because turns of one writer are alike; they are Wilson intervals otherwise, and where all cases are alike.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from discourse.codebook import Codebook
from discourse.training.intervals import FEWEST, interval, resampled
from discourse.training.judging import JudgedTurn

# Stances of a pass that the set-aside reasons of rules go by the same name.
_REASONED = ("challenged", "reported", "self_repaired", "hypothetical")


@dataclass(frozen=True)
class Measure:
    """A share with its 95 % interval and the cases behind it; no share where they are too few."""

    name: str
    right: int
    n: int
    share: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def text(self) -> str:
        """The measure as people read it."""
        if self.share is None:
            return f"{self.right} of {self.n}, not measured: too few"
        return f"{self.share:.2f} ({self.low:.2f} to {self.high:.2f}), n = {self.n}"


def measures(judged: Sequence[JudgedTurn], codebook: Codebook) -> list[tuple[str, list[Measure]]]:
    """Every measure, under headings."""
    flags = [one for one in judged if one.segment.is_flag]
    passes = [one for one in judged if not one.segment.is_flag]
    hits = [one for one in flags if one.flagged]
    stances = dict.fromkeys(one.segment.stance for one in passes)
    functions = dict.fromkeys(one.segment.function for one in judged if one.segment.function)
    return [
        (
            "Flags",
            [
                _share("deficit turns found", flags, lambda one: one.flagged),
                _share("other turns passed", passes, lambda one: not one.flagged),
                _share("right among flagged turns, in this mixture", [one for one in judged if one.flagged], _right),
                _pairs(judged),
                _share("category right on found turns", hits, lambda one: one.category_right),
                _share("marked words overlap the label's", hits, lambda one: one.span_right),
                _reasons(passes),
            ],
        ),
        (
            "Other turns passed, by how the words are held",
            [_share(stance, [one for one in passes if one.segment.stance == stance], _right) for stance in stances],
        ),
        (
            "Right, by function",
            [_share(kind, [one for one in judged if one.segment.function == kind], _right) for kind in functions],
        ),
        (
            "Deficit turns found, by category",
            [
                _share(category.key, [one for one in flags if category.key in one.segment.categories], _right)
                for category in codebook.of_kind("deficit")
            ],
        ),
        (
            "Right where a category was marked",
            [_marked_as(category.key, judged) for category in codebook.of_kind("deficit")],
        ),
        ("Noticed", [m for category in codebook.of_kind("noticed") for m in _noticed(category.key, judged)]),
    ]


def _right(one: JudgedTurn) -> bool:
    return one.right


def _marked_as(category: str, judged: Sequence[JudgedTurn]) -> Measure:
    marked = [one for one in judged if category in {flag.category for flag in one.flags}]
    return _share(category, marked, lambda one: one.segment.is_flag and category in one.segment.categories)


def _noticed(category: str, judged: Sequence[JudgedTurn]) -> Iterator[Measure]:
    shown = [one for one in judged if category in one.noticed]
    labelled = [one for one in judged if category in one.segment.noticed]
    yield _share(f"{category}: right where noticed", shown, lambda one: category in one.segment.noticed)
    yield _share(f"{category}: found", labelled, lambda one: category in one.noticed)


def _reasons(passes: Iterable[JudgedTurn]) -> Measure:
    """Of passes whose words the rules caught and let go: those let go for the labelled stance."""
    let_go = [one for one in passes if one.segment.stance in _REASONED and one.set_aside and not one.flagged]
    return _share("set aside for the labelled reason", let_go, lambda one: one.segment.stance in one.set_aside)


def _pairs(judged: Iterable[JudgedTurn]) -> Measure:
    pairs: dict[tuple[str, str], list[JudgedTurn]] = {}
    for one in judged:
        if one.segment.pair:
            pairs.setdefault((one.segment.writer, one.segment.pair), []).append(one)
    whole = {key: pair for key, pair in pairs.items() if len({one.segment.is_flag for one in pair}) == 2}
    return _measure(
        "minimal pairs with both right",
        [float(all(one.right for one in pair)) for pair in whole.values()],
        [writer for writer, _ in whole],
    )


def _share(name: str, judged: Sequence[JudgedTurn], right: Callable[[JudgedTurn], bool]) -> Measure:
    return _measure(name, [float(right(one)) for one in judged], [one.segment.writer for one in judged])


def _measure(name: str, values: Sequence[float], writers: Sequence[str]) -> Measure:
    if len(values) < FEWEST:
        return Measure(name, int(sum(values)), len(values))
    several = len(set(writers)) > 2 and 0 < sum(values) < len(values)
    low, high = resampled(values, writers) if several else interval(int(sum(values)), len(values))
    return Measure(name, int(sum(values)), len(values), sum(values) / len(values), low, high)
