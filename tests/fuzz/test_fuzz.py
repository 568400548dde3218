"""Fuzzing in bounded time: what was found before, every seed, and seeds that were cut, doubled, mixed and spoilt."""

from pathlib import Path

import pytest
from fuzz.seeds import docx, seeds
from fuzz.target import NAMES, check, inputs, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers.test_batches import CORPUS, GOOD, PACKED

from discourse.errors import DiscourseError
from discourse.readers.collection import expand

FOUND = sorted(Path(__file__).with_name("corpus").glob("*"))


@pytest.mark.parametrize("name", seeds())
def test_when_a_seed_is_read_then_it_is_what_its_name_says(name):
    if name == "laughs.eaf":
        assert check(name, seeds()[name]) is None
    else:
        assert check(name, seeds()[name]), "a seed that is refused guides no fuzzer"


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_when_a_fuzzer_found_it_once_then_it_is_read_or_refused(path):
    run(path.read_bytes())


TOKENS = [
    *(
        b"\n",
        b"\r",
        b"\0",
        b'"',
        b",",
        b";",
        b"\t",
        b":",
        b"-->",
        b">>",
        b"<v ",
        b"</v>",
        b"&#0;",
        b"&lt;",
        b"<!--",
        b"]]>",
    ),
    *(b"[", b"]", b"{", b"}", b"null", b"1e999", b"-1", b"99999999999999999999", b"NaN", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(
        "\u202e".encode(),
        "\ud800".encode("utf-8", "surrogatepass"),
        "İ".encode(),
        "…".encode(),
        b"(",
        b"(.)",
        b"%x:\t",
        b"@",
    ),
    *(
        b"00:00:01.000 --> 00:00:00.000",
        b"00:05:00",
        b"Noor: ",
        b"Noor  0:35",
        b"# ",
        b"| ",
        b"xxx",
        b"<exists>",
        b"\x15",
    ),
]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "insert", "replace", "end", "mix", "flip"]),
        st.floats(0, 1),
        st.integers(1, 60),
        st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=6,
)
INPUTS = list(inputs().values())


def edited(data: bytes, other: bytes, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, where, length, token in edits:
        at = 1 + int(where * max(0, len(data) - 1))
        end = at + length
        match kind:
            case "cut":
                data = data[:at] + data[end:]
            case "double":
                data = data[:end] + data[at:end] * 3 + data[end:]
            case "insert":
                data = data[:at] + token + data[at:]
            case "replace":
                data = data[:at] + token + data[at + len(token) :]
            case "end":
                data = data[:at]
            case "mix":
                data = data[:at] + other[1:][:length] + data[at:]
            case _:
                data = data[:at] + bytes(byte ^ length for byte in data[at : at + 1]) + data[at + 1 :]
    return data


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.sampled_from(INPUTS), other=st.sampled_from(INPUTS), edits=EDITS)
def test_when_real_shapes_are_spoilt_then_they_are_read_or_refused(data, other, edits):
    run(edited(data, other, edits))


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=300))
def test_when_bytes_are_arbitrary_then_they_are_read_or_refused(name, data):
    run(bytes([NAMES.index(name)]) + data)


ARCHIVES = [b"\0" + pack(GOOD | CORPUS | {"a.docx": docx()}) for pack in PACKED.values()]


@settings(max_examples=300, deadline=None)
@given(data=st.sampled_from(ARCHIVES), other=st.sampled_from(ARCHIVES), edits=EDITS)
def test_when_archives_are_spoilt_then_their_members_are_read_or_refused(data, other, edits):
    spoilt = edited(data, other, edits)[1:]
    refused: list[DiscourseError] = []
    for item in expand(["-"], stdin=lambda _: spoilt):
        assert item.name.isprintable()
        try:
            item.read(())
        except DiscourseError as error:
            refused.append(error)
    assert all("\n" not in str(error) for error in refused)
