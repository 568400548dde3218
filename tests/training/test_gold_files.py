"""The gold data that ships: labels of the codebook, none of the test in training."""

import hashlib
import re
from pathlib import Path

from discourse.codebook import Codebook
from discourse.resources import data_dir
from discourse.training.gold import Segment, load_gold, load_meeting

GOLD = data_dir("annotation") / "gold"
# Stretches of this many words that two turns share.
SHINGLE = 6


def learned_from() -> list[Segment]:
    turns = load_gold(sorted([*GOLD.glob("rules-*.jsonl"), *GOLD.glob("train/*.jsonl")]))
    return turns + [turn for path in sorted(GOLD.glob("meetings/*.jsonl")) for turn in load_meeting(path)]


def measured_on() -> list[Segment]:
    turns = load_gold(sorted(GOLD.glob("test/writer-*.jsonl")) + sorted(GOLD.glob("suite/*.jsonl")))
    return turns + [turn for path in sorted(GOLD.glob("test/meeting-*.jsonl")) for turn in load_meeting(path)]


def shingles(text: str) -> set[str]:
    words = re.findall(r"[\w']+", text.lower())
    return {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def test_every_label_is_one_of_the_codebooks(codebook: Codebook) -> None:
    deficit = {category.key for category in codebook.of_kind("deficit")}
    noticed = {category.key for category in codebook.of_kind("noticed")}
    assert learned_from()
    assert measured_on()
    for turn in learned_from() + measured_on():
        assert set(turn.categories) <= deficit, turn.id
        assert set(turn.noticed) <= noticed, turn.id


def test_no_long_turn_of_the_test_set_is_nearly_one_of_the_training_set() -> None:
    known = {shingle for turn in learned_from() for shingle in shingles(turn.text)}
    for turn in measured_on():
        own = shingles(turn.text)
        assert len(own) < SHINGLE or len(own & known) / len(own) < 0.5, turn.id


def test_test_files_are_the_ones_whose_sums_were_recorded() -> None:
    statement = (GOLD / "README.md").read_text(encoding="utf-8")
    files = sorted(Path(GOLD).glob("test/*.jsonl"))
    assert files
    for path in files:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in statement, path.name
