import pytest

from discourse.detection.clauses import Clause, clauses_of
from discourse.detection.lexicon import load_lexicon
from discourse.detection.referents import Referents


@pytest.fixture
def clause(nlp, codebook):
    words = load_lexicon(codebook).words

    def find(text: str, verb: str, *before: str) -> Clause:
        referents = Referents(words)
        for sentence in before:
            referents.remember(nlp(sentence))
        return next(c for c in clauses_of(nlp(text), referents) if verb in c.does)

    return find


@pytest.mark.parametrize(
    ("text", "verb", "group"),
    [
        ("Half of those kids never try.", "try", "students"),
        ("The kids who don't care left.", "care", "students"),
        ("Parents don't want to help.", "help", "families"),
        ("The teachers don't care.", "care", "adults"),
        ("A lot of our families can't come.", "come", "families"),
        ("The scores fell because the ninth graders don't read.", "read", "students"),
    ],
)
def test_the_subject_is_whoever_the_sentence_says_it_of(clause, text: str, verb: str, group: str) -> None:
    assert clause(text, verb).who.groups == {group}


def test_when_they_follows_people_just_named_then_it_stands_for_them(clause) -> None:
    assert clause("They don't care.", "care", "The parents got the letter.").who.groups == {"families"}
    assert clause("They don't care.", "care", "The vendor sent the invoice.").who.groups == {"adults"}
    assert clause("They don't care.", "care", "The parents came.", "The scores are low.").who.groups == {"families"}


def test_when_nobody_was_named_then_they_stays_open(clause) -> None:
    who = clause("They don't care.", "care").who
    assert not who.groups
    assert not who.named


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("They don't try.", "try", True),
        ("None of the kids try.", "try", True),
        ("No parents came.", "come", True),
        ("They never even tried.", "try", True),
        ("They refuse to try.", "try", True),
        ("They don't want to try.", "try", True),
        ("They won't read or write.", "write", True),
        ("They try every day.", "try", False),
        ("They don't talk, they try.", "try", False),
    ],
)
def test_negation_is_seen_where_it_is(clause, text: str, verb: str, negated: bool) -> None:
    assert clause(text, verb).negated is negated


def test_modal_verbs_reach_the_verb_they_are_about(clause) -> None:
    assert "can" in clause("They can't handle it.", "handle").modals
    assert "can" in clause("They aren't able to handle it.", "handle").modals
    assert "will" in clause("They're not going to pass.", "pass").modals


def test_what_someone_is_said_to_be_is_kept_apart_from_what_they_do(clause) -> None:
    assert {"lazy", "unmotivated"} <= clause("They are lazy and unmotivated.", "be").is_
