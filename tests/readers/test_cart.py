"""Captions that a captioner or an agency writes: capitals, ``>>``, agenda items put into the talk; Webex and Vimeo."""

import pytest
from hypothesis import HealthCheck, given, settings
from readers.invented import Spoken, meetings, read_back, turns_of

from discourse.readers import read_transcript
from discourse.readers.speakers import looks_like_a_name

AGENCY = """[00:00:03]

>> CHAIR HADDAD: GOOD EVENING. I CALL THE

MEETING TO ORDER.

[C. PUBLIC COMMENTS]

>> THANK YOU, MADAM CHAIR. [C.1. PUBLIC COMMENTS] I WOULD

LIKE TO SPEAK. (INDISCERNIBLE). [CHATTER]

>> MALE SPEAKER: SECOND. >> TEO BRANDT: AYE.

>> AYE.

[00:05:10]

>>CHAIR HADDAD: NOTE: WE HAVE A QUORUM. 10:30 IS THE TIME.
"""


def test_when_an_agency_writes_chevrons_and_names_then_each_voice_is_a_turn(read, said):
    transcript = read(AGENCY, "board.txt")
    assert said(transcript) == [
        ("CHAIR HADDAD", "GOOD EVENING. I CALL THE MEETING TO ORDER."),
        (None, "THANK YOU, MADAM CHAIR. I WOULD LIKE TO SPEAK."),
        (None, "SECOND."),
        ("TEO BRANDT", "AYE."),
        (None, "AYE."),
        ("CHAIR HADDAD", "NOTE: WE HAVE A QUORUM. 10:30 IS THE TIME."),
    ]
    assert [transcript.turns[at].start for at in (0, 5)] == [3.0, 310.0]


def test_when_agenda_items_are_put_into_the_talk_then_they_are_left_out_and_counted(read):
    assert [(part.what, part.words) for part in read(AGENCY).left_out] == [
        ("stage marks in square brackets", 6),
        ("sound marks such as [Music]", 2),
    ]


def test_when_the_same_comes_as_captions_then_marks_may_run_over_lines(read, said):
    body = (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n>> CHAIR HADDAD: GOOD EVENING. [6.A. CALL\nTO ORDER] WELCOME\n\n"
        "00:03.000 --> 00:05.000\nTO ALL. >> THANK YOU. >> FEMALE SPEAKER:\nSECOND.\n\n"
        "00:05.000 --> 00:06.000\n>>> UNIDENTIFIED SPEAKER: HELLO\n"
    )
    assert said(read(body, "a.vtt")) == [
        ("CHAIR HADDAD", "GOOD EVENING. WELCOME TO ALL."),
        (None, "THANK YOU."),
        (None, "SECOND."),
        (None, "HELLO"),
    ]


def test_when_someone_begins_in_the_middle_of_a_line_then_the_one_before_is_not_credited(read, said):
    assert said(read("Noor: hello >> yes\nand on\n\nTeo: so\n\nNoor: fine")) == [
        ("Noor", "hello"),
        (None, "yes and on"),
        ("Teo", "so"),
        ("Noor", "fine"),
    ]


@pytest.mark.parametrize(
    "label", ["THANK YOU FOR ASKING", "HERE IS WHAT WE SAID", "LET ME SAY THIS", "THE QUESTION IS"]
)
def test_when_a_clause_is_in_capitals_then_it_is_no_name(label, read, said):
    assert not looks_like_a_name(label)
    assert said(read(f">> GOOD EVENING.\n>> {label}: WE GO ON.\n"))[-1] == (None, f"{label}: WE GO ON.")


@pytest.mark.parametrize("label", ["CHAIR HADDAD", "DR. O'NEAL", "MS. WILL", "DIRECTOR OF TEACHING", "NOOR H."])
def test_when_a_name_is_in_capitals_then_it_is_one(label):
    assert looks_like_a_name(label)


def test_when_a_stamped_line_has_a_colon_then_no_word_before_it_is_lost(read, said):
    assert said(read("[00:00:03] Note: we start\n[00:00:09] Noor: yes\n[00:00:12] Noor: so\n")) == [
        (None, "Note: we start"),
        ("Noor", "yes so"),
    ]


