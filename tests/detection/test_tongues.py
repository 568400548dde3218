import pytest

from discourse.detection.tongues import is_not_english


@pytest.mark.parametrize(
    "text",
    [
        "Buenas noches a todas las familias, gracias por venir a la reunión.",
        "Chúng tôi rất vui được gặp tất cả phụ huynh hôm nay.",
        "Nous avons parlé avec toutes les familles de la classe.",
    ],
)
def test_when_a_sentence_is_in_another_language_then_it_is_not_read(text: str) -> None:
    assert is_not_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Okay.",
        "Algebra placement data, winter window.",
        "Lunch duty, bus duty, recess coverage.",
        "They ain't never gonna do no homework, for real.",
        "Marisol said hola to the whole class.",
        "no no no me neither",
    ],
)
def test_when_a_sentence_is_short_english_or_dialect_then_it_is_read(text: str) -> None:
    assert not is_not_english(text)
