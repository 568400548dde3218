"""One person under several spellings: found and offered, merged only when somebody says so.

>>> likely_same(["Ana Ruiz", "ana ruiz (she/her)", "RUIZ, Ana", "Sam Lee"])
(('Ana Ruiz', 'ana ruiz (she/her)', 'RUIZ, Ana'),)
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from discourse.errors import DiscourseError
from discourse.readers.speakers import is_nobody, role_in, tidy_label
from discourse.transcript import Speaker, TimeMark, Transcript, Turn

_IN_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DEVICE: Final = re.compile(
    r"['’]s?\s+(?:i?phone|ipad|macbook|laptop|tablet|galaxy|android|computer|chromebook)\b.*$", re.I
)
_ORGANISATION: Final = re.compile(r"\s+[-–—|/@]\s+.*$")
_TITLES: Final = frozenset(
    "mr mrs ms miss mx dr prof professor sr sra principal superintendent director coach chair".split()
)
_DEGREES: Final = frozenset("phd edd ma med ms mba msw lcsw jr ii iii esq".split())
_CUT_AT: Final = 12
# A meeting has not so many people; comparing everyone with everyone would take long.
_MOST_NAMES: Final = 500


def likely_same(labels: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of labels that are probably one person's, in the order of first appearance; a hint to show, no more.

    The same name in other order, capitals, accents, with pronouns, a degree, an organisation or a device; a first name,
    initials or a cut user name, if only one person in the list can be meant. Two labels that give different roles in
    brackets are two people.
    """
    names = {label: _names(label) for label in dict.fromkeys(labels)}
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for label, name in names.items():
        if name:
            groups[tuple(sorted(name))].append(label)
    for short in sorted(list(groups)[:_MOST_NAMES], key=lambda key: len("".join(key))):
        fuller = [
            key for key in groups if key != short and _abbreviates(names[groups[short][0]], names[groups[key][0]])
        ]
        if len(fuller) == 1:
            groups[fuller[0]].extend(groups.pop(short))
    order = {label: at for at, label in enumerate(names)}
    found = (tuple(sorted(group, key=order.__getitem__)) for group in groups.values())
    return tuple(sorted((group for group in found if _plausible(group)), key=lambda group: order[group[0]]))


def _names(label: str) -> tuple[str, ...]:
    """The words of a name in small plain letters, first name first; none for a number, a role alone or nobody."""
    if is_nobody(label) or any(char.isdigit() for char in label):
        return ()
    bare = _ORGANISATION.sub("", _DEVICE.sub("", _IN_BRACKETS.sub("", tidy_label(label))))
    letters = unicodedata.normalize("NFKD", bare.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char)).replace("’", "'").replace(".", " ")
    before, comma, after = plain.partition(",")
    if comma and not set(after.replace(",", " ").split()) <= _DEGREES | {"d", "ed", "ph", "m"}:
        plain = f"{after.replace(',', ' ')} {before}"
    else:
        plain = before
    words = plain.split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return () if set(words) <= _TITLES or max(map(len, words), default=0) < 2 else tuple(words)


def _abbreviates(short: Sequence[str], name: Sequence[str]) -> bool:
    """Whether ``short`` may stand for ``name``: "ana", "a ruiz", "ana r", "anaruiz", "christinethompso"."""
    if len(name) < 2:
        return False
    if len(short) == 1:
        joined = "".join(name)
        cut = len(short[0]) >= _CUT_AT and joined.startswith(short[0])
        return cut or short[0] in {name[0], joined, name[0][0] + name[-1], f"{name[0]}{name[-1]}"}
    if len(short) != len(name) and not (len(short) == 2 and short[0] == name[0] and short[-1] == name[-1]):
        return False
    pairs = zip(short, name if len(short) == len(name) else (name[0], name[-1]), strict=True)
    return all(part == whole or (len(part) == 1 and whole.startswith(part)) for part, whole in pairs)


def _plausible(group: Sequence[str]) -> bool:
    return len(group) > 1 and len({role for label in group if (role := role_in(label))}) < 2


def merge_speakers(transcript: Transcript, same: Mapping[str, str]) -> Transcript:
    """The transcript with speakers renamed as ``same`` says (label to the label to keep), neighbouring turns joined.

    Raises ``DiscourseError`` for a label that nobody in the transcript has.
    """
    known = {who.id for who in transcript.speakers}
    if missing := sorted((set(same) | set(same.values())) - known):
        raise DiscourseError(f'{transcript.source}: there is no speaker "{missing[0]}" to merge.')
    speakers: dict[str, Speaker] = {}
    for who in transcript.speakers:
        kept = same.get(who.id, who.id)
        role = who.role or (speakers[kept].role if kept in speakers else None)
        speakers[kept] = Speaker(kept, role)
    turns: list[Turn] = []
    for turn in transcript.turns:
        renamed = replace(turn, index=len(turns), speaker=same.get(turn.speaker or "", turn.speaker))
        if turns and renamed.kind == "speech" == turns[-1].kind and renamed.speaker == turns[-1].speaker is not None:
            turns[-1] = _joined(turns[-1], renamed)
        else:
            turns.append(renamed)
    return replace(transcript, turns=tuple(turns), speakers=tuple(speakers.values()))


def _joined(before: Turn, after: Turn) -> Turn:
    shift = len(before.text) + 1
    marks = [*before.time_marks, *(TimeMark(mark.offset + shift, mark.seconds) for mark in after.time_marks)]
    ends = [end for end in (before.end, after.end) if end is not None]
    return replace(
        before,
        text=f"{before.text} {after.text}",
        start=before.start if before.start is not None else after.start,
        end=max(ends) if ends else None,
        time_marks=tuple(marks),
    )
