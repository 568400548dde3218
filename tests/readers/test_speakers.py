"""What is a name."""

import pytest

from discourse.readers.speakers import Labels, is_bot, is_nobody, looks_like_a_name, role_in


@pytest.mark.parametrize(
    "label",
    [
        "Noor",
        "Noor Haddad",
        "Dr. Noor Haddad",
        "Haddad, Noor (Coach)",
        "van der Berg, Teo",
        "O'Dell",
        "Jo-Anne Daly",
        "Siân Gwyn",
        "SPEAKER_02",
        "Speaker 1",
        "Teacher1",
        "Grad A",
        "PhD F",
        "User Interface",
        "marisolfigueroa",
        "MS. RIVERA",
        "CHAIR",
        "Data Coach",
        "Student Representative",
        "Member Lopez",
        "Noor Haddad (she/her)",
        "李娜",
        "Q",
    ],
)
def test_when_a_label_has_the_shape_of_a_name_then_it_may_be_a_speaker(label):
    assert looks_like_a_name(label)


@pytest.mark.parametrize(
    "label",
    [
        "Note",
        "NOTE",
        "Agenda",
        "Date of Meeting",
        "Action Items",
        "https",
        "10",
        "The question is",
        "We said",
        "Exit Ticket",
        "Grade 5",
        "May 12",
        "and then I said",
        "So",
        "",
        "Essential Question",
        "See",
        "one two three four five six seven",
    ],
)
def test_when_a_label_is_a_heading_or_a_clause_then_it_is_no_speaker(label):
    assert not looks_like_a_name(label)


@pytest.mark.parametrize(
    "label", ["Fireflies.ai Notetaker", "Otter.ai", "Noor's Presentation", "read.ai meeting notes", "Teo’s Notetaker"]
)
def test_when_a_label_is_a_bot_or_a_shared_screen_then_it_is_nobodys_talk(label):
    assert is_bot(label)


@pytest.mark.parametrize("label", ["Read Haddad", "Fred Otterman", "Grace Notes", "Noor Haddad", "Librarian"])
def test_when_a_person_has_an_unlucky_name_then_they_stay_a_person(label):
    assert not is_bot(label)
    assert not is_nobody(label)


@pytest.mark.parametrize("label", ["Unknown Speaker", "Unknown", "Conference Room 2", "Room 204", "Transcript", "gc"])
def test_when_a_label_is_a_room_or_nobody_then_the_talk_has_no_name(label):
    assert is_nobody(label)


def test_when_a_name_has_a_role_in_brackets_then_it_is_the_role_but_pronouns_are_not():
    assert role_in("Haddad, Noor (Coach)") == "Coach"
    assert role_in("Noor Haddad (she/her)") is None
    assert role_in("Noor") is None


def test_when_a_label_stands_once_in_a_long_text_then_it_is_no_speaker():
    assert not Labels(["Reading"], units=40).accepts("Reading")
    assert Labels(["Noor", "Teo"], units=2).accepts("Teo")
    assert Labels(["Noor Haddad"] * 3, units=400).accepts("Noor Haddad")
