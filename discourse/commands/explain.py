"""``discourse explain``: one sentence, everything that was considered about it, and what decided."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from discourse.commands.models import chosen_model
from discourse.detection.classifier import Opinion
from discourse.detection.detector import Detector, load_detector
from discourse.detection.fusion import Judged
from discourse.detection.reading import Reading
from discourse.transcript import Transcript, Turn

_SPEAKER = "the speaker"


def explain(
    sentence: str, *, before: Sequence[str], after: Sequence[str], lexicons: tuple[Path, ...], model: Path | None = None
) -> None:
    """Print the candidates of a sentence, how each is held, and what came of it."""
    detector = load_detector(lexicons=lexicons, model=chosen_model(model))
    turns = [_turn(0, text) for text in before] + [(_SPEAKER, sentence)] + [_turn(1, text) for text in after]
    transcript = Transcript(
        "sentence", "text", tuple(Turn(i, text, speaker) for i, (speaker, text) in enumerate(turns))
    )
    reading = detector.reading(transcript)
    findings = detector.findings(reading)
    turn = len(before)
    console = Console(width=100, highlight=False)
    console.print(f"[bold]{escape(sentence)}[/bold]")
    sentences = [reading.sentences[i] for i in reading.by_turn[turn]]
    about = any(read.about for read in sentences)
    console.print(f"About students, families or communities: {'yes' if about else 'no'}\n")

    judged = [
        detector.judge(reading, candidate)
        for candidate in detector.candidates(reading)
        if reading.sentences[candidate.sentence].sentence.turn == turn
    ]
    if not judged:
        console.print("No rule matches. Rules find only wordings they know; that is no proof that all is well.")
    for one in judged:
        _show(console, one, reading, detector)
    for opinion in detector.opinions(reading):
        if opinion.window.turn == turn:
            _show_opinion(console, opinion, reading)
    flags = [flag for flag in findings.flags if flag.turn == turn]
    noticed = [moment for moment in findings.noticed if moment.turn == turn]
    for flag in flags:
        category = detector.codebook[flag.category]
        console.print(f"[bold]-> a moment to look at[/bold] ({flag.band.replace('_', ' ')}): {category.name}")
        console.print(f"   {escape(flag.why)}")
        if flag.confidence is None:
            console.print("   confidence: none without a classifier; the rule's own strength gives the band")
        else:
            console.print(f"   confidence: {flag.confidence:.2f}, from rules, cues and classifier together")
        if flag.no_questions_because:
            console.print(f"   no question is offered here: {escape(flag.no_questions_because)}")
    for moment in noticed:
        console.print(f"[bold]-> noticed[/bold]: {detector.codebook[moment.category].name}\n   {escape(moment.why)}")
    if not flags and not noticed:
        console.print("[bold]-> nothing to look at[/bold]")


def _show_opinion(console: Console, opinion: Opinion, reading: Reading) -> None:
    text = reading.transcript.turns[opinion.window.turn].text
    category, stance = (max(shares, key=lambda key: shares[key]) for shares in (opinion.categories, opinion.stances))
    console.print(f"classifier  {opinion.probability:.2f} that a reader marks this, before rules are weighed in")
    console.print(f"  category  {category} ({opinion.categories[category]:.2f}), held as {stance}")
    if opinion.words is not None:
        console.print(f'  words     "{escape(text[opinion.words.start : opinion.words.end])}"')
    console.print()


def _turn(number: int, text: str) -> tuple[str, str]:
    speaker, colon, rest = text.partition(": ")
    return (speaker, rest) if colon and len(speaker.split()) <= 4 else (f"speaker {number}", text)


def _show(console: Console, judged: Judged, reading: Reading, detector: Detector) -> None:
    candidate = judged.candidate
    sentence = reading.sentences[candidate.sentence]
    span = sentence.span_of(candidate.match.first, candidate.match.end)
    text = reading.transcript.turns[sentence.sentence.turn].text
    rule = candidate.placed.rule
    category = detector.codebook[candidate.placed.category]
    console.print(f'candidate  "{escape(text[span.start : span.end])}"  {category.name}')
    console.print(f"  rule     {rule.id} ({rule.strength.replace('_', ' ')}): {escape(rule.why)}")
    reads_as = judged.stance.reads_as
    evidence = judged.stance.evidence
    if evidence is not None and evidence.span is not None:
        cue_text = reading.transcript.turns[evidence.turn].text[evidence.span.start : evidence.span.end]
        console.print(f'  cue      {evidence.cue}: "{escape(cue_text)}"')
    elif evidence is not None:
        console.print(f"  cue      {evidence.cue}")
    if candidate.excepted:
        console.print("  cue      an exception of the rule itself")
    if judged.kept:
        console.print(f"  stance   {reads_as}: {escape(detector.codebook.stances.get(reads_as, ''))}\n")
    else:
        meaning = detector.codebook.set_aside_reasons.get(reads_as) or detector.codebook.stances.get(reads_as, "")
        console.print(f"  set aside as {reads_as.replace('_', ' ')}: {escape(meaning)}\n")
