"""Small helpers for the readers' tests. All meetings here are invented."""

import io
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from discourse.readers import read_transcript
from discourse.transcript import Transcript

Read = Callable[..., Transcript]


@pytest.fixture
def read() -> Read:
    """Read text or bytes as a file of the given name, and check what holds for every transcript."""

    def reading(content: str | bytes, name: str = "meeting.txt") -> Transcript:
        data = content.encode() if isinstance(content, str) else content
        transcript = read_transcript(data, name=name)
        for index, turn in enumerate(transcript.turns):
            assert turn.index == index
            assert turn.text == " ".join(turn.text.split())
            assert turn.origin, "a turn knows where it came from"
            assert all(number >= 1 for number in turn.origin.values())
            assert all(0 <= mark.offset < len(turn.text) for mark in turn.time_marks)
            assert all(before.offset < after.offset for before, after in pairwise(turn.time_marks))
        assert {turn.speaker for turn in transcript.turns} - {None} == {who.id for who in transcript.speakers}
        return transcript

    return reading


@pytest.fixture
def docx() -> Callable[..., bytes]:
    """A Word document of the given paragraphs; a list of rows becomes a table, ("Heading 1", text) a heading."""
    import docx as python_docx

    def writing(*blocks: str | tuple[str, str] | Sequence[Sequence[str]]) -> bytes:
        document = python_docx.Document()
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
            elif isinstance(block, tuple) and isinstance(block[0], str):
                document.add_paragraph(block[1], style=block[0])
            else:
                table = document.add_table(rows=0, cols=len(block[0]))
                for row in block:
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()

    return writing


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """A PDF with a text layer; each argument is a page given as its printed lines."""
    from reportlab.pdfgen.canvas import Canvas

    def writing(*pages: Sequence[str]) -> bytes:
        written = io.BytesIO()
        canvas = Canvas(written)
        for lines in pages:
            text = canvas.beginText(60, 780)
            for line in lines:
                text.textLine(line)
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()
        return written.getvalue()

    return writing


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Who said what, in order."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.fixture(name="said")
def _said() -> Callable[[Transcript], list[tuple[str | None, str]]]:
    return said
