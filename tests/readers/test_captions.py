"""WebVTT and SRT: every shape that meeting tools export, and what they get wrong."""

import pytest


def vtt(body: str, header: str = "WEBVTT") -> str:
    return f"{header}\n\n{body}"


ZOOM = vtt("""1
00:00:01.000 --> 00:00:03.500
Noor Haddad: Let's look at the fall data. Our third

2
00:00:03.700 --> 00:00:06.000
Noor Haddad: graders moved up.

3
00:00:07.000 --> 00:00:08.000
Teo Brandt: They did.
""")


def test_when_zoom_names_the_speaker_in_every_cue_then_cues_of_one_speaker_are_one_turn(read, said):
    transcript = read(ZOOM, "GMT.transcript.vtt")
    assert said(transcript) == [
        ("Noor Haddad", "Let's look at the fall data. Our third graders moved up."),
        ("Teo Brandt", "They did."),
    ]
    turn = transcript.turns[0]
    assert (turn.start, turn.end, turn.origin) == (1.0, 6.0, {"cue": 1})
    assert turn.time_at(turn.text.index("graders")) == 3.7
    assert turn.time_at(turn.text.index("third")) == 1.0
    assert transcript.format == "webvtt"


def test_when_someone_else_speaks_in_between_then_the_turn_ends(read, said):
    transcript = read(ZOOM + "\n4\n00:00:08.000 --> 00:00:09.000\nNoor Haddad: Right.\n")
    assert [speaker for speaker, _ in said(transcript)] == ["Noor Haddad", "Teo Brandt", "Noor Haddad"]


def test_when_one_cue_of_a_named_file_has_no_name_then_nobody_is_credited(read, said):
    transcript = read(ZOOM + "\n4\n00:00:08.000 --> 00:00:09.000\nHmm.\n")
    assert said(transcript)[-1] == (None, "Hmm.")


def test_when_the_speaker_is_named_at_a_change_only_then_the_cues_after_go_on_with_them(read, said):
    cues = "\n\n".join(
        f"00:00:{at:02d}.000 --> 00:00:{at + 1:02d}.000\n{text}"
        for at, text in enumerate(["NOOR: We start", "with reading", "TEO: and then", "math", "NOOR: Good", "day"])
    )
    assert said(read(vtt(cues))) == [("NOOR", "We start with reading"), ("TEO", "and then math"), ("NOOR", "Good day")]


def test_when_teams_uses_voice_tags_then_names_roles_and_entities_are_read(read, said):
    transcript = read(
        vtt("""0f1e2d3c-0000-4c5d-8e9f-aa/16-0
00:00:03.870 --> 00:00:06.120
<v Haddad, Noor (Coach)>Good morning.
Let&#39;s look at data &amp; notes.</v>

0f1e2d3c-0000-4c5d-8e9f-aa/19-1
00:00:06.120 --> 00:00:09.000
<v Teo Brandt>Sure.</v>

00:00:09.000 --> 00:00:10.000
<v>No name here</v>
""")
    )
    assert said(transcript) == [
        ("Haddad, Noor (Coach)", "Good morning. Let's look at data & notes."),
        ("Teo Brandt", "Sure."),
        (None, "No name here"),
    ]
    assert transcript.speakers[0].role == "Coach"
    assert transcript.left_out == ()


def test_when_two_voices_share_a_cue_then_both_are_kept(read, said):
    body = "00:00:01.000 --> 00:00:04.000\n<v Noor>First.</v>\n<v Teo>Second.</v> <v Noor>Third.</v>\n"
    assert said(read(vtt(body))) == [("Noor", "First."), ("Teo", "Second."), ("Noor", "Third.")]


def test_when_two_labels_share_a_cue_then_both_are_kept(read, said):
    body = "00:01.000 --> 00:04.000\nNoor: First.\nTeo: Second.\n\n00:05.000 --> 00:06.000\nTeo: Third.\n"
    assert said(read(vtt(body))) == [("Noor", "First."), ("Teo", "Second. Third.")]


