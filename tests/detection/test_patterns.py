import pytest

from discourse.detection.patterns import Compiler, PatternError
from discourse.detection.words import WordLists, words_of

LISTS = WordLists(
    about=["students"],
    groups={"students": ["kid~", "ninth_grader~"]},
    lists={"do_not": ["don't", "never"], "loop": ["{loop}"]},
    soft=["just", "really"],
)


@pytest.fixture
def found(nlp):
    def tokenise(text: str) -> list[str]:
        return [token.norm_.lower() for token in nlp.make_doc(text)]

    def run(pattern: str, text: str) -> list[str]:
        words = words_of(nlp(text))
        vocabulary = frozenset(form for word in words for form in (word.norm, word.lemma))
        matches = Compiler(LISTS, tokenise).sequence(pattern).find(words, vocabulary)
        return [text[words[first].start : words[end - 1].end] for first, end in matches]

    return run


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("broken home~", "They come from broken homes.", "broken homes"),
        ("{students} {do_not} care", "Kids, they say, but ninth graders don't care.", "ninth graders don't care"),
        ("kids don't care", "Kids just really do not care.", "Kids just really do not care"),
        ("kids don't care", "kids dont care", "kids dont care"),
        ("you know ..3 kids", "You know which of the kids.", "You know which of the kids"),
        ("at_home|in_the_home", "Nothing in the home.", "in the home"),
        ("those? kids", "Kids came.", "Kids"),
        ("care !which|what", "They care about it.", "care"),
        ("^ exactly $", "Exactly.", "Exactly"),
        ("that way ..1 now|$", "They are that way.", "that way"),
        ("that way ..1 now|$", "They are that way just now, I hear.", "that way just now"),
        ("low @noun", "Their low scores fell.", "low scores"),
        ("why won't they @question", "So why won't they?", "why won't they"),
    ],
)
def test_when_the_wording_is_there_then_it_is_found(found, pattern: str, text: str, expected: str) -> None:
    assert expected in found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("broken home~", "The broken window at home."),
        ("kids don't care", "Kids do care."),
        ("you know ..1 kids", "You know which of the kids."),
        ("you ..5 kids", "You left. Then kids came."),
        ("care !which|what", "They care which room."),
        ("care !which", "They care just which room."),
        ("^ exactly $", "Exactly what?"),
        ("why won't they @question", "That is why won't they."),
    ],
)
def test_when_the_wording_is_not_there_then_nothing_is_found(found, pattern: str, text: str) -> None:
    assert found(pattern, text) == []


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "empty"),
        ("{studnts} care", "students"),
        ("just?", "at least one word"),
        ("..x kids", "..1 to ..9"),
        ("low @nuon", "@noun"),
        ("a||b", "empty alternative"),
        ("{loop}", "contains itself"),
        ("kids~~ care", "not a word"),
    ],
)
def test_when_a_pattern_cannot_be_understood_then_the_error_says_what_is_allowed(
    found, pattern: str, reason: str
) -> None:
    with pytest.raises(PatternError, match=reason.replace("(", r"\(")):
        found(pattern, "Kids came.")
