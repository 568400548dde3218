"""Research formats: ELAN, Praat, CHAT and ConvoKit. What was said is read once; what was annotated is not."""

import html
import json

import pytest
from hypothesis import HealthCheck, given, settings
from readers.invented import Spoken, meetings, read_back, turns_of

from discourse.errors import UnreadableTranscriptError
from discourse.readers import read_transcript


def refused(content: str | bytes, name: str) -> str:
    with pytest.raises(UnreadableTranscriptError) as caught:
        read_transcript(content.encode() if isinstance(content, str) else content, name=name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# ELAN -------------------------------------------------------------------------------------------------------------


class Eaf:
    """An ELAN document, tier by tier."""

    def __init__(self) -> None:
        self.slots: list[int | None] = []
        self.tiers: list[str] = []
        self.ids = 0

    def tier(self, name: str, *annotations: tuple[int | None, int | None, str], **attributes: str) -> list[str]:
        written, made = [], []
        for start, end, text in annotations:
            self.slots += [start, end]
            self.ids += 1
            made.append(f"a{self.ids}")
            written.append(
                f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{self.ids}" TIME_SLOT_REF1="ts{len(self.slots) - 1}"'
                f' TIME_SLOT_REF2="ts{len(self.slots)}"><ANNOTATION_VALUE>{html.escape(text)}</ANNOTATION_VALUE>'
                f"</ALIGNABLE_ANNOTATION></ANNOTATION>"
            )
        self._add(name, attributes, written)
        return made

    def child(self, name: str, parent: str, *annotations: tuple[str, str]) -> None:
        written = []
        for refers_to, text in annotations:
            self.ids += 1
            written.append(
                f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a{self.ids}" ANNOTATION_REF="{refers_to}">'
                f"<ANNOTATION_VALUE>{html.escape(text)}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
            )
        self._add(name, {"PARENT_REF": parent}, written)

    def _add(self, name: str, attributes: dict[str, str], written: list[str]) -> None:
        said = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
        self.tiers.append(f'<TIER TIER_ID="{html.escape(name)}"{said}>{"".join(written)}</TIER>')

    def write(self) -> bytes:
        slots = "".join(
            f'<TIME_SLOT TIME_SLOT_ID="ts{n}"' + (f' TIME_VALUE="{value}"' if value is not None else "") + "/>"
            for n, value in enumerate(self.slots, start=1)
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT FORMAT="3.0" VERSION="3.0">'
            f"<TIME_ORDER>{slots}</TIME_ORDER>{''.join(self.tiers)}</ANNOTATION_DOCUMENT>"
        ).encode()


def test_when_elan_has_a_tier_for_each_person_then_turns_are_in_the_order_of_time(read, said):
    eaf = Eaf()
    eaf.tier("Noor", (0, 1000, "Good morning."), (4000, 5000, "We begin & go."))
    eaf.tier("A_Transcription", (1500, 3000, "Morning."), PARTICIPANT="Teo Brandt")
    transcript = read(eaf.write(), "a.eaf")
    assert said(transcript) == [("Noor", "Good morning."), ("Teo Brandt", "Morning."), ("Noor", "We begin & go.")]
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(0.0, 1.0), (1.5, 3.0), (4.0, 5.0)]
    assert transcript.turns[2].origin == {"tier": 1, "interval": 2}


def test_when_elan_tiers_depend_on_the_talk_then_no_word_is_read_twice(read, said):
    eaf = Eaf()
    (one,) = eaf.tier("Noor", (0, 1000, "Good morning"))
    eaf.tier("Noor-words", (0, 500, "Good"), (500, 1000, "morning"), PARENT_REF="Noor")
    eaf.child("Noor-gloss", "Noor", (one, "buenos dias"))
    eaf.tier("gestures", (0, 200, "nod"))
    transcript = read(eaf.write(), "a.eaf")
    assert said(transcript) == [("Noor", "Good morning")]
    assert sum(part.words for part in transcript.left_out) == 2 + 2 + 1


