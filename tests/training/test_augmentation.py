"""Mechanical variants: what must not matter changes, what is labelled stays."""

import random

from hypothesis import given
from hypothesis import strategies as st

from discourse.training.augmentation import as_captions, with_other_groups
from discourse.training.gold import Segment

WORDS = st.lists(
    st.sampled_from("those kids don't care, Black moms. Why? It's the east side; boys".split()), min_size=1
)


def segment(before: list[str], quote: list[str], after: list[str]) -> Segment:
    parts = [" ".join(words) for words in (before, quote, after)]
    text = " ".join(part for part in parts if part)
    return Segment(id="1", text=text, quote=parts[1], expect="flag", stance="endorsed", categories=["othering"])


@given(WORDS, WORDS, WORDS, st.integers(0, 99))
def test_as_captions_there_are_no_capitals_and_no_punctuation_and_the_quote_is_still_there(
    before: list[str], quote: list[str], after: list[str], seed: int
) -> None:
    heard = as_captions(segment(before, quote, after), random.Random(seed))
    assert heard.text == heard.text.lower()
    assert not set(".,?;") & set(heard.text)
    assert heard.quote is not None
    assert heard.quote in heard.text


@given(st.integers(0, 99))
def test_a_named_group_is_swapped_for_one_other_group_wherever_it_stands(seed: int) -> None:
    said = segment(["Black", "families,"], ["Black", "boys"], ["care."])
    swapped = with_other_groups(said, random.Random(seed))
    first = swapped.text.split()[0]
    assert "Black" not in swapped.text
    assert swapped.text.count(first) == 2
    assert swapped.quote is not None
    assert swapped.quote in swapped.text
    assert swapped.categories == said.categories


def test_where_no_group_is_named_nothing_changes() -> None:
    said = Segment(id="1", text="Well, they don't care.", quote="they don't care", expect="flag", stance="endorsed")
    assert with_other_groups(said, random.Random(0)) == said
