"""``discourse review``: transcripts in, reports out, one bad file never stopping the others."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.errors import DiscourseError, ExitCode, UnreadableTranscriptError

if TYPE_CHECKING:
    from discourse.analysis import Analysis, Analyzer

STDIN = "-"
_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".txt": "terminal"}
_EXTENSIONS = {"html": "html", "json": "json", "csv": "csv", "terminal": "txt"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one input: an analysis, or the sentence that says why there is none."""

    name: str
    analysis: "Analysis | None" = None
    error: DiscourseError | None = None


def review(
    paths: Sequence[str],
    *,
    format_: str | None,
    output: Path | None,
    lexicons: tuple[Path, ...],
    roster: Path | None,
    keep_names: bool,
    fail_on: str | None,
    open_when_done: bool,
) -> ExitCode:
    """Review every path and say how it went. Raises :class:`DiscourseError` for what concerns the whole call."""
    inputs = list(_inputs(paths))
    several = len(inputs) > 1
    chosen = format_ or _format_from(output)
    if several and output is not None and output.suffix and not output.is_dir():
        raise DiscourseError(f"{len(inputs)} transcripts need a folder to write to, and {output} looks like a file.")
    if several and output is None and chosen != "terminal":
        raise DiscourseError(f"{len(inputs)} transcripts as {chosen} need a folder to write to: add -o FOLDER.")
    if open_when_done and (output is None or several):
        raise DiscourseError("--open needs one transcript and a file to write to: add -o report.html.")
    _refuse_to_overwrite(inputs, output)
    targets = _targets(inputs, output, chosen)

    _say(f"Loading the language pipeline and the rules for {_count(inputs)} ...")
    from discourse.analysis import Analyzer, Settings

    analyzer = Analyzer(Settings(lexicons=lexicons, roster=roster, keep_names=keep_names))
    outcomes = [_one(name, analyzer, targets, chosen) for name in inputs]
    return _conclude(outcomes, targets, fail_on, open_when_done)


def _one(name: str, analyzer: "Analyzer", targets: dict[str, Path], format_: str) -> Outcome:
    from discourse.readers import read_transcript
    from discourse.reports import render, write_atomically

    _say(f"Reading {name} ...")
    try:
        source = sys.stdin.buffer.read() if name == STDIN else Path(name)
        transcript = read_transcript(source)
        _say(f"  {len(transcript.turns)} turns, {transcript.words:,} words, read as {transcript.format}")
        analysis = analyzer(transcript)
        if name in targets:
            write_atomically(targets[name], render(analysis, format_))
        elif format_ == "terminal" and sys.stdout.isatty():
            from rich.console import Console

            from discourse.reports.terminal import show

            show(analysis, Console())
        else:
            text = render(analysis, format_)
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
    except DiscourseError as error:
        return Outcome(name, error=error)
    except OSError as error:
        return Outcome(name, error=DiscourseError(f"{name}: {error.strerror or 'cannot be read or written'}."))
    return Outcome(name, analysis=analysis)


def _conclude(
    outcomes: Sequence[Outcome], targets: dict[str, Path], fail_on: str | None, open_when_done: bool
) -> ExitCode:
    for outcome in outcomes:
        if outcome.error is not None:
            _say(f"discourse: {outcome.error}")
        elif outcome.analysis is not None and outcome.name in targets:
            _say(f"{_tally(outcome.analysis)} -> {targets[outcome.name]}")
    failed = [outcome for outcome in outcomes if outcome.error is not None]
    if failed and len(failed) == len(outcomes):
        unreadable = any(isinstance(outcome.error, UnreadableTranscriptError) for outcome in failed)
        return ExitCode.UNREADABLE if unreadable else failed[0].error.exit_code if failed[0].error else ExitCode.USAGE
    if failed:
        _say(f"{len(outcomes) - len(failed)} of {len(outcomes)} transcripts reviewed; the others are named above.")
        return ExitCode.PARTLY_FAILED
    if open_when_done:
        import webbrowser

        webbrowser.open(targets[outcomes[0].name].resolve().as_uri())
    bands = {flag.band for outcome in outcomes if outcome.analysis for flag in outcome.analysis.flags}
    if (fail_on == "any" and bands) or (fail_on == "clear" and "clear" in bands):
        return ExitCode.FLAGS_FOUND
    return ExitCode.DONE


def _tally(analysis: "Analysis") -> str:
    flags, noticed = len(analysis.flags), len(analysis.noticed)
    moments = "1 moment" if flags == 1 else f"{flags} moments"
    return f"{noticed} noticed, {moments} to look at"


def _inputs(paths: Iterable[str]) -> Iterable[str]:
    """The files to read, folders opened (not recursively), hidden files left alone."""
    for path in dict.fromkeys(paths):
        if path != STDIN and Path(path).is_dir():
            files = sorted(p for p in Path(path).iterdir() if p.is_file() and not p.name.startswith("."))
            if not files:
                raise DiscourseError(f"{path}: this folder has no files in it.")
            yield from (str(file) for file in files)
        elif path != STDIN and not Path(path).exists():
            raise DiscourseError(f"{path}: there is no such file. Check the name, or drag the file into this window.")
        else:
            yield path


def _format_from(output: Path | None) -> str:
    if output is None:
        return "terminal"
    if output.suffix and output.suffix.lower() not in _SUFFIXES:
        allowed = ", ".join(sorted(_SUFFIXES))
        raise DiscourseError(f"{output}: no report has the suffix {output.suffix}; use {allowed}, or name a --format.")
    return _SUFFIXES.get(output.suffix.lower(), "html")


def _targets(inputs: Sequence[str], output: Path | None, format_: str) -> dict[str, Path]:
    """The file each input's report goes to; empty where reports go to standard output."""
    if output is None:
        return {}
    if len(inputs) == 1 and not output.is_dir() and output.suffix:
        return {inputs[0]: output}
    output.mkdir(parents=True, exist_ok=True)
    targets: dict[str, Path] = {}
    for name in inputs:
        stem = "stdin" if name == STDIN else Path(name).stem
        # Two inputs may differ only in their suffix; neither report may overwrite the other.
        if output / f"{stem}.{_EXTENSIONS[format_]}" in targets.values():
            stem = "stdin" if name == STDIN else Path(name).name
        targets[name] = output / f"{stem}.{_EXTENSIONS[format_]}"
    return targets


def _refuse_to_overwrite(inputs: Sequence[str], output: Path | None) -> None:
    if output is not None and any(name != STDIN and output.exists() and output.samefile(name) for name in inputs):
        raise DiscourseError(f"{output} is the transcript itself; give the report another name.")


def _count(inputs: Sequence[str]) -> str:
    return "1 transcript" if len(inputs) == 1 else f"{len(inputs)} transcripts"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
