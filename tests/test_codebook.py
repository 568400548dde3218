from pathlib import Path

import pytest

from discourse.codebook import Codebook, load_codebook
from discourse.errors import DataFileError
from discourse.resources import data_dir

SHIPPED = data_dir("annotation") / "codebook.yaml"


def broken(tmp_path: Path, before: str, after: str) -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "codebook.yaml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path


def test_the_shipped_codebook_has_fourteen_deficit_and_four_noticed_categories(codebook: Codebook) -> None:
    assert len(list(codebook.of_kind("deficit"))) == 14
    assert len(list(codebook.of_kind("noticed"))) == 4


def test_every_kind_of_noticing_has_one_category(codebook: Codebook) -> None:
    for effect in ("strength", "system_cause", "interruption", "bounded_need"):
        assert len(list(codebook.with_effect(effect))) == 1


def test_no_category_yields_in_a_circle(codebook: Codebook) -> None:
    def above(key: str, seen: frozenset[str]) -> None:
        assert key not in seen, f"{key} yields to itself by way of {sorted(seen)}"
        for other in codebook[key].yields_to:
            above(other, seen | {key})

    for category in codebook.categories:
        above(category.key, frozenset())


def test_when_a_key_is_misspelt_then_the_error_gives_file_line_and_what_is_allowed(tmp_path: Path) -> None:
    path = broken(tmp_path, "    tier: B\n", "    teir: B\n")
    line = path.read_text(encoding="utf-8").splitlines().index("    teir: B") + 1
    with pytest.raises(DataFileError) as caught:
        load_codebook(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}:") or "missing" in message


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("    kind: deficit\n", "    kind: deficient\n", "'deficit' or 'noticed'"),
        ("  - key: fixed_ability", "  - key: othering", "given twice"),
        ("codebook: discourse-mirror", "codebok: discourse-mirror", "did you mean 'codebook'"),
        ("scope: >-", "scope: [", "not valid YAML"),
    ],
)
def test_when_the_codebook_is_broken_then_one_sentence_says_how(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    with pytest.raises(DataFileError, match=says):
        load_codebook(broken(tmp_path, before, after))


def test_when_the_content_changes_then_the_identity_changes(tmp_path: Path, codebook: Codebook) -> None:
    changed = load_codebook(broken(tmp_path, "tier: B", "tier: C"))
    assert changed.identity != codebook.identity
