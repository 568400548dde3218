"""Pseudonyms and masks. All people here are made up."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.analysis import Analysis
from discourse.codebook import Codebook
from discourse.detection.findings import Evidence, Findings, Flag, Noticed, SetAside
from discourse.errors import DataFileError
from discourse.privacy import Person, Roster, load_roster, pseudonymise
from discourse.privacy.offsets import Mask, MaskedText
from discourse.privacy.pseudonyms import letters
from discourse.question_bank import QuestionBank
from discourse.questions import Question
from discourse.transcript import LeftOut, Meeting, Span, Speaker, TimeMark, Transcript, Turn

NOTHING_FOUND = Findings(flags=(), noticed=(), set_aside=(), sentences=0, about=0)
A_CODEBOOK = Codebook.model_construct()
A_BANK = QuestionBank.model_construct()

Talk = tuple[str | None, str]


def meeting_of(*talk: Talk, source: str = "meeting.vtt", **meeting: str) -> Analysis:
    """An analysis of (speaker, text) pairs in which nothing was found yet."""
    turns = tuple(Turn(index=number, text=text, speaker=speaker) for number, (speaker, text) in enumerate(talk))
    labels = dict.fromkeys(speaker for speaker, _ in talk if speaker is not None)
    transcript = Transcript(
        source=source,
        format="plain",
        turns=turns,
        speakers=tuple(Speaker(label) for label in labels),
        meeting=Meeting(**meeting),
    )
    return Analysis(transcript, NOTHING_FOUND, {}, codebook=A_CODEBOOK, bank=A_BANK, lexicon="lexicon")


def masked(text: str, speakers: tuple[str, ...] = (), roster: Roster | None = None) -> str:
    """One turn's text after masking, in a meeting where these people speak first."""
    talk: list[Talk] = [(speaker, "Good morning.") for speaker in speakers]
    return pseudonymise(meeting_of(*talk, (None, text)), roster).transcript.turns[-1].text


def flag_at(turn: int, text: str, quote: str, *, sentence: str | None = None) -> Flag:
    """A flag on ``quote``, which stands in ``text``."""
    start = text.index(quote)
    span = Span(start, start + len(quote))
    whole = sentence or text
    return Flag(
        id=f"f{turn}-{start}",
        turn=turn,
        span=span,
        sentence=Span(text.index(whole), text.index(whole) + len(whole)),
        quote=quote,
        category="c",
        band="clear",
        stance="endorsed",
        why="A plain sentence.",
        evidence=(Evidence("lexicon", turn, span, rule="r"),),
    )


def with_flag(analysis: Analysis, flag: Flag, *questions: Question) -> Analysis:
    return replace(
        analysis,
        findings=replace(analysis.findings, flags=(flag,)),
        questions={flag.id: questions} if questions else {},
    )


ROSTER = Roster(
    (
        Person("Jayden Okoro", "student", ("Jay",)),
        Person("Ibarra, Lucía", "student"),
        Person("Tobias Wendt", "staff"),
        Person("AJ", "student"),
    )
)


class TestSpeakers:
    def test_when_people_speak_then_they_get_letters_in_the_order_of_first_speaking(self) -> None:
        analysis = meeting_of(("Zora Quill", "Hi."), ("Ana Ruiz", "Hi."), ("Zora Quill", "Well."))
        result = pseudonymise(analysis).transcript
        assert [turn.speaker for turn in result.turns] == ["Speaker A", "Speaker B", "Speaker A"]
        assert [speaker.id for speaker in result.speakers] == ["Speaker A", "Speaker B"]

    def test_when_labels_are_generic_then_they_get_letters_too(self) -> None:
        result = pseudonymise(meeting_of(("Speaker 7", "Hi."), ("Unknown Speaker", "Hi."), (None, "Hm."))).transcript
        assert [turn.speaker for turn in result.turns] == ["Speaker A", "Speaker B", None]

    def test_when_someone_is_listed_first_and_never_speaks_then_the_letter_comes_last(self) -> None:
        analysis = meeting_of(("Ana Ruiz", "Hi."))
        transcript = replace(analysis.transcript, speakers=(Speaker("Tom Vale", "clerk"), Speaker("Ana Ruiz", "coach")))
        result = pseudonymise(replace(analysis, transcript=transcript)).transcript
        assert result.speakers == (Speaker("Speaker A", "coach"), Speaker("Speaker B", "clerk"))

    def test_when_there_are_more_than_26_then_letters_go_on_with_aa(self) -> None:
        assert [letters(number) for number in (0, 25, 26, 27, 51, 52, 701, 702)] == [
            *("A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA")
        ]

    def test_when_a_numbered_speaker_is_spoken_of_then_the_letter_stands_there_too(self) -> None:
        text = masked("As speaker 7 said, the speaker 70 times. Speaker 7's point.", ("Speaker 7",))
        assert text == "As [Speaker A] said, the speaker 70 times. [Speaker A]'s point."

    def test_when_a_label_is_a_post_then_the_word_stays_in_the_talk(self) -> None:
        text = "The principal and the facilitator met in the library. The Principal agreed."
        assert masked(text, ("Principal", "Facilitator", "Library", "Data Lead")) == text


