"""Fixtures every test shares. The language pipeline and the detector take seconds to load, so once is enough."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests_support import dialogue

from discourse.codebook import Codebook, load_codebook
from discourse.detection.detector import Detector, load_detector
from discourse.detection.findings import Findings
from discourse.detection.language import load_pipeline
from discourse.resources import shipped_model

Detect = Callable[..., Findings]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees, or leaves anything in, the home or working folder of whoever runs it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return


@pytest.fixture(scope="session")
def nlp():  # type: ignore[no-untyped-def]
    return load_pipeline()


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="session")
def detector() -> Detector:
    return load_detector()


@pytest.fixture(scope="session")
def shipped() -> Detector:
    """The detector as users get it, with the classifier that ships."""
    return load_detector(model=shipped_model())


@pytest.fixture(scope="session")
def detect(detector: Detector) -> Detect:
    """Findings for turns written as "Name: text"."""

    def run(*turns: str) -> Findings:
        return detector.detect(dialogue(*turns))

    return run
