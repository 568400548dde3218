"""No word of speech lost or doubled: invented meetings written in each format read back as they were."""

import html
import io
import json
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers.invented import SIMPLE, Spoken, meetings, read_back, turns_of

from discourse.errors import DiscourseError
from discourse.readers import read_transcript


def clock(seconds: float, comma: str = ".") -> str:
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{comma}000"


def short(seconds: float) -> str:
    whole = int(seconds)
    return (
        f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
        if whole >= 3600
        else f"{whole // 60}:{whole % 60:02d}"
    )


def zoom(spoken: Spoken) -> bytes:
    cues = (
        f"{n}\n{clock(a)} --> {clock(b)}\n{name}: {html.escape(text)}\n"
        for n, (name, a, b, text) in enumerate(spoken, 1)
    )
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def teams(spoken: Spoken) -> bytes:
    cues = (
        f"{clock(a)} --> {clock(b)}\n<v {html.escape(name)}>{html.escape(text)}</v>\n" for name, a, b, text in spoken
    )
    return ("WEBVTT\r\n\r\n" + "\n".join(cues)).replace("\n", "\r\n").encode("utf-8-sig")


def srt(spoken: Spoken) -> bytes:
    cues = (
        f"{n}\n{clock(a, ',')} --> {clock(b, ',')}\n{name}: {text}\n" for n, (name, a, b, text) in enumerate(spoken, 1)
    )
    return "\n".join(cues).encode("utf-16")


def labelled(spoken: Spoken) -> bytes:
    return "\n\n".join(f"{name}: {text}" for name, _, _, text in spoken).encode()


def otter(spoken: Spoken) -> bytes:
    return "\n\n".join(f"{name}  {short(a)}  \n{text}" for name, a, _, text in spoken).replace("\n", "\r").encode()


def stamped(spoken: Spoken) -> bytes:
    return "\n".join(f"[{clock(a)[:8]}] {name}: {text}" for name, a, _, text in spoken).encode()


