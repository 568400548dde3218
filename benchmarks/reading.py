"""How long reading takes, warm: a three-hour meeting in each shape, against splitting the same text into words.

    python benchmarks/reading.py [--runs 5]

The meetings are invented: 16 words every five seconds for three hours, two people by turns, as Zoom, Teams and YouTube
export them, as text with a line for each, as JSON; and 40,000 short lines. Times are medians; the ratio is taken run by
run, A B A B, against ``text.split()`` twenty times, so that a machine that slows down slows both.
"""

import argparse
import json
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable

from discourse.readers import read_transcript

HOURS = 3
SPLITS = 20
NAMES = ("Noor Haddad", "Teo Brandt")
VOCABULARY = (
    "we looked at the fall data and I think our third graders moved up because the schedule gives them more time with "
    "books so the question is what the team can change for the others before winter and who will ask the families"
).split()


def main() -> None:
    """Run everything and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print("| file | MB | words | seconds | times splitting its words | peak memory / file |\n|---|---|---|---|---|---|")
    for name, data in files().items():
        measure(name, data, runs)


def measure(name: str, data: bytes, runs: int) -> None:
    """Print one row: reading the file, and splitting its text, run in turn."""
    text = data.decode()
    words = read_transcript(data, name=name).words
    pairs = [
        (seconds(lambda: read_transcript(data, name=name)), seconds(lambda: [text.split() for _ in range(SPLITS)]))
        for _ in range(runs)
    ]
    ratios = [one / other * SPLITS for one, other in pairs]
    spread = f"{statistics.median(ratios):.0f} ({min(ratios):.0f} to {max(ratios):.0f})"
    median = statistics.median(one for one, _ in pairs)
    size = len(data) / 2**20
    print(f"| {name} | {size:.2f} | {words:,} | {median:.2f} | {spread} | {peak(name, data) / len(data):.0f} |")


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak(name: str, data: bytes) -> int:
    """The most bytes Python held at once while reading the file, beside the file itself."""
    tracemalloc.start()
    read_transcript(data, name=name)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def files() -> dict[str, bytes]:
    """The same meeting in each shape, and a file of short lines."""
    rng = random.Random(7)  # noqa: S311
    spoken = []
    for at in range(0, HOURS * 3600, 5):
        words = [rng.choice(VOCABULARY) for _ in range(15)] + ["next."]
        spoken.append((NAMES[at // 25 % 2], float(at), " ".join(words)))
    short = [f"{NAMES[at % 2].split()[0]}: {' '.join(rng.choices(VOCABULARY, k=4))}." for at in range(40_000)]
    return {
        "zoom.vtt": ("WEBVTT\n\n" + "\n".join(f"{cue(at)}\n{name}: {text}\n" for name, at, text in spoken)).encode(),
        "teams.vtt": (
            "WEBVTT\n\n" + "\n".join(f"{cue(at)}\n<v {name}>{text}</v>\n" for name, at, text in spoken)
        ).encode(),
        "youtube.vtt": rolling([text for _, _, text in spoken]),
        "captions.srt": "\n".join(
            f"{number}\n{cue(at, ',')}\n{text}\n" for number, (_, at, text) in enumerate(spoken, 1)
        ).encode(),
        "labelled.txt": "\n\n".join(f"{name}: {text}" for name, _, text in spoken).encode(),
        "stamped.txt": "\n".join(f"[{clock(at)}] {name}: {text}" for name, at, text in spoken).encode(),
        "whisperx.json": whisperx(spoken),
        "40,000 short lines.txt": "\n".join(short).encode(),
        "40,000 short notes.md": "\n".join(f"- {line.split(': ')[1]}" for line in short).encode(),
    }


def clock(at: float) -> str:
    """Hours, minutes and seconds."""
    return f"{int(at) // 3600:02d}:{int(at) // 60 % 60:02d}:{int(at) % 60:02d}"


def cue(at: float, sign: str = ".") -> str:
    """A timing line of five seconds."""
    return f"{clock(at)}{sign}000 --> {clock(at + 4)}{sign}900"


def rolling(lines: list[str]) -> bytes:
    """Lines as YouTube's automatic captions show them: each word with its time, then once more in the next cue."""
    cues = []
    for number, line in enumerate(lines):
        at = number * 5
        timed = "".join(f"<{clock(at + 1)}.{index:02d}0><c> {word}</c>" for index, word in enumerate(line.split()))
        cues.append(f"{cue(at)} align:start position:0%\n{lines[number - 1] if number else ' '}\n{timed}\n")
        cues.append(f"{clock(at + 4)}.900 --> {clock(at + 4)}.910 align:start position:0%\n{line}\n \n")
    return ("WEBVTT\nKind: captions\nLanguage: en\n\n" + "\n".join(cues)).encode()


def whisperx(spoken: list[tuple[str, float, str]]) -> bytes:
    """Segments whose words have times and speakers."""
    segments = [
        {
            "start": at,
            "end": at + 4.9,
            "text": f" {text}",
            "speaker": name,
            "words": [
                {"word": word, "start": at + index * 0.3, "end": at + index * 0.3 + 0.2, "score": 0.9, "speaker": name}
                for index, word in enumerate(text.split())
            ],
        }
        for name, at, text in spoken
    ]
    return json.dumps({"segments": segments, "language": "en"}).encode()


if __name__ == "__main__":
    main()
