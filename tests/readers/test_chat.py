"""Zoom's chat: talk of its own kind, alone or put among the talk of its meeting."""

import pytest
from hypothesis import HealthCheck, given, settings
from readers.invented import Spoken, meetings

from discourse.errors import DiscourseError
from discourse.readers import read_transcript
from discourse.readers.together import merge_by_time

CLOUD = """00:00:16\tNoor Haddad:\tPlease stay muted >> thanks (applause)
00:01:15\tTeo Brandt:\tLink: https://example.org/a
00:01:20\tTeo Brandt:\tand a second line
goes on here
00:01:57\tDr. Ada O'Neal:\tReacted to "Please stay mut..." with 👍🏻
00:02:02\tCoach B:\tReplying to "Please stay mut..."

will do
00:02:10\tCoach B:\tRemoved a ❤️ reaction from "Link: https..."
"""


def test_when_the_chat_comes_from_the_cloud_then_each_message_is_a_turn_of_kind_chat(read, said):
    transcript = read(CLOUD, "GMT_RecordingnewChat.txt")
    assert transcript.format == "zoom-chat"
    assert said(transcript) == [
        ("Noor Haddad", "Please stay muted >> thanks (applause)"),
        ("Teo Brandt", "Link: https://example.org/a"),
        ("Teo Brandt", "and a second line goes on here"),
        ("Coach B", "will do"),
    ]
    assert {turn.kind for turn in transcript.turns} == {"chat"}
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(16, None), (75, None), (80, None), (122, None)]
    assert transcript.turns[2].origin == {"line": 3}


def test_when_a_message_repeats_others_words_then_they_are_left_out_and_counted(read):
    assert [(part.what, part.words) for part in read(CLOUD).left_out] == [
        ("reactions to a message", 14),
        ("words of others repeated in a reply", 5),
    ]


SAVED = """09:05:16 From Noor Haddad to Everyone:
\tGood morning
\tall of you
09:06:00 From  Teo Brandt  to  Noor Haddad(Direct Message):
\tI am late
09:06:30\t From Ada : Hi: everyone
09:07:00 From Coach B to Hosts and panelists : From here on we start
"""


def test_when_the_chat_was_saved_on_a_computer_then_private_messages_are_not_the_meetings_talk(read, said):
    transcript = read(SAVED, "meeting_saved_chat.txt")
    assert transcript.format == "zoom-chat"
    assert said(transcript) == [
        ("Noor Haddad", "Good morning all of you"),
        ("Ada", "Hi: everyone"),
        ("Coach B", "From here on we start"),
    ]
    assert transcript.turns[0].start == 9 * 3600 + 5 * 60 + 16
    assert [(part.what, part.words) for part in transcript.left_out] == [("messages that were not to everybody", 3)]


def test_when_talk_has_times_before_it_then_it_is_no_chat(read):
    assert read("00:00:01 Noor: From here to there.\n00:00:09 Teo: Yes.\n").turns[0].kind == "speech"


VTT = """WEBVTT

00:00:01.000 --> 00:00:30.000
Noor Haddad: Good morning, let us look at the fall data.

00:00:31.000 --> 00:01:40.000
Teo Brandt: The third grade moved up.

00:01:41.000 --> 00:02:00.000
Noor Haddad: It did.
"""


def test_when_chat_is_merged_then_a_message_follows_the_turn_in_which_it_was_sent(read):
    merged = merge_by_time(read(VTT, "m.vtt"), read(CLOUD, "c.txt"))
    assert [(turn.index, turn.kind, turn.start) for turn in merged.turns] == [
        (0, "speech", 1.0),
        (1, "chat", 16.0),
        (2, "speech", 31.0),
        (3, "chat", 75.0),
        (4, "chat", 80.0),
        (5, "speech", 101.0),
        (6, "chat", 122.0),
    ]
    assert [who.id for who in merged.speakers] == ["Noor Haddad", "Teo Brandt", "Coach B"]
    assert (merged.source, merged.format) == ("m.vtt and c.txt", "webvtt")
    assert merged.left_out[0].what == "reactions to a message (chat)"


def test_when_the_chat_has_times_of_day_then_it_is_merged_from_the_time_the_recording_began(read):
    talk, chat = read(VTT, "m.vtt"), read(SAVED, "c.txt")
    with pytest.raises(DiscourseError, match="say when the recording began"):
        merge_by_time(talk, chat)
    merged = merge_by_time(talk, chat, began=9 * 3600 + 5 * 60 + 20)
    assert [(turn.kind, turn.start) for turn in merged.turns] == [
        ("chat", None),  # sent before the recording began
        ("speech", 1.0),
        ("speech", 31.0),
        ("chat", 70.0),
        ("chat", 100.0),
        ("speech", 101.0),
    ]


def test_when_the_talk_has_no_times_then_merging_is_refused(read):
    with pytest.raises(DiscourseError, match=r"m\.txt: it has no times"):
        merge_by_time(read("Noor: Hi.\n\nTeo: Hello.\n", "m.txt"), read(CLOUD, "c.txt"))


def cloud(spoken: Spoken) -> bytes:
    return "\r\n".join(
        f"{int(a) // 3600:02d}:{int(a) // 60 % 60:02d}:{int(a) % 60:02d}\t{name}:\t{text}"
        for name, a, _, text in spoken
    ).encode()


def saved(spoken: Spoken) -> bytes:
    return "".join(
        f"{int(a) // 3600:02d}:{int(a) // 60 % 60:02d}:{int(a) % 60:02d} From {name} to Everyone:\n\t{text}\n"
        for name, a, _, text in spoken
    ).encode()


@pytest.mark.parametrize("write", [cloud, saved])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_chat_is_written_and_read_back_then_words_speakers_and_times_are_the_same(write, spoken):
    transcript = read_transcript(write(spoken), name="chat.txt")
    assert [(turn.speaker, turn.text, turn.start) for turn in transcript.turns] == [
        (who, text, a) for who, a, _, text in spoken
    ]
    assert transcript.left_out == ()


@settings(max_examples=60, deadline=None)
@given(talk=meetings(), messages=meetings())
def test_when_talk_and_chat_are_merged_then_neither_loses_a_turn_or_its_order(talk, messages):
    vtt = "WEBVTT\n\n" + "\n".join(
        f"00:{int(a) // 60:02d}:{int(a) % 60:02d}.000 --> 00:{int(b) // 60:02d}:{int(b) % 60:02d}.000\n<v {name}>{text}\n"
        for name, a, b, text in talk
    )
    speech, chat = read_transcript(vtt.encode(), name="m.vtt"), read_transcript(cloud(messages), name="c.txt")
    merged = merge_by_time(speech, chat)
    for kind, before in (("speech", speech), ("chat", chat)):
        assert [(t.speaker, t.text, t.start) for t in merged.turns if t.kind == kind] == [
            (t.speaker, t.text, t.start) for t in before.turns
        ]
    starts = [turn.start for turn in merged.turns]
    assert starts == sorted(starts)
    assert [turn.index for turn in merged.turns] == list(range(len(merged.turns)))
