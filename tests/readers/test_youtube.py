"""YouTube's own captions: SBV and XML, typed and automatic."""

import html

import pytest
from hypothesis import HealthCheck, given, settings
from readers.invented import Spoken, meetings, read_back, turns_of

from discourse.errors import UnreadableTranscriptError
from discourse.readers import read_transcript

SBV = """0:00:00.378,0:00:04.000
Noor: Our third graders

0:00:04.000,0:00:05.000
Noor: moved up.[br]Look at that.

0:00:05.500,0:00:05.000
Teo: They did,
and more will.
"""


def test_when_sbv_is_read_then_speakers_times_and_line_breaks_are_right(read, said):
    transcript = read(SBV, "captions.sbv")
    assert transcript.format == "sbv"
    assert said(transcript) == [
        ("Noor", "Our third graders moved up. Look at that."),
        ("Teo", "They did, and more will."),
    ]
    first, second = transcript.turns
    assert (first.start, first.end, first.origin) == (0.378, 5.0, {"cue": 1})
    assert (second.start, second.end) == (5.5, None), "an end before its start is no end"


def test_when_sbv_has_another_ending_then_it_is_read_all_the_same(read):
    assert read(SBV.replace("\n", "\r\n"), "captions.txt").format == "sbv"


def test_when_a_blank_line_stands_inside_a_caption_then_no_word_is_lost(read, said):
    assert said(read("0:00:01.000,0:00:02.000\nFirst\n\nsecond.\n")) == [(None, "First second.")]


AUTOMATIC = """<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">
<head><ws id="0"/><wp id="0"/></head>
<body>
<w t="0" id="1" wp="1" ws="1"/>
<p t="3600000" d="4880" w="1"><s ac="0">okay</s><s t="320" ac="0"> let&#39;s</s><s t="480"> start</s></p>
<p t="3602870" d="2010" w="1" a="1">
</p>
<p t="3602880" d="5120" w="1"><s>with</s><s t="200"> reading</s></p>
<p t="3605990" d="2010" w="1" a="1">
</p>
<p t="3606000" d="1000" w="1"><s>&gt;&gt;</s><s t="100"> yes</s><s t="300"> [Music]</s></p>
</body>
</timedtext>
"""


def test_when_captions_are_automatic_xml_then_every_word_is_there_once(read, said):
    transcript = read(AUTOMATIC, "captions.srv3")
    assert transcript.format == "youtube-xml"
    assert said(transcript) == [(None, "okay let's start with reading"), (None, "yes")]
    assert [(turn.start, turn.end, dict(turn.origin)) for turn in transcript.turns] == [
        (3600.0, 3605.99, {"cue": 1}),
        (3606.0, 3607.0, {"cue": 5}),
    ]
    assert transcript.turns[0].time_at(18) == 3602.88


def test_when_captions_are_typed_xml_then_styles_and_line_breaks_do_not_matter(read, said):
    text = (
        '\ufeff<?xml version="1.0" encoding="utf-8"?><timedtext format="3"><head><pen id="1" b="1"/></head><body>'
        '<p t="1" d="4988" wp="1"><s p="1">\u200b</s><s p="2">Noor: Good</s>\n<s p="1">\u200b morning</s>.</p>'
        '<p t="5000" d="1000">Teo: Morning &amp; welcome.</p><p t="9000" d="100"><s p="1">\u200b</s></p>'
        "</body></timedtext>"
    )
    transcript = read(text, "captions.ytt")
    assert said(transcript) == [("Noor", "Good morning."), ("Teo", "Morning & welcome.")]
    assert (transcript.turns[0].start, transcript.turns[0].end) == (0.001, 4.989)


def test_when_the_xml_is_of_the_first_kind_then_it_is_read_too(read, said):
    text = (
        '<?xml version="1.0"?><transcript><text start="1.5" dur="2">Noor: Let&amp;#39;s go</text>'
        '<text start="100000.25" dur="1">Teo: on</text></transcript>'
    )
    transcript = read(text, "captions.xml")
    assert said(transcript) == [("Noor", "Let's go"), ("Teo", "on")]
    assert [turn.start for turn in transcript.turns] == [1.5, 100000.25]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE timedtext [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE timedtext SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE timedtext [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_when_the_xml_defines_entities_then_it_is_refused(read, doctype):
    text = f'<?xml version="1.0"?>\n<!-- x -->{doctype}<timedtext><body><p t="1" d="1">&b;</p></body></timedtext>'
    with pytest.raises(UnreadableTranscriptError, match="document type of its own"):
        read(text, "captions.ytt")


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.99])
def test_when_the_xml_is_cut_off_then_it_is_refused(read, share):
    with pytest.raises(UnreadableTranscriptError, match=r"broken or cut off\. Download"):
        read(AUTOMATIC[: int(len(AUTOMATIC) * share)], "captions.srv3")


def test_when_a_time_is_no_number_then_it_is_refused(read):
    with pytest.raises(UnreadableTranscriptError, match=r"line 2: a caption's time is not a number"):
        read('<timedtext><body>\n<p t="x" d="1">hello</p></body></timedtext>', "captions.ytt")


def test_when_an_xml_time_is_absurd_then_the_words_are_kept_without_it(read):
    text = '<timedtext><body><p t="1e99" d="1">Noor: hello</p><p t="-5" d="1">Teo: hi</p></body></timedtext>'
    assert [(turn.text, turn.start) for turn in read(text).turns] == [("hello", None), ("hi", None)]


def sbv(spoken: Spoken) -> bytes:
    def clock(seconds: float) -> str:
        return f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02d}:{int(seconds) % 60:02d}.000"

    return "\n".join(f"{clock(a)},{clock(b)}\n{name}: {text}\n" for name, a, b, text in spoken).encode()


def srv3(spoken: Spoken) -> bytes:
    body = "\n".join(
        f'<p t="{int(a * 1000)}" d="{int((b - a) * 1000)}">{html.escape(f"{name}: {text}")}</p>'
        for name, a, b, text in spoken
    )
    return f'<?xml version="1.0"?><timedtext format="3"><body>\n{body}\n</body></timedtext>'.encode()


@pytest.mark.parametrize(("write", "name"), [(sbv, "a.sbv"), (srv3, "a.ytt")])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_meeting_is_written_and_read_back_then_words_speakers_and_times_are_the_same(write, name, spoken):
    transcript = read_transcript(write(spoken), name=name)
    assert read_back(transcript, "both") == [(who, text, a, b) for who, text, a, b in turns_of(spoken)]
    assert transcript.left_out == ()