def test_when_elans_upper_tier_only_numbers_then_the_talk_is_in_its_child(read, said):
    eaf = Eaf()
    one, two = eaf.tier("ref@Noor", (0, 1000, "001"), (1000, 2000, "002"))
    eaf.child("tx@Noor", "ref@Noor", (one, "Good morning."), (two, "We begin now."))
    eaf.child("ft@Noor", "ref@Noor", (one, "Hi."), (two, "Start."))
    transcript = read(eaf.write(), "a.eaf")
    assert said(transcript) == [("Noor", "Good morning. We begin now.")]
    assert (transcript.turns[0].start, transcript.turns[0].end) == (0.0, 2.0)


def test_when_elan_annotations_have_no_time_or_refer_in_a_circle_then_they_are_read_without_times(read, said):
    eaf = Eaf()
    eaf.tier("Noor", (1000, None, "One."), (None, None, "Two."))
    text = eaf.write().decode().replace("</ANNOTATION_DOCUMENT>", "")
    text += (
        '<TIER TIER_ID="Teo"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="x" ANNOTATION_REF="x">'
        "<ANNOTATION_VALUE>Three.</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"
    )
    transcript = read(text, "a.eaf")
    assert set(said(transcript)) == {("Noor", "One. Two."), ("Teo", "Three.")}


BILLION_LAUGHS = '<?xml version="1.0"?><!DOCTYPE {0} [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><{0}>&b;</{0}>'


@pytest.mark.parametrize("root", ["ANNOTATION_DOCUMENT", "timedtext"])
def test_when_xml_defines_entities_then_it_is_refused_before_they_grow(root):
    assert "document type" in refused(BILLION_LAUGHS.format(root), "a.eaf")


def test_when_elan_is_cut_off_then_it_says_so():
    eaf = Eaf()
    eaf.tier("Noor", (0, 1000, "Good morning."))
    assert "broken or cut off" in refused(eaf.write()[:-60], "a.eaf")


# Praat ------------------------------------------------------------------------------------------------------------

Tiers = dict[str, list[tuple[float, float, str]]]


def long_grid(tiers: Tiers) -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0 ", "xmax = 99 ", "tiers? <exists> "]
    lines += [f"size = {len(tiers)} ", "item []: "]
    for number, (name, intervals) in enumerate(tiers.items(), start=1):
        lines += [f"    item [{number}]:", '        class = "IntervalTier" ', f'        name = "{name}" ']
        lines += ["        xmin = 0 ", "        xmax = 99 ", f"        intervals: size = {len(intervals)} "]
        for place, (start, end, text) in enumerate(intervals, start=1):
            doubled = text.replace('"', '""')
            lines += [f"        intervals [{place}]:", f"            xmin = {start} ", f"            xmax = {end} "]
            lines += [f'            text = "{doubled}" ']
    return "\n".join(lines) + "\n"


def short_grid(tiers: Tiers) -> str:
    lines = ['File type = "ooTextFile short"', '"TextGrid"', "", "0", "99", "<exists>", str(len(tiers))]
    for name, intervals in tiers.items():
        lines += ['"IntervalTier"', f'"{name}"', "0", "99", str(len(intervals))]
        for start, end, text in intervals:
            doubled = text.replace('"', '""')
            lines += [str(start), str(end), f'"{doubled}"']
    return "\n".join(lines) + "\n"


GRID: Tiers = {
    "Noor": [(0, 1.5, 'She said "yes" 3 times.'), (1.5, 4, ""), (4, 5, "[4] 12 buses <exists>.")],
    "Teo": [(0, 2, "sil"), (2, 3.25, "Fine! = 4")],
}


