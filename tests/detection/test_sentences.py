from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.detection.sentences import sentences_of
from discourse.transcript import Turn

WORDS = st.lists(
    st.sampled_from(
        ["we", "moved", "the", "bus", "Dr.", "Okafor", "so", "kids", "...", "end.", "Why?", "No!", "e.g.", "'ok.'"]
    ),
    min_size=1,
    max_size=120,
)


def texts(nlp, text: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(Turn(0, text), nlp)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met. They came!", ["We met.", "They came!"]),
        ("Dr. Okafor spoke. Fine.", ["Dr. Okafor spoke.", "Fine."]),
        ("Nice . OK .", ["Nice .", "OK ."]),
        ('I heard you say "those students." How are you?', ['I heard you say "those students."', "How are you?"]),
        ("It is 3 p.m. on Friday.", ["It is 3 p.m. on Friday."]),
        ("Wait... what? yes", ["Wait... what?", "yes"]),
        ("-- . --", []),
    ],
)
def test_when_text_has_punctuation_then_it_is_cut_there(nlp, text: str, expected: list[str]) -> None:
    assert texts(nlp, text) == expected


def test_when_captions_have_no_punctuation_then_long_stretches_are_cut_too(nlp) -> None:
    caption = (
        "so we looked at the data on monday and the sixth graders did better than last year "
        "i think the new schedule helped they had more time for reading "
        "the bus came late again on tuesday and we lost first period "
        "can we move the meeting to thursday i have a doctor appointment"
    )
    cut = texts(nlp, caption)
    assert len(cut) >= 3
    assert " ".join(cut) == caption


@settings(deadline=None, max_examples=60)
@given(words=WORDS)
def test_no_word_is_lost_or_doubled(nlp, words: list[str]) -> None:
    text = " ".join(words)
    sentences = list(sentences_of(Turn(4, text), nlp))
    for sentence in sentences:
        assert sentence.text == text[sentence.span.start : sentence.span.end]
        assert sentence.turn == 4
    for before, after in pairwise(sentences):
        assert before.span.end <= after.span.start
    kept = "".join(text[s.span.start : s.span.end] for s in sentences)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
