"""Bytes of every encoding become the same clean text."""

import pytest

from discourse.readers.source import Source, clean

LINE = "Noor: We can’t – she said “café”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_when_a_text_is_in_any_usual_encoding_then_it_reads_the_same(encoding):
    assert Source("a.txt", LINE.encode(encoding)).text == LINE


def test_when_two_encodings_were_pasted_together_then_both_keep_their_letters():
    data = "Noor: café\n".encode() + "Teo: café\n".encode("cp1252")
    assert Source("a.txt", data).text == "Noor: café\nTeo: café\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\x0b", "\f"])
def test_when_lines_end_in_any_way_then_they_are_lines(end):
    assert Source("a.txt", f"one{end}two".encode()).lines == ("one", "two")


def test_when_letters_are_decomposed_then_they_are_composed():
    assert clean("cafe\u0301") == "café"


def test_when_there_are_control_and_bidi_characters_then_they_are_gone():
    assert clean("\u200f\u202bNoor:\u202c a\x00b\x07c\u2066d\u2069\ufeff\u00ad") == "Noor: abcd"


def test_when_an_emoji_is_built_with_joiners_then_it_stays_whole():
    family = "👩\u200d👧"
    assert clean(family) == family


def test_when_bytes_are_undefined_in_windows_1252_then_the_rest_is_kept():
    assert Source("a.txt", b"Noor: caf\xe9 \x81ok").text == "Noor: café ok"
