"""How far a share that was counted may be from the true one."""

from collections.abc import Sequence

import numpy as np

# Below this many cases a share says little, and is not given.
FEWEST = 40


def interval(successes: int, n: int) -> tuple[float, float]:
    """95 % Wilson interval of a share."""
    if not n:
        return 0.0, 1.0
    z = 1.959964
    share = successes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return float(middle - half), float(middle + half)


def resampled(values: Sequence[float], groups: Sequence[str], seed: int = 0, times: int = 2000) -> tuple[float, float]:
    """95 % interval of a mean by resampling whole groups (writers, meetings): segments of one writer are alike."""
    chance = np.random.default_rng(seed)
    by_group: dict[str, list[float]] = {}
    for value, group in zip(values, groups, strict=True):
        by_group.setdefault(group, []).append(value)
    lists = list(by_group.values())
    means = []
    for _ in range(times):
        drawn = [lists[i] for i in chance.integers(0, len(lists), len(lists))]
        means.append(float(np.mean(np.concatenate(drawn))))
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