def test_when_a_sentence_is_wrapped_before_a_colon_then_no_speaker_comes_of_it(read, said):
    transcript = read(ZOOM + "\n4\n00:00:08.000 --> 00:00:09.000\nNoor Haddad: we have two aims\nFluency: and sense\n")
    assert said(transcript)[-1] == ("Noor Haddad", "we have two aims Fluency: and sense")


def test_when_people_name_themselves_oddly_then_they_still_speak(read, said):
    cues = [("Noor Haddad", "one"), ("iPhone", "two"), ("maria lopez", "three"), ("3rd grade team", "four")] * 3
    body = "\n\n".join(f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n{name}: {text}" for n, (name, text) in enumerate(cues))
    assert said(read(vtt(body))) == cues


def test_when_the_milliseconds_follow_a_comma_then_the_cue_is_read(read):
    turn = read(vtt("00:00:01,500 --> 00:00:02,000\nhello there\n")).turns[0]
    assert (turn.text, turn.start, turn.end) == ("hello there", 1.5, 2.0)


def test_when_times_have_no_hours_or_more_than_99_then_they_are_read(read):
    transcript = read(vtt("01:02.500 --> 01:03.000\nshort.\n\n100:00:01.000 --> 100:00:02.000\nlong\n"))
    assert [turn.start for turn in transcript.turns] == [62.5, 360001.0]


def test_when_the_text_stands_on_the_timing_line_then_it_is_kept(read, said):
    assert said(read(vtt("00:03:02.870 --> 00:03:05.570 <v Noor Haddad>Now the goal.\n"))) == [
        ("Noor Haddad", "Now the goal.")
    ]


def test_when_the_timing_line_has_settings_then_they_are_not_text(read, said):
    body = "00:01.000 --> 00:02.000 align:start position:0%\nhello\n"
    assert said(read(vtt(body))) == [(None, "hello")]


def test_when_a_blank_line_is_inside_a_cue_then_the_text_below_it_is_kept(read, said):
    body = "00:01.000 --> 00:02.000\nline one\n\nline two\n\n00:02.000 --> 00:03.000\nnext\n"
    assert said(read(vtt(body))) == [(None, "line one line two next")]


def test_when_blank_lines_between_cues_are_missing_then_no_text_becomes_an_identifier(read, said):
    body = "00:01.000 --> 00:02.000\nwe tried it\n00:02.000 --> 00:03.000\nand it worked\n"
    assert said(read(vtt(body))) == [(None, "we tried it and it worked")]


def test_when_cue_identifiers_are_speakers_then_they_speak(read, said):
    body = 'Speaker 1\n00:01.000 --> 00:03.000\nHey there\n\n2 "Noor Haddad" (1234)\n00:04.000 --> 00:05.000\nHi all\n'
    assert said(read(vtt(body))) == [("Speaker 1", "Hey there"), ("Noor Haddad", "Hi all")]


def test_when_a_cue_identifier_names_nobody_then_it_is_reported_and_not_said(read, said):
    transcript = read(vtt("opening remarks\n00:01.000 --> 00:03.000\nHey there\n"))
    assert said(transcript) == [(None, "Hey there")]
    assert [(part.what, part.words) for part in transcript.left_out] == [("caption identifiers that name nobody", 2)]


def test_when_rev_puts_names_in_brackets_after_dashes_then_each_speaks(read, said):
    body = """1
00:00:00.809 --> 00:00:01.974
<v ->The results are in</v>

2
00:00:01.974 --> 00:00:05.123
- [Noor] What do you see?
- [Teo] Gaps.
"""
    assert said(read(vtt(body))) == [(None, "The results are in"), ("Noor", "What do you see?"), ("Teo", "Gaps.")]


def test_when_brackets_tell_how_something_was_said_then_they_are_no_speaker(read, said):
    body = "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n[speaking Spanish] hola" for n in range(4))
    assert {speaker for speaker, _ in said(read(vtt(body)))} == {None}


