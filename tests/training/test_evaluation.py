"""What an evaluation says, and what it refuses to say."""

from discourse.codebook import Codebook
from discourse.detection.findings import Flag
from discourse.training.evaluation import measures
from discourse.training.gold import Segment
from discourse.training.intervals import FEWEST
from discourse.training.judging import JudgedTurn
from discourse.transcript import Span


def judged(number: int, *, is_flag: bool, flagged: bool, category: str = "family_blame") -> JudgedTurn:
    segment = Segment(
        id=str(number),
        text="They don't care.",
        quote="don't care" if is_flag else None,
        expect="flag" if is_flag else "pass",
        categories=["family_blame"] if is_flag else [],
        stance="endorsed" if is_flag else "challenged",
        pair=str(number // 2),
        writer="a",
    )
    flag = Flag("f", 0, Span(5, 15), Span(0, 16), "don't care", category, "clear", "endorsed", "Because.", ())
    return JudgedTurn(segment, (flag,) if flagged else (), frozenset())


def said(many: list[JudgedTurn], codebook: Codebook) -> dict[str, str]:
    return {measure.name: measure.text for _, group in measures(many, codebook) for measure in group}


def test_shares_pairs_and_categories_are_counted(codebook: Codebook) -> None:
    right = [judged(i, is_flag=i % 2 == 0, flagged=i % 2 == 0) for i in range(4 * FEWEST)]
    wrong = [judged(4 * FEWEST + i, is_flag=i % 2 == 0, flagged=True, category="othering") for i in range(2 * FEWEST)]
    found = said(right + wrong, codebook)
    assert found["deficit turns found"].startswith("1.00")
    assert found["other turns passed"].startswith("0.67")
    assert found["minimal pairs with both right"].startswith("0.67")
    assert found["category right on found turns"].startswith("0.67")
    assert found["marked words overlap the label's"].startswith("1.00")
    assert found["challenged"].startswith("0.67")


def test_where_cases_are_few_they_are_counted_and_no_share_is_given(codebook: Codebook) -> None:
    found = said([judged(i, is_flag=True, flagged=i > 0) for i in range(5)], codebook)
    assert found["deficit turns found"] == "4 of 5, not measured: too few"
