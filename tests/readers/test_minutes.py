"""Notes and minutes: what was written down is nobody's speech."""

MINUTES = """<!-- provenance: office scanner -->
# Site council minutes

Date of Meeting: Friday, January 23, 2026

## Attendance

- Noor Haddad: present
- Teo Brandt: present

## Discussion

- Noor asked about attendance and
  the bus routes.
- **Teo Brandt** said that [the survey](https://example.org/s) is out.

| Item | Notes |
| --- | --- |
| Adoption of the agenda | Adopted. |
| Reading | Scores were
discussed at length. |

## Action items

- Noor Haddad: Send the survey to all families.
- Teo Brandt: Book the library.
- Noor Haddad: Draft the letter.
"""


def test_when_minutes_are_read_then_every_part_is_notes_without_a_speaker(read):
    transcript = read(MINUTES, "minutes.md")
    assert transcript.format == "minutes"
    assert {(turn.kind, turn.speaker) for turn in transcript.turns} == {("notes", None)}
    texts = [turn.text for turn in transcript.turns]
    assert "Noor asked about attendance and the bus routes." in texts
    assert "Teo Brandt said that the survey is out." in texts
    assert "Scores were discussed at length." in texts
    assert "Noor Haddad: Send the survey to all families." in texts
    assert (transcript.meeting.title, transcript.meeting.date) == ("Site council minutes", "2026-01-23")


def test_when_tables_are_in_notes_then_cells_come_in_order(read):
    texts = [turn.text for turn in read(MINUTES, "minutes.md").turns]
    assert texts[texts.index("Item") :][:4] == ["Item", "Notes", "Adoption of the agenda", "Adopted."]


def test_when_a_note_begins_on_a_line_then_the_origin_is_that_line(read):
    transcript = read(MINUTES, "minutes.md")
    assert next(turn.origin for turn in transcript.turns if turn.text.startswith("Noor asked")) == {"line": 13}


def test_when_a_comment_is_in_the_file_then_it_is_left_out_and_counted(read):
    assert [(part.what, part.words) for part in read(MINUTES, "minutes.md").left_out] == [("comments in the file", 5)]


def test_when_an_exchange_is_written_out_in_notes_then_it_is_speech(read, said):
    text = """# Team notes

Looked at the fall scores by grade and by school, and at attendance.

## Discussion

Noor: What do we do about grade five?
Teo: I would look at the schedule first.
Noor: Then let us do that.

## Next steps

- Noor: Pull the schedule for the team.
- Teo: Ask the office for bus times.
- All: Read the report before March.
"""
    transcript = read(text, "notes.md")
    spoken = [(turn.speaker, turn.text) for turn in transcript.turns if turn.kind == "speech"]
    assert spoken == [
        ("Noor", "What do we do about grade five?"),
        ("Teo", "I would look at the schedule first."),
        ("Noor", "Then let us do that."),
    ]


def test_when_a_page_header_falls_into_a_sentence_then_the_sentence_is_whole(read):
    text = """Minutes of the board

The board discussed the attendance plan and asked the
10/13/21, 4:02 PM BoardDocs Plus
1/8
staff to bring a new draft.

The meeting adjourned.
"""
    transcript = read(text, "minutes.txt")
    assert "The board discussed the attendance plan and asked the staff to bring a new draft." in [
        turn.text for turn in transcript.turns
    ]
    assert [(part.what, part.words) for part in transcript.left_out] == [("page headers and footers", 6)]


def test_when_notes_mention_sounds_in_brackets_then_they_are_words(read):
    text = "# Electives\n\n- Elective (music) was full.\n- The gym (noise) was moved.\n"
    assert [turn.text for turn in read(text, "n.md").turns][1:] == [
        "Elective (music) was full.",
        "The gym (noise) was moved.",
    ]
