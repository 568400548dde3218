"""An evaluation as tables, JSON and a page."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from discourse.cli import app
from discourse.detection.detector import Detector
from discourse.training.curves import Bin, Curves, Point
from discourse.training.evaluation import Measure
from discourse.training.evaluation_report import Evaluation, as_markdown, as_page
from discourse.training.unlabelled import rate

CURVES = Curves((Point(0.5, 1.0), Point(1.0, 0.75)), 0.875, 0.9, (Bin(0.2, 0.25, 40),), ((0.01, 0.4, 0.3, 0.5),))


@pytest.fixture
def evaluation() -> Evaluation:
    measures = [Measure("found", 30, 40, 0.75, 0.6, 0.86), Measure("<rare>", 1, 3)]
    return Evaluation("small 1", ("a.jsonl",), 40, 30, "1 writer", [("Flags", measures)], CURVES)


def test_tables_give_the_share_with_its_interval_or_say_that_it_was_not_measured(evaluation: Evaluation) -> None:
    text = as_markdown(evaluation)
    assert "| found | 0.75 (0.60 to 0.86), n = 40 |" in text
    assert "| <rare> | 1 of 3, not measured: too few |" in text
    assert "| 0.20 | 0.25 | 40 |" in text
    assert "1 writer; read by small 1" in text


def test_the_page_shows_the_curves_and_loads_nothing(evaluation: Evaluation) -> None:
    page = as_page(evaluation)
    assert 'points="50.00,0.00 100.00,25.00"' in page
    assert "width: 75.0%" in page
    assert "&lt;rare&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page


def test_the_command_writes_json_and_a_page(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    turn = {"id": "1", "text": "Those parents just don't care.", "expect": "flag", "stance": "endorsed"}
    gold.write_text(json.dumps(turn) + "\n", encoding="utf-8")
    talk = tmp_path / "talk" / "a.txt"
    talk.parent.mkdir()
    talk.write_text("Ana: The bus was late.\nBen: It was, again.\n", encoding="utf-8")
    page = tmp_path / "page.html"
    call = ["evaluate", str(gold), "--model", "none", "--json", "--variants", "--transcripts", str(talk.parent)]
    result = CliRunner().invoke(app, [*call, "-o", str(page)], catch_exceptions=False)
    said = json.loads(result.stdout)
    assert said["turns"] == said["deficit"] == 1
    assert said["measures"]["Flags"][0]["right"] == 1
    assert said["rates"][0]["sentences"] == 2
    assert said["variants"][0]["found_after"] == 1
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_is_no_transcript_is_left_out_of_a_rate(detector: Detector, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x02")
    assert rate(tmp_path, detector).text == "no transcript could be read"
