"""What holds for every format, and how reports are written to disk."""

import doctest
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import discourse.reports.marking
import discourse.reports.phrases
from discourse.analysis import Analysis
from discourse.detection.findings import Noticed
from discourse.errors import DiscourseError
from discourse.reports import FORMATS, render, write_atomically
from discourse.reports.marking import Mark, pieces
from discourse.reports.moments import strengths_of
from discourse.reports.phrases import day, first_words, last_words
from discourse.transcript import Span

REPORTS = Path(discourse.reports.__file__).parent


@pytest.mark.parametrize("format_", FORMATS)
def test_when_a_format_is_asked_for_then_it_is_text_that_ends_with_a_line_end(analysis: Analysis, format_: str) -> None:
    report = render(analysis, format_)
    assert report.endswith("\n")
    report.encode("utf-8")


def test_when_a_format_is_not_known_then_the_error_names_those_that_are(analysis: Analysis) -> None:
    with pytest.raises(DiscourseError, match="'odt'; use terminal, html, json, csv"):
        render(analysis, "odt")


def test_when_reports_are_written_then_their_code_names_no_category(analysis: Analysis) -> None:
    keys = re.compile(rf"['\"](?:{'|'.join(analysis.codebook.by_key)})['\"]")
    # The effect and the key of one noticed category are the same word; reports ask for neither by name.
    for file in (*REPORTS.glob("*.py"), *REPORTS.glob("templates/*")):
        assert not keys.search(file.read_text("utf-8")), file.name


def test_when_one_effect_is_noticed_again_then_another_prompt_goes_with_it(
    make_analysis: Callable[..., Analysis], noticed: tuple[Noticed, ...]
) -> None:
    prompts = [strength.prompt for strength in strengths_of(make_analysis((), (noticed[0],) * 3))]
    assert len(set(prompts)) == 3


def test_when_a_report_is_written_then_no_temporary_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "reports" / "report.html"
    target.parent.mkdir()
    target.write_text("old")
    write_atomically(target, "naïve\n")
    assert target.read_bytes() == "naïve\n".encode()
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a thing of Unix")
def test_when_a_report_is_written_then_it_can_be_read_like_any_other_file(tmp_path: Path) -> None:
    plain, report = tmp_path / "plain", tmp_path / "report.html"
    plain.touch()
    write_atomically(report, "x")
    assert report.stat().st_mode == plain.stat().st_mode


def test_when_writing_fails_then_the_old_report_is_untouched(tmp_path: Path) -> None:
    target = tmp_path / "reports" / "report.html"
    target.parent.mkdir()
    target.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(target, "half \ud800")
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(["flag", "noticed"])), max_size=6),
)
def test_when_a_text_is_cut_at_its_marks_then_nothing_is_lost_and_each_mark_begins_and_ends_once(
    text: str, given_marks: list[tuple[int, int, str]]
) -> None:
    marks = [
        Mark(Span(start, min(end, len(text))), kind, f"{kind}-{number}")
        for number, (start, end, kind) in enumerate(given_marks)
        if start < min(end, len(text))
    ]
    cut = list(pieces(text, marks))
    assert "".join(piece.text for piece in cut) == text
    for mark in marks:
        assert sum(mark in piece.begins for piece in cut) == sum(mark in piece.ends for piece in cut) == 1
    position = 0
    for piece in cut:
        here = Span(position, position + len(piece.text))
        assert piece.kinds == tuple(sorted({mark.kind for mark in marks if mark.span.contains(here)}))
        position = here.end


@given(st.text(st.characters(categories=["L", "Zs", "P"]), max_size=80), st.integers(10, 40))
def test_when_talk_is_shortened_then_whole_words_are_left(text: str, longest: int) -> None:
    for cut in (first_words(text, longest), last_words(text, longest)):
        assert cut == text or "…" in cut
        assert len(cut) <= max(longest + 2, 1)


def test_when_a_date_is_not_iso_then_it_stands_as_written() -> None:
    assert day("2025-03-04") == "March 4, 2025"
    assert day("the first week of March") == "the first week of March"


@pytest.mark.parametrize("module", [discourse.reports.phrases, discourse.reports.marking])
def test_when_docstrings_show_an_example_then_it_is_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
