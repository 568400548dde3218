"""``discourse review``: transcripts in, reports out, one bad file never stopping the others."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.commands.intake import Intake
from discourse.commands.models import chosen_model, is_none
from discourse.errors import DiscourseError, ExitCode, UnreadableTranscriptError

if TYPE_CHECKING:
    from discourse.analysis import Analysis, Analyzer
    from discourse.readers.collection import Item
    from discourse.transcript import Transcript

_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".txt": "terminal"}
_EXTENSIONS = {"html": "html", "json": "json", "csv": "csv", "terminal": "txt"}
_NAME_WIDTH = 48


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one input: a review, that it was passed over, or the sentence that says why there is none.

    The analysis itself is not kept: a batch may be a thousand meetings.
    """

    name: str
    said: str = ""
    bands: frozenset[str] = frozenset()
    target: Path | None = None
    passed_over: str = ""
    error: DiscourseError | None = None

    @property
    def result(self) -> str:
        """One word for the table."""
        return "failed" if self.error else "passed over" if self.passed_over else "reviewed"


def review(
    paths: Sequence[str],
    *,
    format_: str | None,
    output: Path | None,
    lexicons: tuple[Path, ...],
    model: Path | None = None,
    roster: Path | None,
    keep_names: bool,
    fail_on: str | None,
    open_when_done: bool,
    reading: Intake,
) -> ExitCode:
    """Review every path and say how it went. Raises :class:`DiscourseError` for what concerns the whole call."""
    from discourse.readers.collection import expand

    inputs = expand(paths, stdin=sys.stdin.buffer.read, leave_out=output if output and output.is_dir() else None)
    wanted = [item for item in inputs if not item.passed_over]
    if not wanted:
        raise DiscourseError("There is no transcript here, only recordings or pictures; give the file with the words.")
    several = len(wanted) > 1
    chosen = format_ or _format_from(output)
    if several and output is not None and output.suffix and not output.is_dir():
        raise DiscourseError(f"{len(wanted)} transcripts need a folder to write to, and {output} looks like a file.")
    if several and output is None and chosen != "terminal":
        raise DiscourseError(f"{len(wanted)} transcripts as {chosen} need a folder to write to: add -o FOLDER.")
    if open_when_done and (output is None or several):
        raise DiscourseError("--open needs one transcript and a file to write to: add -o report.html.")
    if several and reading.only_one:
        raise DiscourseError(f"{reading.only_one} is for one transcript, and there are {len(wanted)}.")
    _refuse_to_overwrite(wanted, output)
    targets = iter(_targets(wanted, output, chosen))

    _say(f"Loading the language pipeline and the rules for {_count(wanted)} ...")
    from discourse.analysis import Analyzer, Settings

    analyzer = Analyzer(
        Settings(
            lexicons=lexicons,
            model=chosen_model(model),
            rules_only=is_none(model),
            roster=roster,
            keep_names=keep_names,
        )
    )
    outcomes: list[Outcome] = []
    for item in inputs:
        if item.passed_over:
            outcomes.append(Outcome(item.name, passed_over=item.passed_over))
            continue
        outcomes.append(_one(item, analyzer, next(targets), chosen, reading, others=several))
    return _conclude(outcomes, fail_on, open_when_done)


def _one(
    item: "Item", analyzer: "Analyzer", target: Path | None, format_: str, reading: Intake, *, others: bool
) -> Outcome:
    from discourse.reports import render, write_atomically

    _say(f"Reading {item.name} ...")
    try:
        transcript = reading.read(item)
        _say(f"  {len(transcript.turns)} turns, {transcript.words:,} words, read as {transcript.format}")
        _offer_to_join(transcript)
        analysis = analyzer(transcript)
        if target is not None:
            write_atomically(target, render(analysis, format_))
        elif format_ == "terminal" and sys.stdout.isatty():
            from rich.console import Console

            from discourse.reports.terminal import show

            show(analysis, Console())
        else:
            text = render(analysis, format_)
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
    except DiscourseError as error:
        return Outcome(item.name, error=error)
    except OSError as error:
        problem = f"{item.name}: {error.strerror or 'cannot be read or written'}."
        return Outcome(item.name, error=DiscourseError(problem))
    except Exception as error:
        if not others:
            raise
        # A fault of ours; the message of the exception may quote what was said.
        problem = f"{item.name}: a fault in this program ({type(error).__name__}). Please report it, without the file."
        return Outcome(item.name, error=DiscourseError(problem))
    return Outcome(item.name, _tally(analysis), frozenset(flag.band for flag in analysis.flags), target)


