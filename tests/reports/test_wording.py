"""Words the reports use for things that are named elsewhere in the code."""

from discourse.readers import READERS
from discourse.reports.wording import FORMATS_READ


def test_every_format_that_is_read_has_a_name_people_know() -> None:
    assert {reader.FORMAT for reader in READERS} <= FORMATS_READ.keys()
