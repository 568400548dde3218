"""CSV, TSV and Excel: the columns of talk, speakers and times are found, or the user names them."""

import csv
import io
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers.invented import TALK, Spoken, meetings, read_back, turns_of

from discourse.errors import DiscourseError, UnreadableTranscriptError
from discourse.readers import read_transcript
from discourse.readers.columns import parse_columns


def workbook(*sheets: list[list[object]], hidden: tuple[int, ...] = ()) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number + 1}")
        for row in rows:
            sheet.append(row)
        if number in hidden:
            sheet.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "headings",
    [
        "text,speaker,start,end",
        "Utterance,Speaker Name,Start Time,End Time",
        "transcript,speaker_id,start_time,end_time",
        "Dialogue,Who,Time,Stop",
        "sentence,participant,TimeStamp,End",
        "content,speakerName,startTime,endTime",
        "Message,Full Name,Timestamp,End Time (s)",
        "What was said,Speaker_ID,Begin Time,End_Timestamp",
    ],
)
def test_when_headings_are_any_of_the_usual_words_then_columns_are_found(read, said, headings):
    text = f'{headings}\n"Good morning, all.",Noor Haddad,0:01,0:03\nMorning.,Teo Brandt,0:04,0:05\n'
    transcript = read(text, "a.csv")
    assert transcript.format == "csv"
    assert said(transcript) == [("Noor Haddad", "Good morning, all."), ("Teo Brandt", "Morning.")]
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(1.0, 3.0), (4.0, 5.0)]
    assert [turn.origin for turn in transcript.turns] == [{"row": 2}, {"row": 3}]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt"])
def test_when_cells_are_separated_in_any_usual_way_then_the_table_is_read(read, said, separator, name):
    rows = [["speaker", "text"], ["Noor", "One, two; three."], ["Teo", "Yes | no."], ["Noor", "Well."]]
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    assert said(read(written.getvalue(), name)) == [
        ("Noor", "One, two; three."),
        ("Teo", "Yes | no."),
        ("Noor", "Well."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_when_excel_saved_a_text_in_its_own_encoding_then_letters_are_kept(read, said, encoding):
    text = "Speaker\tText\r\nNoor\tWe can’t – said “José”.\r\nTeo\tYes.\r\n"
    assert said(read(text.encode(encoding), "a.txt")) == [("Noor", "We can’t – said “José”."), ("Teo", "Yes.")]


def test_when_a_cell_has_line_ends_and_quotation_marks_then_it_is_one_cell(read, said):
    transcript = read('speaker,text\nNoor,"She said\n""we can"",\r\nand left."\nTeo,a 5" pipe\n', "a.csv")
    assert said(transcript) == [("Noor", 'She said "we can", and left.'), ("Teo", 'a 5" pipe')]


def test_when_quotation_marks_inside_a_cell_are_not_doubled_then_no_word_is_lost(read, said):
    transcript = read('speaker,text\nNoor,"he said "no" twice"\nTeo,Yes.\n', "a.csv")
    assert " ".join(text for _, text in said(transcript)).replace('"', "") == "he said no twice Yes."


def test_when_a_quotation_mark_is_never_closed_then_the_line_is_named():
    text = 'speaker,text\nNoor,Hello.\nTeo,"Good\n' + "Noor,Yes.\n" * 5
    with pytest.raises(UnreadableTranscriptError, match=r"a\.csv, line 3: a quotation mark that opens here"):
        read_transcript(text.encode(), name="a.csv")


def test_when_a_tab_separated_cell_begins_with_a_quotation_mark_then_it_is_no_quotation(read, said):
    transcript = read('speaker\ttext\nNoor\t"Good, she said.\nTeo\tYes.\n', "a.tsv")
    assert said(transcript) == [("Noor", '"Good, she said.'), ("Teo", "Yes.")]


def test_when_excel_wrote_its_separator_line_then_it_is_no_row_of_talk(read, said):
    transcript = read("sep=;\r\nSpeaker;Text\r\nNoor;Good, fine.\r\nTeo;Yes.\r\n", "a.csv")
    assert said(transcript) == [("Noor", "Good, fine."), ("Teo", "Yes.")]


def test_when_a_table_has_codes_beside_the_talk_then_they_are_counted_and_not_read(read, said):
    text = "TimeStamp,Turn,Speaker,Sentence,Teacher Tag\n0:01,1,T,Look here.,Keeping together\n0:04,2,S,Why?,None\n"
    transcript = read(text, "a.csv")
    assert said(transcript) == [("Speaker T", "Look here."), ("Speaker S", "Why?")]
    assert [(part.what, part.words) for part in transcript.left_out] == [
        ("headings", 6),
        ("other columns of the table", 3),
    ]


def test_when_the_table_counts_turns_then_its_turns_are_kept(read, said):
    text = "turn,speaker,text\n1,Noor,One.\n1,Noor,Two.\n2,Noor,Three.\n3,Teo,Four.\n"
    assert said(read(text, "a.csv")) == [("Noor", "One. Two."), ("Noor", "Three."), ("Teo", "Four.")]


def test_when_speakers_are_named_only_at_a_change_then_they_go_on(read, said):
    text = "speaker,text\nNoor,One.\n,Two.\nTeo,Three.\n,Four.\n"
    assert said(read(text, "a.csv")) == [("Noor", "One. Two."), ("Teo", "Three. Four.")]


def test_when_most_rows_are_named_then_a_row_without_a_name_is_nobodys(read, said):
    text = "speaker,text\nNoor,One.\nNoor,Two.\n,Three.\nTeo,Four.\n"
    assert said(read(text, "a.csv")) == [("Noor", "One. Two."), (None, "Three."), ("Teo", "Four.")]


def test_when_names_stand_in_the_talk_then_they_are_speakers(read, said):
    text = "start,end,text\n0,1,Noor Haddad: One.\n1,2,Teo Brandt: Two at 10:30.\n"
    assert said(read(text, "a.csv")) == [("Noor Haddad", "One."), ("Teo Brandt", "Two at 10:30.")]


def test_when_there_are_no_headings_then_what_is_in_the_cells_tells(read, said):
    text = "0:00:01,Noor Haddad,Good morning to you all.\n0:00:05,Teo Brandt,And to you as well.\n" * 2
    transcript = read(text, "a.csv")
    assert said(transcript)[:2] == [
        ("Noor Haddad", "Good morning to you all."),
        ("Teo Brandt", "And to you as well."),
    ]
    assert transcript.turns[1].start == 5.0


def test_when_elan_exported_tab_separated_text_then_tier_and_first_clock_are_read(read, said):
    row = "{0}\t\t00:00:0{1}.000\t{1}.0\t00:00:0{2}.500\t{2}.5\t00:00:01.500\t1.5\tThis is what {0} says here.\n"
    transcript = read(row.format("Noor", 1, 2) + row.format("Teo", 3, 4) + row.format("Noor", 5, 6) * 2, "elan.tsv")
    assert [(turn.speaker, turn.start, turn.end) for turn in transcript.turns] == [
        ("Noor", 1.0, 2.5),
        ("Teo", 3.0, 4.5),
        ("Noor", 5.0, 6.5),
    ]


def test_when_whisper_wrote_milliseconds_then_times_are_seconds(read):
    transcript = read("start\tend\ttext\n0\t2500\tGood morning.\n2500\t61000\tWe begin.\n", "a.tsv")
    assert (transcript.turns[0].start, transcript.turns[0].end) == (0.0, 61.0)


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("1:02:03.5", 3723.5),
        ("02:03,500", 123.5),
        ("[00:00:03]", 3.0),
        ("00h 05m 00s", 300.0),
        ("75.25", 75.25),
        ("00:00:10:12", 10.0),
        ("-5", None),
        ("99999:00:00", None),
        ("soon", None),
        ("nan", None),
        ("1e999", None),
    ],
)
def test_when_times_are_written_in_any_way_then_they_are_seconds_or_unknown(read, cell, seconds):
    transcript = read(f'time,speaker,text\n"{cell}",Noor,Hello there.\n', "a.csv")
    assert transcript.turns[0].start == seconds


