"""One call from a file, a text or a transcript to everything a face needs to show: ``analyze``."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discourse.codebook import Codebook
from discourse.detection.findings import Findings, Flag, Noticed, SetAside
from discourse.questions import Question
from discourse.transcript import Transcript

if TYPE_CHECKING:
    import pandas as pd

    from discourse.detection.detector import Detector


@dataclass(frozen=True)
class Analysis:
    """A transcript with what was found in it.

    ``questions`` holds the questions of each flag by the flag's id. ``leftover_names`` are capitalised words that
    masking did not know and a person should check; empty when names were kept.
    """

    transcript: Transcript
    findings: Findings
    questions: dict[str, tuple[Question, ...]]
    codebook: Codebook
    lexicon: str
    leftover_names: tuple[str, ...] = ()
    model: str | None = None

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Moments to look at, in the order of the talk."""
        return self.findings.flags

    @property
    def noticed(self) -> tuple[Noticed, ...]:
        """Moments worth strengthening, in the order of the talk."""
        return self.findings.noticed

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """Candidates that were not flagged, with the reason."""
        return self.findings.set_aside
