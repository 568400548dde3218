"""``discourse lexicon check | test | show``: for people who read and change the rules."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from discourse.errors import DiscourseError, ExitCode


def check(lexicons: tuple[Path, ...]) -> None:
    """Load and compile everything; the first thing that breaks the format is raised as ``DataFileError``."""
    from discourse.detection.detector import load_detector
    from discourse.question_bank import load_questions

    detector = load_detector(lexicons=lexicons)
    bank = load_questions(codebook=detector.codebook)
    lexicon = detector.lexicon
    covered = {placed.category for placed in lexicon.rules}
    for category in detector.codebook.categories:
        if category.key not in covered:
            print(f"note: no rule for the category {category.key}")
    print(f"{len(lexicon.rules)} rules in {len(covered)} categories, {len(lexicon.cues)} cues, "
          f"{bank.count} questions: all in order.")  # fmt: skip


def test(names: list[str], lexicons: tuple[Path, ...]) -> ExitCode:
    """Run the lexicon's own sentences and list those that fail."""
    from discourse.detection.detector import load_detector
    from discourse.detection.trials import cue_failures, rule_failures

    detector = load_detector(lexicons=lexicons)
    rules = [p for p in detector.lexicon.rules if not names or p.rule.id in names or p.category in names]
    cues = [cue for cue in detector.lexicon.cues if not names or cue.id in names]
    if not rules and not cues:
        raise DiscourseError(f"no rule, category or cue is called {names[0]}; see: discourse lexicon show CATEGORY")
    failures = [*rule_failures(detector, names), *cue_failures(detector, names)]
    for failure in failures:
        print(f"{failure.id}: should be {failure.expected}, but: {failure.happened}\n    {failure.sentence}")
    sentences = sum(len(p.rule.flag) + len(p.rule.pass_) for p in rules)
    sentences += sum(len(cue.examples) + len(cue.not_examples) for cue in cues)
    print(f"{sentences - len(failures)} of {sentences} sentences behave ({len(rules)} rules, {len(cues)} cues).")
    return ExitCode.FLAGS_FOUND if failures else ExitCode.DONE


def show(name: str, lexicons: tuple[Path, ...]) -> None:
    """Explain a rule, or list a category's rules."""
    from discourse.codebook import load_codebook
    from discourse.detection.lexicon import ClausePattern, load_lexicon

    codebook = load_codebook()
    lexicon = load_lexicon(codebook, lexicons)
    console = Console(width=100, highlight=False)
    if name in codebook:
        category = codebook[name]
        console.print(f"[bold]{category.name}[/bold] ({category.key})\n{escape(category.plain)}\n")
        for placed in lexicon.rules:
            if placed.category == name:
                console.print(f"  {placed.rule.id}\n      {escape(placed.rule.why)}")
        return
    try:
        placed = lexicon[name]
    except KeyError:
        known = ", ".join(codebook.by_key)
        raise DiscourseError(f"there is no rule or category called {name}; categories: {known}") from None
    rule = placed.rule
    console.print(f"[bold]{rule.id}[/bold]  {codebook[placed.category].name}, {rule.strength.replace('_', ' ')}")
    console.print(f"{escape(rule.why)}\nSource: {escape(rule.source)}")
    console.print(f"Written in {placed.path.name}, line {placed.line}\n\nLooks for")
    for pattern in rule.patterns:
        shown = pattern.in_words() if isinstance(pattern, ClausePattern) else pattern
        console.print(f"  {escape(shown)}")
    if rule.exceptions:
        console.print("but not where the sentence has")
        for exception in rule.exceptions:
            pattern = exception.pattern
            shown = pattern.in_words() if isinstance(pattern, ClausePattern) else pattern
            console.print(f"  {escape(shown)}   ({codebook.set_aside_reasons[exception.reason]})")
    console.print("\nFinds")
    for sentence in rule.flag:
        console.print(f"  + {escape(sentence)}")
    console.print("Lets pass")
    for sentence in rule.pass_:
        console.print(f"  - {escape(sentence)}")
