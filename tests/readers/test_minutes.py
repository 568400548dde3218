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


PRINTED = """LAKEVIEW UNIFIED SCHOOL DISTRICT
Regular Meeting of the Board
October 13, 2025

1. Call to Order
Chair Haddad called the meeting to order at 6:02 p.m.

2. Public Comment
Noor Haddad: spoke about bus routes and asked the
<!-- Page 1 -->
board to bring them back.
Teo Brandt: asked that the board reconsider the
Lakeview Unified School District   Regular Meeting Minutes   Page 2 of 4
class sizes in grade five, because "those classes can't
work with thirty".
Mia van Dijk: expressed concern about how the middle school is
10/13/25, 4:02 PM BoardDocs Plus
https://board.example.org/Private?open&login 2/8
staffed.

3. Roll Call Vote
Haddad: Aye
Brandt: Aye
Motion carried 2-0.
Ms. Haddad said that parents are asking for a later start, and that the
Lakeview Unified School District   Regular Meeting Minutes   Page 3 of 4

Board would study it. Motion carried 5-0.
Motion carried 3-0.
"""


def test_when_pages_break_inside_sentences_then_each_sentence_is_whole(read):
    texts = [turn.text for turn in read(PRINTED, "minutes.txt").turns]
    assert "Noor Haddad: spoke about bus routes and asked the board to bring them back." in texts
    assert (
        "Teo Brandt: asked that the board reconsider the class sizes in grade five, because "
        '"those classes can\'t work with thirty".'
    ) in texts
    assert "Mia van Dijk: expressed concern about how the middle school is staffed." in texts
    assert (
        "Ms. Haddad said that parents are asking for a later start, and that the Board would study it. "
        "Motion carried 5-0."
    ) in texts
    assert texts[-1] == "Motion carried 3-0."


def test_when_minutes_report_what_people_said_then_it_is_nobodys_quotation(read):
    transcript = read(PRINTED, "minutes.txt")
    assert transcript.speakers == ()
    assert {(turn.kind, turn.speaker) for turn in transcript.turns} == {("notes", None)}


def test_when_members_reports_are_labelled_then_they_are_reported_speech_too(read):
    reports = [
        "Trustee Haddad: Attended the fair. Thanked staff for the food drive.",
        "Trustee Brandt: Visited three schools and reported on the roofs.",
        "Trustee van Dijk: Noted that families were pleased.",
        "Trustee Haddad: Reported on the budget.",
    ]
    transcript = read("Board member reports\n\n" + "\n\n".join(reports) + "\n", "minutes.txt")
    assert [(turn.kind, turn.speaker, turn.text) for turn in transcript.turns[1:]] == [
        ("notes", None, text) for text in reports
    ]


def test_when_people_agree_in_one_word_then_they_still_speak(read, said):
    exchange = [("Noor", "Agreed. Let us start."), ("Teo", "Indeed."), ("Noor", "Need anything?"), ("Teo", "No.")]
    assert said(read("\n\n".join(f"{who}: {text}" for who, text in exchange))) == exchange


def test_when_a_page_header_has_no_number_then_it_is_known_by_what_stands_beside_it(read):
    page = "Lakeview Board of Education\nPage {}\n\nThe board discussed item {} and heard the\n"
    transcript = read("".join(page.format(n, "abcd"[n]) for n in range(4)) + "staff on it.\n", "minutes.txt")
    assert [turn.text for turn in transcript.turns if "Lakeview" in turn.text] == []
    assert [(part.what, part.words) for part in transcript.left_out] == [("page headers and footers", 24)]


def test_when_a_vote_is_recorded_again_and_again_then_it_is_no_page_header(read):
    text = "# Minutes\n\nMotion carried 5-0.\n\nMotion carried 4-1.\n\nMotion carried 3-2.\n\nItem 1 of the list.\n"
    transcript = read(text, "minutes.md")
    assert len([turn for turn in transcript.turns if turn.text.startswith("Motion")]) == 3
    assert transcript.left_out == ()
