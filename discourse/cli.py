"""The command line: options and help texts. The work is done in ``discourse.commands``.

Nothing heavy is imported here: ``discourse --version`` must answer at once.
"""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from discourse.errors import DiscourseError, ExitCode

Format = Literal["terminal", "html", "json", "csv"]
FailOn = Literal["clear", "any"]

app = typer.Typer(
    name="discourse",
    help="Notice deficit language in the transcript or notes of a school-improvement meeting, and find questions that "
    "turn the talk back to what the school system can change. Nothing leaves this machine.",
    no_args_is_help=True,
    # Typer's own tracebacks show local variables, and those hold what people said.
    pretty_exceptions_enable=False,
    # Plain help reads well aloud and looks the same in every terminal and in docs/commands.md.
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
lexicon_app = typer.Typer(
    help="Check, test and explain the rules. See docs/lexicon.md for how they are written.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(lexicon_app, name="lexicon")

LexiconOption = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="DIR", help="A lexicon folder that adds to, overrides or switches off rules."),
]


ModelOption = Annotated[
    Path | None,
    typer.Option("--model", metavar="DIR|none", help="A classifier made with `discourse train`; none for rules alone."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        from discourse import __version__

        typer.echo(f"discourse-mirror {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Options that belong to no command."""


@app.command(short_help="Review a meeting: moments to look at, questions, what went well.")
def review(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Transcripts or notes: files, folders, archives, or - for standard input."
        ),
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="What to write. Taken from the suffix of --output where left out."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE|DIR", help="Where to write; a folder for several transcripts."),
    ] = None,
    lexicon: LexiconOption = None,
    model: ModelOption = None,
    roster: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Names of students and staff to mask (columns: name, role).")
    ] = None,
    keep_names: Annotated[bool, typer.Option("--keep-names", help="Show names as they stand in the source.")] = False,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="PART=HEADING,...",
            help="Which columns of a table are what: text=Utterance,speaker=Who; also start, end, duration, turn.",
        ),
    ] = None,
    chat: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The meeting's chat, put among the talk by time (one transcript only)."),
    ] = None,
    recording_began: Annotated[
        str | None,
        typer.Option(
            "--recording-began", metavar="HH:MM:SS", help="For a chat with times of day: when the recording began."
        ),
    ] = None,
    same_person: Annotated[
        list[str] | None,
        typer.Option(
            "--same-person",
            metavar="LABEL=NAME",
            help="Two labels of one person: the first becomes the second. Give it once per label.",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Exit with 1 when there are clear moments, or any at all.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report once it is written.")] = False,
) -> None:
    """Read a meeting and show the moments worth a second look, what to ask there, and what went well.

    Example: discourse review meeting.vtt -o report.html --open
    """
    from discourse.commands.intake import intake
    from discourse.commands.review import review as run

    raise typer.Exit(
        run(
            paths,
            format_=format_,
            output=output,
            lexicons=tuple(lexicon or ()),
            model=model,
            roster=roster,
            keep_names=keep_names,
            fail_on=fail_on,
            open_when_done=open_,
            reading=intake(columns, chat, recording_began, same_person or []),
        )
    )


@app.command(short_help="Show why one sentence is marked or not.")
def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="One sentence, as it was said.")],
    context: Annotated[
        list[str] | None,
        typer.Option("--context", "-c", metavar="TURN", help='An earlier turn, "Name: text". Give it once per turn.'),
    ] = None,
    after: Annotated[
        list[str] | None, typer.Option("--after", metavar="TURN", help="A later turn. Give it once per turn.")
    ] = None,
    lexicon: LexiconOption = None,
    model: ModelOption = None,
) -> None:
    """Show why a sentence is a moment to look at, or why it is not: candidates, stance, and what set them aside.

    Example: discourse explain "Those parents just don't care." --context "Ana: Only nine families came."
    """
    from discourse.commands.explain import explain as run

    run(sentence, before=context or [], after=after or [], lexicons=tuple(lexicon or ()), model=model)


@app.command(short_help="Say what is installed and what is missing.")
def doctor() -> None:
    """Say what is installed, with versions and content hashes, and what to do about what is missing."""
    from discourse.commands.doctor import doctor as run

    raise typer.Exit(run())


