"""Folders and archives of many kinds go through in one call; what is wrong with one file stops no other."""

import bz2
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from discourse.commands.intake import intake
from discourse.commands.review import review
from discourse.errors import DiscourseError, ExitCode
from discourse.readers import archives
from discourse.readers.collection import Item, expand

Files = dict[str, bytes]

TALK = b"Noor: Good morning.\nTeo: Morning.\n"
GOOD: Files = {
    "monday.txt": TALK,
    "march/monday.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nNoor: Hello.\n",
    "table.csv": b"speaker,text\nNoor,Hello there.\n",
}
BAD: Files = {
    "broken.json": b'{"segments": [{"text": "Hel',
    "empty.srt": b"",
    "picture.vtt": b"\x89PNG\r\n\x1a\n" + bytes(9),
}


def zipped(files: Files, *, store: bool = False) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def tarred(files: Files) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return written.getvalue()


PACKED: dict[str, Callable[[Files], bytes]] = {
    "meetings.zip": zipped,
    "meetings.tar": tarred,
    "meetings.tgz": lambda files: gzip.compress(tarred(files)),
    "meetings.tar.bz2": lambda files: bz2.compress(tarred(files)),
}


def put(folder: Path, files: Files) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def found(*paths: Path | str, **more: object) -> list[Item]:
    return expand(map(str, paths), stdin=lambda _: b"", **more)  # type: ignore[arg-type]


def words(items: list[Item]) -> list[str]:
    """What each item says, or what is wrong with it."""
    said = []
    for item in items:
        try:
            said.append(" / ".join(f"{turn.speaker}: {turn.text}" for turn in item.read(()).turns))
        except DiscourseError as error:
            said.append(str(error))
    return said


def test_when_a_folder_is_given_then_files_in_folders_inside_are_read_too(tmp_path):
    items = found(put(tmp_path, GOOD | {".hidden.txt": TALK, "sub/.DS_Store": b"x", "sub/~$lock.docx": b"x"}))
    assert [Path(item.name).relative_to(tmp_path).as_posix() for item in items] == [
        "monday.txt",
        "table.csv",
        "march/monday.vtt",
    ]
    assert words(items) == ["Noor: Good morning. / Teo: Morning.", "Noor: Hello there.", "Noor: Hello."]


def test_when_a_folder_links_to_itself_then_it_is_walked_once(tmp_path):
    put(tmp_path, GOOD)
    (tmp_path / "march" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(found(tmp_path)) == 3


@pytest.mark.parametrize("name", PACKED)
def test_when_an_archive_is_given_then_its_members_are_read(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(PACKED[name](GOOD | {"__MACOSX/._monday.txt": b"x", ".DS_Store": b"x"}))
    items = found(path)
    assert [item.name for item in items] == [f"{path}/{member}" for member in GOOD]
    assert words(items) == ["Noor: Good morning. / Teo: Morning.", "Noor: Hello.", "Noor: Hello there."]
    assert [other.name for other in tmp_path.iterdir() if other.is_file()] == [name], "nothing was unpacked"


def test_when_an_archive_comes_on_standard_input_then_its_members_are_read():
    items = expand(["-"], stdin=lambda _: zipped(GOOD))
    assert [item.name for item in items] == [f"stdin/{member}" for member in GOOD]


def test_when_a_document_lies_unpacked_in_an_archive_then_the_archive_is_no_document(tmp_path, docx):
    path = put(tmp_path, {"a.zip": zipped({"notes.docx": docx("Noor: Hello.", "Teo: Hi.")}, store=True)}) / "a.zip"
    assert words(found(path)) == ["Noor: Hello. / Teo: Hi."]


def test_when_an_archive_lies_in_an_archive_then_it_is_named_and_not_opened(tmp_path):
    path = put(tmp_path, {"a.zip": zipped({"inner.zip": zipped(GOOD), "monday.txt": TALK})}) / "a.zip"
    inner, outer = words(found(path))
    assert "this is an archive" in inner
    assert outer == "Noor: Good morning. / Teo: Morning."


def test_when_recordings_lie_beside_transcripts_then_they_are_passed_over(tmp_path):
    put(tmp_path, {"a.vtt": GOOD["march/monday.vtt"], "a.mp4": b"\0\0\0 ftypisom", "a.png": b"\x89PNG"})
    assert [(Path(item.name).name, item.passed_over) for item in found(tmp_path)] == [
        ("a.mp4", "a recording"),
        ("a.png", "a picture"),
        ("a.vtt", ""),
    ]
    assert found(tmp_path / "a.mp4")[0].passed_over == "", "a file the user names is never passed over"


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "ev\u202eil\n.txt"]
)
def test_when_a_member_has_a_hostile_name_then_reports_stay_in_their_folder(tmp_path, name):
    items = found(put(tmp_path, {"a.zip": zipped({name: TALK})}) / "a.zip")
    assert len(items) == 1
    assert not set("/\\\n\u202e:") & set(items[0].stem)
    assert "\n" not in items[0].name
    assert words(items) == ["Noor: Good morning. / Teo: Morning."]


