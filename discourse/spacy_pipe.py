"""The detector as a spaCy component, for research pipelines that already speak spaCy.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("discourse_mirror", config={"model": "none"})
>>> doc = nlp("Those parents just don't care about school.")
>>> [(span.text, span.label_) for span in doc.spans["discourse_flags"]]
[("parents just don't care about school", 'family_blame')]

A :class:`~spacy.tokens.Doc` is read as one turn of talk. The full findings, with reasons and evidence, are in
``doc._.discourse``.
"""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from discourse.commands.models import chosen_model
from discourse.detection.detector import Detector, load_detector
from discourse.detection.findings import Findings, Flag, Noticed
from discourse.transcript import Transcript, Turn

FLAGS, NOTICED = "discourse_flags", "discourse_noticed"


class DiscoursePipe:
    """Sets ``doc.spans["discourse_flags"]``, ``doc.spans["discourse_noticed"]`` and ``doc._.discourse``.

    Labels are the codebook's categories; a span takes in whole tokens.
    """

    def __init__(self, detector: Detector) -> None:
        self._detector = detector

    def __call__(self, doc: Doc) -> Doc:
        """The document with its findings."""
        found = self._detector.detect(Transcript("doc", "text", (Turn(0, doc.text),)))
        doc._.discourse = found
        doc.spans[FLAGS] = SpanGroup(doc, name=FLAGS, spans=[_span(doc, flag) for flag in found.flags])
        doc.spans[NOTICED] = SpanGroup(doc, name=NOTICED, spans=[_span(doc, moment) for moment in found.noticed])
        return doc


def _span(doc: Doc, found: Flag | Noticed) -> Span:
    span = doc.char_span(found.span.start, found.span.end, label=found.category, alignment_mode="expand")
    assert span is not None  # noqa: S101 - findings lie inside the text
    return span


@Language.factory("discourse_mirror", default_config={"model": None, "lexicons": []}, assigns=["doc.spans"])
def make_pipe(nlp: Language, name: str, model: str | None, lexicons: list[str]) -> DiscoursePipe:
    """The component: ``model`` a model folder or "none", by default the one that ships; ``lexicons`` rule folders."""
    if not Doc.has_extension("discourse"):
        Doc.set_extension("discourse", default=Findings((), (), (), 0, 0))
    folder = chosen_model(Path(model) if model else None)
    return DiscoursePipe(load_detector(lexicons=[Path(lexicon) for lexicon in lexicons], model=folder))
