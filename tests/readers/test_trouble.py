"""Files that cannot be read end in one plain sentence that quotes nobody."""

import io
import zipfile

import pytest

from discourse.errors import DiscourseError, ExitCode, UnreadableTranscriptError
from discourse.readers import read_transcript


def refused(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableTranscriptError) as caught:
        read_transcript(data, name=name)
    message = str(caught.value)
    assert caught.value.exit_code is ExitCode.UNREADABLE
    assert message.startswith(name)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("data", [b"", b"  \r\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_when_the_file_is_empty_then_it_says_so(data):
    assert refused(data, "a.vtt") == "a.vtt: the file is empty."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(50), "a video or audio recording"),
        (b"ID3\x04" + bytes(50), "an audio recording"),
        (b"\x1f\x8b\x08" + bytes(50), "a compressed archive"),
        (b"{\\rtf1\\ansi Noor: hello}", "an RTF document"),
        (b"<!DOCTYPE html><html><body>Noor: hi</body></html>", "a web page"),
        (bytes(range(256)) * 40, "not a text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office document"),
    ],
)
def test_when_the_file_is_of_another_kind_then_the_kind_is_named(data, what):
    assert what in refused(data, "meeting.vtt")


def test_when_a_word_document_has_a_password_then_it_says_so():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    assert "protected by a password" in refused(data, "a.docx")


def test_when_a_word_document_is_cut_off_then_it_says_so(docx):
    whole = docx("Noor: hello", "Teo: hi")
    assert "damaged or cut off" in refused(whole[: len(whole) // 2], "a.docx")


def test_when_an_archive_is_no_word_document_then_it_says_so():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "Noor: hello")
    assert "this is an archive" in refused(written.getvalue(), "a.docx")


def test_when_a_document_unpacks_to_a_bomb_then_it_is_not_unpacked(monkeypatch, docx):
    from discourse.readers import packages

    monkeypatch.setattr(packages, "MAX_UNPACKED_BYTES", 1000)
    assert "unpacks to far more" in refused(docx("Noor: hello"), "a.docx")


def test_when_a_pdf_has_a_password_then_it_says_so(pdf):
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf(["Noor: hello"])))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    assert "protected by a password" in refused(written.getvalue(), "a.pdf")


def test_when_a_pdf_is_cut_off_then_it_says_so(pdf):
    assert refused(b"%PDF-1.4\n1 0 obj", "a.pdf").startswith("a.pdf: the PDF is damaged or cut off")


def test_when_captions_hold_no_talk_then_it_says_so():
    assert "no captions" in refused(b"WEBVTT\n\nNOTE nothing\n", "a.vtt")
    assert "no talk" in refused(b"WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n", "a.vtt")


def test_when_xml_is_given_then_it_is_not_read_as_text():
    assert "not a transcript in a format that is read" in refused(b'<?xml version="1.0"?><a>Noor: hi</a>', "a.xml")


def test_when_there_is_no_such_file_or_it_is_a_folder_then_it_is_a_usage_error(tmp_path):
    for path, words in ((tmp_path / "none.vtt", "no such file"), (tmp_path, "folder")):
        with pytest.raises(DiscourseError, match=words) as caught:
            read_transcript(path)
        assert caught.value.exit_code is ExitCode.USAGE


def test_when_a_path_is_read_then_the_source_is_its_name_alone(tmp_path):
    path = tmp_path / "meeting.txt"
    path.write_text("Noor: Hello.\nTeo: Hi.\n")
    assert read_transcript(path).source == "meeting.txt"
    assert read_transcript(str(path)).turns[1].speaker == "Teo"


def test_when_a_file_is_too_large_then_it_is_not_opened(tmp_path, monkeypatch):
    import discourse.readers as readers

    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    path = tmp_path / "long.txt"
    path.write_text("Noor: Hello there everyone.")
    with pytest.raises(UnreadableTranscriptError, match="larger than"):
        read_transcript(path)


def test_when_nothing_is_read_yet_then_no_heavy_library_is_loaded():
    import os
    import subprocess
    import sys

    code = "import sys, discourse.readers; print({'docx', 'pypdf', 'webvtt', 'pydantic', 'lxml', 'openpyxl'} & set(sys.modules))"
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "set()"
