"""DOCX and PDF: exports of Teams, Otter and Meet, and notes; nothing lost, nothing a machine wrote read as speech."""

import io

import pytest

from discourse.errors import UnreadableTranscriptError


def test_when_teams_exports_docx_then_name_time_and_talk_in_one_paragraph_are_parted(read, docx, said):
    transcript = read(
        docx(
            "Data meeting-20240512_100316-Meeting Recording",
            "May 12, 2024, 3:03PM",
            "52m 10s",
            "Noor Haddad started transcription",
            "   Noor Haddad   0:03\nGood morning.",
            "   Teo O’Dell   1:02:07\nWe should look at\nthe schedule.",
            "Noor Haddad stopped transcription",
        ),
        "meeting.docx",
    )
    assert said(transcript) == [("Noor Haddad", "Good morning."), ("Teo O’Dell", "We should look at the schedule.")]
    assert [turn.start for turn in transcript.turns] == [3.0, 3727.0]
    assert transcript.turns[1].origin == {"paragraph": 6}
    assert (transcript.meeting.title, transcript.meeting.date) == ("Data meeting", "2024-05-12")
    assert sum(part.words for part in transcript.left_out) == 3 + 4 + 2 + 4 + 4


def test_when_otter_exports_docx_then_its_summary_and_outline_are_nobodys_speech(read, docx, said):
    transcript = read(
        docx(
            "Grade 5 team",
            "Thu, Nov 21, 2024 3:51PM • 48:12",
            "SUMMARY KEYWORDS",
            "those kids, low scores, attendance",
            "SPEAKERS",
            "Noor Haddad, Teo Lee",
            "SUMMARY",
            "The team agreed that parents do not care.",
            "Action Items",
            "[ ] Noor Haddad to send the list.",
            "OUTLINE",
            "Attendance in the fall",
            "Noor Haddad  0:04",
            "Good morning. {Applause}",
            "Teo Lee  1:04:58",
            "Morning.",
            "Transcribed by https://otter.ai",
        ),
        "otter.docx",
    )
    assert said(transcript) == [("Noor Haddad", "Good morning."), ("Teo Lee", "Morning.")]
    assert [turn.start for turn in transcript.turns] == [4.0, 3898.0]
    left = {part.what: part.words for part in transcript.left_out}
    assert left["summary, keywords or outline written by a machine"] == 2 + 5 + 1 + 4 + 1 + 8 + 2 + 8 + 1 + 4
    assert transcript.meeting.title == "Grade 5 team"


def test_when_gemini_wrote_notes_before_the_transcript_then_only_the_transcript_is_read(read, docx, said):
    transcript = read(
        docx(
            ("Heading 1", "📝 Notes"),
            "Nov 21, 2024",
            ("Heading 3", "Summary"),
            "Noor Haddad: the group blamed families.",
            ("Heading 3", "Details"),
            "Attendance was discussed.",
            ("Heading 1", "📖 Transcript"),
            "Nov 21, 2024",
            ("Heading 3", "00:00:00"),
            "Noor Haddad: We start.",
            ("Heading 3", "00:05:00"),
            "Teo Lee: Good.",
            "Transcription ended after 00:30:30",
        ),
        "meet.docx",
    )
    assert said(transcript) == [("Noor Haddad", "We start."), ("Teo Lee", "Good.")]
    assert [turn.start for turn in transcript.turns] == [0.0, 300.0]


def test_when_there_is_only_a_machines_summary_then_it_is_refused(read, docx):
    with pytest.raises(UnreadableTranscriptError, match="summary written by a machine"):
        read(docx("Notes", "Summary", "Families were blamed.", "Details", "Gemini took these notes."), "notes.docx")


def test_when_the_transcript_is_a_table_then_time_speaker_and_talk_are_its_columns(read, docx, said):
    rows = [["Time", "Speaker", "Text"], ["00:00:01", "Noor", "Good morning"], ["00:00:09", "Teo", "Hello: all"]]
    transcript = read(docx(rows), "table.docx")
    assert said(transcript) == [("Noor", "Good morning"), ("Teo", "Hello: all")]
    assert [turn.start for turn in transcript.turns] == [1.0, 9.0]


def test_when_notes_have_a_table_then_its_cells_stand_where_the_table_stands(read, docx):
    transcript = read(
        docx(
            "Notes before the table.",
            [["Topic", "What was decided"], ["Bus routes", "Ask the office."]],
            "Notes after it.",
        ),
        "notes.docx",
    )
    assert [turn.text for turn in transcript.turns] == [
        "Notes before the table.",
        "Topic",
        "What was decided",
        "Bus routes",
        "Ask the office.",
        "Notes after it.",
    ]
    assert {turn.kind for turn in transcript.turns} == {"notes"}


