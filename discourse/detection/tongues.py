"""Which stretches are not English: they are said to be not read, and never scored."""

from functools import cache
from typing import Any

_FEWEST_WORDS = 4
# Spoken English is about half function words; a sentence with hardly any is worth asking the identifier about.
_ENGLISH_SHARE = 0.2
_SURE = 0.8


def is_not_english(text: str) -> bool:
    """Whether a sentence is in another language. Short or doubtful ones count as English."""
    words = [word.strip(".,;:!?¡¿\"'()").lower() for word in text.split()]
    words = [word for word in words if word and not word.isdigit()]
    if len(words) < _FEWEST_WORDS:
        return False
    function_words = _function_words()
    # "no", "me", "a", "he", "so" are words of many languages.
    known = sum(word in function_words or "'" in word for word in words)
    if known / len(words) >= _ENGLISH_SHARE:
        return False
    language, certainty = _identifier().classify(text)
    return bool(language != "en" and certainty > _SURE)


@cache
def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS - {"no", "me", "a", "he", "so", "an", "do", "as", "us", "on", "in", "i"})


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
