"""One person's several spellings are offered, never assumed."""

import pytest
from hypothesis import given, settings
from readers.invented import NAMES, meetings, turns_of

from discourse.errors import DiscourseError
from discourse.readers import read_transcript
from discourse.readers.same_person import likely_same, merge_speakers


@pytest.mark.parametrize(
    "labels",
    [
        ("Noor Haddad", "noor haddad (she/her)", "HADDAD, Noor"),
        ("Haddad, Noor (Coach)", "Noor Haddad"),
        ("José Ruiz", "Jose Ruiz"),
        ("Dr. Noor Haddad", "Noor Haddad, Ed.D."),
        ("Noor Haddad", "Noor Haddad - Lakeview USD", "Noor Haddad's iPad"),
        ("Noor Haddad", "N. Haddad"),
        ("Noor Haddad", "Noor H."),
        ("Noor Haddad", "Noor"),
        ("Noor Haddad", "nhaddad", "noorhaddad"),
        ("Christopher Thompson", "christopherthom"),
        ("Noor Amal Haddad", "Noor Haddad"),
    ],
)
def test_when_labels_are_spellings_of_one_name_then_they_are_offered_together(labels):
    assert likely_same([*labels, "Teo Brandt", "SPEAKER_02"]) == (labels,)


@pytest.mark.parametrize(
    "labels",
    [
        ("Noor Haddad", "Teo Haddad"),
        ("Noor Haddad", "Noor Brandt", "Noor"),  # either may be meant
        ("Noor Haddad (Coach)", "Noor Haddad (Parent)"),
        ("SPEAKER_01", "Speaker 1", "SPEAKER_02"),
        ("Teacher", "Teacher 2", "Dr.", "Coach B"),
        ("Unknown Speaker", "Unknown"),
        ("Noor Haddad", "Naya Haddad"),
        ("A", "B"),
        ("李娜", "李明"),
    ],
)
def test_when_labels_may_be_two_people_then_nothing_is_offered(labels):
    assert likely_same(labels) == ()


VTT = """WEBVTT

00:00:01.000 --> 00:00:02.000
<v Noor Haddad>One.</v>

00:00:03.000 --> 00:00:04.000
<v HADDAD, Noor (Coach)>Two.</v>

00:00:05.000 --> 00:00:06.000
<v Teo Brandt>Three.</v>
"""


def test_when_nobody_says_so_then_spellings_stay_two_speakers(read):
    assert len(read(VTT, "a.vtt").speakers) == 3


def test_when_somebody_says_so_then_two_speakers_become_one_and_their_turns_are_joined(read):
    merged = merge_speakers(read(VTT, "a.vtt"), {"HADDAD, Noor (Coach)": "Noor Haddad"})
    assert [(turn.index, turn.speaker, turn.text) for turn in merged.turns] == [
        (0, "Noor Haddad", "One. Two."),
        (1, "Teo Brandt", "Three."),
    ]
    first = merged.turns[0]
    assert (first.start, first.end, first.time_at(5), first.origin) == (1.0, 4.0, 3.0, {"cue": 1})
    assert [(who.id, who.role) for who in merged.speakers] == [("Noor Haddad", "Coach"), ("Teo Brandt", None)]


def test_when_a_label_to_merge_is_not_there_then_it_is_said(read):
    with pytest.raises(DiscourseError, match='no speaker "Ana"'):
        merge_speakers(read(VTT, "a.vtt"), {"Ana": "Noor Haddad"})


@settings(max_examples=40, deadline=None)
@given(spoken=meetings())
def test_when_speakers_are_merged_then_no_word_and_no_time_is_lost(spoken):
    vtt = "WEBVTT\n\n" + "\n".join(
        f"{int(a) // 60:02d}:{int(a) % 60:02d}.000 --> {int(b) // 60:02d}:{int(b) % 60:02d}.000\n<v {name}>{text}\n"
        for name, a, b, text in spoken
    )
    transcript = read_transcript(vtt.encode(), name="m.vtt")
    first, *others = (who.id for who in transcript.speakers)
    merged = merge_speakers(transcript, {others[0]: first})
    renamed = [(first if name == others[0] else name, a, b, text) for name, a, b, text in spoken]
    assert [(t.speaker, t.text, t.start, t.end) for t in merged.turns] == [(*turn,) for turn in turns_of(renamed)]
    assert {who.id for who in merged.speakers} == {name for name, *_ in renamed} <= set(NAMES)