def teams_docx(spoken: Spoken) -> bytes:
    import docx

    document = docx.Document()
    for name, start, _, text in spoken:
        document.add_paragraph(f"   {name}   {short(start)}\n{text}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def table_docx(spoken: Spoken) -> bytes:
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for name, start, _, text in spoken:
        for cell, value in zip(table.add_row().cells, (clock(start)[:8], name, text), strict=True):
            cell.text = value
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def own_json(spoken: Spoken) -> bytes:
    turns = [
        {"index": n, "speaker": name, "start": a, "end": b, "origin": {"cue": n + 1}, "text": text}
        for n, (name, text, a, b) in enumerate(turns_of(spoken))
    ]
    transcript = {"source": "a", "format": "webvtt", "turns": turns}
    return json.dumps({"schema_version": "1", "transcript": transcript}).encode()


def printed(spoken: Spoken) -> bytes:
    """A PDF with a running header and footer, its lines wrapped."""
    from reportlab.pdfgen.canvas import Canvas

    lines = [
        line for name, _, _, text in spoken for line in textwrap.wrap(f"{name}: {text}", 50, break_on_hyphens=False)
    ]
    pages = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    written = io.BytesIO()
    canvas = Canvas(written)
    for number, page in enumerate(pages, start=1):
        sheet = canvas.beginText(60, 780)
        for line in ["Lakeview Schools 2025-10-13", *page, f"Page {number} of {len(pages)}"]:
            sheet.textLine(line)
        canvas.drawText(sheet)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


# Each format: how it is written, and how much of the times it can tell: both, starts, or none.
FORMATS = {
    "zoom.vtt": (zoom, "both"),
    "teams.vtt": (teams, "both"),
    "captions.srt": (srt, "both"),
    "labelled.txt": (labelled, "none"),
    "otter.txt": (otter, "starts"),
    "stamped.txt": (stamped, "starts"),
    "teams.docx": (teams_docx, "starts"),
    "table.docx": (table_docx, "starts"),
    "own.json": (own_json, "both"),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_meeting_is_written_and_read_back_then_words_speakers_and_times_are_the_same(name, spoken):
    write, times = FORMATS[name]
    transcript = read_transcript(write(spoken), name=name)
    expected = [
        (who, text, start if times != "none" else None, end if times == "both" else None)
        for who, text, start, end in turns_of(spoken)
    ]
    assert read_back(transcript, times) == expected
    assert transcript.left_out == ()


@settings(max_examples=40, deadline=None)
@given(spoken=meetings(), filler=st.integers(1, 40))
def test_when_a_meeting_is_printed_with_page_headers_then_the_words_come_back(spoken, filler):
    plain = [
        (name, a, b, " ".join(text.encode("latin-1", "ignore").decode("latin-1").replace("…", "").split()))
        for name, a, b, text in spoken
    ]
    plain += [("Noor Haddad", 0.0, 1.0, "and so on we go"), ("Coach B", 0.0, 1.0, "yes")] * filler
    transcript = read_transcript(printed(plain), name="a.pdf")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        (who, text) for who, text, _, _ in turns_of(plain)
    ]
    assert {part.what for part in transcript.left_out} <= {"page headers and footers", HEADING}


HEADING = "title, date and headings above the talk"
SENTENCE = st.lists(SIMPLE.map(lambda word: "w" + word), min_size=1, max_size=8).map(" ".join)
NOTES = st.lists(
    st.lists(SIMPLE, min_size=1, max_size=30).map(" ".join).filter(lambda text: text[0].isalpha()),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(paragraphs=NOTES)
def test_when_notes_are_written_and_read_back_then_every_word_is_there_once(paragraphs):
    text = "# Fall notes\n\n" + "\n\n".join(("- " if n % 2 else "") + part for n, part in enumerate(paragraphs)) + "\n"
    transcript = read_transcript(text.encode(), name="a.md")
    assert [turn.text for turn in transcript.turns] == ["Fall notes", *paragraphs]


@settings(max_examples=60, deadline=None)
@given(spoken=meetings())
def test_when_a_word_is_looked_up_then_its_time_is_that_of_its_cue(spoken):
    transcript = read_transcript(zoom(spoken), name="a.vtt")
    starts = iter([(start, text) for _, start, _, text in spoken])
    for turn in transcript.turns:
        at = 0
        while at < len(turn.text):
            start, text = next(starts)
            assert turn.text.startswith(text, at)
            assert turn.time_at(at) == start
            at += len(text) + 1


@settings(max_examples=100, deadline=None)
@given(lines=st.lists(SENTENCE, min_size=2, max_size=30))
def test_when_captions_roll_then_unrolling_gives_back_every_line_once(lines):
    cues = []
    for n, line in enumerate(lines):
        timed = "".join(f"<00:{n // 60:02d}:{n % 60:02d}.500><c> {word}</c>" for word in line.split())
        cues.append((lines[n - 1] if n else " ") + "\n" + timed)
        cues.append(line + "\n ")
    times = [
        f"{clock(n // 2)[:-4]}.{500 * (n % 2):03d} --> {clock(n // 2)[:-4]}.{500 * (n % 2) + 499:03d}"
        for n in range(len(cues))
    ]
    body = "\n\n".join(f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True))
    transcript = read_transcript(f"WEBVTT\nKind: captions\n\n{body}\n".encode(), name="a.vtt")
    assert " ".join(turn.text for turn in transcript.turns) == " ".join(lines)


@settings(max_examples=1000, deadline=None)
@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(["a.vtt", "a.srt", "a.sbv", "a.ytt", "a.txt", "a.md", "a.docx", "a.pdf", "a.json"]),
)
def test_when_bytes_are_arbitrary_then_they_are_read_or_refused(data, name):
    refused: DiscourseError | None = None
    try:
        read_transcript(data, name=name)
    except DiscourseError as error:
        refused = error
    assert refused is None or "\n" not in str(refused)


PIECES = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\n\n",
        "00:01.000 --> 00:02.000",
        "\n0:00:01.000,0:00:02.000\n",
        '<timedtext><body><p t="1" d="5">',
        "<s>",
        "</s></p>",
        "</body></timedtext>",
        "\n00:00:09\tNoor:\t",
        "\n09:00:00 From Noor to Everyone:\n",
        'Reacted to "hello" with',
        '1 "Noor" (7)\n',
        "[C. ITEMS]",
        ">> NOOR: ",
        "Page 1 of 2\n",
        "<v Noor>",
        "</v>",
        "Noor: ",
        "Teo  0:35\n",
        ">> ",
        "- ",
        "[Music]",
        "(Noor)",
        "[00:00:03]",
        "# ",
        "| a | b |",
        "<!--",
        "-->",
        "NOTE",
        "1\n",
        "00:00:01,000 --> 00:00:00,000",
        "hello there.",
        '{"a":',
        "[",
        "Transcript",
        "Summary",
        "SPEAKERS",
        "…",
        "\u202e",
        "\x00",
        "&gt;&gt;",
        "<00:00:01.500><c>",
        "99:99:99",
        "::",
        "\ufeff",
    ]
)


@settings(max_examples=600, deadline=None)
@given(
    text=st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join),
    name=st.sampled_from(["a.vtt", "a.srt", "a.txt", "a.md", "a.sbv", "a.ytt"]),
)
def test_when_a_file_is_a_jumble_of_real_shapes_then_it_is_read_or_refused(text, name):
    refused: DiscourseError | None = None
    try:
        transcript = read_transcript(text.encode("utf-8", "replace"), name=name)
    except DiscourseError as error:
        refused = error
    else:
        assert transcript.words > 0
    assert refused is None or "\n" not in str(refused)