@pytest.mark.parametrize("write", [long_grid, short_grid])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_when_praat_writes_its_long_or_short_form_in_any_encoding_then_it_reads_the_same(read, said, write, encoding):
    data = ("\ufeff" * (encoding == "utf-16-be") + write(GRID)).encode(encoding)
    transcript = read(data, "a.TextGrid")
    assert said(transcript) == [
        ("Noor", 'She said "yes" 3 times.'),
        ("Teo", "Fine! = 4"),
        ("Noor", "[4] 12 buses <exists>."),
    ]
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(0.0, 1.5), (2.0, 3.25), (4.0, 5.0)]


def test_when_praat_has_tiers_of_words_and_sounds_then_each_word_is_read_once(read, said):
    tiers: Tiers = {
        "Noor - words": [(0, 1, "good"), (1, 2, "morning"), (2, 3, "")],
        "Noor - phones": [(0, 1, "G"), (1, 2, "M")],
        "Teo - utterances": [(3, 4, "yes it is")],
        "Teo - words": [(3, 3.2, "yes"), (3.2, 3.5, "it"), (3.5, 4, "is")],
    }
    transcript = read(long_grid(tiers), "a.TextGrid")
    assert said(transcript) == [("Noor", "good morning"), ("Teo", "yes it is")]
    assert sum(part.words for part in transcript.left_out) == 2 + 3


def test_when_two_tiers_say_the_same_under_other_names_then_the_coarser_is_read(read, said):
    words = "we looked at the attendance of our third graders".split()
    tiers: Tiers = {
        "fine": [(n, n + 1, word) for n, word in enumerate(words)],
        "coarse": [(0, 9, " ".join(words))],
    }
    assert said(read(long_grid(tiers), "a.TextGrid")) == [("coarse", " ".join(words))]


def test_when_two_people_say_the_same_at_other_times_then_both_are_read(read, said):
    yes = "yes that is so and so it is indeed"
    tiers: Tiers = {"Noor": [(0, 2, yes), (4, 5, "mm")], "Teo": [(2, 4, yes), (5, 6, "mm")]}
    assert said(read(long_grid(tiers), "a.TextGrid")) == [("Noor", yes), ("Teo", yes), ("Noor", "mm"), ("Teo", "mm")]


def test_when_somebody_says_yes_while_another_does_then_it_is_theirs(read, said):
    tiers: Tiers = {"Noor": [(0, 9, "yes we looked at it yes and so on")], "Teo": [(1, 2, "yes"), (5, 6, "yes")]}
    assert ("Teo", "yes yes") in said(read(long_grid(tiers), "a.TextGrid"))


def test_when_praat_marks_points_then_they_are_no_talk(read, said):
    text = long_grid({"Noor": [(0, 1, "Good morning.")]}).replace("size = 1 \nitem", "size = 2 \nitem")
    text += '    item [2]:\n class = "TextTier"\n name = "clicks"\n xmin = 0\n xmax = 9\n points: size = 1\n number = 1\n mark = "click"\n'
    transcript = read(text, "a.TextGrid")
    assert said(transcript) == [("Noor", "Good morning.")]
    assert sum(part.words for part in transcript.left_out) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (long_grid(GRID)[:300], "cut off"),
        (long_grid(GRID).replace("size = 3", "size = 30"), "expected"),
        (long_grid(GRID).replace("size = 3", "size = 1e30"), "absurd"),
        (long_grid(GRID).replace("size = 2", "size = -2"), "absurd"),
        ('File type = "ooTextFile"\nObject class = "TextGrid"\n\n0 9 <absent>\n', "no talk"),
    ],
)
def test_when_a_textgrid_is_broken_then_it_says_so(text, problem):
    assert problem in refused(text, "a.TextGrid")


# CHAT -------------------------------------------------------------------------------------------------------------


def cha(*lines: str) -> str:
    return "\n".join(["@UTF8", "@Begin", "@Languages:\teng", *lines, "@End"]) + "\n"


PEOPLE = "@Participants:\tTEA Noor_Haddad Teacher, STU Student, PA1 Participant"