@app.command(short_help="List or copy the fictional example meetings.")
def examples(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Copy the example meetings to this folder.")
    ] = None,
) -> None:
    """List the fictional example meetings that come with the tool, or copy them to a folder."""
    from discourse.commands.examples import examples as run

    run(folder)


@app.command(short_help="Fine-tune a classifier on gold data.")
def train(
    gold: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Gold data to learn from (JSON lines).")],
    validation: Annotated[
        list[Path], typer.Option(metavar="FILE", help="Gold data by other writers, to set the thresholds with.")
    ],
    base: Annotated[Path, typer.Option(metavar="DIR", help="The pretrained encoder's folder.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the model is written.")],
    meeting: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Whole labelled meetings to learn from as well.")
    ] = None,
    validation_meeting: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Whole labelled meetings to set the thresholds with.")
    ] = None,
    ordinary: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Transcripts of ordinary meetings, as talk that marks nothing.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="How often every segment is seen.")] = 2,
    rate: Annotated[float, typer.Option(min=0, help="The highest learning rate.")] = 8e-5,
    frozen: Annotated[int, typer.Option(min=0, help="How many of the encoder's lowest layers stay as they are.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 0,
) -> None:
    """Fine-tune an encoder on gold data and write a model that `review --model` reads. Needs the extra "train".

    Example: discourse train annotation/gold/train/*.jsonl --validation v.jsonl --base minilm/ -o my-model/
    """
    from discourse.commands.train import train as run

    run(
        gold,
        meetings=meeting or [],
        validation=validation,
        validation_meetings=validation_meeting or [],
        base=base,
        ordinary=ordinary,
        output=output,
        epochs=epochs,
        rate=rate,
        frozen=frozen,
        seed=seed,
    )


@app.command(short_help="Measure how often it is right on labelled turns.")
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Gold data (JSON lines).")],
    model: ModelOption = None,
    lexicon: LexiconOption = None,
    meetings: Annotated[
        bool, typer.Option("--meetings", help="The files are whole labelled meetings, one turn a line.")
    ] = False,
    variants: Annotated[
        bool, typer.Option("--variants", help="Read every turn again as bare captions, and with another group named.")
    ] = False,
    transcripts: Annotated[
        list[Path] | None,
        typer.Option("--transcripts", metavar="DIR", help="Count flags in transcripts nobody labelled, too."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write a page (HTML) with plots, too.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Write JSON instead of tables.")] = False,
) -> None:
    """Measure how often the tool is right on labelled turns, with intervals; too few cases are not measured.

    Example: discourse evaluate annotation/gold/test/writer-03.jsonl -o evaluation.html
    """
    from discourse.commands.evaluate import evaluate as run

    run(
        gold,
        model=model,
        lexicons=tuple(lexicon or ()),
        meetings=meetings,
        variants=variants,
        transcripts=transcripts or [],
        output=output,
        as_json=json_,
    )


@lexicon_app.command("check")
def lexicon_check(lexicon: LexiconOption = None) -> None:
    """Read every lexicon file and say where one breaks the format, with file, line and what is allowed."""
    from discourse.commands.lexicon import check

    check(tuple(lexicon or ()))


@lexicon_app.command("test")
def lexicon_test(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[RULE|CATEGORY]...", help="Only these rules or categories.")
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Run the sentences every rule and cue brings along as its own tests. Exit 1 if one fails."""
    from discourse.commands.lexicon import test

    raise typer.Exit(test(names or [], tuple(lexicon or ())))


@lexicon_app.command("show")
def lexicon_show(
    name: Annotated[str, typer.Argument(metavar="RULE|CATEGORY", help="A rule's id, or a category's key.")],
    lexicon: LexiconOption = None,
) -> None:
    """Explain one rule, or list the rules of a category."""
    from discourse.commands.lexicon import show

    show(name, tuple(lexicon or ()))


def main() -> None:
    """Run the command line; every foreseen trouble is one plain sentence on stderr and a documented exit code."""
    try:
        app()
    except DiscourseError as error:
        typer.echo(f"discourse: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(ExitCode.DONE)
    except KeyboardInterrupt:
        typer.echo("discourse: stopped; nothing was half-written.", err=True)
        sys.exit(130)
