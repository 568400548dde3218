"""What must hold for any bytes whatever: they are read to a sound transcript, or refused in one plain sentence.

An input of the fuzzers is a byte that says what kind of file it is, and the file; for Word, Excel and PDF it is the part
inside, which is packed before it is read, or no mutation would get past the checksums.
"""

from pathlib import PurePath

from fuzz.seeds import DOCX_BODY, SHEET, docx, pdf, seeds, xlsx

from discourse.errors import DiscourseError
from discourse.readers import read_transcript
from discourse.transcript import Transcript

NAMES = (
    *("a.vtt", "a.srt", "a.sbv", "a.ytt", "a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.eaf", "a.cha"),
    *("a.TextGrid", "a.docx", "a.xlsx", "a.pdf", "inside.docx", "inside.xlsx", "inside.pdf", "a"),
)
_PACK = {"inside.docx": docx, "inside.xlsx": xlsx, "inside.pdf": pdf}


def check(name: str, data: bytes) -> Transcript | None:
    """Read a file, and fail if what comes out is neither a sound transcript nor a sound refusal."""
    try:
        transcript = read_transcript(data, name=name)
    except DiscourseError as error:
        message = str(error)
        assert message.startswith(name), message
        assert message.isprintable(), "one plain sentence has no control characters"
        return None
    assert transcript.words > 0
    labels = {speaker.id for speaker in transcript.speakers}
    for index, turn in enumerate(transcript.turns):
        assert turn.index == index
        assert turn.text
        assert turn.text.split(), "a turn says something"
        assert turn.text.isprintable() or "\n" not in turn.text
        assert turn.speaker is None or turn.speaker in labels
        assert turn.origin or transcript.format == "discourse-json"
        assert all(number >= 1 for number in turn.origin.values())
        for time in (turn.start, turn.end, *(mark.seconds for mark in turn.time_marks)):
            assert time is None or 0 <= time < 1e7
        assert all(0 <= mark.offset < len(turn.text) for mark in turn.time_marks)
    assert all(part.words >= 0 and part.what for part in transcript.left_out)
    return transcript


def run(data: bytes) -> None:
    """One input of a fuzzer."""
    if len(data) < 2:
        return
    name, content = NAMES[data[0] % len(NAMES)], data[1:]
    pack = _PACK.get(name)
    check(name, pack(content.decode("utf-8", "replace")) if pack else content)


def inputs() -> dict[str, bytes]:
    """The seeds as inputs of a fuzzer."""
    found = {}
    for name, data in seeds().items():
        suffix = PurePath(name).suffix
        kind = next((at for at, known in enumerate(NAMES) if PurePath(known).suffix == suffix), NAMES.index("a"))
        found[name] = bytes([kind]) + data
    inside = {"inside.docx": DOCX_BODY, "inside.xlsx": SHEET, "inside.pdf": "BT /F1 12 Tf (Noor: Hi.) Tj ET"}
    return found | {name: bytes([NAMES.index(name)]) + text.encode() for name, text in inside.items()}
