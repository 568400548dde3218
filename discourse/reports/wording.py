"""What reports say in their own voice, in one place, so that every format says the same."""

from collections.abc import Mapping
from typing import Final

from discourse.detection.findings import Band
from discourse.wire import Origin

DRAFT: Final = "Draft, not reviewed yet. A person decides what stands."

BANDS: Final[Mapping[Band, str]] = {
    "clear": "clear",
    "worth_a_look": "worth a look",
}
BAND_MEANINGS: Final[Mapping[Band, str]] = {
    "clear": "The wording is strong and says whom it is about.",
    "worth_a_look": "Trained readers might differ on this one.",
}
LEAST_RELIABLE: Final = (
    "This is a kind of talk on which even trained readers differ most. Take it as something to talk over."
)
NO_CONFIDENCE: Final = "No calibrated confidence yet: rules only."

ORIGINS: Final[Mapping[Origin, str]] = {
    "protocol": "published protocol wording (San Diego County Office of Education, in WestEd 2021)",
    "adapted": "adapted from the protocol",
    "project": "ours",
}

NOTHING_NOTICED: Final = (
    "Nothing was picked out here. That says more about this tool than about the meeting: it knows few of the ways "
    "people name a strength or look at their own system. You were there. What would you add?"
)
NOTHING_MARKED: Final = (
    "No moment was marked, and that is good to see. Much is missed, though: talk that puts a problem in students or "
    "families is often quiet and uses no tell-tale word. If something stayed with you, trust it and read on in the "
    "transcript."
)

# How the transcript's format is called in a sentence; another reader's name stands as it is.
FORMATS_READ: Final[Mapping[str, str]] = {
    "webvtt": "WebVTT captions",
    "srt": "SRT captions",
    "text": "a plain-text transcript",
    "minutes": "meeting notes or minutes",
    "docx": "a Word document",
    "pdf": "the text of a PDF",
    "sbv": "SBV captions",
    "youtube-xml": "YouTube's XML captions",
    "zoom-chat": "a Zoom chat",
    "whisper-json": "JSON of the Whisper family",
    "deepgram-json": "Deepgram's JSON",
    "assemblyai-json": "AssemblyAI's JSON",
    "json-records": "a JSON list of who said what",
    "csv": "a table of who said what",
    "xlsx": "an Excel table of who said what",
    "convokit": "ConvoKit utterances",
    "elan": "an ELAN annotation",
    "talkbank-chat": "a CHAT transcript",
    "textgrid": "a Praat TextGrid",
    "discourse-json": "this tool's own JSON",
}

# How often it was right in testing, where no classifier says so for itself. Tables stand in docs/evaluation.md.
TESTED_RULES: Final = (
    "This page was made by rules alone. In testing they found about one in six hard deficit turns (.16, 95 % interval "
    ".12 to .20) and let .97 (.96 to .97) of look-alikes pass, on 2,240 turns written and labelled by a language model "
    "as eight writers; docs/evaluation.md has the tables."
)
NOT_FOR: Final = (
    "Not for evaluating, disciplining, scoring or ranking anyone. It marks words at a moment in a meeting, never a "
    "person, and it cannot know what someone meant.",
    "How well it works on live meetings like yours is unknown until it is measured locally, with people who were "
    "there. Until then expect wrong marks and missed moments.",
    "A person's review comes before anything here is called final, shared or acted on.",
)
NO_ENDORSEMENT: Final = (
    "The one question labelled as published protocol wording is quoted from WestEd's 2021 paper. All others are this "
    "project's; neither San Diego County nor WestEd has endorsed them or this tool."
)
SMALL_PRINT: Final = "Made on this machine. Nothing was sent anywhere, and this page asks nobody for anything."