def test_when_an_archive_is_cut_off_or_empty_then_it_says_so_and_others_go_on(tmp_path):
    put(tmp_path, {"a.tgz": gzip.compress(tarred(GOOD))[:120], "b.zip": zipped({}), "c.txt": TALK})
    broken, empty, good = words(found(tmp_path))
    assert "damaged" in broken or "compressed archive" in broken
    assert "no files in it" in empty
    assert good.startswith("Noor")


def test_when_members_are_locked_then_each_says_so(tmp_path):
    data = bytearray(zipped({"a.txt": TALK}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "protected by a password" in words(found(put(tmp_path, {"a.zip": bytes(data)}) / "a.zip"))[0]


def test_when_a_member_unpacks_to_a_bomb_then_it_is_not_unpacked(tmp_path):
    bomb = zipped({"bomb.txt": bytes(32 * 2**20), "monday.txt": TALK})
    assert len(bomb) < 50_000
    first, second = words(found(put(tmp_path, {"a.zip": bomb}) / "a.zip"))
    assert "unpacks to far more" in first
    assert second.startswith("Noor")


def test_when_a_packed_tar_is_a_bomb_then_reading_stops_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 2**20)
    path = put(tmp_path, {"a.tgz": gzip.compress(tarred({"bomb.txt": bytes(2**23), "b.txt": TALK}))}) / "a.tgz"
    assert "unpacks to far more" in words(found(path))[0]


def test_when_an_archive_holds_too_many_files_then_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    for name in ("a.zip", "a.tar"):
        pack = zipped if name == "a.zip" else tarred
        assert "holds more than 2 files" in words(found(put(tmp_path, {name: pack(GOOD)}) / name))[0]


CORPUS: Files = {
    "corpus/utterances.jsonl": "\n".join(
        json.dumps({"id": f"u{n}", "conversation_id": of, "speaker": who, "text": text})
        for n, (of, who, text) in enumerate([("c1", "a", "One."), ("c2", "b", "Two."), ("c1", "b", "Three.")])
    ).encode(),
    "corpus/speakers.json": json.dumps({"a": {"meta": {"name": "Noor Haddad", "role": "coach"}}, "b": {}}).encode(),
    "corpus/conversations.json": b"{}",
    "corpus/index.json": b"{}",
    "corpus/corpus.json": b"{}",
}


@pytest.mark.parametrize("packed", [False, True])
def test_when_a_corpus_folder_is_given_then_each_conversation_is_a_transcript(tmp_path, packed):
    path = put(tmp_path, {"corpus.zip": zipped(CORPUS)}) / "corpus.zip" if packed else put(tmp_path, CORPUS)
    items = found(path)
    read = [item for item in items if not item.passed_over]
    assert words(read) == ["Noor Haddad: One. / Speaker b: Three.", "Speaker b: Two."]
    assert [item.stem for item in read] == ["corpus-c1", "corpus-c2"]
    assert read[0].read(()).speakers[0].role == "coach"
    assert read[0].read(()).turns[1].origin == {"utterance": 3}
    assert {item.passed_over for item in items if item.passed_over} == {"it belongs to the corpus beside it"}


def test_when_the_utterances_are_named_alone_then_the_speakers_beside_them_are_used(tmp_path):
    assert words(found(put(tmp_path, CORPUS) / "corpus" / "utterances.jsonl"))[0].startswith("Noor Haddad: One.")


# The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch, capsys) -> Callable[..., tuple[ExitCode, str]]:
    """Run the command with an analyzer that finds nothing; return its exit code and what it said on stderr."""

    def analyzer(_: object) -> Callable[..., object]:
        return lambda transcript: SimpleNamespace(flags=(), noticed=(), transcript=transcript)

    monkeypatch.setattr("discourse.analysis.Analyzer", analyzer)
    monkeypatch.setattr("discourse.reports.render", lambda analysis, _: analysis.transcript.source)

    def running(
        *paths: Path,
        output: Path | None = None,
        columns: str | None = None,
        chat: Path | None = None,
        began: str | None = None,
        same: tuple[str, ...] = (),
    ) -> tuple[ExitCode, str]:
        code = review(
            [str(path) for path in paths],
            format_=None,
            output=output,
            lexicons=(),
            roster=None,
            keep_names=False,
            fail_on=None,
            open_when_done=False,
            reading=intake(columns, chat, began, same),
        )
        return code, capsys.readouterr().err

    return running


def test_when_some_files_fail_then_the_others_are_reviewed_and_a_table_says_so(tmp_path, run):
    folder = put(tmp_path / "in", GOOD | BAD | {"talk.mp3": b"ID3"})
    code, said = run(folder, output=tmp_path / "out")
    assert code is ExitCode.PARTLY_FAILED
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "monday.html",
        "monday.vtt.html",
        "table.html",
    ]
    table = said[said.index("\nfile") :].strip().splitlines()
    assert len(table) == 1 + 7 + 1
    assert table[-1] == "7 files: 3 reviewed, 1 passed over, 3 failed."
    rows = {Path(row.split()[0]).name: row for row in table[1:-1]}
    assert "failed" in rows["broken.json"]
    assert "broken or cut off" in rows["broken.json"]
    assert "the file is empty" in rows["empty.srt"]
    assert "a picture, not a transcript" in rows["picture.vtt"]
    assert "passed over  a recording" in rows["talk.mp3"]
    assert "reviewed" in rows["monday.txt"]