class TestNamesOfSpeakers:
    @pytest.mark.parametrize(
        "said",
        [
            "I agree with {}.",
            "{} said so.",
            "As {}'s data shows.",
            "We heard {}, then left.",
            "Thanks {}",
        ],
    )
    @pytest.mark.parametrize(
        "name",
        [
            *("Ana", "Ruiz", "ana", "RUIZ", "Ana Ruiz", "ana ruiz", "ANA RUIZ", "Ruiz, Ana", "Ana M. Ruiz", "Ms. Ruiz"),
            *("Principal Ruiz", "Dr. Ana Ruiz", "Ana  Ruiz", "Áná Ruiz", "anaruiz"),
        ],
    )
    def test_when_any_form_of_a_speakers_name_is_said_then_it_is_masked(self, said: str, name: str) -> None:
        assert masked(said.format(name), ("Ruiz, Ana (Coach)",)) == said.format("[Speaker A]")

    @pytest.mark.parametrize(
        "label",
        [
            *(
                "Ana Ruiz",
                "Ruiz, Ana",
                "Ana Ruiz (she/her)",
                "Ana Ruiz she/her",
                "Dr. Ana Ruiz, Ed.D.",
                "ana.ruiz@lake.org",
            ),
            *(
                "LUSD | Ana Ruiz",
                "Ana Ruiz - Instructional Coach",
                "Ana Ruiz, Principal",
                "Coach Ana Ruiz",
                "iPhone (Ana Ruiz)",
            ),
        ],
    )
    def test_when_a_label_has_more_than_the_name_then_the_name_is_found_and_nothing_else(self, label: str) -> None:
        text = masked("Ask her coach, her principal. Ruiz and Ana know.", (label,))
        assert text == "Ask her coach, her principal. [Speaker A] and [Speaker A] know."

    def test_when_two_share_a_screen_then_both_names_are_masked(self) -> None:
        assert masked("So Benno and Ana went.", ("Ana Ruiz & Benno Cho",)) == "So [Speaker A] and [Speaker A] went."

    def test_when_a_name_has_an_apostrophe_or_a_hyphen_then_all_spellings_are_found(self) -> None:
        said = "O’Neil, o'neil and ONeil; Garcia-Lund, Garcia Lund and Lund."
        assert masked(said, ("Sam O'Neil", "Eva Garcia-Lund")) == (
            "[Speaker A], [Speaker A] and [Speaker A]; [Speaker B], [Speaker B] and [Speaker B]."
        )

    def test_when_accents_are_left_out_or_written_apart_then_the_name_is_found(self) -> None:
        assert (
            masked("Jose, Jose\u0301 and JOSÉ came.", ("José Peña",))
            == "[Speaker A], [Speaker A] and [Speaker A] came."
        )

    def test_when_captions_drop_the_apostrophe_then_the_name_is_masked_and_the_s_stays(self) -> None:
        assert masked("i called jaydens mom", roster=ROSTER) == "i called [student 1]s mom"

    def test_when_a_nickname_stands_in_the_label_then_it_is_masked(self) -> None:
        assert masked("Then Birdie left.", ('Roberta "Birdie" Lund',)) == "Then [Speaker A] left."

    def test_when_two_people_share_a_first_name_then_it_is_masked_without_saying_whose(self) -> None:
        text = masked("I think Maria is right. Ask maria. Maria Wendt is here.", ("Maria Olsen", "Maria Wendt"))
        assert text == "I think [name 1] is right. Ask [name 1]. [Speaker B] is here."

    def test_when_an_unknown_last_name_follows_then_it_is_another_person(self) -> None:
        text = masked("I met Ana Delgado, not Ana.", ("Ana Ruiz",))
        assert text == "I met [name 1], not [Speaker A]."

    def test_when_an_unknown_first_name_precedes_then_it_is_another_person(self) -> None:
        assert masked("Sofia Ruiz came. So did Sofia Ruiz.", ("Ana Ruiz",)) == "[name 1] came. So did [name 1]."