def test_when_chat_names_its_participants_then_names_and_roles_are_theirs(read, said):
    transcript = read(
        cha(
            PEOPLE,
            "@Date:\t03-MAR-2025",
            "*TEA:\tgood morning . \x15100_1500\x15",
            "%mor:\tadj|good noun|morning .",
            "*STU:\tmorning !",
            "*PA1:\thi .",
        ),
        "a.cha",
    )
    assert said(transcript) == [("Noor Haddad", "good morning."), ("STU", "morning!"), ("PA1", "hi.")]
    assert {who.id: who.role for who in transcript.speakers} == {
        "Noor Haddad": "Teacher",
        "STU": "Student",
        "PA1": None,
    }
    assert (transcript.turns[0].start, transcript.turns[0].end) == (0.1, 1.5)
    assert transcript.turns[1].origin == {"line": 8}
    assert (transcript.language, transcript.meeting.date) == ("en", "2025-03-03")


@pytest.mark.parametrize(
    ("coded", "plain"),
    [
        ("<I like I like> [/] I like beans .", "I like I like I like beans."),
        ("we went [//] we walked [: strolled] home .", "we went we walked home."),
        ("&-uh we &+st start (.) now (1.5) .", "uh we start now."),
        ("that's the &-um [>] +/.", "that's the um."),
        ("+< <what's> [<] that ?", "what's that?"),
        ("+, and so on +...", "and so on…"),
        ("you mean +..?", "you mean?"),
        ('she said +"/.', "she said."),
        ('+" we can do it .', "we can do it."),
        ("I &=laughs can't xxx (be)cause it's 0is late .", "I can't because it's late."),
        ("fiu@s:hun is wa:ter , yes .", "fiu is water, yes."),
        ("Mister_Brandt has a black+board ‡ no ?", "Mister Brandt has a blackboard no?"),
        ("so ↑high ⌈ yes ⌉ [% whispered] (..) ok [=! laughs] .", "so high yes ok."),
        ("at 10:30 we had 3_4 buses .", "at 10:30 we had buses."),
        ("“those kids” [?] can't .", "“those kids” can't."),
        ("no [x 3] [* m] [+ exc] .", "no."),
    ],
)
def test_when_chat_has_codes_among_the_words_then_only_words_are_left(read, coded, plain):
    assert read(cha(PEOPLE, f"*TEA:\t{coded}"), "a.cha").turns[0].text == plain


def test_when_chat_lines_are_continued_then_they_are_one_utterance(read, said):
    text = cha(PEOPLE, "*TEA:\tgood morning to all", "\tof you . \x150_900\x15", "*STU:\t0 [=! nods] .", "*STU:\txxx .")
    transcript = read(text, "a.cha")
    assert said(transcript) == [("Noor Haddad", "good morning to all of you.")]
    assert "words nobody understood (xxx)" in {part.what for part in transcript.left_out}


# ConvoKit ---------------------------------------------------------------------------------------------------------


def utterance(number: int, speaker: str, text: str, **more: object) -> str:
    return json.dumps(
        {"id": f"u{number}", "conversation_id": "c1", "speaker": speaker, "text": text, "meta": {}, **more}
    )


def test_when_utterances_are_json_lines_then_each_is_read(read, said):
    lines = [utterance(1, "T", "Look here.", timestamp=5.5), utterance(2, "s9", "Why?\nTell me.", timestamp="7")]
    transcript = read("\n".join(lines), "utterances.jsonl")
    assert transcript.format == "convokit"
    assert said(transcript) == [("Speaker T", "Look here."), ("s9", "Why? Tell me.")]
    assert [turn.start for turn in transcript.turns] == [5.5, 7.0]
    assert transcript.turns[1].origin == {"utterance": 2}


def test_when_utterances_have_dates_then_times_count_from_the_first(read):
    lines = [utterance(1, "a1", "One.", timestamp=1700000000), utterance(2, "b1", "Two.", timestamp=1700000060)]
    assert [turn.start for turn in read("\n".join(lines), "u.jsonl").turns] == [0.0, 60.0]


