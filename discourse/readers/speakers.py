"""What is a speaker's name: the shape of a label, and labels that are bots, rooms or nobody.

A label before a colon is a speaker only if it looks like one *and* the file uses it like one. One person's several
spellings are never merged here: that is for a person to say.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal

from discourse.transcript import Speaker

MAX_NAME_CHARACTERS: Final = 60
MAX_NAME_WORDS: Final = 6

# Words that stand before a colon in notes and talk, and are nobody. Compared in lower case, whole label.
_NOT_NAME_LABELS: Final = """
    absent, action, action item, action items, actions, addendum, adjournment, agenda, aim, also, announcements,
    answer, approved, attendance, attendees, attending, ayes, background, barriers, because, behavior, bottom
    line, but, cc, celebrations, challenges, comment, comments, concern, concerns, conclusion, cons, context,
    data, date, deadline, decision, decisions, definition, delta, details, discipline, disclaimer, discussion,
    due, duration, email, evidence, example, examples, excused, facilitator notes, fact, findings, first, focus,
    follow up, follow-up, for example, from, fyi, glows, goal, goals, grade, grows, guests, he said, here,
    homework, how, http, https, i said, idea, ideas, importantly, in short, in summary, input, is, issue,
    issues, item, items, key points, key takeaways, keywords, kind, language, last, length, link, links, list,
    literacy, location, look, materials, math, meaning, meeting, members absent, members present, minutes,
    mission, motion, motions, n.b, namely, nays, nb, need, needs, negatives, next, next step, next steps, no,
    norms, note, notes, notice, objective, objectives, ok, okay, one, option, outcome, outcomes, outline,
    overview, p.s, participants, place, plan, plus, point, points, positives, present, priorities, problem,
    problem of practice, problems, pros, ps, public comment, public comments, purpose, question, questions,
    quote, re, reading, reason, recap, recommendation, recommendations, recording, reference, references,
    regrets, reminder, reminders, report, result, results, roles, say, science, second, see, she said, so,
    solution, source, speakers, start, state, status, step, steps, strength, strengths, style, subject,
    suggestion, suggestions, summary, summary keywords, supports, takeaways, task, tasks, team, that is, then,
    they said, third, tier, time, timeline, tip, title, to, to do, todo, topic, topics, totals, update, updates,
    url, version, vision, vote, votes, warning, we said, weakness, weaknesses, well, what, when, where, who,
    why, with, wonderings, writing, www, yes, you said
    """
_NOT_NAMES: Final = frozenset(" ".join(label.split()) for label in _NOT_NAME_LABELS.split(","))

# First words of labels that are headings of a note, not names: "Date of Meeting:", "Exit Ticket:", "Grade 5:" ...
_HEADING_WORDS: Final = """
    action all also and another any appendix are assumption at attendance because block but by cause change
    chapter common constraint current data date day december essential evidence exit february figure final first
    focus for goal grade grades group guiding he her here his how i if in is it january july june key last
    learning lesson level location measure meeting members my next norm norms november number objective october
    on open option or other our overall part percent period phase place problem prompt question reading root
    second section september she slide so some source standard step strategy student success summary support
    table that their then theory there these they third this those time today topic total type unit vote was we
    week what when where which who why with year your
    """
_NOT_FIRST: Final = frozenset(_HEADING_WORDS.split())
# ... unless they end in what somebody does: "Data Coach:", "Student Representative:", "Reading Specialist:".
_SOMEBODY: Final = re.compile(
    r"\b(?:\w+(?:er|or|ist|ant)|coach|lead|chair|member|parent|student|representative|rep|psychologist|principal|aide|staff)"
    r"(?: \w{1,2})?$",
    re.I,
)
_DATE: Final = re.compile(r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d", re.I)

# In captions written in capitals every clause before a colon has the shape of a name; these words give it away.
_TALK_WORDS: Final = frozenset(
    """
    about are because been but did from had has have here how if is it let let's not our said say that there
    they this to us was we were what when where which why with would you your
    """.split()
)
_PARTICLE_WORDS: Final = "a al ap bin d da de del den der di do dos du e el ibn la le of the van von und y zu and"
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split())
_TITLE: Final = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|professor|principal|superintendent|coach|sra?|director)\.?$", re.I
)
_WORD: Final = re.compile(r"^[^\W\d_][^\W\d_]*(?:['’ʻ.\-][^\W\d_]+)*[.,]?$|^[^\W\d_]\.?$")
_NUMBERED: Final = re.compile(
    r"^(?:speaker|spk|participant|person|guest|teacher|student|parent|voice|user|caller)[ _#-]?\w{1,3}$", re.I
)
# Some exports cut user names to 15 or so lower-case letters ("marisolfigueroa").
_USER_NAME: Final = re.compile(r"^[a-z][a-z0-9._]{4,}$")
_ROLE: Final = re.compile(r"^(?P<name>.*\S)\s*[(\[](?P<role>[^()\[\]]{2,40})[)\]]$")
_PRONOUNS: Final = re.compile(r"^(?:he|she|they|him|her|ella|el|elle|any)(?:\s*[/,]\s*\w+)*$", re.I)

_BOT: Final = re.compile(
    r"note[\s-]?taker|otterpilot|^read ai\b|\bnotes? bot\b|\brecording bot\b"
    r"|\b(?:fireflies|otter|read|fathom|tl;?dv|avoma|grain|supernormal|sembly|krisp|gong)\.(?:ai|io|video)\b"
    r"|\b(?:otter|fred|fathom|copilot|gemini|zoom ai)\b.*\b(?:assistant|companion|pilot|notetaker|bot)\b",
    re.I,
)
_SHARED_SCREEN: Final = re.compile(
    r"['’]s?\s+(?:presentation|screen|shared screen)$|^(?:presentation|screen share)$", re.I
)
_ROOM: Final = re.compile(
    r"^(?:the\s+)?(?:\w+\s+)?(?:conference|meeting|board|class|multi-?purpose|training|staff|zoom)\s?room\b[\w\s#-]*$"
    r"|^room\s+\w{1,5}$|^meeting owl\b|^(?:library|media center|cafeteria|district office|boardroom)\s?\w{0,4}$",
    re.I,
)
_NOBODY: Final = re.compile(
    r"^(?:(?:unknown|unidentified)(?: (?:male|female))?(?: (?:speaker|person|participant|voice|man|woman))?"
    r"|(?:(?:fe)?male|multiple|several|other|new|off[- ]?(?:mic|camera)) (?:speakers?|voices?)|speaker\s*\?"
    r"|speaker unknown|gc"
    r"|transcript|captions?|n/?a|none|null|unnamed|anonymous|\?+|-+|[.…]+)$",
    re.I,
)


def tidy_label(label: str) -> str:
    """A label as it is kept: single spaces, no bold marks, no colon at its end."""
    return " ".join(label.replace("*", " ").split()).strip(" :\t")


def is_bot(label: str) -> bool:
    """Whether the label is a note-taking bot or a shared screen: nobody's talk."""
    return bool(_BOT.search(label) or _SHARED_SCREEN.search(label))