def test_when_every_file_fails_then_the_exit_code_is_that_of_one(tmp_path, run):
    assert run(put(tmp_path / "in", BAD))[0] is ExitCode.UNREADABLE


def test_when_a_file_cannot_be_read_then_nothing_is_written(tmp_path, run):
    folder = put(tmp_path / "in", BAD)
    code, said = run(folder / "broken.json", output=tmp_path / "report.html")
    assert code is ExitCode.UNREADABLE
    assert not (tmp_path / "report.html").exists()
    assert said.strip().splitlines()[-1].startswith("discourse: broken.json")


def test_when_an_archive_has_files_of_one_name_then_no_report_overwrites_another(tmp_path, run):
    same = {f"{month}/meeting.txt": TALK for month in ("march", "april", "may")} | {"MEETING.txt": TALK}
    path = put(tmp_path, {"a.zip": zipped(same)}) / "a.zip"
    code, _ = run(path, output=tmp_path / "out")
    assert code is ExitCode.DONE
    assert len({file.name.lower() for file in (tmp_path / "out").iterdir()}) == 4


def test_when_reports_lie_in_the_folder_then_they_are_not_read_as_transcripts(tmp_path, run):
    put(tmp_path, GOOD)
    for _ in range(2):
        code, said = run(tmp_path, output=tmp_path / "reports")
        assert code is ExitCode.DONE
        assert "3 files: 3 reviewed." in said


