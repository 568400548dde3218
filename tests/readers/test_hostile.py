"""Files made to do harm, and files that are not what their names say: refused before they cost anything."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fuzz.seeds import DOCX_BODY, SHEET, docx, pdf, xlsx

from discourse.errors import ExitCode, UnreadableTranscriptError
from discourse.readers import read_transcript, source
from discourse.readers.packages import MAX_XML_BYTES


def refused(data: bytes | Path, name: str) -> str:
    with pytest.raises(UnreadableTranscriptError) as caught:
        read_transcript(data, name=name)
    message = str(caught.value)
    assert caught.value.exit_code is ExitCode.UNREADABLE
    assert message.startswith(name)
    assert "\n" not in message
    return message


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("name", ["a.vtt", "a.txt", "a.docx", "a.xlsx", "a.csv", "a.json", "a.pdf", "a.eaf", "a.cha"])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(40), "a video or audio recording"),
        (b"MZ\x90\x00\x03" + bytes(80), "a program"),
        (b"\x7fELF\x02\x01" + bytes(80), "a program"),
        (OLE + "WordDocument".encode("utf-16-le"), "an old Office document (.doc)"),
        (OLE + "Workbook".encode("utf-16-le"), "an old Office document (.xls)"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "an old Office document (.ppt)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"<!DOCTYPE html>\n<html><body>Noor: Hello.</body></html>", "a web page"),
        (b"\n  <html><head></head></html>", "a web page"),
        (b"ooBinaryFile\x08TextGrid" + bytes(20), "a binary Praat file"),
    ],
)
def test_when_a_file_of_another_kind_has_a_transcripts_name_then_the_kind_is_named(data, what, name):
    assert what in refused(data, name)


def members(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (members(**{"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "a PowerPoint presentation"),
        (members(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "an OpenDocument file"),
        (members(**{"META-INF/container.xml": ""}), "an e-book"),
        (members(**{"Index/Document.iwa": ""}), "a Pages, Numbers or Keynote document"),
        (members(**{"[Content_Types].xml": "", "docProps/app.xml": ""}), "archive"),
    ],
)
def test_when_a_container_is_no_document_that_is_read_then_it_is_named(data, what):
    assert what in refused(data, "a.docx")


@pytest.mark.parametrize("start", ["MZ", "GIF8", "RIFF", "ID3", "BZh", "OggS", "Rar!"])
def test_when_talk_begins_with_the_letters_of_another_kind_then_it_is_read(start):
    data = f"{start}: Good morning.\nTeo: Morning.\n{start}: Yes.\n".encode()
    assert "Good morning." in read_transcript(data, name="a.txt").turns[0].text


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "part", "name"), [(docx(), "word/document.xml", "a.docx"), (xlsx(), "xl/worksheets/sheet1.xml", "a.xlsx")]
)
def test_when_a_document_unpacks_to_a_bomb_then_it_is_not_unpacked(data, part, name):
    bomb = repacked(data, lambda member, xml: xml + b" " * (MAX_XML_BYTES + 1) if member == part else xml)
    assert len(bomb) < 2**18
    assert "unpacks to far more" in refused(bomb, name)


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{'&a;' * 10}'>" for n in range(9)) + "]>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("write", "xml", "name"), [(docx, DOCX_BODY, "a.docx"), (xlsx, SHEET, "a.xlsx")], ids=["docx", "xlsx"]
)
def test_when_a_documents_xml_defines_entities_then_it_is_refused(write, xml, name, encoding):
    def laughing(_: str, part: bytes) -> bytes:
        return (LAUGHS + xml).encode(encoding) if part == xml.encode() else part

    assert "defines a document type or entities" in refused(repacked(write(xml), laughing), name)


@pytest.mark.parametrize("write", [docx, xlsx])
def test_when_a_document_is_locked_or_cut_off_then_it_says_so(write):
    name = f"a.{write.__name__}"
    assert "damaged or cut off" in refused(write()[:-200], name)
    locked = bytearray(write())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    assert "protected by a password" in refused(bytes(locked), name)


def test_when_a_document_is_nested_without_end_then_it_is_refused():
    deep = DOCX_BODY.replace("<w:sdt>", "<w:sdt>" * 60_000).replace("</w:sdt>", "</w:sdt>" * 60_000)
    assert "damaged or cut off" in refused(docx(deep), "a.docx")


def test_when_a_pdf_is_a_scan_then_it_says_so_whatever_its_name():
    for name in ("a.pdf", "a.txt"):
        assert "has no text layer" in refused(pdf(""), name)


@pytest.mark.parametrize(
    "data",
    [
        {"segments": [{"start": 0, "end": 1, "text": "Good morning."}]},
        {"results": {"channels": [{"alternatives": [{"transcript": "Good", "words": []}]}]}},
        {"utterances": [{"speaker": "A", "start": 1, "end": 2, "text": "Good"}]},
        [{"speaker": "Noor", "text": "Good morning."}],
        {"schema_version": "1", "transcript": {"source": "a", "format": "text", "turns": []}},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_when_json_is_cut_off_then_it_says_so(data, indent):
    text = json.dumps(data, indent=indent)
    for length in (len(text) // 2, len(text) - 1):
        assert "cut off" in refused(text[:length].encode(), "a.json")


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 200_000, '{"segments": [{"text": ' + "9" * 5000 + "}]}"])
def test_when_json_is_nested_without_end_or_its_numbers_are_then_it_is_refused(text):
    refused(text.encode(), "a.json")


def test_when_a_file_is_a_gigabyte_then_it_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 2**30)  # a hole: no byte of it is on the disk
    assert "larger than 256 MB" in refused(path, "long.txt")


@pytest.mark.parametrize(
    ("limit", "value", "data", "problem"),
    [
        ("MAX_TEXT_BYTES", 1000, b"Noor: Hello there.\n" * 100, "the text is longer than"),
        ("MAX_LINE", 1000, b"Noor: Hello.\n" + b"a" * 5000, "a single line is longer"),
        ("MAX_LINE", 1000, b"Noor: Hello.\r" + b"a " * 5000 + b"\rTeo: Hi.", "a single line is longer"),
        ("MAX_LINES", 1000, b"Noor: Hello.\n" * 1001, "more than 1,000 lines"),
        ("MAX_LINES", 1000, b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nhi\n\n" * 1000, "more than 1,000 lines"),
    ],
)
def test_when_a_text_is_longer_than_any_transcript_then_it_is_refused_before_it_is_decoded(
    monkeypatch, limit, value, data, problem
):
    monkeypatch.setattr(source, limit, value)
    monkeypatch.setattr(source, "_decode", lambda data: pytest.fail("decoded") if len(data) > 8192 else data.decode())
    assert problem in refused(data, "a.txt")


def test_when_json_is_one_long_line_or_has_many_then_it_is_read(monkeypatch):
    monkeypatch.setattr(source, "MAX_LINE", 1000)
    monkeypatch.setattr(source, "MAX_LINES", 1000)
    data = {"segments": [{"start": n, "end": n + 1, "text": f"Word {n}."} for n in range(900)]}
    for indent in (None, 1):
        assert read_transcript(json.dumps(data, indent=indent).encode(), name="a.json").words == 1800


def vtt(*times: str) -> bytes:
    return ("WEBVTT\n\n" + "".join(f"{time}\nNoor: Words {at} here.\n\n" for at, time in enumerate(times))).encode()


@pytest.mark.parametrize(
    "times",
    [
        ["00:00:09.000 --> 00:00:05.000", "00:00:01.000 --> 00:00:00.000"],
        ["99999:00:00.000 --> 99999:00:01.000", "00:00:01.000 --> 99999:59:59.999"],
        ["00:00:01.000 --> 00:00:02.000"] * 3,
        ["00:00:05.000 --> 00:00:06.000", "00:00:01.000 --> 00:00:02.000", "00:00:05.000 --> 00:00:06.000"],
        ["99:99:99.999 --> 99:99:99.999"],
    ],
    ids=["end before start", "99999 hours", "again and again", "back to the beginning", "no clock shows it"],
)
def test_when_times_are_absurd_or_go_in_circles_then_every_word_is_read_once_in_the_files_order(times):
    transcript = read_transcript(vtt(*times), name="a.vtt")
    assert transcript.turns[0].text.split()[1::3] == [str(at) for at in range(len(times))]
    for turn in transcript.turns:
        assert turn.start is None or 0 <= turn.start < 1e7
        assert turn.end is None or 0 <= turn.end < 1e7


MARKS = "\u202e\u202d\u2066\u2069\u200f\u200b\ufeff\x00\x07\x1b[31m\x7f\x9b"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v No{MARKS}or>Good {MARKS}morning</v>\n", "a.vtt"),
        (f"No{MARKS}or: Good {MARKS}morning\nTeo: Hi.\nNoor: Yes.\n", "a.txt"),
        (f"speaker,text\nNo{MARKS}or,Good {MARKS}morning\n", "a.csv"),
        (json.dumps([{"speaker": f"No{MARKS}or", "text": f"Good {MARKS}morning"}]), "a.json"),
        (f"@UTF8\n@Begin\n*NOO:\tGood {MARKS}morning\n@End\n", "a.cha"),
    ],
)
def test_when_there_are_control_and_bidirectional_characters_then_none_reaches_the_transcript(text, name):
    ordinary = {"a.vtt": "\n\n00:03.000 --> 00:04.000\n<v Teo>{}\n", "a.txt": "Teo: {}", "a.csv": "Teo,{}\n"}.get(
        name, ""
    )
    data = text + ordinary.format("So it was, and so it is. " * 20)
    if name == "a.cha":
        data += "%com:\t" + "a remark of no importance " * 20
    transcript = read_transcript(data.encode(), name=name)
    turn = transcript.turns[0]
    assert turn.text == "Good morning"
    assert all(who.id.isprintable() for who in transcript.speakers)


@pytest.mark.parametrize("name", ["a.csv", "a.cha", "a.TextGrid", "a.jsonl", "a.txt"])
def test_when_encodings_are_wrong_or_mixed_then_letters_are_kept(name):
    line = {
        "a.csv": "speaker,text\nNoor,{}\nTeo,{}\n",
        "a.cha": "@UTF8\n@Begin\n*NOO:\t{}\n*TEO:\t{}\n@End\n",
        "a.TextGrid": '"ooTextFile"\n"TextGrid"\n0 9\n<exists>\n1\n"IntervalTier" "Noor" 0 9 2\n0 1 "{}"\n1 2 "{}"\n',
        "a.jsonl": '{{"speaker": "Noor", "text": "{}"}}\n{{"speaker": "Teo", "text": "{}"}}\n',
        "a.txt": "Noor: {}\nTeo: {}\n",
    }[name]
    first, second = line.format("café – “no”" if name in {"a.txt", "a.csv", "a.cha"} else "café – no", "\0").split("\0")
    data = first.encode("cp1252") + "naïve café".encode() + second.encode()
    said = " ".join(turn.text for turn in read_transcript(data, name=name).turns)
    assert "café –" in said
    assert "naïve café" in said


def test_when_word_saved_a_strict_document_then_it_is_read():
    strict = docx(
        DOCX_BODY.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    )
    assert read_transcript(strict, name="a.docx").turns == read_transcript(docx(), name="a.docx").turns


def test_when_a_text_box_stands_in_a_text_box_then_its_words_are_read_once():
    inner = "<w:pict><w:txbxContent><w:p><w:r><w:t>inside here</w:t></w:r></w:p></w:txbxContent></w:pict>"
    outer = f"<w:pict><w:txbxContent><w:p><w:r><w:t>outside</w:t>{inner}</w:r></w:p></w:txbxContent></w:pict>"
    body = DOCX_BODY.replace("<w:t>Good.</w:t>", f"<w:t>Good.</w:t>{outer}")
    said = " ".join(turn.text for turn in read_transcript(docx(body), name="a.docx").turns)
    assert said.count("inside here") == 1


def test_when_a_table_has_many_thousand_cells_then_it_is_read_in_seconds():
    import time

    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * 3 + "</w:tr>"
    body = DOCX_BODY.replace("<w:tr>", row * 10_000 + "<w:tr>", 1)
    began = time.process_time()
    assert read_transcript(docx(body), name="a.docx").words > 30_000
    assert time.process_time() - began < 6


@pytest.mark.parametrize(
    "text",
    [
        "1\n-00:00:03,000 --> 00:00:01,000\nNoor: Before it began.\n\n2\n00:00:02,000 --> 00:00:04,000\nTeo: After.\n",
        "WEBVTT\n\n-00:00:03.000 --> -00:00:01.000\nNoor: Before it began.\n\n00:02.000 --> 00:04.000\nTeo: After.\n",
    ],
)
def test_when_a_time_is_negative_then_its_words_are_kept_and_the_time_is_not(text):
    transcript = read_transcript(text.encode(), name="cut")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("Noor", "Before it began."), ("Teo", "After.")]
    assert transcript.turns[0].start is None
    assert transcript.turns[1].start == 2.0