def is_nobody(label: str) -> bool:
    """Whether the label names no one in particular ("Unknown Speaker", a room): real talk by we do not know whom."""
    return bool(_NOBODY.match(label) or _ROOM.match(label))


def looks_like_a_name(label: str) -> bool:
    """Whether the label has the shape of a name or role: "Ana Ruiz", "Ruiz, Ana (Coach)", "SPEAKER_02", "Coach B".

    Shape alone does not make a speaker of it; see :class:`Labels`.
    """
    label = tidy_label(label)
    if not label or len(label) > MAX_NAME_CHARACTERS or _not_a_name(label):
        return False
    if _NUMBERED.match(label) or is_bot(label) or is_nobody(label):
        return True
    parted = _ROLE.match(label)
    words = (parted["name"] if parted else label).split()
    if not words or len(words) > MAX_NAME_WORDS:
        return False
    if len(words) > 1 and label.isupper() and any(word.lower() in _TALK_WORDS for word in words):
        return False
    if len(words) == 1 and words[0].islower():
        return _USER_NAME.match(words[0]) is not None
    return any(word[0].isalpha() for word in words) and all(map(_is_name_word, words))


def _not_a_name(label: str) -> bool:
    bare = label.lower().strip(" .")
    if bare in _NOT_NAMES or bare.startswith(("http", "www.")) or _DATE.match(bare):
        return True
    if _NUMBERED.match(label) or (" " in bare and _SOMEBODY.search(bare)):
        return False
    return bare.split(" ", 1)[0] in _NOT_FIRST