def test_when_a_line_of_json_is_cut_off_then_the_line_is_named():
    text = "\n".join([utterance(1, "Noor", "One."), utterance(2, "Teo", "Two.")[:-20]])
    assert refused(text, "utterances.jsonl").startswith("utterances.jsonl, line 2: this line is not a whole JSON")


# Round trips ------------------------------------------------------------------------------------------------------


def eaf_of(spoken: Spoken) -> bytes:
    eaf = Eaf()
    for name in dict.fromkeys(name for name, *_ in spoken):
        eaf.tier(name, *((int(a * 1000), int(b * 1000), text) for who, a, b, text in spoken if who == name))
    return eaf.write()


def grid_of(write, spoken: Spoken) -> bytes:
    tiers: Tiers = {}
    for name, start, end, text in spoken:
        tiers.setdefault(name, []).append((start, end, text))
    return write(tiers).encode("utf-16")


def cha_of(spoken: Spoken) -> bytes:
    codes = {name: f"P{n:02d}" for n, name in enumerate(dict.fromkeys(name for name, *_ in spoken))}
    listed = ", ".join(f"{code} {name.replace(' ', '_').replace(',', '')} Adult" for name, code in codes.items())
    lines = [f"*{codes[name]}:\t{text} . \x15{int(a * 1000)}_{int(b * 1000)}\x15" for name, a, b, text in spoken]
    return cha(f"@Participants:\t{listed}", *lines).encode()


def jsonl_of(spoken: Spoken) -> bytes:
    return "\n".join(utterance(n, who, text, timestamp=a) for n, (who, a, _, text) in enumerate(spoken)).encode()


def letters_only(spoken: Spoken) -> Spoken:
    """Without the signs that are codes in CHAT, and without commas in names."""
    kept = str.maketrans("", "", "0123456789-:.,?…!")
    return [
        (name.replace(",", ""), a, b, " ".join("v" + word.translate(kept) for word in text.split()))
        for name, a, b, text in spoken
    ]


@pytest.mark.parametrize("name", ["a.eaf", "long.TextGrid", "short.TextGrid"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_meeting_is_written_in_tiers_then_words_speakers_and_times_come_back(name, spoken):
    write = {"a.eaf": eaf_of, "long.TextGrid": lambda s: grid_of(long_grid, s)}.get(
        name, lambda s: grid_of(short_grid, s)
    )
    assert read_back(read_transcript(write(spoken), name=name), "both") == turns_of(spoken)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_meeting_is_written_in_chat_then_words_speakers_and_times_come_back(spoken):
    spoken = letters_only(spoken)
    expected = turns_of([(name, a, b, f"{text}.") for name, a, b, text in spoken])
    names = {name.replace("_", " "): name for name, *_ in spoken}
    found = read_back(read_transcript(cha_of(spoken), name="a.cha"), "both")
    assert [(names[str(who)], *rest) for who, *rest in found] == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_a_meeting_is_written_as_utterances_then_words_speakers_and_starts_come_back(spoken):
    transcript = read_transcript(jsonl_of(spoken), name="utterances.jsonl")
    assert read_back(transcript, "starts") == [(who, text, a, None) for who, text, a, _ in turns_of(spoken)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoken=meetings())
def test_when_tiers_repeat_the_talk_then_every_word_is_read_once_and_the_rest_is_counted(spoken):
    tiers: Tiers = {}
    for name, start, end, text in spoken:
        tiers.setdefault(name, []).append((start, end, text))
        tiers.setdefault(f"{name} - words", []).extend((start, end, word) for word in text.split())
    transcript = read_transcript(long_grid(tiers).encode(), name="a.TextGrid")
    words = sum(len(text.split()) for *_, text in spoken)
    assert transcript.words == words
    assert sum(part.words for part in transcript.left_out) == words