def test_when_names_stand_in_parentheses_on_their_own_line_then_each_speaks(read, said):
    body = """00:16.000 --> 00:20.000
(Noor Haddad)
background?
-

(Teo B)
By grade level

00:20.000 --> 00:24.000
(Noor Haddad)
OK
"""
    assert said(read(vtt(body))) == [("Noor Haddad", "background?"), ("Teo B", "By grade level"), ("Noor Haddad", "OK")]


def test_when_dashes_without_names_share_a_cue_then_they_are_two_turns(read, said):
    body = "00:01.000 --> 00:02.000\n- Did it work?\n- It did.\n"
    assert said(read(vtt(body))) == [(None, "Did it work?"), (None, "It did.")]


def test_when_there_are_notes_styles_and_headers_then_they_are_not_talk(read, said):
    body = """NOTE
checked by the office

STYLE
::cue { color: white; }

1
00:01.000 --> 00:02.000
hello

NOTE one more

2
00:02.000 --> 00:03.000
again
"""
    transcript = read(vtt(body, "\ufeffWEBVTT - Spring retreat\nKind: captions\nLanguage: en-US"))
    assert said(transcript) == [(None, "hello again")]
    assert transcript.language == "en-US"
    assert sum(part.words for part in transcript.left_out) == 14


def test_when_two_files_were_pasted_together_then_the_second_header_is_not_talk(read, said):
    body = "00:01.000 --> 00:02.000\nhello\n\nWEBVTT\n\n00:02.000 --> 00:03.000\nagain\n"
    assert said(read(vtt(body))) == [(None, "hello again")]


def test_when_the_header_is_missing_then_the_captions_are_still_read(read, said):
    transcript = read("00:01.000 --> 00:02.000\nhello\n", "a.txt")
    assert (transcript.format, said(transcript)) == ("webvtt", [(None, "hello")])


def test_when_the_suffix_lies_then_the_content_decides(read):
    assert read("1\n00:00:01,000 --> 00:00:02,000\nhello\n", "a.vtt").format == "srt"
    assert read(ZOOM, "a.srt").format == "webvtt"


def test_when_a_cue_is_empty_or_ends_before_it_starts_then_talk_and_start_are_kept(read, said):
    body = (
        "1\n00:00:02,000 --> 00:00:01,000\nNoor: yes\n\n2\n00:00:03,000 --> 00:00:04,000\n\n\n"
        "3\n00:00:05.000 --> 00:00:06.000\nTeo: no\n"
    )
    transcript = read(body, "a.srt")
    assert said(transcript) == [("Noor", "yes"), ("Teo", "no")]
    assert (transcript.turns[0].start, transcript.turns[0].end) == (2.0, None)
    assert transcript.turns[1].origin == {"cue": 3}


def test_when_cues_overlap_then_their_order_is_the_files(read, said):
    body = "1\n00:00:01,000 --> 00:00:05,000\nNoor: long\n\n2\n00:00:02,000 --> 00:00:03,000\nTeo: short\n"
    assert said(read(body, "a.srt")) == [("Noor", "long"), ("Teo", "short")]


def test_when_srt_has_rtl_marks_tags_and_entities_then_words_and_names_are_clean(read, said):
    body = (
        "1\n00:00:01,000 --> 00:00:02,000\n\u200f\u202bNoor:\u202c It&apos;s &quot;low&quot; &lt;here&gt;\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n<i>Teo:</i> don’t\u00a0know\n"
    )
    assert said(read(body, "a.srt")) == [("Noor", 'It\'s "low" <here>'), ("Teo", "don’t know")]


