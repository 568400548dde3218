"""The report in a terminal: 80 columns, no need for colour."""

import io
from collections.abc import Callable
from dataclasses import replace

from rich.console import Console

from discourse.analysis import Analysis
from discourse.detection.findings import Flag
from discourse.reports import render
from discourse.reports.terminal import show
from discourse.transcript import Transcript, Turn


def test_when_a_report_is_printed_then_what_went_well_comes_before_moments_and_limits(analysis: Analysis) -> None:
    report = render(analysis, "terminal")
    titles = ["WHAT WENT WELL", "MOMENTS TO LOOK AT", "BEFORE YOU ASK", "WHAT THIS IS NOT FOR"]
    places = [report.index(title) for title in titles]
    assert places == sorted(places)


def test_when_a_report_is_printed_then_it_keeps_to_eighty_columns_and_has_no_colour_codes(analysis: Analysis) -> None:
    report = render(analysis, "terminal")
    assert max(map(len, report.splitlines())) <= 80
    assert "\x1b" not in report


def test_when_a_moment_is_printed_then_words_reason_and_questions_stand_there(analysis: Analysis) -> None:
    report = " ".join(render(analysis, "terminal").split())
    assert "◆ 1:00 Speaker B Expecting less of students (clear)" in report
    assert "“So I think «those students are always going to drag us down».”" in report
    assert "Why: A reason in one sentence for turn 1." in report
    assert "Reflect back what was heard and surface what is unsaid I heard you say 'those students.'" in report
    assert "[published protocol wording (San Diego County Office of Education, in WestEd 2021)]" in report
    assert "Or, softer:" in report
    assert "Right after, Speaker C: “Exactly.”" in report


def test_when_no_question_should_be_asked_then_the_report_says_why(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag]
) -> None:
    flag = make_flag(2, "the parents just don't care", "family_blame", no_questions_because="Safety comes first.")
    assert "No question here. Safety comes first." in render(make_analysis((flag,)), "terminal")


def test_when_more_than_five_moments_were_found_then_the_others_follow_in_short(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag]
) -> None:
    flags = tuple(make_flag(2, "the parents just don't care", "family_blame", id=str(n)) for n in range(7))
    report = render(make_analysis(flags), "terminal")
    assert report.count("◆") == 5
    assert report.count("◇") == 2
    assert "OTHER MOMENTS" in report


def test_when_nothing_was_found_then_the_report_says_so_kindly(make_analysis: Callable[..., Analysis]) -> None:
    report = " ".join(render(make_analysis(), "terminal").split())
    assert "No moment was marked" in report
    assert "Much is missed" in report


def test_when_talk_holds_markup_or_commands_for_the_terminal_then_neither_counts(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag], transcript: Transcript
) -> None:
    nasty = "\x1b]0;owned\x07[bold]x[/bold]\x9b2J\u202e"
    turns = (transcript.turns[0], Turn(1, f"those students {nasty}", nasty, start=60.0), *transcript.turns[2:])
    flag = make_flag(1, "those students", "othering", quote=nasty, why=nasty)
    flag = replace(flag, span=flag.span._replace(start=0, end=14), sentence=flag.span._replace(start=0, end=40))
    report = render(make_analysis((flag,), transcript=replace(transcript, turns=turns)), "terminal")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(report)
    assert "[bold]x[/bold]" in report


def test_when_the_console_has_colours_then_they_are_used(analysis: Analysis) -> None:
    screen = io.StringIO()
    show(analysis, Console(file=screen, force_terminal=True, color_system="standard", width=100))
    assert "\x1b[" in screen.getvalue()


def test_when_a_report_is_printed_then_no_category_key_is_in_it(analysis: Analysis) -> None:
    report = render(analysis, "terminal")
    assert not [key for key in analysis.codebook.by_key if "_" in key and key in report]
