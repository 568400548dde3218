"""Our own JSON comes back as it was written."""

import json

import pytest

from discourse.errors import UnreadableTranscriptError

DOCUMENT = {
    "schema_version": "1",
    "tool": {"name": "discourse-mirror", "version": "9", "lexicon": "x", "codebook": "y"},
    "meeting": {"title": "Spring", "date": "2026-03-01"},
    "transcript": {
        "source": "a.vtt",
        "format": "webvtt",
        "language": "en",
        "speakers": [{"id": "Speaker A", "role": "Coach"}],
        "turns": [
            {
                "index": 4,
                "speaker": "Speaker A",
                "start": 1.5,
                "end": 2.0,
                "origin": {"cue": 3},
                "text": "Note: we [Music] start",
            },
            {"index": 5, "text": "as written", "kind": "notes", "origin": {"cue": 4}},
        ],
        "left_out": [{"what": "page headers and footers", "words": 3}],
    },
    "flags": [{"whatever": "is not read"}],
}


def test_when_our_json_is_read_then_turns_are_as_written(read, said):
    transcript = read(json.dumps(DOCUMENT), "a.json")
    assert said(transcript) == [("Speaker A", "Note: we [Music] start"), (None, "as written")]
    assert (transcript.turns[0].start, transcript.turns[0].origin, transcript.turns[1].kind) == (
        1.5,
        {"cue": 3},
        "notes",
    )
    assert (transcript.meeting.title, transcript.speakers[0].role, transcript.left_out[0].words) == (
        "Spring",
        "Coach",
        3,
    )


def test_when_a_part_of_the_shape_is_wrong_then_the_message_names_the_part_and_quotes_nobody():
    from discourse.readers import read_transcript

    broken = json.loads(json.dumps(DOCUMENT))
    broken["transcript"]["turns"][1]["kind"] = "secret words"
    with pytest.raises(UnreadableTranscriptError, match=r"transcript\.turns\.1\.kind") as refused:
        read_transcript(json.dumps(broken).encode(), name="a.json")
    assert "secret" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("cut", [5, 60, 200, 300, -1])
def test_when_json_is_cut_off_then_it_is_refused(read, cut):
    with pytest.raises(UnreadableTranscriptError, match="cut off"):
        read(json.dumps(DOCUMENT)[:cut], "a.json")


@pytest.mark.parametrize("text", ["{}", "[]", '[{"a": 1}]', '{"segments": []}'])
def test_when_json_is_of_another_kind_then_it_is_refused(read, text):
    with pytest.raises(UnreadableTranscriptError, match="not a transcript of a kind that is read"):
        read(text, "a.json")


def test_when_the_schema_is_newer_then_the_message_says_so(read):
    with pytest.raises(UnreadableTranscriptError, match="schema_version"):
        read('{"schema_version": "7", "transcript": {"turns": []}}', "a.json")
