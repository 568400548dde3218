"""Gold data: what is accepted, and how a broken line is refused."""

import json
from pathlib import Path

import pytest

from discourse.errors import DataFileError
from discourse.training.gold import Segment, as_transcript, load_gold

LINE = {
    "id": "a-1",
    "context": ["Ana: Only nine came.", "Ben: Nine?"],
    "after": ["Ana: Who told us that?"],
    "speaker": "Ben",
    "text": "They just don't care.",
    "expect": "flag",
    "categories": ["family_blame"],
    "quote": "don't care",
    "stance": "endorsed",
    "pair": "p1",
}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "writer-01.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_line_becomes_a_segment_of_the_files_writer(tmp_path: Path) -> None:
    [segment] = load_gold([written(tmp_path, json.dumps(LINE), "")])
    assert segment.writer == "writer-01"
    assert segment.span is not None
    assert segment.text[slice(*segment.span)] == "don't care"


def test_what_stands_around_says_who_spoke_and_names_nobody(tmp_path: Path) -> None:
    [segment] = load_gold([written(tmp_path, json.dumps(LINE))])
    assert segment.surroundings == "other: Only nine came. same: Nine? // other: Who told us that?"


def test_a_segment_and_the_talk_around_it_are_a_transcript(tmp_path: Path) -> None:
    transcript = as_transcript(Segment.model_validate(LINE))
    assert [turn.speaker for turn in transcript.turns] == ["Ana", "Ben", "Ben", "Ana"]
    assert transcript.turns[2].text == LINE["text"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "not JSON"),
        (json.dumps(LINE | {"quote": "never said"}), "quote"),
        (json.dumps(LINE | {"expect": "maybe"}), "expect"),
        (json.dumps(LINE | {"colour": "red"}), "colour"),
    ],
)
def test_a_broken_line_is_refused_with_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path, json.dumps(LINE), line)
    with pytest.raises(DataFileError, match=said) as refused:
        load_gold([path])
    assert refused.value.line == 2
    assert "writer-01.jsonl:2" in str(refused.value)


def test_every_gold_file_of_the_project_loads_and_names_categories_of_the_codebook(codebook) -> None:  # type: ignore[no-untyped-def]
    gold = Path(__file__).parents[2] / "annotation" / "gold"
    segments = load_gold(sorted(gold.glob("train/*.jsonl")))
    assert len(segments) > 1000
    assert {key for segment in segments for key in (*segment.categories, *segment.noticed)} <= codebook.by_key.keys()
