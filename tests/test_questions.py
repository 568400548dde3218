"""The question bank and how questions are chosen for a flag."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from discourse.codebook import Codebook, load_codebook
from discourse.detection.findings import Flag
from discourse.errors import DataFileError
from discourse.own_words import own_words
from discourse.question_bank import MOVES, PROTOCOL_TEXT, QuestionBank, load_questions
from discourse.questions import Question, choose_questions
from discourse.transcript import Span, Transcript, Turn, TurnKind

VERBATIM = (
    "I heard you say 'those students.' It seems like there may be something you are not saying. . . . "
    "How are you thinking about the students you are referring to?"
)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="module")
def bank(codebook: Codebook) -> QuestionBank:
    return load_questions(codebook=codebook)


def meeting(*texts: str, kind: TurnKind = "speech") -> Transcript:
    turns = tuple(Turn(index, text, kind=kind) for index, text in enumerate(texts))
    return Transcript(source="m.txt", format="text", turns=turns)


def flag(name: str, category: str, quote: str, turn: int = 0, **changes: Any) -> Flag:
    plain = Flag(
        id=name, turn=turn, span=Span(0, len(quote)), sentence=Span(0, len(quote)), quote=quote, category=category,
        band="worth_a_look", stance="endorsed", why="a reason", evidence=(),
    )  # fmt: skip
    return replace(plain, **changes)


def ask(one: Flag, said: str, bank: QuestionBank, codebook: Codebook, kind: TurnKind = "speech") -> list[Question]:
    return list(choose_questions([one], meeting(said, kind=kind), bank, codebook)[one.id])


# ----- the bank that ships --------------------------------------------------------------------------------------------


def test_every_deficit_category_has_three_questions_for_every_move(bank: QuestionBank, codebook: Codebook) -> None:
    for category in codebook.of_kind("deficit"):
        for move in MOVES:
            assert sum(move in question.moves for question in bank.questions[category.key]) >= 3, (category.key, move)


def test_the_published_wording_is_there_once_and_verbatim(bank: QuestionBank) -> None:
    protocol = [prompt for _, prompt in bank.prompts() if prompt.origin == "protocol"]
    assert [prompt.text for prompt in protocol] == [VERBATIM]
    assert PROTOCOL_TEXT == VERBATIM


def test_the_published_wording_comes_with_a_softer_one_and_a_note_on_trust(bank: QuestionBank) -> None:
    published = next(question for question in bank.any_category if question.origin == "protocol")
    assert published.softer is not None
    assert published.note is not None
    assert "trust" in published.note


def test_the_bank_says_we_more_than_twice_as_often_as_you(bank: QuestionBank) -> None:
    ours = " ".join(prompt.text.lower() for _, prompt in bank.prompts() if prompt.origin != "protocol")
    we = len(re.findall(r"\b(?:we|us|our|ours|let's|we've)\b", ours))
    you = len(re.findall(r"\b(?:you|your|yours)\b", ours))
    assert we > 2 * you


def test_only_the_published_wording_is_said_to_be_san_diegos(bank: QuestionBank) -> None:
    assert "San Diego" in bank.origins["protocol"]
    assert "Not San Diego's" in bank.origins["adapted"]
    assert "Not San Diego's" in bank.origins["project"]


def test_the_guide_for_facilitators_agrees_with_the_bank(bank: QuestionBank) -> None:
    guide = (Path(__file__).parent.parent / "docs" / "questions.md").read_text(encoding="utf-8")
    assert VERBATIM in " ".join(guide.replace("\n> ", " ").split())
    assert all(check in guide for check in bank.self_check)
    texts = {prompt.text for _, prompt in bank.prompts()}
    examples = re.findall(r"^\| (?:reflect back|surface|system|strengths|next evidence) \|.*\| (.*) \|$", guide, re.M)
    assert len(examples) == len(MOVES)
    assert texts.issuperset(examples)


# ----- the rules of the bank ------------------------------------------------------------------------------------------


OPEN = {
    "reflect_back": "What did each of us hear in those words?",
    "surface": "What is hard to say here?",
    "system": "What in our schedule plays into this?",
    "strengths": "Who knows these students well?",
    "next_evidence": "What could we look at next?",
}


def small_bank() -> dict[str, Any]:
    """The smallest bank that a codebook with one deficit and one noticed category accepts."""
    return {
        "bank": "test",
        "version": "1",
        "moves": {move: move for move in MOVES},
        "origins": {"protocol": "theirs", "adapted": "ours", "project": "ours"},
        "any_category": [
            {
                "id": "protocol.it", "origin": "protocol", "text": VERBATIM, "moves": ["reflect_back", "surface"],
                "only_if_turn_says": ["those students"], "pointed": True, "softer": "Who comes to mind for each of us?",
                "note": "Ask where there is trust.",
            }
        ],
        "questions": {
            "blame": [
                {"id": f"blame.{move.replace('_', '-')}", "origin": "project", "text": text, "moves": [move]}
                for move, text in OPEN.items()
            ]
        },
        "amplify": {"strength": [{"id": "amplify.one", "origin": "project", "text": "Who else should hear this?"}]},
        "repair": [{"id": "repair.one", "origin": "project", "text": "What shifted for us?"}],
        "self_check": ["Is there trust?"],
        "when_not": {"own_life": "The speaker talks about their own life."},
    }  # fmt: skip


@pytest.fixture
def small_codebook() -> Codebook:
    def category(key: str, kind: str, effect: str) -> dict[str, Any]:
        examples = {"yes": ["a", "b", "c"], "no": [{"text": t, "reason": "other"} for t in "abc"]}
        return {
            "key": key, "name": key, "kind": kind, "effect": effect, "tier": "A", "unit": "sentence", "plain": "p",
            "definition": "d", "include": [], "exclude": [], "sources": [], "examples": examples,
        }  # fmt: skip

    return Codebook.model_validate(
        {
            "codebook": "small", "version": "1", "scope": "s", "decision_order": [], "stances": {},
            "set_aside_reasons": {"other": "o"},
            "categories": [category("blame", "deficit", "blames"), category("asset", "noticed", "strength")],
        }
    )  # fmt: skip


class Files:
    """Writes a bank to a file and loads it."""

    def __init__(self, folder: Path, codebook: Codebook) -> None:
        self.path = folder / "questions.yaml"
        self.codebook = codebook

    def load(self, content: dict[str, Any]) -> QuestionBank:
        self.path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return load_questions(self.path, self.codebook)

    def refused(self, content: dict[str, Any]) -> str:
        """The plain sentence of the refusal, after checking that it names file and line."""
        with pytest.raises(DataFileError) as refusal:
            self.load(content)
        assert str(refusal.value).startswith(f"{self.path}:{refusal.value.line}: ")
        assert refusal.value.line is not None
        return refusal.value.problem

    def line(self, part: str) -> int:
        return next(n for n, line in enumerate(self.path.read_text().splitlines(), 1) if part in line)


@pytest.fixture
def files(tmp_path: Path, small_codebook: Codebook) -> Files:
    return Files(tmp_path, small_codebook)


def with_text(text: str, **changes: Any) -> dict[str, Any]:
    content = small_bank()
    adapted = "{quote}" in text or "thinking about" in text
    content["questions"]["blame"].append(
        {"id": "blame.new", "origin": "adapted" if adapted else "project", "text": text, "moves": ["system"]} | changes
    )
    return content


def test_a_bank_that_keeps_the_rules_loads(files: Files) -> None:
    assert len(files.load(small_bank()).questions["blame"]) == 5


@pytest.mark.parametrize(
    "text",
    [
        "What do our forms make hard for families?",
        "At what point in the term does effort drop?",
        "If income explained all of it, what would we expect to see?",
        "When we say '{quote},' which students do we have in mind?",
        "I heard you say '{quote}.' Who told us that, and about whom?",
        "What are we hearing here: a language, a question of content, or the way we asked?",
        "Let's tell this only in actions. What came first?",
        "Say more about what we saw that led us to this.",
        "How are we thinking about the people this is about?",
    ],
)
def test_an_open_question_or_an_invitation_is_accepted(files: Files, text: str) -> None:
    files.load(with_text(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Is that what we mean?", "not open"),
        ("Do we know what families want?", "not open"),
        ("Can we slow down on what was said?", "not open"),
        ("What feels outside our reach, and is there a part of it that is not?", "not open"),
        ("When we say that, do we mean these students?", "not open"),
        ("What did we try? What happened then?", "one question"),
        ("We could look at the schedule.", "not open"),
        ("What in all the many different parts of the whole long school day that we have planned for our students "
         "together might be playing into this pattern of theirs?", "at most 25"),
        ("I heard you say '{quote}.' What in our schedule, our classes or our supports might be playing into that for "
         "them?", "{quote} counted as 8"),
        ("What do we gain from asking why?", "asks 'why'"),
        ("What made us think, why did you say it?", "asks 'why'"),
        ("What biases are at work here?", "label on the talk"),
        ("What is racist in what we said?", "label on the talk"),
        ("What deficit do we see?", "label on the talk"),
        ("What makes it clear that you are upset?", "says what the speaker is"),
        ("Which part is your assumption?", "says what the speaker is"),
        ("That was kind, but what did we see?", "takes back"),
        ("What would San Diego ask us?", "names a source"),
        ("I heard {quote}. What did we see?", "single quotation marks"),
        ("I heard '{quote}' and '{quote}.' What did we see?", "stands once"),
        ("What did {name} see?", "nothing else in braces"),
    ],
)  # fmt: skip
def test_a_question_that_breaks_a_rule_is_refused_at_its_line(files: Files, text: str, says: str) -> None:
    assert says in files.refused(with_text(text))
    with pytest.raises(DataFileError) as refusal:
        load_questions(files.path, files.codebook)
    assert refusal.value.line == files.line("id: blame.new") + 2


def test_a_softer_wording_keeps_the_rules_too(files: Files) -> None:
    content = with_text("What keeps us from saying it?", pointed=True, softer="Is it hard to say?")
    assert "not open" in files.refused(content)


@pytest.mark.parametrize("part", [{"pointed": True}, {"softer": "What would help us say it?"}])
def test_a_pointed_question_and_a_softer_one_go_together(files: Files, part: dict[str, Any]) -> None:
    assert "go together" in files.refused(with_text("What keeps us from saying it?", **part))


@pytest.mark.parametrize("wording", [VERBATIM.replace(". . . .", "..."), VERBATIM.replace("'", '"'), VERBATIM[:-1]])
def test_the_published_wording_may_not_be_changed(files: Files, wording: str) -> None:
    content = small_bank()
    content["any_category"][0]["text"] = wording
    assert "word for word" in files.refused(content)


def test_nothing_else_has_the_origin_protocol(files: Files) -> None:
    assert "word for word" in files.refused(with_text("What did we see?", origin="protocol"))


def test_the_published_wording_may_not_be_passed_off_as_ours(files: Files) -> None:
    content = small_bank()
    content["any_category"][0]["origin"] = "adapted"
    assert "any_category.0.text" in files.refused(content)


@pytest.mark.parametrize(
    "change",
    [{"only_if_turn_says": []}, {"only_if_turn_says": ["these kids"]}, {"moves": ["surface"]}, {"note": None}],
)
def test_the_published_wording_keeps_its_phrase_moves_and_note(files: Files, change: dict[str, Any]) -> None:
    content = small_bank()
    content["any_category"][0] |= change
    assert "published wording" in files.refused(content)


def test_a_question_on_a_stem_of_the_example_says_that_it_is_adapted(files: Files) -> None:
    assert "'adapted'" in files.refused(with_text("I heard '{quote}.' What did we see?", origin="project"))
    assert "'project'" in files.refused(with_text("What did we see?", origin="adapted"))


def test_an_id_given_twice_is_refused(files: Files) -> None:
    assert "given twice" in files.refused(with_text("What did we see?", id="blame.system"))


def test_a_wording_given_twice_is_refused(files: Files) -> None:
    assert "repeats a wording" in files.refused(with_text(OPEN["system"]))


@pytest.mark.parametrize("move", MOVES)
def test_a_category_without_a_question_for_a_move_is_refused(files: Files, move: str) -> None:
    content = small_bank()
    content["questions"]["blame"] = [q for q in content["questions"]["blame"] if move not in q["moves"]]
    assert f"'blame' needs a question for '{move}'" in files.refused(content)


def test_a_move_needs_a_question_that_can_be_asked_without_a_quotation(files: Files) -> None:
    content = small_bank()
    content["questions"]["blame"][0] |= {"origin": "adapted", "text": "I heard '{quote}.' What did we see?"}
    assert "without {quote}" in files.refused(content)


def test_a_category_the_codebook_lacks_is_refused(files: Files) -> None:
    content = small_bank()
    content["questions"]["weather"] = []
    assert "unknown deficit category 'weather'; the codebook has: blame" in files.refused(content)


def test_a_noticed_effect_without_a_prompt_is_refused(files: Files) -> None:
    content = small_bank()
    content["amplify"] = {"interruption": content["amplify"]["strength"]}
    assert "amplify needs a prompt for 'strength'" in files.refused(content)


def test_an_unknown_key_is_refused_with_what_is_allowed(files: Files) -> None:
    assert "did you mean 'softer'" in files.refused(with_text("What did we see?", soft="Who saw it?"))


# ----- choosing -------------------------------------------------------------------------------------------------------


def test_a_flag_gets_one_question_per_move_in_the_order_of_the_moves(bank: QuestionBank, codebook: Codebook) -> None:
    for category in codebook.of_kind("deficit"):
        questions = ask(flag("f1", category.key, "parents don't care"), "Parents don't care.", bank, codebook)
        assert [move for question in questions for move in question.moves] == list(MOVES)


def test_the_published_wording_comes_first_where_the_turn_says_the_phrase(
    bank: QuestionBank, codebook: Codebook
) -> None:
    said = "I think those students are always going to drag us down."
    for category in codebook.of_kind("deficit"):
        first, *others = ask(flag("f1", category.key, "going to drag us down"), said, bank, codebook)
        assert (first.text, first.origin, first.moves) == (VERBATIM, "protocol", ("reflect_back", "surface"))
        assert [question.moves for question in others] == [("system",), ("strengths",), ("next_evidence",)]
        assert all(question.origin != "protocol" for question in others)


@pytest.mark.parametrize(
    "said", ["Those students again.", "THOSE  STUDENTS", "those\nstudents’ parents", "‘those students’"]
)
def test_case_line_breaks_and_quotation_marks_do_not_hide_the_phrase(
    said: str, bank: QuestionBank, codebook: Codebook
) -> None:
    assert ask(flag("f1", "othering", said), said, bank, codebook)[0].origin == "protocol"


@pytest.mark.parametrize(
    "said", ["These students again.", "Those kids again.", "Those two students.", "those studentship"]
)
def test_the_published_wording_is_not_offered_where_the_phrase_is_not_said(
    said: str, bank: QuestionBank, codebook: Codebook
) -> None:
    questions = ask(flag("f1", "othering", said), said, bank, codebook)
    assert questions
    assert all(question.origin != "protocol" for question in questions)


def test_the_phrase_in_another_turn_does_not_count(bank: QuestionBank, codebook: Codebook) -> None:
    transcript = meeting("Those students are in the gym.", "They never try.", "Those students?")
    questions = choose_questions([flag("f1", "othering", "They never try", turn=1)], transcript, bank, codebook)["f1"]
    assert all(question.origin != "protocol" for question in questions)


def test_notes_quote_nobody(bank: QuestionBank, codebook: Codebook) -> None:
    said = "Those students don't care."
    for number in range(30):
        for question in ask(flag(f"f{number}", "othering", said), said, bank, codebook, kind="notes"):
            assert "don't care" not in question.text
            assert question.origin != "protocol"


def test_the_same_flags_get_the_same_questions_in_another_process(bank: QuestionBank, codebook: Codebook) -> None:
    program = (
        "from discourse.codebook import load_codebook\n"
        "from discourse.questions import choose_questions, load_questions\n"
        "from tests.test_questions import flag, meeting\n"
        "flags = [flag(f'f{n}', 'family_blame', 'they never show up') for n in range(4)]\n"
        "chosen = choose_questions(flags, meeting('they never show up'), load_questions(), load_codebook(), ['f1'])\n"
        "print([q.id for questions in chosen.values() for q in questions])\n"
    )
    root = Path(__file__).parent.parent
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


def test_another_flag_does_not_change_a_flags_questions(bank: QuestionBank, codebook: Codebook) -> None:
    one, two = flag("f1", "family_blame", "they never show up"), flag("f2", "family_blame", "they don't care")
    transcript = meeting("They never show up and they don't care.")
    alone = choose_questions([one], transcript, bank, codebook)
    together = choose_questions([two, one], transcript, bank, codebook)
    assert together["f1"] == alone["f1"]


def test_different_flags_draw_different_questions(bank: QuestionBank, codebook: Codebook) -> None:
    drawn = {ask(flag(f"f{n}", "family_blame", "they never show up"), "", bank, codebook)[2].id for n in range(30)}
    assert len(drawn) >= 3


@pytest.mark.parametrize("kind", ["speech", "notes"])
def test_five_leading_moments_of_one_category_share_no_question(
    kind: TurnKind, bank: QuestionBank, codebook: Codebook
) -> None:
    for category in codebook.of_kind("deficit"):
        flags = [flag(f"f{n}", category.key, "those students don't care", turn=n) for n in range(5)]
        transcript = meeting(*["Those students don't care."] * 5, kind=kind)
        chosen = choose_questions(flags, transcript, bank, codebook, [f.id for f in flags])
        ids = [question.id for questions in chosen.values() for question in questions]
        texts = [question.text for questions in chosen.values() for question in questions]
        assert len(ids) == len(set(ids))
        assert len(texts) == len(set(texts))
        for questions in chosen.values():
            assert [move for question in questions for move in question.moves] == list(MOVES)


def test_where_the_bank_is_used_up_a_move_is_left_out_rather_than_repeated(
    files: Files, small_codebook: Codebook
) -> None:
    small = files.load(small_bank())
    flags = [flag("f1", "blame", "they don't care"), flag("f2", "blame", "they don't care")]
    chosen = choose_questions(flags, meeting("They don't care."), small, small_codebook, ["f1", "f2"])
    assert len(chosen["f1"]) == 5
    assert chosen["f2"] == ()


def test_moments_that_do_not_lead_may_repeat(files: Files, small_codebook: Codebook) -> None:
    small = files.load(small_bank())
    flags = [flag("f1", "blame", "they don't care"), flag("f2", "blame", "they don't care")]
    chosen = choose_questions(flags, meeting("They don't care."), small, small_codebook, ["f1"])
    assert len(chosen["f2"]) == 5


def test_of_two_leading_moments_the_one_that_says_the_phrase_gets_the_published_wording(
    bank: QuestionBank, codebook: Codebook
) -> None:
    transcript = meeting("Parents don't care, and those students drag us down.")
    flags = [flag("f1", "family_blame", "Parents don't care"), flag("f2", "othering", "those students drag us down")]
    chosen = choose_questions(flags, transcript, bank, codebook, ["f1", "f2"])
    assert list(chosen) == ["f1", "f2"]
    assert chosen["f2"][0].origin == "protocol"
    assert chosen["f1"][0].origin != "protocol"


@pytest.mark.parametrize(
    "reason", [{"no_questions_because": "A safety matter is being reported."}, {"stance": "unclear"}]
)
def test_no_question_is_offered_where_it_would_do_harm(
    reason: dict[str, Any], bank: QuestionBank, codebook: Codebook
) -> None:
    said = "Those students are animals."
    assert ask(flag("f1", "othering", said, **reason), said, bank, codebook) == []


def test_the_speakers_words_are_filled_in_and_no_placeholder_is_left(bank: QuestionBank, codebook: Codebook) -> None:
    said = "so, um, those parents just don't care."
    filled = [
        question
        for category in codebook.of_kind("deficit")
        for n in range(20)
        for question in ask(flag(f"f{n}", category.key, said), said, bank, codebook)
    ]
    assert any("'those parents just don't care.'" in question.text for question in filled)
    assert any("'those parents just don't care,'" in question.text for question in filled)
    assert not any("{" in question.text + (question.softer or "") for question in filled)
    assert all(len(question.text.split()) <= 25 for question in filled)


def test_words_with_nothing_to_say_back_get_questions_without_a_quotation(
    bank: QuestionBank, codebook: Codebook
) -> None:
    questions = ask(flag("f1", "family_blame", "Exactly"), "Exactly.", bank, codebook)
    assert [move for question in questions for move in question.moves] == list(MOVES)
    assert not any("xactly" in question.text for question in questions)


# ----- the speaker's own words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "said_back"),
    [
        ("those students", "those students"),
        ("They just don't care about school.", "They just don't care about school"),
        ("so, um, because they just don't care", "they just don't care"),
        ("I think they they don't care, you know", "they don't care"),
        ("I think those students are always going to drag us down", "students are always going to drag us down"),
        ("can't handle the", "can't handle"),
        ('like Pat said, "they just don\'t care"', "Pat said, they just don't care"),
        ("the 'low kids' never get there", "the low kids never get there"),
        ("the “low” kids never get there", "the low kids never get there"),
        ("those students' parents don't show up", "those students' parents don't show up"),
        ("they ain't tryin' to learn nothin'", "they ain't tryin' to learn nothin'"),
        ("He comes from a broken home.", "He comes from a broken home"),
        ("We tried. They don't care. I'm done.", "They don't care"),
        (
            "the parents in that part of town never show up to anything we hold",
            "never show up to anything we hold",
        ),
    ],
)
def test_own_words_are_a_sensible_stretch(quote: str, said_back: str) -> None:
    assert own_words(quote) == said_back


@pytest.mark.parametrize("quote", ["", "um, so", "Exactly", "yeah, right", "—", "of the", "'", '""', "..."])
def test_where_nothing_carries_there_is_nothing_to_say_back(quote: str) -> None:
    assert own_words(quote) is None


@pytest.mark.parametrize(
    "quote",
    [
        "I don't think those kids really want to learn anything from us",
        "nobody in this room believes that those families care about their children",
    ],
)
def test_a_denial_is_not_cut_off(quote: str) -> None:
    said_back = own_words(quote)
    assert said_back is not None
    assert re.search(r"n't|nobody", said_back)


PIECES = """
    so and um they those students parents don't never care about the of to with it, well, kids' low, school. 'low kids'
    "just give up" – always really can't home— you know I think Jordan’s (both) and, because is…
"""
TALK = st.lists(
    st.sampled_from(PIECES.split()) | st.text(alphabet="abcde'’\"“”.,?-", min_size=1, max_size=6),
    max_size=30,
)


@given(TALK)
def test_own_words_are_at_most_eight_unbroken_words_of_the_speaker(words: list[str]) -> None:
    said_back = own_words(" ".join(words))
    if said_back is None:
        return

    def bare(text: str) -> list[str]:
        kept = (re.sub(r"[^\w]", "", word) for word in re.sub('["“”]', " ", text).split())
        return [word for word in kept if word]

    original, taken = bare(" ".join(words)), bare(said_back)
    assert 1 <= len(said_back.split()) <= 8
    assert any(original[at : at + len(taken)] == taken for at in range(len(original)))
    assert not re.search('["“”‘]', said_back)
    assert said_back[0] not in ".,;:!?…-–—()"
    assert said_back[-1] not in ".,;:!?…-–—()"
    assert said_back.split()[-1].lower() not in {"the", "of", "to", "with", "about", "and", "because", "is", "um"}
