"""The detector inside a spaCy pipeline."""

import spacy


def test_a_pipeline_gets_spans_with_categories_and_the_full_findings() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("discourse_mirror", config={"model": "none"})
    deficit, plain = nlp.pipe(["Those parents just don't care about school.", "The bus was late."])
    [span] = deficit.spans["discourse_flags"]
    assert span.label_ == "family_blame"
    assert "don't care" in span.text
    assert deficit._.discourse.flags[0].why
    assert not plain.spans["discourse_flags"]
    assert not plain._.discourse.flags