class TestNamesThatAreWords:
    @pytest.mark.parametrize(
        "text",
        [
            "Will you look? We will. They said: Will you?",
            'She asked, "Will you?" - Will we?\nWill he?',
            "Grace matters; give them grace. Hope is no plan.",
            "We met in May, and on May 4. Since May 2024, from April to May.",
            "Black and Brown students, students who are Brown, Black or Brown families.",
            "She teaches in Art class. Young people read. The bill is due. Mark my words.",
            "I don't know. DON'T. It was 3 May. Don't we know?",
        ],
    )
    def test_when_the_word_is_meant_then_it_stays(self, text: str) -> None:
        speakers = ("Will Brown", "Grace May", "Hope Black", "Art Young", "Mark Bill", "Don April")
        assert masked(text, speakers) == text

    @pytest.mark.parametrize("name", ["Will", "Grace", "Mark", "May", "Hope", "Rose", "Art", "Bill", "Young", "Brown"])
    def test_when_it_has_a_capital_inside_a_sentence_then_it_is_masked(self, name: str) -> None:
        assert masked(f"I asked {name} about it.", (f"{name} Nakamura",)) == "I asked [Speaker A] about it."

    def test_when_the_full_name_is_said_then_it_is_masked_everywhere(self) -> None:
        text = masked("Will Nakamura spoke. will nakamura did. WILL NAKAMURA!", ("Will Nakamura",))
        assert text == "[Speaker A] spoke. [Speaker A] did. [Speaker A]!"

    def test_when_both_names_are_words_then_only_capitals_make_a_name(self) -> None:
        text = masked("we will young people ask. So Will Young came.", ("Will Young",))
        assert text == "we will young people ask. So [Speaker A] came."

    def test_when_a_short_name_looks_like_an_acronym_then_the_acronym_stays(self) -> None:
        text = masked("ADA is down, ada agrees. ED is a category. AJ and aj came.", ("Ada Finch", "Ed Sole"), ROSTER)
        assert text == "ADA is down, [Speaker A] agrees. ED is a category. [student 3] and [student 3] came."


class TestRoster:
    def test_when_people_on_the_roster_are_named_then_role_and_number_stand_there(self) -> None:
        text = masked("Jayden, Jay, lucia ibarra and Wendt's class; jayden okoro.", roster=ROSTER)
        assert text == "[student 1], [student 1], [student 2] and [staff 1]'s class; [student 1]."

    def test_when_a_speaker_is_on_the_roster_then_the_letter_is_used_and_aliases_count(self) -> None:
        roster = Roster((Person("Tobias Wendt", "staff", ("Tobi",)),))
        assert (
            masked("Then Tobi and Wendt left.", ("Wendt, Tobias",), roster) == "Then [Speaker A] and [Speaker A] left."
        )

    def test_when_a_student_has_a_speakers_first_name_then_neither_is_told(self) -> None:
        roster = Roster((Person("Ana", "student"),))
        assert masked("And Ana was late.", ("Ana Ruiz",), roster) == "And [name 1] was late."

    def test_when_captions_have_no_capitals_then_the_roster_still_finds_names(self) -> None:
        assert masked("so jayden okoro cant read", roster=ROSTER) == "so [student 1] cant read"