def test_when_a_mark_has_its_own_stop_then_the_stop_is_no_word(read, said):
    transcript = read("Noor: Yes (laughs), it is (INDISCERNIBLE).\n\nTeo: Right. [inaudible]. So [Music]\n")
    assert said(transcript) == [("Noor", "Yes, it is."), ("Teo", "Right. So")]


WEBEX = """WEBVTT

1 "Noor Haddad" (3221225472)
00:00:01.230 --> 00:00:04.560
Good morning everyone.

2 "Noor Haddad" (3221225472)
00:00:04.900 --> 00:00:06.000
Let's start.

3 "Conference Room 2" (12)
00:00:07.000 --> 00:00:08.000
Ready.

4 "" (0)
00:00:08.000 --> 00:00:09.000
Who is this?

5 "teo the 2nd" (77)
00:00:09.000 --> 00:00:10.000
Plan: we go on.
"""


def test_when_webex_names_people_in_identifiers_then_they_speak_whatever_they_call_themselves(read, said):
    transcript = read(WEBEX, "webex.vtt")
    assert said(transcript) == [
        ("Noor Haddad", "Good morning everyone. Let's start."),
        (None, "Ready."),
        (None, "Who is this?"),
        ("teo the 2nd", "Plan: we go on."),
    ]
    assert transcript.left_out == ()


def test_when_two_rooms_speak_after_each_other_then_they_are_two_turns_of_nobody(read, said):
    assert said(read("Room 12: one.\n\nConference Room: two.\n\nRoom 12: three.\n\nNoor: four.\n")) == [
        (None, "one."),
        (None, "two."),
        (None, "three."),
        ("Noor", "four."),
    ]


def test_when_vimeo_numbers_its_cues_then_numbers_are_no_talk(read, said):
    body = "WEBVTT\n\n1\n00:00:00.165 --> 00:00:01.735\nThis is a plan\n\n2\n00:00:01.875 --> 00:00:03.335\nfor the year.\n\n3\n00:00:03.925 --> 00:00:06.775\n- NOOR: Good.\n- TEO: Yes.\n"
    transcript = read(body, "vimeo.vtt")
    assert said(transcript) == [(None, "This is a plan for the year."), ("NOOR", "Good."), ("TEO", "Yes.")]
    assert transcript.left_out == ()


@pytest.mark.parametrize("bot", ["Noor's OtterPilot", "Read AI", "MeetGeek Notetaker", "FIREFLIES.AI NOTETAKER"])
def test_when_a_bot_is_listed_among_the_people_then_it_is_not_one(bot, read):
    transcript = read(WEBEX.replace("teo the 2nd", bot), "webex.vtt")
    assert [who.id for who in transcript.speakers] == ["Noor Haddad"]
    assert transcript.left_out[0].what == "bots and shared screens"


def webex(spoken: Spoken) -> bytes:
    return ("WEBVTT\n\n" + "\n".join(
        f'{n} "{name}" ({n % 3})\n{int(a) // 3600:02d}:{int(a) // 60 % 60:02d}:{int(a) % 60:02d}.000 --> '
        f"{int(b) // 3600:02d}:{int(b) // 60 % 60:02d}:{int(b) % 60:02d}.000\n{text}\n"
        for n, (name, a, b, text) in enumerate(spoken, 1)
    )).encode()  # fmt: skip


def agency(spoken: Spoken) -> bytes:
    return "\n\n".join(f">> {name.upper()}: {text.upper()}" for name, _, _, text in spoken).encode()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_webex_meeting_is_written_and_read_back_then_words_speakers_and_times_are_the_same(spoken):
    transcript = read_transcript(webex(spoken), name="a.vtt")
    assert read_back(transcript, "both") == [(who, text, a, b) for who, text, a, b in turns_of(spoken)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_agency_captions_are_written_and_read_back_then_words_and_speakers_are_the_same(spoken):
    transcript = read_transcript(agency(spoken), name="a.txt")
    shouted = [(name.upper(), a, b, " ".join(text.upper().split())) for name, a, b, text in spoken]
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        (who, text) for who, text, _, _ in turns_of(shouted)
    ]
