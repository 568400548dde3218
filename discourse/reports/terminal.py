"""The report for a terminal: 80 columns, readable without colour, in a pipe and by a screen reader."""

import io
import re
from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from discourse.analysis import Analysis
from discourse.reports import wording
from discourse.reports.moments import Moment, Strength
from discourse.reports.outline import Outline, outline_of
from discourse.reports.phrases import first_words

WIDTH: Final = 80
_OTHER_WORDS: Final = 60
# Everything a terminal could take as a command, such as an escape sequence hidden in someone's chat message.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def render(analysis: Analysis) -> str:
    """The report as plain text."""
    text = io.StringIO()
    show(analysis, Console(file=text, width=WIDTH, color_system=None, force_terminal=False))
    # Nobody needs the blanks Rich pads its lines with.
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def show(analysis: Analysis, console: Console) -> None:
    """Print the report, in colour where the console has any."""
    outline = outline_of(analysis)
    _header(outline, console)
    _heading("What went well", console)
    if not outline.first_strengths:
        _say(wording.NOTHING_NOTICED, console)
    for strength in outline.first_strengths:
        _strength(strength, console)
    if outline.more_strengths:
        _say(f"And {len(outline.more_strengths)} more, all in the HTML report.", console, style="dim")
    _heading("Moments to look at", console)
    if not outline.leads:
        _say(wording.NOTHING_MARKED, console)
    for moment in outline.leads:
        _moment(moment, console)
    if outline.others:
        _heading("Other moments", console)
        for moment in outline.others:
            _other(moment, console)
    _heading("Before you ask", console)
    _list(outline.self_check, console)
    _heading("What this is not for", console)
    for sentence in (*outline.not_for, wording.NO_ENDORSEMENT):
        _say(sentence, console)


def _header(outline: Outline, console: Console) -> None:
    console.print(_text(outline.title, "bold"))
    _say(" · ".join(f"{label}: {value}" for label, value in outline.facts), console)
    for sentence in outline.reading:
        _say(sentence, console, style="dim")
    if outline.leftover_names:
        _say(f"These words may still be names, please check: {', '.join(outline.leftover_names)}", console)
    _say(wording.DRAFT, console, style="italic")


def _strength(strength: Strength, console: Console) -> None:
    console.print(_text(f"● {strength.place}  {strength.speaker}  {strength.category.name}", "bold cyan"))
    _say(f"“{strength.words}”", console, indent=2)
    _say(strength.noticed.why, console, indent=2, style="dim")
    if strength.prompt:
        _say(f"To make more of it: {strength.prompt}", console, indent=2)
    console.print()


def _moment(moment: Moment, console: Console) -> None:
    band = wording.BANDS[moment.flag.band]
    console.print(_text(f"◆ {moment.place}  {moment.speaker}  {moment.category.name} ({band})", "bold yellow"))
    console.print(Padding(Text.assemble("“", *_marked(moment), "”"), (0, 0, 0, 2)))
    _say(f"Why: {moment.flag.why}", console, indent=2)
    for reply in moment.replies:
        note = f" ({reply.note})" if reply.note else ""
        _say(f"Right after, {reply.speaker}: “{reply.words}”{note}", console, indent=2)
    if moment.no_questions_because:
        _say(f"No question here. {moment.no_questions_because}", console, indent=2)
        console.print()
        return
    for prompt in moment.prompts:
        question = prompt.question
        _say(prompt.moves, console, indent=2, style="dim")
        _say(f"{question.text} [{wording.ORIGINS[question.origin]}]", console, indent=4)
        if question.softer:
            _say(f"Or, softer: {question.softer} [{wording.ORIGINS['project']}]", console, indent=4)
        if question.note:
            _say(question.note, console, indent=4, style="dim")
    console.print()


def _marked(moment: Moment) -> Iterable[Text]:
    """The sentence with the words the flag rests on between « and », underlined where there is colour."""
    for piece in moment.sentence:
        yield _text(f"«{piece.text}»", "bold underline") if piece.kinds else _text(piece.text)


def _other(moment: Moment, console: Console) -> None:
    _say(f"◇ {moment.place}  {moment.speaker}  {moment.category.name}", console, indent=0)
    _say(f"“{first_words(moment.flag.quote, _OTHER_WORDS)}”", console, indent=2, style="dim")


def _heading(title: str, console: Console) -> None:
    console.print()
    console.print(Text(title.upper(), "bold"))
    console.print()


def _say(sentence: str, console: Console, *, indent: int = 0, style: str = "") -> None:
    console.print(Padding(_text(sentence, style), (0, 0, 0, indent)))


def _list(sentences: Iterable[str], console: Console) -> None:
    for sentence in sentences:
        line = Text("- ").append_text(_text(sentence))
        console.print(line)


def _text(said: str, style: str = "") -> Text:
    """Text that is shown as it stands: no markup in it counts, and nothing in it steers the terminal."""
    return Text(_CONTROL.sub(" ", said), style)
