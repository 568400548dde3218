"""Pseudonyms for speakers and masks for names, so that a report can be shown to people who were not in the room.

Roster first, then speaker labels, then a few patterns. It lowers the risk of naming someone; it does not make a text
anonymous, and nothing here says so. What it does and does not find is written in ``docs/privacy.md``.
"""

from discourse.privacy.pseudonyms import pseudonymise
from discourse.privacy.roster import Person, Roster, load_roster

__all__ = ["Person", "Roster", "load_roster", "pseudonymise"]
