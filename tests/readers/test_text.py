"""Plain text: the ways in which speakers and times are written, and what only looks like them."""

import pytest

from discourse.readers import read_text


def test_when_paragraphs_begin_with_names_then_each_is_a_turn(read, said):
    transcript = read("Noor Haddad: Good morning. We have two items: data and staffing.\n\nTeo Brandt: Go ahead.\n")
    assert said(transcript) == [
        ("Noor Haddad", "Good morning. We have two items: data and staffing."),
        ("Teo Brandt", "Go ahead."),
    ]
    assert [turn.origin for turn in transcript.turns] == [{"line": 1}, {"line": 3}]
    assert (transcript.format, transcript.turns[0].kind, transcript.duration) == ("text", "speech", None)


def test_when_roles_are_labels_then_they_are_speakers(read, said):
    transcript = read(
        "User Interface: one\n\nGrad A: two\n\nMs. O'Dell: three\n\nvan Dijk, Noor (Lead): four\n\nSPEAKER_02: five"
    )
    assert [speaker for speaker, _ in said(transcript)] == [
        "User Interface",
        "Grad A",
        "Ms. O'Dell",
        "van Dijk, Noor (Lead)",
        "SPEAKER_02",
    ]


def test_when_a_paragraph_has_no_label_then_the_speaker_above_goes_on(read, said):
    assert said(read("Noor: One.\n\nTwo.\n\nTeo: Three.\nFour.\n\nNoor: Five.")) == [
        ("Noor", "One. Two."),
        ("Teo", "Three. Four."),
        ("Noor", "Five."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Note: bring forms",
        "We meet at 10:30 today",
        "https://example.org/x",
        "The question is: why",
        "Agenda: two items",
        "He said: no",
    ],
)
def test_when_a_colon_is_tricky_then_it_makes_no_speaker(read, said, line):
    transcript = read(f"Noor: Hello.\n{line}\nTeo: Hi.\nNoor: So.\n")
    assert [who.id for who in transcript.speakers] == ["Noor", "Teo"]
    assert said(transcript)[0] == ("Noor", f"Hello. {line}")


def test_when_otter_writes_name_and_time_above_the_talk_then_both_are_read(read, said):
    transcript = read(
        "Noor Haddad  0:00  \nGood morning.\n\nUnknown Speaker  0:35  \nThose forms, you know\n\n"
        "Teo O'Dell  1:02:07  \nI see it.\n\n"
        "Transcribed by https://otter.ai\n"
    )
    assert said(transcript) == [
        ("Noor Haddad", "Good morning."),
        (None, "Those forms, you know"),
        ("Teo O'Dell", "I see it."),
    ]
    assert [turn.start for turn in transcript.turns] == [0.0, 35.0, 3727.0]
    assert [(part.what, part.words) for part in transcript.left_out] == [("notices of the export tool", 3)]


def test_when_one_person_has_several_headers_in_a_row_then_it_is_one_turn_with_times(read):
    turn = read("Noor Haddad  0:03\nOne.\n\nNoor Haddad  0:35\nTwo.\n\nTeo Lee  0:40\nThree.").turns[0]
    assert (turn.text, turn.time_at(0), turn.time_at(5)) == ("One. Two.", 3.0, 35.0)


def test_when_whisper_writes_speaker_and_span_then_both_times_are_read(read, said):
    transcript = read("SPEAKER_02 [0.00 - 4.36]: We start.\nSPEAKER_00 [4.36 - 6.00]: Fine.\n")
    assert said(transcript) == [("SPEAKER_02", "We start."), ("SPEAKER_00", "Fine.")]
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(0.0, 4.36), (4.36, 6.0)]


@pytest.mark.parametrize("stamp", ["[00:05:00]", "00:05:00", "(5:00)", "00h 05m 00s"])
def test_when_a_time_stands_alone_then_it_is_the_time_of_what_follows(read, said, stamp):
    transcript = read(f"Noor: Before.\n{stamp}\nTeo: After.\n")
    assert said(transcript) == [("Noor", "Before."), ("Teo", "After.")]
    assert [turn.start for turn in transcript.turns] == [None, 300.0]


def test_when_a_time_stands_before_the_label_then_both_are_read(read, said):
    transcript = read("[00:00:03] Noor: One.\n[00:00:09] Teo: Two.\n")
    assert said(transcript) == [("Noor", "One."), ("Teo", "Two.")]
    assert [turn.start for turn in transcript.turns] == [3.0, 9.0]


def test_when_a_time_stands_in_brackets_after_the_name_then_both_are_read(read, said):
    transcript = read("Noor Haddad (00:03): One.\nTeo Lee (00:09):\nTwo.\n")
    assert said(transcript) == [("Noor Haddad", "One."), ("Teo Lee", "Two.")]
    assert [turn.start for turn in transcript.turns] == [3.0, 9.0]


