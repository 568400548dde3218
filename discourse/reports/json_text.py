"""The analysis as JSON, schema_version "1", for other programs."""

from discourse.analysis import Analysis
from discourse.document import document_of


def render(analysis: Analysis) -> str:
    """The document of :mod:`discourse.wire` in the order its schema gives, people's own letters kept as they are."""
    return document_of(analysis).model_dump_json(indent=2) + "\n"