class TestNamesTheTalkTells:
    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ("Ask Mr. Delgado.", "Ask [name 1]."),
            ("Mrs Delgado and Dr. Eva Delgado", "[name 1] and [name 1]"),
            ("Principal Ortega-Lund left.", "[name 1] left."),
            ("Coach Varga and Superintendent Holm", "[name 1] and [name 2]"),
            ("Ms. de la Cruz and Dr. Van Houten", "[name 1] and [name 2]"),
            ("Ms. O'Malley's room, Mr. D too", "[name 1]'s room, [name 2] too"),
            ("so mrs peabody said", "so [name 1] said"),
            ("Mr. Brown, Coach White, Ms. May", "[name 1], [name 2], [name 3]"),
            ("Mr. Delgado left. I saw Delgado there.", "[name 1] left. I saw [name 1] there."),
            ("my son Mateo and my daughter, Lena, are in", "my son [name 1] and my daughter, [name 2], are in"),
            ("her oldest grandson Theo Brown", "her oldest grandson [name 1]"),
            ("my kids Kofi, Ama and Esi", "my kids [name 1], [name 2] and [name 3]"),
            ("my daughter April is nine", "my daughter [name 1] is nine"),
            ("My name is Rosa Quill.", "My name is [name 1]."),
            ("a student named Kofi", "a student named [name 1]"),
            ("Ms. Mbeki-Lowe left. Then Mbeki-Lowe", "[name 1] left. Then [name 1]"),
            ("MS. VARGA SAID THE STUDENTS HAVE MATH", "[name 1] SAID THE STUDENTS HAVE MATH"),
        ],
    )
    def test_when_a_title_or_kinship_goes_before_then_the_name_is_masked(self, said: str, expected: str) -> None:
        assert masked(said) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "Principal Evaluation and the Superintendent's Report. Coach Training on Oak Dr. The end.",
            "My son, who is eight. My daughter is in Algebra. my son Thursday. my kids May 4.",
            "Those students in Algebra and Grade 5. Title I, Chromebook, Zoom. Madam Chair, Sister Schools.",
            "His name is on the list. It was named after. The Teacher Spanish books.",
        ],
    )
    def test_when_no_name_follows_then_nothing_is_masked(self, text: str) -> None:
        assert masked(text) == text

    def test_when_a_title_goes_before_a_known_name_then_the_person_is_known(self) -> None:
        assert masked("Ask Principal Ruiz.", ("Ana Ruiz",)) == "Ask [Speaker A]."

    def test_when_the_same_name_comes_in_later_turns_then_it_has_the_same_number(self) -> None:
        result = pseudonymise(meeting_of((None, "Ms. Varga left."), (None, "Mr. Holm."), (None, "Coach Varga!")))
        assert [turn.text for turn in result.transcript.turns] == ["[name 1] left.", "[name 2].", "[name 1]!"]


class TestShapes:
    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ("mail ana.ruiz@lake.k12.ca.us now", "mail [e-mail] now"),
            ("jruiz at lakeside dot org", "[e-mail]"),
            ("call 555-123-4567 or (555) 123-4567", "call [phone] or [phone]"),
            ("call 555-0142, +1 555.123.4567, 5551234567", "call [phone], [phone], [phone]"),
            ("student id is 123456", "student id is [id]"),
            ("Student number: 99 88 77", "Student number: [id]"),
            ("SSID 9988776655 and ID S1234567", "SSID [id] and ID [id]"),
            ("his social is 123-45-6789", "his social is [id]"),
            ("born on May 4, 2012", "born on [date of birth]"),
            ("DOB: 3/4/2011", "DOB: [date of birth]"),
            ("date of birth is 2012-05-04", "date of birth is [date of birth]"),
            ("born the fourth of May 2012", "born [date of birth]"),
            ("her birthday is March third", "her birthday is [date of birth]"),
        ],
    )
    def test_when_something_is_personal_by_its_shape_then_it_is_masked(self, said: str, expected: str) -> None:
        assert masked(said) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "pages 200-1200, between 300-1000 students, 2024-2025, on 2024-11-21 and 3/4/2024",
            "$5551234567 and 1,234,567 and 0.123456789 and 45 percent of 1200",
            "student ID cards for 4 grades; my idea 2024; born in 2012; the May 4 meeting",
            "look at point four, meet at noon",
        ],
    )
    def test_when_numbers_are_data_then_they_stay(self, text: str) -> None:
        assert masked(text) == text


