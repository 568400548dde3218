import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.detection.cleaning import clean
from discourse.transcript import Span

SPOKEN = st.text(alphabet=st.sampled_from("aAeE tThHyY,.-'’\u201c{}[]um İß\n"), max_size=80)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("They, um, don't care.", "They, don't care."),
        ("the the the kids", "the kids"),
        ("They just, you know, gave up.", "They just, gave up."),
        ("THOSE KIDS DON’T CARE ABOUT IT", "those kids don't care about it"),
        ("I {disfmarker} think {vocalsound} so", "I think so"),
        ("So, th- they left", "they left"),
        ("We had had enough of that", "We had had enough of that"),
    ],
)
def test_when_talk_is_disfluent_then_the_wording_is_laid_bare(said: str, read: str) -> None:
    assert clean(said).text == read


def test_when_words_carry_meaning_then_they_stay() -> None:
    assert clean("You know the ones I mean.").text == "You know the ones I mean."
    assert clean("They had had enough.").text == "They had had enough."


@given(SPOKEN, st.integers(0, 50))
def test_every_kept_character_comes_from_where_it_says(text: str, offset: int) -> None:
    cleaned = clean(text, offset)
    assert len(cleaned.text) == len(cleaned.origins)
    assert list(cleaned.origins) == sorted(set(cleaned.origins))
    for character, origin in zip(cleaned.text, cleaned.origins, strict=True):
        source = text[origin - offset]
        assert character == source or character.lower() == source.lower() or not source.isalnum()


@given(SPOKEN)
def test_a_cleaned_stretch_maps_back_to_a_stretch_of_the_source(text: str) -> None:
    cleaned = clean(text)
    if cleaned.text:
        span = cleaned.to_source(Span(0, len(cleaned.text)))
        assert 0 <= span.start < span.end <= len(text)
