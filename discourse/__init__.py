"""Discourse Mirror: notice deficit language in school-improvement meetings and find questions to ask there.

>>> import discourse
>>> analysis = discourse.analyze("Ana: Parents just don't care about school.")
>>> analysis.flags[0].quote
"Parents just don't care"
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discourse.analysis import Analysis, Analyzer, Settings, analyze
    from discourse.detection.detector import Detector, load_detector

__version__ = "0.1.0"

__all__ = ["Analysis", "Analyzer", "Detector", "Settings", "analyze", "load_detector"]

_HOMES = {
    "Analysis": "discourse.analysis",
    "Analyzer": "discourse.analysis",
    "Settings": "discourse.analysis",
    "analyze": "discourse.analysis",
    "Detector": "discourse.detection.detector",
    "load_detector": "discourse.detection.detector",
}


def __getattr__(name: str) -> Any:
    # spaCy takes seconds to import; `discourse --version` must not wait for it.
    if name not in _HOMES:
        raise AttributeError(f"module 'discourse' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