class TestSpansMove:
    TEXT = "Thanks, Ana Ruiz. Jayden's parents don't care, Ms. Varga said. Call 555-123-4567."

    def test_when_text_before_changes_then_all_spans_move_and_quotes_are_cut_anew(self) -> None:
        text = self.TEXT
        span = Span(text.index("Jayden"), text.index(", Ms."))
        flag = flag_at(1, text, text[span.start : span.end], sentence="Jayden's parents don't care, Ms. Varga said.")
        findings = Findings(
            flags=(flag,),
            noticed=(Noticed(1, span, text[span.start : span.end], "c", "r", "Why."),),
            set_aside=(SetAside(1, Span(0, 16), text[:16], "c", "reported", "r"),),
            sentences=3,
            about=1,
            not_read=((1, Span(text.index("Call"), len(text))),),
        )
        analysis = replace(meeting_of(("Ana Ruiz", "Hi."), (None, text)), findings=findings)
        result = pseudonymise(analysis, ROSTER)
        now = result.transcript.turns[1].text
        assert now == "Thanks, [Speaker A]. [student 1]'s parents don't care, [name 1] said. Call [phone]."
        moved = result.flags[0]
        assert moved.quote == "[student 1]'s parents don't care" == now[moved.span.start : moved.span.end]
        assert now[slice(*moved.sentence)] == "[student 1]'s parents don't care, [name 1] said."
        assert moved.evidence[0].span == moved.span == result.noticed[0].span
        assert result.noticed[0].quote == moved.quote
        assert result.set_aside[0].quote == "Thanks, [Speaker A]"
        assert now[slice(*result.findings.not_read[0][1])] == "Call [phone]."

    def test_when_a_span_cuts_a_name_then_it_grows_to_the_whole_mask(self) -> None:
        text = "We heard Ana Ruiz yesterday."
        analysis = with_flag(meeting_of(("Ana Ruiz", "Hi."), (None, text)), flag_at(1, text, "Ruiz yester"))
        assert pseudonymise(analysis).flags[0].quote == "[Speaker A] yester"

    def test_when_evidence_lies_in_another_turn_then_it_moves_with_that_turn(self) -> None:
        first, second = "Ana Ruiz, they can't.", "Right, so true."
        flag = replace(
            flag_at(1, second, "so true"), evidence=(Evidence("stance", 0, Span(10, 20)), Evidence("classifier", 1))
        )
        result = pseudonymise(with_flag(meeting_of(("Ana Ruiz", first), ("Tom Vale", second)), flag))
        assert result.flags[0].evidence[0].span == Span(13, 23)
        assert result.flags[0].evidence[1].span is None

    def test_when_time_marks_stand_in_and_after_a_mask_then_they_stay_with_the_words(self) -> None:
        analysis = meeting_of(("Ana Ruiz", "Ana Ruiz spoke here."))
        marks = (TimeMark(0, 1.0), TimeMark(4, 2.0), TimeMark(9, 3.0))
        turn = replace(analysis.transcript.turns[0], time_marks=marks)
        analysis = replace(analysis, transcript=replace(analysis.transcript, turns=(turn,)))
        result = pseudonymise(analysis).transcript.turns[0]
        assert result.text == "[Speaker A] spoke here."
        assert result.time_marks == (TimeMark(0, 1.0), TimeMark(11, 2.0), TimeMark(12, 3.0))


class TestQuestions:
    def test_when_a_question_quotes_the_speaker_then_the_quote_is_masked_as_in_the_turn(self) -> None:
        text = "I asked Will about it and Will never reads with Varga, Ms. Varga."
        analysis = meeting_of(("Will Nakamura", "Hi."), (None, text))
        question = Question(
            "q.1",
            ("reflect_back",),
            "I heard you say 'Will never reads with Varga.' Will you tell us more?",
            "adapted",
            softer="What happened when 'Will never reads'?",
        )
        result = pseudonymise(with_flag(analysis, flag_at(1, text, "Will never reads with Varga"), question))
        masked_question = result.questions[result.flags[0].id][0]
        assert masked_question.text == "I heard you say '[Speaker A] never reads with [name 1].' Will you tell us more?"
        assert masked_question.softer == "What happened when '[Speaker A] never reads'?"
        assert masked_question.moves == question.moves

    def test_when_a_question_quotes_no_one_then_it_stays(self) -> None:
        text = "Will Nakamura says they will never read."
        question = Question("q.2", ("system",), "What would it take? Will you help us find out?", "project")
        result = pseudonymise(
            with_flag(meeting_of(("Will Nakamura", text)), flag_at(0, text, "they will never"), question)
        )
        assert result.questions[result.flags[0].id] == (question,)


class TestWhatElseIsMasked:
    def test_when_the_meeting_or_what_was_left_out_names_people_then_they_are_masked(self) -> None:
        analysis = meeting_of(("Ana Ruiz", "Hi."), title="1:1 Ana Ruiz and Ms. Varga", consent="given to Ana")
        left_out = (LeftOut("Ana Ruiz's presentation", 4),)
        result = pseudonymise(replace(analysis, transcript=replace(analysis.transcript, left_out=left_out))).transcript
        assert result.meeting.title == "1:1 [Speaker A] and [name 1]"
        assert result.meeting.consent == "given to [Speaker A]"
        assert result.left_out == (LeftOut("[Speaker A]'s presentation", 4),)

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("Ana_Ruiz_2024-11-21.vtt", "[Speaker A]_2024-11-21.vtt"),
            ("ana-ruiz.docx", "[Speaker A].docx"),
            ("AnaRuiz-PLC.txt", "[Speaker A]-PLC.txt"),
            ("ana.ruiz", "[Speaker A]"),
            ("notes_jayden.md", "notes_[student 1].md"),
            ("GMT20241121-155123_Recording.transcript.vtt", "GMT20241121-155123_Recording.transcript.vtt"),
            ("grade5-data-team-may-2024.pdf", "grade5-data-team-may-2024.pdf"),
        ],
    )
    def test_when_a_file_name_has_names_then_they_are_masked_and_the_rest_stays(
        self, source: str, expected: str
    ) -> None:
        analysis = meeting_of(("Ana Ruiz", "Hi."), ("May Lind", "Hi."), source=source)
        assert pseudonymise(analysis, ROSTER).transcript.source == expected