def test_when_only_times_are_marked_then_the_talk_is_nobodys_and_timed(read):
    transcript = read("[00:00:03]\nI WOULD LIKE TO START.\n\n>> ABSOLUTELY. (INDISCERNIBLE)\n[00:05:00]\nTHANK YOU.\n")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        (None, "I WOULD LIKE TO START."),
        (None, "ABSOLUTELY. THANK YOU."),
    ]
    assert transcript.turns[1].time_at(12) == 300.0


def test_when_an_agenda_has_clock_times_then_they_are_not_recording_times(read):
    transcript = read("8:30 Welcome and norms\n8:45 Data review\n9:15 Planning\n9:40 Close\n", "agenda.txt")
    assert all(turn.start is None for turn in transcript.turns)
    assert all(turn.kind == "notes" for turn in transcript.turns)
    assert transcript.words == 11


NOTICE = (
    "This editable transcript was computer generated and might contain errors. "
    "People can also change the text after it was created."
)
MEET = f"""Grade 5 data team - 2024/11/21 15:51 GMT - Transcript
Attendees
Noor Haddad, Teo O'Dell, Teo O'Dell's Presentation, Fireflies.ai Notetaker
Transcript
{NOTICE}
Noor Haddad: All right,…
Noor Haddad: let's start.
Teo O'Dell:
00:05:00
Teo O'Dell: ok.
Transcription ended after 00:30:30
"""


def test_when_google_meet_exports_text_then_only_talk_is_talk(read, said):
    transcript = read(MEET)
    assert said(transcript) == [("Noor Haddad", "All right, let's start."), ("Teo O'Dell", "ok.")]
    assert transcript.turns[1].start == 300.0
    assert (transcript.meeting.title, transcript.meeting.date) == ("Grade 5 data team", "2024-11-21")
    assert {part.what: part.words for part in transcript.left_out} == {
        "list of attendees": 10,
        "notices of the export tool": 24,
        "title, date and headings above the talk": 11,
    }


def test_when_gemini_wrote_notes_above_the_transcript_then_they_are_left_out(read, said):
    text = (
        "📝 Notes\nNov 21, 2024\nGrade 5 data team\n\nSummary\nNoor Haddad said that those students cannot read.\n\n"
        "Details\nAttendance: Teo raised attendance.\n\nSuggested next steps\nNoor will send the list.\n\n"
        "📖 Transcript\nNov 21, 2024\n00:00:00\n\n**Noor Haddad:** We start.\n**Teo Lee:** Good.\n"
    )
    transcript = read(text)
    assert said(transcript) == [("Noor Haddad", "We start."), ("Teo Lee", "Good.")]
    left = {part.what: part.words for part in transcript.left_out}
    assert left["summary, keywords or outline written by a machine"] == 31


def test_when_sound_marks_are_all_that_was_said_then_there_is_no_turn(read, said):
    text = "Noor: {vocalsound} So {disfmarker} we\n\nTeo: {vocalsound}\n\nNoor: start . {pause}\n"
    transcript = read(text)
    assert said(transcript) == [("Noor", "So we start .")]
    assert [(part.what, part.words) for part in transcript.left_out] == [("sound marks such as [Music]", 4)]


def test_when_notes_have_no_speakers_then_they_are_notes(read):
    transcript = read("Reviewed fall scores with the team.\n\nTeam will call families before break.\n", "notes.txt")
    assert [(turn.speaker, turn.kind) for turn in transcript.turns] == [(None, "notes")] * 2


def test_when_one_sentence_is_pasted_then_it_is_speech(said):
    transcript = read_text("I think those students are always going to drag us down")
    assert transcript.turns[0].kind == "speech"
    assert said(transcript) == [(None, "I think those students are always going to drag us down")]


def test_when_markdown_marks_bold_speakers_under_headings_then_headings_are_left_out(read, said):
    text = "# Spring debrief\n\n**Noor:** We start.\n\n## Part two\n\n**Teo:** Good.\n\n**Noor:** Yes.\n"
    transcript = read(text, "debrief.md")
    assert said(transcript) == [("Noor", "We start."), ("Teo", "Good."), ("Noor", "Yes.")]
    assert transcript.meeting.title == "Spring debrief"
    assert sum(part.words for part in transcript.left_out) == 4


def test_when_notes_stand_above_a_dialogue_then_they_are_kept_as_notes(read):
    above = "The team looked at fall attendance by grade and by bus route before it talked. " * 4
    transcript = read(f"{above}\n\nNoor: One thing.\n\nTeo: Two.\n\nNoor: Three.\n")
    assert [(turn.kind, turn.speaker) for turn in transcript.turns] == [
        ("notes", None),
        ("speech", "Noor"),
        ("speech", "Teo"),
        ("speech", "Noor"),
    ]
