from pathlib import Path

import pytest
from tests_support import dialogue

from discourse.codebook import Codebook
from discourse.detection.detector import load_detector
from discourse.detection.lexicon import load_lexicon
from discourse.errors import DataFileError

RULE = """\
category: othering
rules:
  - id: othering.test-rule
    patterns: ["purple giraffe~"]
    strength: clear
    why: "A test."
    source: "test"
    flag: ["A purple giraffe.", "Purple giraffes."]
    pass: ["A giraffe.", "Purple."]
"""


def lexicon(tmp_path: Path, text: str = RULE) -> Path:
    folder = tmp_path / "lexicon"
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / "othering.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("    strength: clear", "    stength: clear", 5, "did you mean 'strength'"),
        ("strength: clear", "strength: certain", 5, "clear"),
        ("category: othering", "category: otherng", 1, "allowed: othering"),
        ('flag: ["A purple giraffe.", "Purple giraffes."]', 'flag: ["A purple giraffe."]', 8, "at least 2"),
        ("othering.test-rule", "Test Rule", 3, "pattern"),
    ],
)
def test_when_a_rule_file_is_wrong_then_the_error_gives_file_line_and_what_is_allowed(
    tmp_path: Path, codebook: Codebook, before: str, after: str, line: int, says: str
) -> None:
    folder = lexicon(tmp_path, RULE.replace(before, after))
    with pytest.raises(DataFileError, match=says) as caught:
        load_lexicon(codebook, [folder])
    assert f"othering.yaml:{line}:" in str(caught.value)


def test_when_an_id_is_given_twice_in_a_folder_then_it_is_refused(tmp_path: Path, codebook: Codebook) -> None:
    with pytest.raises(DataFileError, match="given twice"):
        load_lexicon(codebook, [lexicon(tmp_path, RULE + RULE.split("rules:\n")[1])])


def test_when_a_pattern_is_bad_then_the_error_names_the_rule_and_its_line(tmp_path: Path) -> None:
    with pytest.raises(
        DataFileError, match=r"othering\.yaml:3: in the rule 'othering.test-rule': the list '\{giraffs\}'"
    ):
        load_detector(lexicons=[lexicon(tmp_path, RULE.replace("purple giraffe~", "purple {giraffs}"))])


def test_when_a_folder_adds_a_rule_then_it_is_used(tmp_path: Path) -> None:
    detector = load_detector(lexicons=[lexicon(tmp_path)])
    found = detector.detect(dialogue("A: Here comes a purple giraffe."))
    assert [flag.quote for flag in found.flags] == ["purple giraffe"]


def test_when_a_folder_switches_a_category_off_then_its_rules_are_gone(tmp_path: Path, codebook: Codebook) -> None:
    shipped = load_lexicon(codebook)
    changed = load_lexicon(codebook, [lexicon(tmp_path, 'category: othering\noff: ["*"]\n')])
    assert any(placed.category == "othering" for placed in shipped.rules)
    assert not any(placed.category == "othering" for placed in changed.rules)
    assert changed.identity != shipped.identity


def test_when_a_rule_that_does_not_exist_is_switched_off_then_it_is_refused(tmp_path: Path, codebook: Codebook) -> None:
    with pytest.raises(DataFileError, match="no such rule"):
        load_lexicon(codebook, [lexicon(tmp_path, "category: othering\noff: [othering.nothing]\n")])


def test_when_a_folder_uses_a_known_id_then_it_replaces_the_rule(tmp_path: Path, codebook: Codebook) -> None:
    known = next(placed for placed in load_lexicon(codebook).rules if placed.category == "othering")
    changed = load_lexicon(codebook, [lexicon(tmp_path, RULE.replace("othering.test-rule", known.rule.id))])
    assert changed[known.rule.id].rule.why == "A test."


def test_words_that_yaml_takes_for_truth_values_stay_words(tmp_path: Path, codebook: Codebook) -> None:
    folder = lexicon(tmp_path, RULE.replace('["purple giraffe~"]', "[no purple giraffe]"))
    assert load_lexicon(codebook, [folder])["othering.test-rule"].rule.patterns == ["no purple giraffe"]


def test_every_category_has_rules(codebook: Codebook) -> None:
    covered = {placed.category for placed in load_lexicon(codebook).rules}
    assert covered == set(codebook.by_key)