def test_when_text_is_in_controls_or_boxes_or_was_deleted_then_what_is_visible_is_read_once(read):
    import docx as python_docx
    from docx.oxml import parse_xml

    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>Teo: In a box.</w:t></w:r></w:p></w:txbxContent></w:pict>"
    document = python_docx.Document()
    body = document.element.body
    for xml in (
        f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>Noor: In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        f"<w:p {space}><w:r><mc:AlternateContent><mc:Choice Requires='x'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        f"<w:p {space}><w:r><w:t>Noor: Kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        f"<w:ins><w:r><w:t>added.</w:t></w:r></w:ins></w:p>",
    ):
        body.insert(len(body) - 1, parse_xml(xml))
    written = io.BytesIO()
    document.save(written)
    transcript = read(written.getvalue(), "a.docx")
    assert [turn.text for turn in transcript.turns] == ["In a control.", "In a box.", "Kept added."]


def test_when_a_page_header_is_in_the_document_then_it_is_left_out_and_counted(read):
    import docx as python_docx

    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Lakeview Schools confidential"
    for text in ("Noor: Good morning.", "Teo: Hello."):
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    transcript = read(written.getvalue(), "a.docx")
    assert transcript.words == 3
    assert [(part.what, part.words) for part in transcript.left_out] == [("page headers and footers", 3)]


PAGES = [
    [
        "Lakeview Schools",
        "Site council 2025-10-13",
        "Noor Haddad: We looked at the attendance of our third",
        "graders, and the short-",
        "term plan has helped with atten-",
        "dance.",
        "Teo Brandt: The bus came late on most",
        "Page 1 of 3",
    ],
    ["Lakeview Schools", "Site council 2025-10-13", "days in the fall.", "Noor Haddad: Then we", "Page 2 of 3"],
    ["Lakeview Schools", "Site council 2025-10-13", "call the office.", "Page 3 of 3"],
]


def test_when_headers_and_footers_fall_into_sentences_then_sentences_are_whole(read, pdf, said):
    transcript = read(pdf(*PAGES), "minutes.pdf")
    assert said(transcript) == [
        (
            "Noor Haddad",
            "We looked at the attendance of our third graders, and the short-term plan has helped with attendance.",
        ),
        ("Teo Brandt", "The bus came late on most days in the fall."),
        ("Noor Haddad", "Then we call the office."),
    ]
    assert [turn.origin for turn in transcript.turns] == [
        {"page": 1, "line": 3},
        {"page": 1, "line": 7},
        {"page": 2, "line": 4},
    ]
    assert {part.what: part.words for part in transcript.left_out} == {"page headers and footers": 3 * (2 + 3 + 4)}


def test_when_a_pdf_is_a_scan_then_it_is_refused_in_a_sentence(read, pdf):
    with pytest.raises(UnreadableTranscriptError, match="has no text layer") as refused:
        read(pdf([], []), "scan.pdf")
    assert "OCR" in str(refused.value)


def test_when_one_page_is_a_scan_then_it_is_reported(read, pdf):
    transcript = read(pdf(["Noor: We start here.", "Teo: Good."], []), "a.pdf")
    assert [(part.what, part.words) for part in transcript.left_out] == [("page 2, which has no text layer", 0)]


def test_when_a_pdf_has_notes_then_wrapped_lines_are_paragraphs(read, pdf):
    transcript = read(
        pdf(
            [
                "Team notes of the fall retreat",
                "The team read the climate survey together and then planned what",
                "to ask families.",
                "Bus times were moved.",
            ]
        ),
        "notes.pdf",
    )
    assert [turn.text for turn in transcript.turns] == [
        "Team notes of the fall retreat",
        "The team read the climate survey together and then planned what to ask families.",
        "Bus times were moved.",
    ]


def test_when_a_printed_sentence_is_wrapped_before_a_word_and_a_colon_then_the_word_is_no_speaker(pdf, read, said):
    data = pdf(
        ["Noor: We looked at these two", "readings1: fall.", "Teo: And at", "readings1:", "spring.", "Noor: Yes."]
    )
    assert said(read(data, "a.pdf")) == [
        ("Noor", "We looked at these two readings1: fall."),
        ("Teo", "And at readings1: spring."),
        ("Noor", "Yes."),
    ]
