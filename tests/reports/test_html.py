"""The page: what it shows, in which order, and what it never does."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest

from discourse.analysis import Analysis
from discourse.detection.findings import Flag
from discourse.question_bank import PROTOCOL_TEXT
from discourse.reports import render
from discourse.reports.html import render as page_of
from discourse.transcript import LeftOut, Meeting, Speaker, Transcript, Turn


def tree(analysis: Analysis) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(page_of(analysis))


def text(page: lxml.html.HtmlElement) -> str:
    """What a reader sees, folded parts included."""
    for hidden in page.xpath("//style | //script"):
        hidden.drop_tree()
    return " ".join(" ".join(page.itertext()).split())


def test_when_a_page_is_rendered_then_it_asks_nobody_for_anything(analysis: Analysis) -> None:
    page = page_of(analysis)
    for address in tree(analysis).xpath("//@src | //@href | //@action | //@srcset | //@poster | //@data"):
        assert address.startswith(("#", "data:,")), address
    assert "url(" not in page
    assert "@import" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert not re.search(r"\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|localStorage", page)


def test_when_a_page_is_rendered_then_its_policy_allows_only_its_own_style_and_script(analysis: Analysis) -> None:
    (policy,) = tree(analysis).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not tree(analysis).xpath("//*[@style] | //*[@onclick or @onload or @onerror]")


def test_when_a_page_is_rendered_then_what_went_well_comes_first(analysis: Analysis) -> None:
    titles = [title.text_content() for title in tree(analysis).xpath("//main//h2")]
    assert titles[:2] == ["What went well", "Moments to look at"]


def test_when_a_page_is_rendered_then_headings_go_down_one_step_at_a_time(analysis: Analysis) -> None:
    levels = [int(heading.tag[1]) for heading in tree(analysis).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_when_a_page_is_rendered_then_every_link_leads_somewhere_and_no_id_comes_twice(analysis: Analysis) -> None:
    page = tree(analysis)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//a/@href"):
        assert link.removeprefix("#") in ids


def test_when_there_are_moments_then_each_is_linked_from_the_transcript_the_strip_and_its_card(
    analysis: Analysis,
) -> None:
    page = tree(analysis)
    for anchor in ("moment-1", "moment-2", "noticed-1", "noticed-2"):
        assert page.xpath(f"//ol[@class='turns']//a[@href='#{anchor}']")
        assert page.xpath(f"//svg//a[@href='#in-{anchor}']/@aria-label")
        assert page.xpath(f"//*[@id='{anchor}']//a[@href='#in-{anchor}']")


def test_when_a_moment_is_shown_then_time_speaker_words_reason_and_band_stand_there(analysis: Analysis) -> None:
    card = tree(analysis).get_element_by_id("moment-1")
    said = text(card)
    assert "1:00" in said
    assert "Speaker B" in said
    assert "A reason in one sentence for turn 1." in said
    assert "clear" in said
    assert card.xpath(".//mark")[0].text == "those students are always going to drag us down"
    assert "We only offer the tutoring at three" in said, "the turn before"
    assert "That's how it is." in said, "the same turn"
    assert "Exactly. And the parents" in said, "the turn after"


def test_when_someone_agreed_right_after_then_the_moment_says_so(analysis: Analysis) -> None:
    said = text(tree(analysis).get_element_by_id("moment-1"))
    assert re.search(r"Right after Speaker C: Exactly\. Agrees with the turn before\.", said)


def test_when_the_turn_says_those_students_then_the_published_wording_is_there_word_for_word_and_labelled(
    analysis: Analysis,
) -> None:
    said = text(tree(analysis).get_element_by_id("moment-1"))
    assert PROTOCOL_TEXT in said
    assert "published protocol wording (San Diego County Office of Education, in WestEd 2021)" in said
    assert "Or, softer When we say 'those students,' who comes to mind for each of us? ours" in said


def test_when_no_question_should_be_asked_then_the_page_says_why_and_offers_none(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag]
) -> None:
    flag = make_flag(2, "the parents just don't care", "family_blame", no_questions_because="own_life")
    card = tree(make_analysis((flag,))).get_element_by_id("moment-1")
    assert "talking about their own life" in text(card)
    assert not card.xpath(".//ol[@class='questions']")


def test_when_it_is_unclear_how_words_were_meant_then_the_page_says_to_look_together(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag]
) -> None:
    flag = make_flag(2, "the parents just don't care", "family_blame", stance="unclear", band="worth_a_look")
    said = text(tree(make_analysis((flag,))).get_element_by_id("moment-1"))
    assert "It cannot be told how the speaker meant it." in said


def test_when_confidence_is_not_calibrated_then_the_page_says_so_and_shows_no_number(analysis: Analysis) -> None:
    decided = tree(analysis).get_element_by_id("moment-1").xpath(".//details")[0].text_content()
    assert "No calibrated confidence yet: rules only." in decided
    assert "incapacity_low_expectations.by-hand" in decided
    assert "A group held apart" in decided, "the other category the words come close to"


def test_when_a_page_is_rendered_then_no_category_key_is_on_it_outside_rule_ids(analysis: Analysis) -> None:
    page = tree(analysis)
    for rule in page.xpath("//code"):
        rule.drop_tree()
    rest = lxml.html.tostring(page, encoding="unicode")
    for key in analysis.codebook.by_key:
        if "_" in key:
            assert key not in rest


def test_when_marks_overlap_then_every_character_of_the_turn_is_shown_once_with_its_marks(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag], analysis: Analysis
) -> None:
    flags = (
        make_flag(2, "the parents just don't care, they", "family_blame"),
        make_flag(2, "don't care, they never answer", "motivation_blame"),
    )
    turn = tree(make_analysis(flags)).get_element_by_id("turn-2").xpath(".//p[@class='said']")[0]
    marks = [mark.text for mark in turn.xpath("./mark")]
    assert marks == ["the parents just ", "don't care, they", " never answer"]
    for note in turn.xpath(".//a"):
        note.drop_tree()
    assert turn.text_content() == analysis.transcript.turns[2].text


def test_when_words_are_both_noticed_and_flagged_then_the_mark_tells_both(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag], analysis: Analysis
) -> None:
    flag = make_flag(3, "they don't care", "family_blame")
    turn = tree(make_analysis((flag,), analysis.noticed)).get_element_by_id("turn-3")
    assert [mark.get("class") for mark in turn.xpath(".//mark")] == ["noticed", "flag noticed", "noticed"]


def test_when_people_said_markup_then_it_is_shown_and_never_obeyed(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag], transcript: Transcript
) -> None:
    nasty = '<script>alert("x")</script></style><img src=x onerror=alert(1)>'
    turns = (Turn(0, nasty, nasty, start=0.0), *transcript.turns[1:])
    hostile = replace(
        transcript,
        source=nasty,
        turns=turns,
        speakers=(Speaker(nasty), *transcript.speakers),
        meeting=Meeting(nasty, nasty),
        left_out=(LeftOut(nasty, 3),),
    )
    flag = make_flag(1, "those students", "othering", why=nasty, quote=nasty)
    analysis = make_analysis((flag,), transcript=hostile, leftover_names=(nasty,), lexicon=nasty)
    page = page_of(analysis)
    assert nasty not in page
    assert len(re.findall(r"<script\b", page)) == 1
    assert "<img" not in page
    assert nasty in text(lxml.html.fromstring(page))


def test_when_nothing_was_flagged_then_the_page_is_warm_about_it_and_warns_that_rules_miss_much(
    make_analysis: Callable[..., Analysis],
) -> None:
    said = text(tree(make_analysis()))
    assert "No moment was marked" in said
    assert "Much is missed" in said
    assert "What would you add?" in said, "nothing noticed"
    assert "Over the meeting" not in said, "nothing to draw"


def test_when_words_were_set_aside_then_they_can_be_inspected_with_the_reason(analysis: Analysis) -> None:
    aside = tree(analysis).get_element_by_id("set-aside")
    assert aside.tag == "details"
    assert "Those students" in aside.text_content()
    assert analysis.codebook.set_aside_reasons["restrictive_clause"] in aside.text_content()
    assert aside.xpath(".//a[@href='#turn-5']")


def test_when_a_stretch_was_not_read_then_the_transcript_and_the_header_say_so(analysis: Analysis) -> None:
    page = tree(analysis)
    unread = page.get_element_by_id("turn-4").xpath(".//span[@class='unread']")[0]
    assert "not read" in unread.text_content()
    assert "Buenas tardes" in unread.text_content()
    assert "I have two children here." not in unread.text_content()
    assert "Not read: 1 stretch in another language (8 words)." in text(page)


def test_when_a_page_is_rendered_then_the_header_says_what_was_read_and_how(analysis: Analysis) -> None:
    header = text(tree(analysis).xpath("//header")[0])
    for part in (
        "Spring data meeting",
        "March 4, 2025",
        "6 minutes",
        "Speakers 4",
        "6 of 11",
        "WebVTT captions",
        "an automatic summary (40 words)",
        "Quillfern",
        "not reviewed yet",
    ):
        assert part in header


def test_when_names_were_kept_then_the_page_says_so(make_analysis: Callable[..., Analysis]) -> None:
    assert "Names stand as they do in the source" in text(tree(make_analysis(names_kept=True, leftover_names=())))


def test_when_a_kind_is_one_readers_agree_on_least_then_it_is_listed_and_not_charted(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag], analysis: Analysis
) -> None:
    least = next(category.key for category in analysis.codebook.of_kind("deficit") if category.tier == "C")
    flag = make_flag(2, "the parents just don't care", least)
    page = tree(make_analysis((flag,), analysis.noticed))
    assert page.get_element_by_id("moment-1") is not None
    assert not page.xpath("//svg//a[@href='#in-moment-1']")
    assert "not drawn here before a person has looked" in text(page)


def test_when_the_source_has_no_times_then_moments_are_found_by_turn(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag], transcript: Transcript
) -> None:
    untimed = replace(transcript, turns=tuple(replace(t, start=None, end=None) for t in transcript.turns))
    flag = make_flag(2, "the parents just don't care", "family_blame", start=None)
    said = text(tree(make_analysis((flag,), transcript=untimed)))
    assert "turn 3" in said
    assert "turn by turn" in said
    assert "Length" not in said


def test_when_there_are_many_moments_then_five_lead_and_the_others_are_folded_with_their_questions(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag]
) -> None:
    flags = tuple(make_flag(2, "the parents just don't care", "family_blame", id=str(number)) for number in range(14))
    page = tree(make_analysis(flags))
    assert len(page.xpath("//article[contains(@class, 'look')]")) == 5
    assert len(page.xpath("//details/ul[@class='others']/li")) == 9
    assert len(page.xpath("//ul[@class='others']/li//a[starts-with(@href, '#in-moment-')]")) == 9


def test_when_much_was_noticed_then_at_most_six_of_many_kinds_come_first(
    make_analysis: Callable[..., Analysis], analysis: Analysis
) -> None:
    system, pause = analysis.noticed
    page = tree(make_analysis((), (*[system] * 9, pause)))
    well = page.get_element_by_id("well")
    first = well.xpath("./div/article")
    assert len(first) == 6
    assert "A pause to look again" in first[-1].text_content()
    assert len(well.xpath("./details//article")) == 4


def test_when_moments_are_drawn_then_shape_and_name_tell_them_apart_without_colour(analysis: Analysis) -> None:
    strip = tree(analysis).xpath("//svg[@class='strip']")[0]
    shapes = {link.get("class"): [child.tag for child in link][-1] for link in strip.xpath(".//a")}
    assert shapes == {"dot noticed": "circle", "dot clear": "path", "dot worth_a_look": "path"}
    assert "Moment to look at, 1:00, Speaker B: Expecting less of students" in strip.xpath(".//a/@aria-label")


def test_when_a_page_is_rendered_then_it_counts_nothing_by_name(analysis: Analysis) -> None:
    said = text(tree(analysis))
    assert not re.search(r"Speaker [A-D]:? \(?\d+ (?:moment|flag|time)", said)


def test_when_a_page_is_rendered_then_it_is_ready_for_print_dark_and_a_phone(analysis: Analysis) -> None:
    page = page_of(analysis)
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page
    assert "prefers-reduced-motion" in page
    assert 'name="viewport"' in page


def test_when_a_page_is_rendered_then_it_says_what_it_is_not_for(analysis: Analysis) -> None:
    said = text(tree(analysis).get_element_by_id("not-for"))
    assert "Not for evaluating, disciplining" in said
    assert "docs/evaluation.md" in said
    assert "unknown until it is measured" in said
    assert "A person's review comes before" in said


def test_when_the_same_analysis_is_rendered_twice_then_the_page_is_the_same(analysis: Analysis) -> None:
    assert render(analysis, "html") == render(analysis, "html")


def test_when_a_meeting_has_ten_thousand_words_then_the_page_stays_small(
    make_analysis: Callable[..., Analysis], analysis: Analysis, transcript: Transcript
) -> None:
    talk = tuple(Turn(i, transcript.turns[i % 6].text, f"Speaker {'ABCD'[i % 4]}", start=6.0 * i) for i in range(900))
    flags = tuple(
        replace(flag, turn=flag.turn + 6 * n, id=f"{flag.id}-{n}") for n in range(30) for flag in analysis.flags
    )
    noticed = tuple(replace(one, turn=one.turn + 6 * n) for n in range(40) for one in analysis.noticed)
    long = make_analysis(flags, noticed, transcript=replace(transcript, turns=talk))
    assert long.transcript.words > 10_000
    assert len(page_of(long).encode()) < 1_500_000


@pytest.mark.parametrize("kind", ["notes", "chat"])
def test_when_text_is_not_speech_then_the_transcript_says_what_it_is(
    make_analysis: Callable[..., Analysis], transcript: Transcript, kind: str
) -> None:
    written = replace(transcript, turns=tuple(replace(turn, kind=kind, speaker=None) for turn in transcript.turns))
    said = text(tree(make_analysis(transcript=written)).get_element_by_id("turn-0"))
    assert ("Notes" if kind == "notes" else "(chat)") in said
