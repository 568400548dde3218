"""JSON of Whisper, WhisperX, Deepgram, AssemblyAI and of lists of records."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers.invented import NAMES, Spoken, meetings, read_back, turns_of

from discourse.errors import DiscourseError, UnreadableTranscriptError
from discourse.readers import read_transcript


def word(text: str, start: float | None, speaker: Any = None, **more: Any) -> dict[str, Any]:
    times = {} if start is None else {"start": start, "end": start + 0.4}
    return {"word": text, **times, **({} if speaker is None else {"speaker": speaker}), **more}


WHISPERX = {
    "segments": [
        {
            "start": 0.3,
            "end": 3.0,
            "text": " We had 13  visits.",
            "words": [
                word("We", 0.3, "SPEAKER_01"),
                word("had", 0.8, "SPEAKER_01"),
                word("13", None),
                word("visits.", 2, "SPEAKER_01"),
            ],
            "speaker": "SPEAKER_01",
        },
        {"start": 3.0, "end": 3.1, "text": "  ", "words": []},
        {
            "start": 4.0,
            "end": 6.0,
            "text": " Thank you. Coach?",
            "words": [
                word("Thank", 4, "SPEAKER_01"),
                word("you.", 4.5, "SPEAKER_01"),
                word("Coach?", 5.2, "SPEAKER_02"),
            ],
            "speaker": "SPEAKER_01",
        },
        {"start": 7.0, "end": 8.0, "text": " Sure.", "words": [word("Sure.", 7.0)]},
    ],
    "word_segments": [word("We", 0.3, "SPEAKER_01")],
    "language": "en",
}


def test_when_a_whisperx_segment_holds_two_speakers_then_it_is_cut_where_the_words_change(read, said):
    transcript = read(json.dumps(WHISPERX), "meeting.json")
    assert transcript.format == "whisper-json"
    assert said(transcript) == [
        ("SPEAKER_01", "We had 13 visits. Thank you."),
        ("SPEAKER_02", "Coach?"),
        (None, "Sure."),
    ]
    first, second, _ = transcript.turns
    assert (first.start, first.end, first.origin) == (0.3, 4.9, {"segment": 1})
    assert (second.start, second.origin) == (5.2, {"segment": 3})
    assert first.time_at(first.text.index("Thank")) == 4.0


def test_when_the_words_of_a_segment_are_not_its_text_then_the_text_is_kept(read, said):
    segment = {"start": 0, "end": 1, "text": "we did it again", "words": [word("we", 0, "A1"), word("did", 0.2, "B1")]}
    assert said(read(json.dumps({"segments": [segment]}), "m.json")) == [(None, "we did it again")]


def test_when_whisper_knows_no_speakers_then_its_text_is_by_nobody(read, said):
    data = {"text": " Hi. Hello there.", "language": "english", "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 2.0, "text": " Hi.", "tokens": [1], "temperature": 0.0},
        {"id": 1, "seek": 0, "start": 2.0, "end": 5.5, "text": " Hello there.", "tokens": [2], "temperature": 0.0},
    ]}  # fmt: skip
    transcript = read(json.dumps(data), "m.json")
    assert said(transcript) == [(None, "Hi. Hello there.")]
    assert (transcript.turns[0].start, transcript.turns[0].end, transcript.language) == (0.0, 5.5, "en")


@pytest.mark.parametrize(
    ("data", "times"),
    [
        ({"text": "Hi there."}, (None, None)),
        ({"text": "Hi there.", "chunks": [{"timestamp": [1.5, None], "text": " Hi there."}]}, (1.5, None)),
        (
            {
                "result": {"language": "en"},
                "transcription": [
                    {
                        "timestamps": {"from": "00:00:01,500"},
                        "offsets": {"from": 1500, "to": 4000},
                        "text": " Hi there.",
                    }
                ],
            },
            (1.5, 4.0),
        ),
    ],
)
def test_when_another_whisper_wrote_it_then_it_is_read_too(read, said, data, times):
    transcript = read(json.dumps(data), "m.json")
    assert (transcript.format, said(transcript)) == ("whisper-json", [(None, "Hi there.")])
    assert (transcript.turns[0].start, transcript.turns[0].end) == times


def test_when_the_ending_says_it_is_compressed_and_it_is_not_then_it_is_read(read):
    assert read(json.dumps(WHISPERX), "meeting.en.json.xz").format == "whisper-json"


def test_when_the_talk_is_spanish_then_the_transcript_says_so(read):
    assert read('{"language": "spanish", "segments": [{"start": 1, "text": "hola"}]}').language == "es"
    assert read('{"language": "klingon", "segments": [{"start": 1, "text": "nuq"}]}').language == "und"


def deepgram(words: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    text = " ".join(w.get("punctuated_word", w["word"]) for w in words)
    return {
        "metadata": {"channels": 1, "duration": 9.5},
        "results": {"channels": [{"alternatives": [{"transcript": text, "confidence": 1, "words": words, **more}]}]},
    }


WORDS = [
    word("good", 1, 0, punctuated_word="Good"),
    word("morning", 1.5, 0, punctuated_word="morning."),
    word("hi", 2.5, 1, punctuated_word="Hi,"),
    word("noor", 3.0, 1, punctuated_word="Noor."),
]


def test_when_deepgram_knows_speakers_then_its_words_are_grouped_by_them(read, said):
    transcript = read(json.dumps(deepgram(WORDS)), "m.json")
    assert transcript.format == "deepgram-json"
    assert said(transcript) == [("Speaker 0", "Good morning."), ("Speaker 1", "Hi, Noor.")]
    assert [(turn.start, turn.end, dict(turn.origin)) for turn in transcript.turns] == [
        (1.0, 1.9, {"word": 1}),
        (2.5, 3.4, {"word": 3}),
    ]


def test_when_deepgram_has_utterances_too_then_nothing_is_doubled(read):
    data = deepgram(WORDS)
    data["results"]["utterances"] = [
        {"start": 1, "end": 2, "transcript": "Good morning.", "speaker": 0, "words": WORDS[:2]}
    ]
    assert read(json.dumps(data), "m.json").words == 4


def test_when_deepgram_has_no_speakers_and_no_punctuation_then_talk_is_by_nobody(read, said):
    words = [word("good", 1.0), word("morning", 1.5), word("all", 2.0)]
    assert said(read(json.dumps(deepgram(words)), "m.json")) == [(None, "good morning all")]


def test_when_deepgram_gives_only_paragraphs_then_their_sentences_are_read(read, said):
    paragraphs = {"transcript": "x", "paragraphs": [
        {"speaker": 0, "sentences": [{"text": "Good morning.", "start": 1, "end": 2}, {"text": "All set?", "start": 3, "end": 4}]},
        {"speaker": 1, "sentences": [{"text": "Yes.", "start": 5, "end": 6}]},
    ]}  # fmt: skip
    transcript = read(json.dumps(deepgram([], paragraphs=paragraphs)), "m.json")
    assert said(transcript) == [("Speaker 0", "Good morning. All set?"), ("Speaker 1", "Yes.")]
    assert transcript.turns[1].origin == {"paragraph": 2}


def test_when_deepgram_gives_only_utterances_then_they_are_read(read, said):
    data = {"results": {"utterances": [{"start": 1.5, "end": 2, "transcript": "Good morning.", "speaker": 0}]}}
    assert said(read(json.dumps(data), "m.json")) == [("Speaker 0", "Good morning.")]


def test_when_each_person_has_a_channel_then_channels_are_speakers_in_the_order_of_time(read, said):
    one = {"alternatives": [{"transcript": "", "words": [word("Hello.", 1.0), word("Yes.", 9.0)]}]}
    two = {"alternatives": [{"transcript": "", "words": [word("Hi.", 5.0)]}]}
    assert said(read(json.dumps({"results": {"channels": [one, two]}}), "m.json")) == [
        ("Channel 0", "Hello."),
        ("Channel 1", "Hi."),
        ("Channel 0", "Yes."),
    ]


def test_when_live_results_are_saved_as_a_list_then_only_final_ones_count(read, said):
    parts = [
        {
            "type": "Results",
            "is_final": final,
            "channel": {"alternatives": [{"transcript": t, "words": [word(t, at, 0)]}]},
        }
        for final, t, at in [(False, "goo", 1.0), (True, "Good.", 1.0), (True, "Day.", 4.0)]
    ]
    assert said(read(json.dumps(parts), "m.json")) == [("Speaker 0", "Good. Day.")]


ASSEMBLY = {
    "id": "x",
    "language_code": "en_us",
    "status": "completed",
    "audio_url": "https://example.org/a.mp3",
    "text": "Good morning. Hi, Noor.",
    "words": [
        {"text": "Good", "start": 1000, "end": 1400, "confidence": 0.9, "speaker": "A"},
        {"text": "morning.", "start": 1500, "end": 1900, "confidence": 0.9, "speaker": "A"},
        {"text": "Hi,", "start": 2500, "end": 2800, "confidence": 0.9, "speaker": "B"},
        {"text": "Noor.", "start": 3000, "end": 3400, "confidence": 0.9, "speaker": "B"},
    ],
    "utterances": None,
    "audio_duration": 4,
}
UTTERANCES = [
    {"speaker": "A", "text": "Good morning.", "start": 1000, "end": 1900, "words": ASSEMBLY["words"][:2]},
    {"speaker": "Noor Haddad", "text": "Hi,  Noor.", "start": 2500, "end": 3400, "words": []},
]


def test_when_a_number_is_absurd_then_the_words_are_kept_without_a_time(read, said):
    text = '{"segments": [{"start": 1%s, "end": NaN, "text": "Hi.", "speaker": "Noor"}]}' % ("0" * 400)
    assert [(turn.text, turn.start, turn.end) for turn in read(text, "m.json").turns] == [("Hi.", None, None)]


def test_when_utterances_are_null_then_the_words_are_read_in_milliseconds(read, said):
    transcript = read(json.dumps(ASSEMBLY), "m.json")
    assert (transcript.format, transcript.language) == ("assemblyai-json", "en-us")
    assert said(transcript) == [("Speaker A", "Good morning."), ("Speaker B", "Hi, Noor.")]
    assert (transcript.turns[1].start, transcript.turns[1].end) == (2.5, 3.4)


@pytest.mark.parametrize("whole", [True, False])
def test_when_there_are_utterances_then_they_are_read_once(read, said, whole):
    data = {**ASSEMBLY, "utterances": UTTERANCES} if whole else {"utterances": UTTERANCES}
    transcript = read(json.dumps(data), "m.json")
    assert transcript.format == "assemblyai-json"
    assert said(transcript) == [("Speaker A", "Good morning."), ("Noor Haddad", "Hi, Noor.")]
    assert [(turn.start, turn.end, dict(turn.origin)) for turn in transcript.turns] == [
        (1.0, 1.9, {"utterance": 1}),
        (2.5, 3.4, {"utterance": 2}),
    ]


def test_when_there_is_only_the_text_then_it_is_read_without_times(read, said):
    assert said(read(json.dumps({**ASSEMBLY, "words": []}), "m.json")) == [(None, "Good morning. Hi, Noor.")]


@pytest.mark.parametrize("status", ["error", "queued", "processing"])
def test_when_the_transcription_was_not_finished_then_it_is_refused(read, status):
    with pytest.raises(UnreadableTranscriptError, match="failed or was not finished"):
        read(json.dumps({**ASSEMBLY, "status": status, "text": None, "words": None}), "m.json")


def test_when_json_is_a_list_of_records_then_clocks_and_numbers_are_times(read, said):
    data = [
        {"start": "00:00.48", "stop": "00:00.72", "speaker": "Student", "dialogue": "Okay,"},
        {"start": "51:05.76", "stop": "51:06.08", "speaker": "Tutor", "dialogue": "I guess [laughter]."},
    ]
    transcript = read(json.dumps(data), "m.json")
    assert (transcript.format, said(transcript)) == ("json-records", [("Student", "Okay,"), ("Tutor", "I guess.")])
    assert (transcript.turns[1].start, transcript.turns[1].end) == (3065.76, 3066.08)
    assert transcript.left_out[0].words == 1
    other = {
        "id": 7,
        "sentences": [
            {"speaker_name": "Noor", "start_time": 1.5, "text": "Hi."},
            {"speaker_name": "Teo", "start_time": 3, "text": "Hey."},
        ],
    }
    assert said(read(json.dumps(other), "m.json")) == [("Noor", "Hi."), ("Teo", "Hey.")]


@pytest.mark.parametrize("data", [WHISPERX, deepgram(WORDS), ASSEMBLY, [{"speaker": "A", "start": 1, "text": "Hi."}]])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.98])
def test_when_the_json_is_cut_off_then_one_sentence_says_so_and_quotes_nobody(read, data, share):
    text = json.dumps(data)
    with pytest.raises(
        UnreadableTranscriptError, match=r"^m.json, line 1: the JSON is (?:broken or )?cut off\. Export it again\.$"
    ):
        read(text[: int(len(text) * share)], "m.json")


@pytest.mark.parametrize(
    "text",
    [
        '{"segments": [{"text": ""}]}',
        '{"results": {"channels": [{"alternatives": [{"transcript": "", "words": []}]}]}}',
        '{"utterances": [], "text": null, "audio_duration": 3, "audio_url": "x", "words": []}',
    ],
)
def test_when_nobody_said_anything_then_it_is_refused(read, text):
    with pytest.raises(UnreadableTranscriptError, match="no talk was found"):
        read(text, "m.json")


def whisperx(spoken: Spoken) -> object:
    segments = []
    for name, a, b, text in spoken:
        tokens = text.split()
        step = (b - a) / len(tokens)
        words = [{"word": t, "start": a + step * n, "end": b if n == len(tokens) - 1 else a + step * n, "speaker": name} for n, t in enumerate(tokens)]  # fmt: skip
        segments.append({"start": a, "end": b, "text": " " + text, "words": words, "speaker": name})
    return {"segments": segments, "language": "en"}


def deepgram_words(spoken: Spoken) -> object:
    words = []
    for name, a, b, text in spoken:
        tokens = text.split()
        words += [
            {"word": t.lower(), "punctuated_word": t, "start": a, "end": b, "speaker": NUMBERS[name]} for t in tokens
        ]
    return deepgram(words)


def assembly_utterances(spoken: Spoken) -> object:
    return {"utterances": [
        {"speaker": name, "text": text, "start": int(a * 1000), "end": int(b * 1000)} for name, a, b, text in spoken
    ]}  # fmt: skip


def record_list(spoken: Spoken) -> object:
    return [{"speaker": name, "start": a, "end": b, "text": text} for name, a, b, text in spoken]


NUMBERS = {name: at for at, name in enumerate(NAMES)}


@pytest.mark.parametrize("write", [whisperx, deepgram_words, assembly_utterances, record_list])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_meeting_is_written_and_read_back_then_words_speakers_and_times_are_the_same(write, spoken):
    transcript = read_transcript(json.dumps(write(spoken)).encode(), name="m.json")
    numbered = write is deepgram_words
    expected = [(f"Speaker {NUMBERS[who]}" if numbered else who, text, a, b) for who, text, a, b in turns_of(spoken)]
    assert read_back(transcript, "both") == expected
    assert transcript.left_out == ()


KEYS = st.sampled_from(["segments", "words", "text", "start", "end", "speaker", "results", "channels", "alternatives",
                        "utterances", "transcript", "paragraphs", "sentences", "word", "timestamp", "offsets", "status"])  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["hello there", "1:02", "A"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)


@settings(max_examples=500, deadline=None)
@given(data=st.dictionaries(KEYS, VALUES, min_size=1) | st.lists(st.dictionaries(KEYS, VALUES), min_size=1))
def test_when_json_has_the_right_names_and_absurd_values_then_it_is_read_or_refused(data):
    refused: DiscourseError | None = None
    try:
        transcript = read_transcript(json.dumps(data).encode(), name="m.json")
    except DiscourseError as error:
        refused = error
    else:
        assert transcript.words > 0
    assert refused is None or "\n" not in str(refused)
