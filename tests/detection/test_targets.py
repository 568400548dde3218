"""Words said of staff, vendors or a committee are not a framing of students, whatever pronoun they hold."""

from collections.abc import Callable

import pytest

from discourse.detection.findings import Findings

Detect = Callable[..., Findings]


@pytest.mark.parametrize(
    "turns",
    [
        ("A: Did the contractors answer?", "B: They don't care about any of it."),
        ("A: They don't care. I asked both contractors twice.",),
    ],
)
def test_they_who_are_adults_at_work_are_not_flagged(detect: Detect, turns: tuple[str, ...]) -> None:
    findings = detect(*turns)
    assert not findings.flags
    assert {aside.reason for aside in findings.set_aside} == {"not_about_students"}


@pytest.mark.parametrize(
    "turns",
    [
        ("A: Did the families answer?", "B: They don't care about any of it."),
        ("A: They don't care. I called their parents twice.",),
        ("A: They just don't care about school.",),
        ("A: The teachers tried with those kids, and the kids just don't care.",),
    ],
)
def test_they_who_are_students_families_or_unnamed_are(detect: Detect, turns: tuple[str, ...]) -> None:
    assert detect(*turns).flags
