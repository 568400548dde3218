"""The classifier that ships, beside the rules: what it is for, and what must never be marked."""

from tests_support import dialogue

from discourse.detection.detector import Detector


def flagged(shipped: Detector, *turns: str) -> list[int]:
    return [flag.turn for flag in shipped.detect(dialogue(*turns)).flags]


def test_deficit_talk_without_a_tell_tale_word_is_found_with_a_confidence(shipped: Detector) -> None:
    talk = dialogue("Ann: How did the quiz go?", "Ben: You can only do so much with what walks in the door.")
    [flag] = shipped.detect(talk).flags
    assert flag.turn == 1
    assert flag.confidence is not None
    assert [evidence.source for evidence in flag.evidence].count("classifier") == 1


def test_who_objects_to_such_words_or_says_how_the_school_did_it_is_not_marked(shipped: Detector) -> None:
    assert not flagged(shipped, "Ann: I keep hearing that those parents don't care, and nobody here has asked them.")
    assert not flagged(shipped, "Ann: They missed the unit because we scheduled the assembly over it twice.")


def test_words_the_speaker_soon_takes_back_are_set_aside(shipped: Detector) -> None:
    said = "Ann: Honestly, most of them are never going to get past arithmetic."
    assert flagged(shipped, said, "Ben: Hm.") == [0]
    found = shipped.detect(dialogue(said, "Ben: Hm.", "Ann: Let me take that back. We haven't taught fractions yet."))
    assert 0 not in [flag.turn for flag in found.flags]
    assert "self_repaired" in {one.reason for one in found.set_aside}


def test_a_murmur_beside_deficit_talk_is_let_go_and_a_short_claim_is_not(shipped: Detector) -> None:
    said = "Ann: Honestly, most of them are never going to get past arithmetic."
    found = shipped.detect(dialogue(said, "Ben: Hm."))
    assert [flag.turn for flag in found.flags] == [0]
    assert [one.reason for one in found.set_aside if one.turn == 1] in ([], ["vague"])
    assert flagged(shipped, "Ann: Why is third period behind, the kids?", "Ben: They're lazy.") == [1]