class TestLeftovers:
    def test_when_unknown_names_are_left_then_they_are_listed_the_most_frequent_first(self) -> None:
        analysis = meeting_of(
            ("Ana Ruiz", "I saw Zelda Finch, and Milo. Then Milo's mom met Bruno. Ana agreed with Bruno and Milo."),
        )
        assert pseudonymise(analysis).leftover_names == ("Milo", "Bruno", "Zelda Finch")

    def test_when_words_are_usual_then_they_are_not_listed(self) -> None:
        text = (
            "We met on Monday in May. The IEPs and Title I on Fridays, a Chromebook, on Zoom and Google. "
            "I'm in Algebra with English and Spanish-speaking families in New York. Then Principal Varga spoke, "
            "Ana too, and I think They'll go."
        )
        assert pseudonymise(meeting_of(("Ana Ruiz", text))).leftover_names == ()

    def test_when_a_word_begins_a_sentence_then_it_is_not_listed(self) -> None:
        assert (
            pseudonymise(meeting_of((None, "Perhaps. Milo! Surely? 'Indeed'\nBoldly.\n- Quietly"))).leftover_names == ()
        )

    def test_when_a_name_stands_beside_a_mask_then_it_is_listed(self) -> None:
        assert pseudonymise(meeting_of(("Ana Ruiz", "Ana, Milo was there."))).leftover_names == ("Milo",)

    @pytest.mark.parametrize("change", [str.lower, str.upper])
    def test_when_capitals_tell_nothing_then_nothing_is_listed(self, change: Callable[[str], str]) -> None:
        text = change("so I saw Zelda Finch with the students and their families today")
        assert pseudonymise(meeting_of((None, text))).leftover_names == ()

    def test_when_there_are_very_many_then_fifty_are_listed(self) -> None:
        names = [f"Na{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(60)]
        result = pseudonymise(meeting_of((None, "so " + ", ".join(names)))).leftover_names
        assert result == tuple(names[:50])


class TestTheWhole:
    def test_when_nothing_was_found_yet_then_the_text_is_masked_all_the_same(self) -> None:
        result = pseudonymise(meeting_of(("Ana Ruiz", "I am Ana.")))
        assert result.transcript.turns[0].text == "I am [Speaker A]."
        assert result.findings == NOTHING_FOUND
        assert result.questions == {}

    def test_when_there_are_no_turns_then_nothing_breaks(self) -> None:
        assert pseudonymise(meeting_of()).transcript.turns == ()

    def test_when_masked_twice_then_nothing_changes(self) -> None:
        text = "Ana and Ms. Varga met Jayden, ana@lake.org, 555-123-4567. So Maria came."
        once = pseudonymise(
            meeting_of(("Tom Vale", "Hm."), ("Ana Ruiz", text), ("Maria A", "."), ("Maria B", ".")), ROSTER
        )
        assert pseudonymise(once, ROSTER) == once

    def test_when_the_analysis_is_masked_then_the_one_given_is_unchanged(self) -> None:
        analysis = meeting_of(("Ana Ruiz", "I am Ana."))
        pseudonymise(analysis)
        assert analysis == meeting_of(("Ana Ruiz", "I am Ana."))


# --- properties ---------------------------------------------------------------------------------------------------

SPEAKERS = ("Ana Ruiz", "Okafor, Benno (Coach)", "Will Nakamura", "Sam O'Neil", "Speaker 3")
PIECES = st.sampled_from(
    [
        *(
            "Ana",
            "ana ruiz",
            "Ruiz",
            "RUIZ, Ana",
            "Benno's",
            "okafor",
            "Will Nakamura",
            "Will",
            "will",
            "O’Neil",
            "Sam",
        ),
        *(
            "Jayden",
            "jay",
            "Lucía Ibarra",
            "Ibarra, Lucia",
            "Tobias Wendt",
            "Ms. Varga",
            "Dr. Eva Varga",
            "my son Milo",
        ),
        *(
            "those students",
            "can't",
            "Algebra",
            "May",
            "grade 5",
            "parents",
            "don't",
            "care",
            "I",
            "the",
            "Black",
            "Mr.",
        ),
        *(
            "a.b@c.org",
            "555-123-4567",
            "student id 123456",
            "born on May 4, 2012",
            "[name 3]",
            "[Speaker A]",
            "é",
            "\U0001f600",
        ),
        *("speaker 3", "Speaker 3", "anaruiz", "ANA", "Jose\u0301", "ß", "İ", "ﬁ", "–"),
    ]
)
SEPARATORS = st.sampled_from([" ", " ", " ", ", ", ". ", "\n", "? ", "-", "'", "", "_", ' "'])
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, SEPARATORS), max_size=12).map(lambda pairs: "".join(a + b for a, b in pairs)),
    st.text(max_size=60),
)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span, Span]:
    """A text, a span in it, and a span inside that one."""
    text = draw(TEXTS)
    a, b, c, d = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 4)))
    return text, Span(a, d), Span(b, c)