def test_when_sounds_are_marked_then_they_are_not_words_and_are_counted(read, said):
    transcript = read(vtt("00:01.000 --> 00:02.000\n[Applause] Thank you. (INDISCERNIBLE) ♪\n"))
    assert said(transcript) == [(None, "Thank you.")]
    assert [(part.what, part.words) for part in transcript.left_out] == [("sound marks such as [Music]", 3)]


def test_when_a_cue_is_nothing_but_a_stage_mark_then_it_is_no_turn(read, said):
    transcript = read(vtt("00:01.000 --> 00:02.000\n[4. Public comment]\n\n00:02.000 --> 00:03.000\nWelcome.\n"))
    assert said(transcript) == [(None, "Welcome.")]


@pytest.mark.parametrize(
    "colon", ["Note: we start at 10:30", "see https://example.org/a", "10:30 is fine", "Question: why now?"]
)
def test_when_a_colon_is_no_label_then_the_words_stay_talk(read, said, colon):
    assert said(read(vtt(f"00:01.000 --> 00:02.000\n{colon}\n"))) == [(None, colon)]


def test_when_nobody_is_named_then_a_pause_after_a_sentence_ends_the_turn(read, said):
    body = (
        "00:01.000 --> 00:02.000\nFirst point.\n\n00:04.500 --> 00:05.000\nSecond\n\n"
        "00:08.000 --> 00:09.000\npoint.\n\n01:09.000 --> 01:10.000\nlate\n"
    )
    assert said(read(vtt(body))) == [(None, "First point."), (None, "Second point."), (None, "late")]


def test_when_nobody_is_named_and_nobody_pauses_then_no_turn_is_the_whole_meeting(read):
    cues = "\n\n".join(
        f"{at // 60:02d}:{at % 60:02d}.000 --> {(at + 1) // 60:02d}:{(at + 1) % 60:02d}.000\nand then we go on to it"
        for at in range(900)
    )
    transcript = read(vtt(cues))
    assert transcript.words == 900 * 7
    assert max(len(turn.text.split()) for turn in transcript.turns) < 700


def test_when_chevrons_mark_a_new_voice_then_each_is_a_turn(read, said):
    body = (
        "00:01.000 --> 00:02.000\n&gt;&gt; Good morning. >> Morning\n\n00:02.000 --> 00:03.000\nto you.\n\n"
        "00:03.000 --> 00:04.000\n>> TEO: Hi.\n"
    )
    assert said(read(vtt(body))) == [(None, "Good morning."), (None, "Morning to you."), ("TEO", "Hi.")]


def test_when_a_bot_posts_then_it_is_left_out_and_counted(read, said):
    transcript = read(ZOOM + "\n4\n00:00:09.000 --> 00:00:10.000\nFireflies.ai Notetaker: I am recording this call\n")
    assert [speaker for speaker, _ in said(transcript)] == ["Noor Haddad", "Teo Brandt"]
    assert [(part.what, part.words) for part in transcript.left_out] == [("bots and shared screens", 5)]


def test_when_a_room_speaks_then_its_talk_is_kept_without_a_name(read, said):
    transcript = read(ZOOM + "\n4\n00:00:09.000 --> 00:00:10.000\nConference Room 2: We agree here\n")
    assert said(transcript)[-1] == (None, "We agree here")


def test_when_webvtt_py_reads_a_file_well_then_we_read_the_same_cues():
    webvtt = pytest.importorskip("webvtt")
    from discourse.readers.assemble import Tally
    from discourse.readers.captions import parse_cues, plain
    from discourse.readers.source import Source

    theirs = webvtt.from_string(ZOOM)
    ours = parse_cues(Source("a.vtt", ZOOM.encode()), Tally())
    assert [(cue.start, cue.end, plain(" ".join(cue.lines))) for cue in ours] == [
        (
            cue.start_in_seconds + cue.start_time.milliseconds / 1000,
            cue.end_in_seconds + cue.end_time.milliseconds / 1000,
            cue.text,
        )
        for cue in theirs
    ]
