"""Which moments a report leads with."""

from dataclasses import replace

from discourse.analysis import MOST_LEADS, leads_of
from discourse.codebook import Codebook
from discourse.detection.findings import Evidence, Flag
from discourse.transcript import Span
from discourse.wire import Band


def flag(turn: int, category: str, *rules: str, band: Band = "worth_a_look") -> Flag:
    return Flag(
        id=f"f{turn}",
        turn=turn,
        span=Span(0, 5),
        sentence=Span(0, 9),
        quote="words",
        category=category,
        band=band,
        stance="endorsed",
        why="Because.",
        evidence=tuple(Evidence("lexicon", turn, rule=rule) for rule in rules),
    )


def test_a_clear_moment_is_led_with_before_earlier_ones_that_are_not(codebook: Codebook) -> None:
    many = [flag(i, "family_blame", "a") for i in range(9)]
    leads = leads_of([*many, flag(20, "family_blame", "b", band="clear")], codebook)
    assert 20 in {lead.turn for lead in leads}


def test_a_moment_two_rules_agree_on_comes_before_one_of_a_single_rule(codebook: Codebook) -> None:
    many = [flag(i, "family_blame", "a") for i in range(9)]
    leads = leads_of([*many, flag(20, "family_blame", "a", "b")], codebook)
    assert 20 in {lead.turn for lead in leads}


def test_no_category_comes_twice_while_another_waits(codebook: Codebook) -> None:
    flags = [flag(i, "family_blame", "a", "b") for i in range(9)] + [flag(20, "gap_norming", "c")]
    assert 20 in {lead.turn for lead in leads_of(flags, codebook)}


def test_leads_are_few_and_in_the_order_of_the_talk(codebook: Codebook) -> None:
    leads = leads_of([flag(i, "othering", "a") for i in reversed(range(30))], codebook)
    assert [lead.turn for lead in leads] == sorted(lead.turn for lead in leads)
    assert len(leads) == MOST_LEADS


def test_the_likeliest_lead_and_an_unlikely_one_does_not_fill_up_the_five(codebook: Codebook) -> None:
    sure = [replace(flag(i, "family_blame"), confidence=0.3 + i / 10) for i in range(4)]
    other = replace(flag(9, "gap_norming"), confidence=0.2)
    assert [lead.turn for lead in leads_of([*sure, other], codebook)] == [2, 3, 9]
