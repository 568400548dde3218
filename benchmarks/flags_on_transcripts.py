"""How many flags and noticed moments the rules give on transcripts nobody labelled, per 1,000 sentences.

python benchmarks/flags_on_transcripts.py FOLDER... [--show]
"""

import argparse
from collections import Counter
from pathlib import Path

from discourse.detection.detector import Detector, load_detector
from discourse.errors import DiscourseError
from discourse.readers import read_transcript


def main() -> None:
    """Parse the command line and print the counts of each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print every flag, for reading")
    options = parser.parse_args()
    detector = load_detector()
    for folder in options.folders:
        on_transcripts(detector, folder, options.show)


def on_transcripts(detector: Detector, folder: Path, show: bool) -> None:
    """Flags and noticed moments per 1,000 sentences in a folder of transcripts."""
    sentences = about = 0
    flags: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    for path in files:
        try:
            transcript = read_transcript(path)
        except DiscourseError:
            continue
        found = detector.detect(transcript)
        sentences += found.sentences
        about += found.about
        flags.update(flag.category for flag in found.flags)
        noticed.update(moment.category for moment in found.noticed)
        if show:
            for flag in found.flags:
                sentence = transcript.turns[flag.turn].text[flag.sentence.start : flag.sentence.end]
                print(f"{path.name} | {flag.category} | {flag.band} | {flag.quote} | {sentence}")
    total, seen = sum(flags.values()), sum(noticed.values())
    print(f"\n### {folder.name}: {len(files)} files, {sentences:,} sentences, {about:,} about students or families\n")
    print(f"flags {total}, {1000 * total / sentences:.2f} per 1,000 sentences: {dict(flags)}")
    print(f"noticed {seen}, {1000 * seen / sentences:.2f} per 1,000 sentences: {dict(noticed)}")


if __name__ == "__main__":
    main()