def _offer_to_join(transcript: "Transcript") -> None:
    """Name labels that are probably one person's; whether they are is for whoever was there to say."""
    from discourse.readers.same_person import likely_same

    for kept, *others in likely_same(who.id for who in transcript.speakers):
        options = " ".join(f'--same-person "{label}={kept}"' for label in others)
        _say(f"  perhaps one person: {', '.join([kept, *others])}. If so, add {options}")


def _conclude(outcomes: Sequence[Outcome], fail_on: str | None, open_when_done: bool) -> ExitCode:
    """Say how it went, in a table if there were several files, and find the exit code."""
    if len(outcomes) > 1:
        _say(_table(outcomes))
    elif outcomes[0].error:
        _say(f"discourse: {outcomes[0].error}")
    elif outcomes[0].target:
        _say(f"{outcomes[0].said} -> {outcomes[0].target}")
    errors = [outcome.error for outcome in outcomes if outcome.error]
    done = [outcome for outcome in outcomes if outcome.result == "reviewed"]
    if errors and not done:
        unreadable = any(isinstance(error, UnreadableTranscriptError) for error in errors)
        return ExitCode.UNREADABLE if unreadable else errors[0].exit_code
    if errors:
        return ExitCode.PARTLY_FAILED
    if open_when_done and done[0].target:
        import webbrowser

        webbrowser.open(done[0].target.resolve().as_uri())
    bands = {band for outcome in outcomes for band in outcome.bands}
    if (fail_on == "any" and bands) or (fail_on == "clear" and "clear" in bands):
        return ExitCode.FLAGS_FOUND
    return ExitCode.DONE


def _table(outcomes: Sequence[Outcome]) -> str:
    """What happened to each file, a line each, and how many of each there were."""
    width = min(_NAME_WIDTH, max(len(outcome.name) for outcome in outcomes))
    lines = [f"\n{'file':{width}}  {'result':11}  what happened"]
    for outcome in outcomes:
        # The end of a long path tells more than its beginning.
        name = outcome.name if len(outcome.name) <= width else "…" + outcome.name[1 - width :]
        said = str(outcome.error) if outcome.error else outcome.passed_over or outcome.said
        arrow = f" -> {outcome.target}" if outcome.target else ""
        lines.append(f"{name:{width}}  {outcome.result:11}  {said}{arrow}")
    results = Counter(outcome.result for outcome in outcomes)
    counted = ", ".join(
        f"{results[result]} {result}" for result in ("reviewed", "passed over", "failed") if results[result]
    )
    return "\n".join([*lines, f"{len(outcomes)} files: {counted}."])


def _tally(analysis: "Analysis") -> str:
    flags, noticed = len(analysis.flags), len(analysis.noticed)
    moments = "1 moment" if flags == 1 else f"{flags} moments"
    return f"{noticed} noticed, {moments} to look at"


def _format_from(output: Path | None) -> str:
    if output is None:
        return "terminal"
    if output.suffix and output.suffix.lower() not in _SUFFIXES:
        allowed = ", ".join(sorted(_SUFFIXES))
        raise DiscourseError(f"{output}: no report has the suffix {output.suffix}; use {allowed}, or name a --format.")
    return _SUFFIXES.get(output.suffix.lower(), "html")


def _targets(inputs: Sequence["Item"], output: Path | None, format_: str) -> list[Path | None]:
    """The file each input's report goes to; None where reports go to standard output."""
    if output is None:
        return [None] * len(inputs)
    if len(inputs) == 1 and not output.is_dir() and output.suffix:
        return [output]
    output.mkdir(parents=True, exist_ok=True)
    targets: list[Path | None] = []
    taken: set[str] = set()
    for item in inputs:
        # Inputs may differ only in their suffix or folder; no report may overwrite another, also where capitals
        # do not count.
        names = [item.stem]
        if item.path is not None:
            names += [item.path.name, f"{item.path.parent.name}-{item.stem}"]
        names += (f"{item.stem}-{number}" for number in range(2, len(inputs) + 2))
        stem = next(name for name in names if name.lower() not in taken)
        taken.add(stem.lower())
        targets.append(output / f"{stem}.{_EXTENSIONS[format_]}")
    return targets


def _refuse_to_overwrite(inputs: Sequence["Item"], output: Path | None) -> None:
    if output is not None and any(item.path and output.exists() and output.samefile(item.path) for item in inputs):
        raise DiscourseError(f"{output} is the transcript itself; give the report another name.")


def _count(inputs: Sequence["Item"]) -> str:
    return "1 transcript" if len(inputs) == 1 else f"{len(inputs)} transcripts"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