def test_when_times_are_dates_then_they_count_from_the_first(read):
    text = "timestamp,speaker,text\n2025-03-02T10:00:05Z,Noor,One.\n2025-03-02T10:01:05Z,Teo,Two.\n"
    assert [turn.start for turn in read(text, "a.csv").turns] == [0.0, 60.0]


def test_when_the_end_is_before_the_start_or_a_duration_is_given_then_times_stay_sane(read):
    text = "start,end,speaker,text\n9,5,Noor,One.\n"
    assert [(turn.start, turn.end) for turn in read(text, "a.csv").turns] == [(9.0, None)]
    text = "start,duration,speaker,text\n9,5,Noor,One.\n"
    assert [(turn.start, turn.end) for turn in read(text, "a.csv").turns] == [(9.0, 14.0)]


def test_when_no_column_is_plainly_the_talk_then_it_says_how_to_name_it():
    with pytest.raises(UnreadableTranscriptError, match="--columns text="):
        read_transcript(b"school,count\nLakeview,12\nHillside,9\n", name="a.csv")


@pytest.mark.parametrize(
    "columns", ["text=What they said,speaker=Code", "text=3,speaker=1", "text=what_they_said, speaker=code"]
)
def test_when_the_user_names_the_columns_then_those_are_read(columns):
    text = "Code,text,What they said\nNoor,x9,Hello all.\nTeo,x7,Hello Noor.\n"
    transcript = read_transcript(text.encode(), name="a.csv", columns=parse_columns(columns))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("Noor", "Hello all."), ("Teo", "Hello Noor.")]


def test_when_a_named_column_is_not_there_then_it_says_so():
    for columns in ("text=Talk", "text=9"):
        with pytest.raises(UnreadableTranscriptError, match="the table has no columns"):
            read_transcript(b"speaker,text\nNoor,Hello.\n", name="a.csv", columns=parse_columns(columns))