def test_when_a_reader_has_a_fault_then_the_others_go_on_and_nothing_is_quoted(tmp_path, run, monkeypatch):
    from discourse.readers import plaintext

    def faulty(_: object) -> None:
        raise KeyError("what Noor said")

    monkeypatch.setattr(plaintext, "read", faulty)
    code, said = run(put(tmp_path / "in", GOOD), output=tmp_path / "out")
    assert code is ExitCode.PARTLY_FAILED
    assert "a fault in this program (KeyError)" in said
    assert "what Noor said" not in said


def test_when_columns_are_named_then_tables_are_read_by_them(tmp_path, run):
    folder = put(tmp_path / "in", {"a.csv": b"c1,c2\nNoor,x9\n", "b.txt": TALK})
    code, said = run(folder, output=tmp_path / "out", columns="text=c2,speaker=c1")
    assert code is ExitCode.DONE, said
    with pytest.raises(DiscourseError, match="--columns"):
        run(folder, output=tmp_path / "out", columns="c2")


def test_when_there_are_only_recordings_then_it_says_what_to_give(tmp_path, run):
    with pytest.raises(DiscourseError, match="only recordings or pictures"):
        run(put(tmp_path / "in", {"a.mp4": b"x"}))


def test_when_a_path_does_not_exist_or_a_folder_is_empty_then_it_is_a_usage_error(tmp_path):
    for path, problem in ((tmp_path / "none.vtt", "no such file"), (tmp_path, "no files in it")):
        with pytest.raises(DiscourseError, match=problem) as caught:
            found(path)
        assert caught.value.exit_code is ExitCode.USAGE


MEETING = b"WEBVTT\n\n00:01.000 --> 00:09.000\nNoor Haddad: Hello.\n\n00:20.000 --> 00:29.000\nTeo: Next.\n"
CHAT = b"09:05:11 From Noor Haddad to Everyone:\n\tGood point\n"


def test_when_a_chat_is_given_then_it_stands_among_the_talk(tmp_path, run):
    folder = put(tmp_path / "in", {"a.vtt": MEETING, "chat.txt": CHAT})
    report = tmp_path / "report.html"
    code, said = run(folder / "a.vtt", output=report, chat=folder / "chat.txt", began="09:05:00")
    assert code is ExitCode.DONE, said
    assert "3 turns" in said
    assert report.read_text() == "a.vtt and chat.txt"


def test_when_the_time_the_recording_began_is_no_time_then_it_says_how_to_write_it(tmp_path, run):
    folder = put(tmp_path / "in", {"a.vtt": MEETING, "chat.txt": CHAT})
    with pytest.raises(DiscourseError, match="HH:MM"):
        run(folder / "a.vtt", chat=folder / "chat.txt", began="five past nine")


def test_when_a_chat_is_given_for_several_meetings_then_it_is_refused(tmp_path, run):
    folder = put(tmp_path / "in", {"a.vtt": MEETING, "b.vtt": MEETING, "chat.txt": CHAT})
    with pytest.raises(DiscourseError, match="--chat is for one transcript"):
        run(folder / "a.vtt", folder / "b.vtt", output=tmp_path / "out", chat=folder / "chat.txt")


def test_when_two_labels_may_be_one_person_then_it_is_offered_and_done_only_when_asked(tmp_path, run):
    said_by = ("Ana Ruiz", "ana ruiz (she/her)", "Teo")
    cues = (f"00:0{at}.000 --> 00:0{at}.900\n<v {name}>Good morning.</v>" for at, name in enumerate(said_by))
    file = put(tmp_path / "in", {"a.vtt": "\n\n".join(["WEBVTT", *cues]).encode()}) / "a.vtt"
    said = run(file, output=tmp_path / "a.html")[1]
    assert '--same-person "ana ruiz (she/her)=Ana Ruiz"' in said
    assert "3 turns" in said
    said = run(file, output=tmp_path / "b.html", same=("ana ruiz (she/her)=Ana Ruiz",))[1]
    assert "perhaps one person" not in said
    assert "2 turns" in said
