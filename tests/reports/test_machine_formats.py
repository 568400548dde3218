"""JSON and CSV: for other programs, and safe in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from discourse.analysis import Analysis
from discourse.detection.findings import Flag
from discourse.reports import render
from discourse.reports.schema import PUBLISHED, schema, schema_text
from discourse.reports.table import COLUMNS, rows_of

ROOT = Path(__file__).resolve().parents[2]


def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_when_the_schema_is_published_then_it_is_the_current_one() -> None:
    assert (ROOT / PUBLISHED).read_text("utf-8") == schema_text(), "run: python -m discourse.reports.schema"


def test_when_json_is_rendered_then_it_validates_and_spans_give_the_quotes(analysis: Analysis) -> None:
    document = json.loads(render(analysis, "json"))
    validator().validate(document)
    turns = document["transcript"]["turns"]
    for moment in (*document["flags"], *document["noticed"], *document["set_aside"]):
        start, end = moment["span"]
        assert turns[moment["turn"]]["text"][start:end] == moment["quote"]
    assert document["schema_version"] == "1"
    assert document["flags"][0]["confidence"] is None


def test_when_json_is_rendered_then_letters_stay_letters_and_the_order_is_stable(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag]
) -> None:
    analysis = make_analysis((make_flag(1, "those students", "othering", why="Año, naïve, 学校"),))
    assert "Año, naïve, 学校" in render(analysis, "json")
    assert render(analysis, "json") == render(analysis, "json")
    assert next(iter(json.loads(render(analysis, "json")))) == "schema_version"


def test_when_an_optional_part_is_absent_then_the_document_is_still_valid(analysis: Analysis) -> None:
    document = json.loads(render(analysis, "json"))
    for part in ("meeting", "noticed", "set_aside", "leftover_names"):
        del document[part]
    validator().validate(document)


@pytest.mark.parametrize(
    "place", [(), ("tool",), ("flags", 0), ("flags", 0, "evidence", 0), ("transcript", "turns", 0)]
)
def test_when_a_part_is_unknown_then_the_document_is_refused(analysis: Analysis, place: tuple[str | int, ...]) -> None:
    document = json.loads(render(analysis, "json"))
    part = document
    for step in place:
        part = part[step]
    part["score_of_the_speaker"] = 1
    assert not validator().is_valid(document)


def test_when_a_table_is_made_then_each_moment_has_a_row_in_the_order_of_the_talk(analysis: Analysis) -> None:
    rows = list(rows_of(analysis))
    assert [(row["kind"], row["turn"]) for row in rows] == [("noticed", 0), ("flag", 1), ("flag", 2), ("noticed", 3)]
    assert all(tuple(row) == COLUMNS for row in rows)
    flag = rows[1]
    assert flag["sentence"] == "So I think those students are always going to drag us down."
    assert flag["category_name"] == "Expecting less of students"
    assert flag["rules"] == "incapacity_low_expectations.by-hand"


def test_when_csv_is_rendered_then_a_spreadsheet_can_read_it_back(analysis: Analysis) -> None:
    text = render(analysis, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["quote"] for row in rows] == [row["quote"] for row in rows_of(analysis)]
    assert rows[1]["questions"].count("\n") >= 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_when_words_look_like_a_formula_then_the_cell_is_made_plain_text(
    make_analysis: Callable[..., Analysis], make_flag: Callable[..., Flag], start: str
) -> None:
    analysis = make_analysis((make_flag(1, "those students", "othering", quote=f'{start}cmd|"/c calc"!A1'),))
    (row,) = csv.DictReader(io.StringIO(render(analysis, "csv").removeprefix("\ufeff"), newline=""))
    assert row["quote"] == f'\'{start}cmd|"/c calc"!A1'


def test_when_a_data_frame_is_asked_for_then_it_has_the_same_rows(analysis: Analysis) -> None:
    pytest.importorskip("pandas")
    frame = analysis.to_dataframe()
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == 4


def test_when_nothing_was_found_then_table_and_document_are_empty_and_valid(
    make_analysis: Callable[..., Analysis],
) -> None:
    empty = make_analysis()
    assert list(rows_of(empty)) == []
    validator().validate(json.loads(render(replace(empty, leftover_names=()), "json")))
