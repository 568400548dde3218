"""Write docs/commands.md from the command line's own --help, so that the reference cannot go stale.

Run: python docs/build_commands.py          writes the page
     python docs/build_commands.py --check  says whether the page is current (exit 1 if not)
"""

import os
import re
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("commands.md")
COMMANDS = [
    (),
    ("review",),
    ("explain",),
    ("examples",),
    ("evaluate",),
    ("train",),
    ("doctor",),
    ("lexicon",),
    ("lexicon", "check"),
    ("lexicon", "test"),
    ("lexicon", "show"),
]

HEAD = """# Commands

This page is made from `--help` by `python docs/build_commands.py`; do not edit it by hand.

Data goes to standard output, progress to standard error. Exit codes:

| code | meaning |
|---|---|
| 0 | done |
| 1 | moments were found and `--fail-on` asked for this code; or a lexicon test failed |
| 2 | the call is wrong, a file is missing, or a lexicon, codebook or question file breaks its format |
| 3 | an input cannot be read as a transcript; the message says which file, where, and what to do |
| 4 | some transcripts of several could not be read; the others were reviewed |
"""


def page() -> str:
    """The whole page."""
    os.environ.update(COLUMNS="100", TERM="dumb", NO_COLOR="1")
    from typer.testing import CliRunner

    from discourse.cli import app

    parts = [HEAD]
    for command in COMMANDS:
        result = CliRunner().invoke(app, [*command, "--help"], prog_name="discourse")
        help_text = re.sub(r"[ \t]+$", "", result.stdout, flags=re.MULTILINE).strip()
        parts.append(f"## {' '.join(('discourse', *command))}\n\n```text\n{help_text}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or compare it with what it should be."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/commands.md is not current. Run: python docs/build_commands.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
