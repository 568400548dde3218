"""YouTube's rolling captions: every word once."""

from itertools import pairwise

HEADER = "WEBVTT\nKind: captions\nLanguage: en\n\n"

ROLLING = (
    HEADER
    + """00:00:01.000 --> 00:00:03.000 align:start position:0%

>> we<00:00:01.200><c> looked</c><00:00:01.500><c> at</c><00:00:01.800><c> the</c><00:00:02.000><c> data</c>

00:00:03.000 --> 00:00:03.010 align:start position:0%
>> we looked at the data


00:00:03.010 --> 00:00:05.000 align:start position:0%
>> we looked at the data
and<00:00:03.200><c> the</c><00:00:03.500><c> gap</c><00:00:03.800><c> closed</c>

00:00:05.000 --> 00:00:05.010 align:start position:0%
and the gap closed


00:00:05.010 --> 00:00:06.000 align:start position:0%
and the gap closed
yeah

00:00:06.000 --> 00:00:06.010 align:start position:0%
yeah


00:00:06.010 --> 00:00:08.000 align:start position:0%
yeah
[Applause]

00:00:08.000 --> 00:00:08.010 align:start position:0%
[Applause]


00:00:08.010 --> 00:00:09.000 align:start position:0%
[Applause]
>> yeah<00:00:08.200><c> it</c><00:00:08.500><c> did</c>
"""
)


def test_when_captions_roll_then_each_word_is_read_once(read, said):
    transcript = read(ROLLING, "board.en.vtt")
    assert said(transcript) == [(None, "we looked at the data and the gap closed yeah"), (None, "yeah it did")]


def test_when_captions_roll_then_each_line_has_the_time_it_came_up(read):
    turn = read(ROLLING).turns[0]
    assert [mark.seconds for mark in turn.time_marks] == [1.0, 3.01, 5.01]
    assert turn.time_at(turn.text.index("gap")) == 3.01
    assert turn.origin == {"cue": 1}


def test_when_rolling_captions_come_as_srt_without_word_times_then_they_are_unrolled_too(read, said):
    lines = ["so we looked at", "the attendance data", "and it is up", "since the fall", "which is good"]
    shown = [[lines[0]]]
    for before, after in pairwise(lines):
        shown += [[before, after], [after]]
    body = "\n\n".join(
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},990\n" + "\n".join(texts) for n, texts in enumerate(shown, start=1)
    )
    assert said(read(body, "a.srt")) == [(None, " ".join(lines))]


def test_when_people_repeat_themselves_in_ordinary_captions_then_nothing_is_dropped(read):
    body = "\n\n".join(f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\nYeah." for n in range(10))
    assert read("WEBVTT\n\n" + body).words == 10


def test_when_a_line_is_said_twice_in_rolling_captions_then_it_is_read_twice(read, said):
    body = (
        HEADER
        + """00:01.000 --> 00:02.000

no<00:01.200><c> more</c>

00:02.000 --> 00:02.010
no more


00:02.010 --> 00:03.000
no more
no<00:02.200><c> more</c>

00:03.000 --> 00:03.010
no more


00:03.010 --> 00:04.000
no more
please<00:03.200><c> no</c>
"""
    )
    assert said(read(body)) == [(None, "no more no more please no")]


def test_when_the_first_caption_is_a_test_of_the_microphone_an_hour_before_then_the_meeting_is_a_turn_of_its_own(read):
    body = HEADER + (
        "00:00:02.000 --> 00:00:04.000\n\ntest<00:00:02.500><c> one</c><00:00:03.000><c> two</c>\n\n"
        "00:00:04.000 --> 00:00:04.010\ntest one two\n\n\n"
        "01:02:00.000 --> 01:02:03.000\ntest one two\ngood<01:02:01.000><c> evening</c>\n\n"
        "01:02:03.000 --> 01:02:03.010\ngood evening\n\n"
    )
    assert [(turn.text, turn.start) for turn in read(body).turns] == [("test one two", 2.0), ("good evening", 3720.0)]
