"""What is personal by its shape: e-mail addresses, phone numbers, student ids, dates of birth."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Shape(NamedTuple):
    """A stretch that is personal by its shape, and the mask for it."""

    start: int
    end: int
    label: str


_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ORDINAL: Final = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)\b"
)
_DAY: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\b|{_ORDINAL})"
_SMALL: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_YEAR: Final = rf"(?:,?\s+(?:(?:19|20)\d\d\b|(?:two thousand|nineteen|twenty)(?:[ -](?:and[ -])?{_SMALL})*\b))"
_DATE: Final = rf"""
    \d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?(?!\d) | \d{{4}}-\d\d-\d\d(?!\d)
  | {_MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}? | {_MONTH}{_YEAR}
  | (?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}?
"""

_SHAPES: Final = (
    (
        "[e-mail]",
        re.compile(
            r"""
            (?P<it>[\w.%+-]+@(?:[\w-]+\.)+[a-z]{2,}
              | \b[\w.-]+(?:\ (?:dot|underscore|dash)\ \w+)*\ at\ (?:\w+\ dot\ ){1,3}(?:com|org|edu|net|gov|us|uk)\b)
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "[date of birth]",
        re.compile(
            rf"""
            \b(?:born|date\ of\ birth|d\.?o\.?b\b\.?|birth\s?dates?|birthdays?)
            (?:[\s:,]+(?:is|was|on|in))*[\s:,]*(?P<it>{_DATE})
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "[id]",
        re.compile(
            r"""
            (?:\b(?:id|i\.d\.|ssid|suid|lasid)(?!\w)(?:\s*(?:numbers?|num|no\b\.?))?
              | \b(?:student|pupil|case|employee|badge|account|social\ security)\ (?:number|no\b\.?|\#))
            (?:[\s:\#]|\b(?:is|was|of)\b)*
            (?P<it>\b(?:[a-z]{1,3}-?)?\d(?:[\ -]?\d){3,}(?!\w))
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    ("[id]", re.compile(r"(?<![\w.-])(?P<it>\d{3}-\d\d-\d{4})(?![\w-])")),
    (
        "[phone]",
        re.compile(
            r"""
            (?<![\w$.,/-])(?P<it>
                (?:\+?1[\ .-]?)?(?:\(\d{3}\)\ ?|\d{3}[\ .-])\d{3}[\ .-]\d{4}
              | \+\d{1,3}(?:[\ .-]?\(?\d{1,4}\)?){2,5}
              | 1?[2-9]\d{9}
            )(?![\w/-])(?!\.\d)
            """,
            re.VERBOSE,
        ),
    ),
    # A local number; "pages 200-1200" and "between 300-1000" are none.
    (
        "[phone]",
        re.compile(
            r"(?<![\w$.,/-])(?<!pages )(?<!page )(?<!pp )(?<!between )(?<!from )(?<!rooms )(?<!about )"
            r"(?P<it>[2-9]\d\d[-.]\d{4})(?![\w/-])(?!\.\d)"
        ),
    ),
    ("[id]", re.compile(r"(?<![\w$£€.,/-])(?P<it>\d{9,})(?![\w/-])(?![.,]\d)")),
)


def shapes_in(text: str) -> Iterator[Shape]:
    """Stretches of ``text`` that are personal by their shape; they may overlap."""
    for label, pattern in _SHAPES:
        for found in pattern.finditer(text):
            yield Shape(found.start("it"), found.end("it"), label)
