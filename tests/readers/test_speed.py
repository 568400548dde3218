"""Reading keeps step with the file: no shape of it makes the work grow faster than its size."""

import time

import pytest

from discourse.readers import read_transcript

WORDS = "we looked at the fall data and think they moved up".split()


def lines(count: int) -> list[str]:
    return [" ".join(WORDS[(at + step) % len(WORDS)] for step in range(4)) for at in range(count)]


def stamp(at: int) -> str:
    return f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"


SHAPES = {
    "labelled.txt": lambda n: [f"{'Noor Teo'.split()[at % 2]}: {text}." for at, text in enumerate(lines(n))],
    "plain.txt": lines,
    "stamped.txt": lambda n: [f"[{stamp(at)}] {text}" for at, text in enumerate(lines(n))],
    "colons.txt": lambda n: [f"{text}: {text}" for text in lines(n)],
    "notes.md": lambda n: [f"- {text}" for text in lines(n)],
    "table.md": lambda n: [f"| {text} | {text} |" for text in lines(n)],
    "captions.vtt": lambda n: ["WEBVTT", "", *(f"{stamp(at)}.000 --> {stamp(at)}.900\n{text}\n" for at, text in enumerate(lines(n)))],
    "captions.sbv": lambda n: [f"{stamp(at)[1:]}.000,{stamp(at)[1:]}.900\n{text}\n" for at, text in enumerate(lines(n))],
    "chat.txt": lambda n: [f"{stamp(at)}\tNoor:\t{text}" for at, text in enumerate(lines(n))],
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_when_a_file_is_eight_times_as_long_then_reading_takes_about_eight_times_as_long(name):
    def seconds(count: int) -> float:
        data = "\n".join(SHAPES[name](count)).encode()
        took = []
        for _ in range(3):
            began = time.perf_counter()
            read_transcript(data, name=name)
            took.append(time.perf_counter() - began)
        return min(took)

    assert seconds(8000) < 24 * seconds(1000) + 0.05