def _is_name_word(word: str) -> bool:
    if word.lower().strip(".,") in _PARTICLES or word in {"&", "+", "/"}:
        return True
    if word.isdigit():
        return len(word) <= 3
    return _WORD.match(word) is not None and not word[0].islower()


def is_surely_a_name(label: str) -> bool:
    """Whether the shape alone is convincing: a numbered speaker, a title, or a first and a last name with capitals."""
    label = tidy_label(label)
    if not looks_like_a_name(label):
        return False
    if _NUMBERED.match(label) or is_bot(label):
        return True
    words = label.split()
    return bool(_TITLE.match(words[0])) or (len(words) >= 2 and all(word[0].isupper() for word in words[:2]))


def role_in(label: str) -> str | None:
    """The role in brackets after a name, "Coach" in "Ruiz, Ana (Coach)"; pronouns are no role."""
    parted = _ROLE.match(label)
    if parted is None or _PRONOUNS.match(parted["role"].strip()):
        return None
    return parted["role"].strip()


def speaker(label: str) -> Speaker:
    """The speaker a label stands for. The whole label stays the id: two people may share a name but not a role."""
    return Speaker(id=label, role=role_in(label))


Place = Literal["cue", "inside a cue", "line", "elsewhere"]


class Labels:
    """Which labels of one file are its speakers.

    ``candidates`` are all labels in the file that stood where a speaker would; ``units`` is how many paragraphs or cues
    could have carried one. A label with the shape of a name counts if it comes back, or if much of the file is labelled
    ("Ana: hi", said once, in a file where every paragraph begins like that). One without that shape ("iPhone", "maria
    lopez", "3rd grade team") counts only where it is used like a name again and again.
    """

    def __init__(self, candidates: Iterable[str], units: float) -> None:
        tidied: Counter[str] = Counter()
        for label, count in Counter(candidates).items():
            if label := tidy_label(label):
                tidied[label] += count
        self._decided: dict[tuple[str, Place], bool] = {}
        self.counts = Counter({label: count for label, count in tidied.items() if looks_like_a_name(label)})
        self._odd = Counter({label: tidied[label] for label in tidied if _may_be_a_screen_name(label)})
        self._units = units
        self.share = self.counts.total() / units if units else 0.0

    def accepts(self, label: str, *, at: Place = "elsewhere") -> bool:
        """Whether this label, as it stands in the file, is a speaker.

        ``at`` says where it stands: at the beginning of a cue, of a line of text, or of a later line of a cue, which
        may be the middle of a sentence; or elsewhere, as in brackets or on a printed line, where a shape is asked for.
        """
        if (label, at) not in self._decided:
            self._decided[label, at] = self._decide(tidy_label(label), at)
        return self._decided[label, at]

    def _decide(self, label: str, at: Place) -> bool:
        count = self.counts[label]
        if not count:
            often = at in {"cue", "line"} and self._odd[label] >= max(3, 0.02 * self._units)
            return often or (at == "cue" and self._odd[label] > 0 and self.share >= 0.9)
        if count < 2 and label.islower() and " " not in label:  # a user name, or the end of a wrapped line
            return False
        if _NUMBERED.match(label) or is_bot(label):
            return True
        if self.share >= 0.5:
            return at != "inside a cue" or count >= 2 or is_surely_a_name(label)
        if " " not in label:  # "Reading: ..." twice in a page of notes makes no speaker
            return count >= 2 and self.share >= 0.05
        return count >= 2 or (self.share >= 0.2 and is_surely_a_name(label))


def _may_be_a_screen_name(label: str) -> bool:
    """Whether people could have named themselves so for a call: a few words that are no heading."""
    return len(label.split()) <= 4 and any(map(str.isalpha, label)) and not _not_a_name(label)