@st.composite
def masked_texts(draw: st.DrawFn) -> MaskedText:
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return MaskedText(
        text, [Mask(start, end, draw(st.sampled_from(["", "[x]", "[longer 1]"]))) for start, end in pairs]
    )


@given(masked_texts(), st.data())
def test_when_offsets_are_mapped_then_the_span_covers_the_same_words_and_whole_masks(
    text: MaskedText, data: st.DataObject
) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text.original))] * 2)))
    wide_start = min([mask.start for mask in text.masks if mask.start < start < mask.end], default=start)
    wide_end = max([mask.end for mask in text.masks if mask.start < end < mask.end], default=end)
    inside = [mask for mask in text.masks if wide_start <= mask.start and mask.end <= wide_end]
    expected = MaskedText(
        text.original[wide_start:wide_end],
        [Mask(mask.start - wide_start, mask.end - wide_start, mask.label) for mask in inside],
    ).text
    now = text.span(Span(start, end))
    assert text.text[now.start : now.end] == expected
    assert 0 <= now.start <= now.end <= len(text.text)


@given(masked_texts(), st.data())
def test_when_one_span_contains_another_then_it_still_does(text: MaskedText, data: st.DataObject) -> None:
    a, b, c, d = sorted(data.draw(st.tuples(*[st.integers(0, len(text.original))] * 4)))
    assert text.span(Span(a, d)).contains(text.span(Span(b, c)))


@given(texts_with_spans(), st.booleans())
def test_when_any_text_is_masked_then_every_quote_is_the_text_at_its_span(
    drawn: tuple[str, Span, Span], with_roster: bool
) -> None:
    text, sentence, span = drawn
    analysis = meeting_of(*((speaker, "Hello.") for speaker in SPEAKERS), ("Ana Ruiz", text))
    turn = len(SPEAKERS)
    marks = (TimeMark(sentence.start, 1.0), TimeMark(span.start, 2.0), TimeMark(span.end, 3.0))
    turns = (*analysis.transcript.turns[:-1], replace(analysis.transcript.turns[-1], time_marks=marks))
    flag = replace(
        flag_at(turn, text, text[span.start : span.end]),
        span=span,
        sentence=sentence,
        evidence=(Evidence("lexicon", turn, span),),
    )
    findings = Findings(
        flags=(flag,),
        noticed=(Noticed(turn, span, flag.quote, "c", "r", "Why."),),
        set_aside=(SetAside(turn, sentence, text[sentence.start : sentence.end], "c", "reported", "r"),),
        sentences=1,
        about=1,
        not_read=((turn, span),),
    )
    analysis = replace(analysis, transcript=replace(analysis.transcript, turns=turns), findings=findings)
    result = pseudonymise(analysis, ROSTER if with_roster else None)
    now = result.transcript.turns[turn]
    found = [(item.span, item.quote) for item in result.flags]
    found += [(item.span, item.quote) for item in result.noticed]
    found += [(item.span, item.quote) for item in result.set_aside]
    for place, quote in found:
        assert now.text[place.start : place.end] == quote
        assert 0 <= place.start <= place.end <= len(now.text)
    assert result.flags[0].sentence.contains(result.flags[0].span)
    assert result.flags[0].evidence[0].span == result.flags[0].span == result.findings.not_read[0][1]
    offsets = [mark.offset for mark in now.time_marks]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(now.text) for offset in offsets)


@given(TEXTS)
def test_when_any_text_is_masked_then_masking_is_repeatable(text: str) -> None:
    analysis = meeting_of(*((speaker, text) for speaker in SPEAKERS))
    assert pseudonymise(analysis, ROSTER) == pseudonymise(analysis, ROSTER)