@pytest.mark.parametrize("columns", ["text", "speaker=Who", "words=Text", "text="])
def test_when_columns_are_named_wrongly_then_it_says_how(columns):
    with pytest.raises(DiscourseError, match="--columns"):
        parse_columns(columns)


@pytest.mark.parametrize(
    "text",
    [
        "Noor: We have text, speaker and time to talk about.\nTeo: Yes, we do.\n",
        "# Notes\n\n- text, speaker, start\n- what we said, who, when\n",
        "Ideas, plans, questions\n\nWe will ask families, teachers, students.\n",
    ],
)
def test_when_a_text_has_commas_then_it_is_no_table(read, text):
    assert read(text, "a.txt").format in {"text", "minutes"}


def test_when_a_workbook_has_several_sheets_then_talk_is_read_and_the_rest_is_counted(read, said):
    transcript = read(
        workbook(
            [["About"], ["Recorded in May"]],
            [["Speaker", "Utterance"], ["Noor", "One."], [None, None], ["Teo", "Two."]],
            [["Speaker", "Utterance"], ["Teo", "Three."]],
            [["Speaker", "Utterance"], ["Teo", "Hidden."]],
            hidden=(3,),
        ),
        "a.xlsx",
    )
    assert said(transcript) == [("Noor", "One."), ("Teo", "Two."), ("Teo", "Three.")]
    assert [turn.origin for turn in transcript.turns] == [
        {"sheet": 2, "row": 2},
        {"sheet": 2, "row": 4},
        {"sheet": 3, "row": 2},
    ]
    left = {part.what: part.words for part in transcript.left_out}
    assert left["sheets of the workbook without a column of talk"] == 4
    assert "hidden sheets of the workbook" in left


def test_when_excel_holds_times_as_numbers_then_they_are_seconds(read):
    rows = [
        ["time", "speaker", "text"],
        [time(0, 1, 5), "Noor", "One."],
        [timedelta(hours=30, seconds=2), "Teo", "Two."],
        [75.5, "Noor", "Three."],
        ["1:20", "Teo", "Four."],
    ]
    assert [turn.start for turn in read(workbook(rows), "a.xlsx").turns] == [65.0, 108002.0, 75.5, 80.0]
    dated = [rows[0], [datetime(2025, 3, 2, 10, 0, 5), "Noor", "One."], [datetime(2025, 3, 2, 10, 1), "Teo", "Two."]]
    assert [turn.start for turn in read(workbook(dated), "a.xlsx").turns] == [0.0, 55.0]


def test_when_a_workbook_has_no_talk_then_it_says_how_to_name_the_column():
    with pytest.raises(UnreadableTranscriptError, match="no column of this table"):
        read_transcript(workbook([["School", "Count"], ["Lakeview", 12]]), name="a.xlsx")


def table(spoken: Spoken) -> list[list[object]]:
    return [["speaker", "start", "end", "text"], *([name, start, end, text] for name, start, end, text in spoken)]


def separated(separator: str, spoken: Spoken) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(table(spoken))
    return written.getvalue().encode("utf-8-sig")


WRITERS = {
    "a.csv": lambda spoken: separated(",", spoken),
    "semicolons.csv": lambda spoken: separated(";", spoken),
    "a.tsv": lambda spoken: separated("\t", spoken),
    "a.xlsx": lambda spoken: workbook(table(spoken)),
}


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_meeting_is_written_as_a_table_then_words_speakers_and_times_come_back(name, spoken):
    transcript = read_transcript(WRITERS[name](spoken), name=name)
    assert read_back(transcript, "both") == turns_of(spoken)
    assert {part.what for part in transcript.left_out} == {"headings"}


@settings(max_examples=100, deadline=None)
@given(cells=st.lists(st.text("ab ,;\t|\"'\n\r", max_size=12), min_size=2, max_size=12))
def test_when_cells_hold_separators_and_line_ends_then_no_word_is_lost(cells):
    rows = [["speaker", "text"], *(["Noor", "w " + cell] for cell in cells)]
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    transcript = read_transcript(written.getvalue().encode(), name="a.csv")
    expected = [word for cell in cells for word in ("w " + cell).split()]
    assert [word for turn in transcript.turns for word in turn.text.split()] == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings(), codes=st.lists(TALK | st.just(""), min_size=1, max_size=5))
def test_when_a_table_has_other_columns_then_every_word_is_either_talk_or_counted_as_left_out(spoken, codes):
    rows = [["speaker", "text", "code"]]
    rows += [[name, text, codes[at % len(codes)]] for at, (name, _, _, text) in enumerate(spoken)]
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    transcript = read_transcript(written.getvalue().encode(), name="a.csv")
    assert transcript.words == sum(len(text.split()) for _, text, _ in rows[1:])
    left = {part.what: part.words for part in transcript.left_out}
    assert left.pop("headings") == 3
    assert sum(left.values()) == sum(len(code.split()) for *_, code in rows[1:])
