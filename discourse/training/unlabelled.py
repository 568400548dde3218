"""How much is marked in transcripts nobody labelled: the false alarms of ordinary meetings show there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from discourse.detection.detector import Detector
from discourse.errors import UnreadableTranscriptError
from discourse.readers import read_transcript


@dataclass(frozen=True)
class Rate:
    """Flags and noticed moments of the transcripts in one folder."""

    name: str
    transcripts: int
    sentences: int
    flags: int
    noticed: int

    @property
    def text(self) -> str:
        """The rate as people read it."""
        if not self.sentences:
            return "no transcript could be read"
        return (
            f"{self.transcripts} transcripts, {self.sentences:,} sentences: {1000 * self.flags / self.sentences:.2f} "
            f"flags ({self.flags}) and {1000 * self.noticed / self.sentences:.2f} noticed ({self.noticed}) per 1,000"
        )


def rate(folder: Path, detector: Detector) -> Rate:
    """Read every transcript under a folder, or one file; what cannot be read is left out."""
    files: Sequence[Path] = (
        sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
    )
    transcripts = sentences = flags = noticed = 0
    for path in files:
        try:
            transcript = read_transcript(path)
        except UnreadableTranscriptError:
            continue
        found = detector.detect(transcript)
        transcripts += 1
        sentences += found.sentences
        flags += len(found.flags)
        noticed += len(found.noticed)
    return Rate(folder.name, transcripts, sentences, flags, noticed)