@given(
    st.lists(
        st.sampled_from(["Ana", "ruiz", "Ana Ruiz", "Ruiz, Ana", "Okafor", "benno", "O'Neil", "jayden", "Ibarra"]),
        max_size=8,
    )
)
def test_when_names_are_not_words_then_none_is_left_whatever_surrounds_them(names: list[str]) -> None:
    text = " and then ".join(names)
    left = pseudonymise(meeting_of(*((speaker, text) for speaker in SPEAKERS)), ROSTER).transcript.turns[-1].text
    for name in ("ana", "ruiz", "okafor", "benno", "neil", "jayden", "ibarra"):
        assert name not in left.casefold()


# --- the roster file ----------------------------------------------------------------------------------------------


class TestRosterFile:
    @pytest.fixture
    def write(self, tmp_path: Path) -> Callable[[str | bytes], Path]:
        def writer(content: str | bytes) -> Path:
            path = tmp_path / "roster.csv"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            return path

        return writer

    @pytest.mark.parametrize(
        "content",
        [
            'name,role,aliases\n"Okoro, Jayden",student,Jay;;JJ\nTobias Wendt,Staff,\n',
            '\ufeffName , ROLE , Aliases\r\n"Okoro, Jayden", student, Jay ;; JJ\r\n\r\nTobias Wendt,staff\r\n',
            "name;role;aliases\nOkoro, Jayden;student;Jay;;JJ\nTobias Wendt;staff;\n",
            'grade\tname\trole\taliases\n5\t"Okoro, Jayden"\tstudent\tJay;;JJ\n\tTobias Wendt\tstaff\n',
        ],
    )
    def test_when_it_is_written_in_a_usual_way_then_it_is_read(
        self, write: Callable[[str | bytes], Path], content: str
    ) -> None:
        assert load_roster(write(content)).people == (
            Person("Okoro, Jayden", "student", ("Jay", "JJ")),
            Person("Tobias Wendt", "staff"),
        )

    def test_when_a_role_is_left_out_then_the_mask_says_person(self, write: Callable[[str | bytes], Path]) -> None:
        roster = load_roster(write("name,role\nJayden Okoro,\n"))
        assert masked("So Jayden left.", roster=roster) == "So [person 1] left."

    @pytest.mark.parametrize(
        ("content", "line", "problem"),
        [
            ("", None, "the roster is empty"),
            ("\n \n", None, "the roster is empty"),
            ("name,role\n", None, "no names"),
            ("name,aliases\nJayden Okoro,Jay\n", 1, "the column 'role' is missing"),
            ("Jayden Okoro,student\n", 1, "the column 'name' and 'role' is missing"),
            ("name,role,name\nJayden,student,x\n", 1, "given twice"),
            ("name,role\nTobias Wendt,staff\nOkoro, Jayden,student\n", 3, "double quotation marks"),
            ("name,role,aliases\nOkoro, Jayden,student\n", 2, "double quotation marks"),
            ("name,role\n\n,student\n", 3, "at least two letters"),
            ("name,role\nJ,student\n", 2, "at least two letters"),
            ("name,role\nJayden,[student]\n", 2, "the role must be a plain word"),
            ("name,role\nJayden,speaker\n", 2, "the role must be a plain word"),
            ('name,role\n"Jayden Okoro,student\nTobias,staff\n', 2, "quotation mark"),
            ("name,role\nJos\xe9,student\n".encode("latin-1"), None, "not UTF-8"),
        ],
    )
    def test_when_it_breaks_the_format_then_the_error_says_where_and_names_no_one(
        self, write: Callable[[str | bytes], Path], content: str | bytes, line: int | None, problem: str
    ) -> None:
        with pytest.raises(DataFileError) as caught:
            load_roster(write(content))
        assert problem in str(caught.value)
        assert caught.value.line == line
        assert not any(name in str(caught.value) for name in ("Jayden", "Okoro", "Tobias", "Wendt"))

    def test_when_there_is_no_file_then_the_error_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(DataFileError, match="does not exist"):
            load_roster(tmp_path / "none.csv")

    def test_when_a_roster_is_printed_then_no_name_shows(self) -> None:
        assert "Jayden" not in repr(ROSTER)


def test_a_speaker_who_is_spoken_to_is_masked_also_where_the_name_is_a_word() -> None:
    from discourse.analysis import analyze

    said = analyze("Ana Ruiz: Hold that. Grace, what do you make of it?\nGrace Lee: Grace is what we need.")
    assert said.transcript.turns[0].text == "Hold that. [Speaker B], what do you make of it?"
    assert said.transcript.turns[1].text == "Grace is what we need."
