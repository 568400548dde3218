"""The page in headless Chromium: accessible, silent on the network, usable by keyboard and without JavaScript."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from discourse.analysis import Analysis
from discourse.codebook import load_codebook
from discourse.detection.findings import Evidence, Findings, Flag, Noticed, SetAside
from discourse.question_bank import load_questions
from discourse.questions import choose_questions
from discourse.reports import render
from discourse.transcript import Meeting, Span, Speaker, Transcript, Turn

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Open = Callable[..., Any]

LINES = (
    "Let's begin with the sheet.",
    "I think those students are always going to drag us down, honestly, every year.",
    "What did we see that makes us say that?",
    "We only run the tutoring at three, when the buses leave.",
    "Buenas tardes a todas las familias que están aquí con nosotros.",
    "Those students who finished early helped set up.",
)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of an invented meeting with every part the page can have."""
    codebook, bank = load_codebook(), load_questions()
    deficit = [category.key for category in codebook.of_kind("deficit")]
    turns = tuple(
        Turn(i, LINES[i % len(LINES)], f"Speaker {'ABC'[i % 3]}", start=9.0 * i, end=9.0 * i + 8) for i in range(72)
    )
    flags, noticed, set_aside = [], [], []
    for turn in turns:
        span = Span(0, len(turn.text) - 1)
        match turn.index % 6, turn.index % 24:
            case 1, _:
                key = deficit[turn.index // 6 % len(deficit)]
                evidence = (
                    Evidence("lexicon", turn.index, span, rule=f"{key}.by-hand"),
                    Evidence("stance", turn.index + 1, Span(0, 10), cue="cue", note="Slows it down."),
                )
                band = "clear" if turn.index % 4 == 1 else "worth_a_look"
                reason = "A safety matter is being reported." if turn.index == 7 else None
                flags.append(
                    Flag(
                        f"flag-{turn.index}", turn.index, Span(8, span.end), span, turn.text[8 : span.end], key, band,
                        "endorsed", codebook[key].plain, evidence, start=turn.start, no_questions_because=reason,
                    )
                )  # fmt: skip
            case ((2 | 3 as kind), 2 | 3 | 8):
                key = [category.key for category in codebook.of_kind("noticed")][kind - 1]
                noticed.append(
                    Noticed(turn.index, span, turn.text[:-1], key, "rule", codebook[key].plain, start=turn.start)
                )
            case 5, _:
                set_aside.append(
                    SetAside(turn.index, Span(0, 14), turn.text[:14], deficit[0], "restrictive_clause", "rule")
                )
    transcript = Transcript(
        "fall.vtt",
        "webvtt",
        turns,
        tuple(Speaker(f"Speaker {x}") for x in "ABC"),
        meeting=Meeting("Fall", "2025-10-01"),
    )
    findings = Findings(
        tuple(flags), tuple(noticed), tuple(set_aside), 72, 40, ((4, Span(0, len(LINES[4]))),)
    )  # fmt: skip
    questions = choose_questions(flags, transcript, bank, codebook, [flag.id for flag in flags])
    analysis = Analysis(transcript, findings, questions, codebook, bank, "test", leftover_names=("Quillfern",))
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(render(analysis, "html"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, page_file: Path) -> Iterator[Open]:
    """Open the report; requests that are not for the file itself, and messages of the console, are collected."""
    contexts = []

    def opening(width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.requested, page.complaints = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(page_file.as_uri())
        return page

    yield opening
    for context in contexts:
        context.close()


def unfold(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


@pytest.mark.parametrize(
    ("width", "scheme", "unfolded"),
    [(1280, "light", False), (1280, "light", True), (1280, "dark", True), (390, "light", True), (390, "dark", True)],
)
def test_when_the_page_is_checked_with_axe_then_there_are_no_violations(
    open_page: Open, width: int, scheme: str, unfolded: bool
) -> None:
    page = open_page(width, color_scheme=scheme)
    if unfolded:
        unfold(page)
    found = axe.Axe().run(page, options={"runOnly": RULES, "rules": {"target-size": {"enabled": True}}})
    assert found.violations_count == 0, found.generate_report()


def test_when_the_page_is_opened_and_used_then_nothing_is_requested_and_nothing_complains(
    open_page: Open, page_file: Path
) -> None:
    page = open_page()
    unfold(page)
    page.keyboard.press("n")
    page.emulate_media(media="print")
    page.wait_for_timeout(200)
    assert page.requested == [page_file.as_uri()]
    assert page.complaints == []


def test_when_n_and_p_are_pressed_then_the_focus_goes_from_moment_to_moment(open_page: Open) -> None:
    page = open_page()
    focused = "document.activeElement.id"
    page.keyboard.press("n")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    second = page.evaluate(focused)
    page.keyboard.press("p")
    assert first.startswith("in-")
    assert second.startswith("in-")
    assert first != second
    assert page.evaluate(focused) == first
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#{first.removeprefix('in-')}"


def test_when_the_keys_are_switched_off_then_letters_do_nothing(open_page: Open) -> None:
    page = open_page()
    page.locator("#keys").uncheck()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "keys"


def test_when_next_is_clicked_then_a_screen_reader_hears_where_it_is(open_page: Open) -> None:
    page = open_page()
    page.locator("#next").click()
    assert page.evaluate("document.activeElement.className").startswith("sign")
    assert page.locator("#where").text_content().startswith("Moment ")


def test_when_only_turns_with_moments_are_wanted_then_the_others_are_hidden_even_without_script(
    open_page: Open,
) -> None:
    page = open_page(java_script_enabled=False)
    assert page.locator(".turn").nth(0).is_visible()
    page.locator("#only").check()
    assert not page.locator("#turn-0").is_visible()
    assert page.locator("#turn-1").is_visible()


def test_when_a_link_leads_into_a_folded_or_hidden_part_then_it_opens(open_page: Open) -> None:
    page = open_page()
    folded = page.locator(".others > li").last
    anchor = folded.get_attribute("id")
    assert not folded.is_visible()
    page.evaluate(f"location.hash = '{anchor}'")
    folded.wait_for(state="visible")
    assert folded.locator(".why").is_visible()
    page.locator("#only").check()
    page.evaluate("location.hash = 'turn-0'")
    page.locator("#turn-0").wait_for(state="visible")


def test_when_there_is_no_script_then_links_from_card_to_transcript_work(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.locator("article.look .links > a").first.click()
    target = page.url.split("#")[1]
    assert target.startswith("in-moment-")
    box = page.locator(f"#{target}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800
    assert not page.locator("#next").is_visible(), "a button that could do nothing"


def test_when_tab_is_pressed_first_then_the_report_can_be_skipped_to(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_when_a_mark_on_the_strip_has_the_focus_then_enter_leads_to_its_place(open_page: Open) -> None:
    page = open_page()
    page.locator(".dot").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#in-")


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_when_the_window_is_narrow_then_nothing_has_to_be_scrolled_sideways(open_page: Open, width: int) -> None:
    page = open_page(width)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_when_the_page_is_printed_then_what_is_folded_away_is_on_paper_and_controls_are_not(open_page: Open) -> None:
    page = open_page()
    page.emulate_media(media="print")
    assert not page.locator(".contents").is_visible()
    assert not page.locator(".tools").is_visible()
    assert len(page.pdf()) > 20_000
    assert page.locator(".others .why").last.is_visible()
