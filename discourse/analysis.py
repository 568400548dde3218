"""One call from a file, a text or a transcript to everything a face needs to show: :func:`analyze`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discourse.codebook import Codebook
from discourse.detection.findings import Findings, Flag, Noticed, SetAside
from discourse.question_bank import QuestionBank, load_questions
from discourse.questions import Question, choose_questions
from discourse.resources import shipped_model
from discourse.transcript import Span, Transcript

if TYPE_CHECKING:
    import pandas as pd

    from discourse.detection.detector import Detector

# A facilitator can take in a handful of moments; the rest stay in the transcript.
MOST_LEADS = 5
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can choose for an analysis.

    ``lexicons`` are folders that add to, override or switch off shipped rules; ``codebook`` and ``questions`` replace
    the shipped files. ``model`` is a folder with a classifier, by default the one that ships; with
    ``rules_only`` none is used. ``roster`` is a CSV
    of names to mask. ``keep_names`` leaves all names as they stand.
    """

    lexicons: tuple[Path, ...] = ()
    codebook: Path | None = None
    questions: Path | None = None
    model: Path | None = None
    rules_only: bool = False
    roster: Path | None = None
    keep_names: bool = False


@dataclass(frozen=True)
class Analysis:
    """A transcript with what was found in it.

    ``questions`` holds the questions of each flag by the flag's id, chosen from ``bank``. ``lexicon`` identifies the
    rules that were used. ``leftover_names`` are capitalised words that masking did not know and a person should
    check; empty when names were kept. ``model`` identifies the classifier and ``tested`` says how it did in testing;
    both are None where rules decided alone.
    """

    transcript: Transcript
    findings: Findings
    questions: dict[str, tuple[Question, ...]]
    codebook: Codebook
    bank: QuestionBank
    lexicon: str
    leftover_names: tuple[str, ...] = ()
    names_kept: bool = False
    model: str | None = None
    tested: str | None = None

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

    @property
    def leads(self) -> tuple[Flag, ...]:
        """The few moments a report opens with, in the order of the talk."""
        return leads_of(self.flags, self.codebook)

    def to_dict(self) -> dict[str, Any]:
        """The analysis as plain data, shaped as ``docs/schema-v1.json`` says."""
        from discourse.document import document_of

        return document_of(self).model_dump(mode="json")

    def to_dataframe(self) -> "pd.DataFrame":
        """Flags and noticed moments as a pandas DataFrame, one row each.

        Raises ``ImportError`` where pandas is not installed (``pip install "discourse-mirror[dataframe]"``).
        """
        import pandas as pd

        from discourse.reports.table import COLUMNS, rows_of

        return pd.DataFrame(list(rows_of(self)), columns=list(COLUMNS))


def leads_of(flags: Iterable[Flag], codebook: Codebook) -> tuple[Flag, ...]:
    """At most five flags to lead with: the clearest and most reliable first, no category twice while others wait.

    What is more likely wrong than right leads only as the first of its category.
    """

    def rank(flag: Flag) -> tuple[bool, bool, float, str, int, Span]:
        # Flags on which two rules agree were right far more often than others when measured.
        agreeing = len({evidence.rule for evidence in flag.evidence if evidence.rule}) > 1
        likely = -(flag.confidence or 0.0)
        return flag.band != "clear", not agreeing, likely, codebook[flag.category].tier, flag.turn, flag.span

    waiting = sorted(flags, key=rank)
    chosen: list[Flag] = []
    while waiting and len(chosen) < MOST_LEADS:
        seen: set[str] = set()
        for flag in list(waiting):
            if flag.category not in seen and len(chosen) < MOST_LEADS:
                seen.add(flag.category)
                chosen.append(flag)
                waiting.remove(flag)
        waiting = [flag for flag in waiting if flag.confidence is None or flag.confidence >= _LIKELY]
    return tuple(sorted(chosen, key=lambda flag: (flag.turn, flag.span)))


class Analyzer:
    """Detector and question bank, loaded once and used for many transcripts."""

    def __init__(self, settings: Settings | None = None) -> None:
        from discourse.detection.detector import load_detector
        from discourse.privacy import load_roster

        self.settings = settings or Settings()
        self.detector: Detector = load_detector(
            codebook=self.settings.codebook,
            lexicons=self.settings.lexicons,
            model=None if self.settings.rules_only else self.settings.model or shipped_model(),
        )
        self._bank: QuestionBank = load_questions(self.settings.questions, codebook=self.detector.codebook)
        self._roster = load_roster(self.settings.roster) if self.settings.roster else None

    def __call__(self, transcript: Transcript) -> Analysis:
        """Analyse one transcript."""
        from discourse.privacy import pseudonymise

        codebook = self.detector.codebook
        findings = self.detector.detect(transcript)
        lead_ids = [flag.id for flag in leads_of(findings.flags, codebook)]
        analysis = Analysis(
            transcript=transcript,
            findings=findings,
            questions=choose_questions(findings.flags, transcript, self._bank, codebook, lead_ids),
            codebook=codebook,
            bank=self._bank,
            lexicon=self.detector.lexicon.identity,
            model=self.detector.model,
            tested=self.detector.tested,
            names_kept=self.settings.keep_names,
        )
        return analysis if self.settings.keep_names else pseudonymise(analysis, self._roster)


def analyze(source: Path | str | Transcript, *, settings: Settings | None = None) -> Analysis:
    """Analyse a meeting.

    ``source`` is a path, a :class:`Transcript`, or the text of a transcript itself. A string that names an existing
    file is read as that file. Raises :class:`~discourse.errors.DiscourseError` with one plain sentence.

    >>> import discourse
    >>> discourse.analyze("Ana: Parents just don't care about school.").flags[0].category
    'family_blame'
    """
    from discourse.readers import read_text, read_transcript

    if isinstance(source, Transcript):
        transcript = source
    elif isinstance(source, Path) or _names_a_file(source):
        transcript = read_transcript(source)
    else:
        transcript = read_text(source)
    return Analyzer(settings)(transcript)


def _names_a_file(source: str) -> bool:
    """Whether a string is a path: it exists, or it is one word with a suffix ("meeting.vtt"), which is then missing."""
    if "\n" in source or len(source) > 1000:
        return False
    path = Path(source)
    return path.exists() or (
        not any(c.isspace() for c in source) and path.suffix.isascii() and 2 < len(path.suffix) < 6
    )
