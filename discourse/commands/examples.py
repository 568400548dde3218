"""``discourse examples``: the fictional meetings that come along."""

import shutil
from pathlib import Path

from discourse.errors import DiscourseError
from discourse.resources import data_dir


def examples(folder: Path | None) -> None:
    """List the example meetings, or copy them to ``folder``; raises :class:`DiscourseError` before overwriting any."""
    meetings = sorted(path for path in data_dir("examples").iterdir() if path.suffix not in {"", ".py"})
    if folder is None:
        for meeting in meetings:
            print(meeting.name)
        return
    taken = next((meeting.name for meeting in meetings if (folder / meeting.name).exists()), None)
    if taken is not None:
        raise DiscourseError(f"{folder / taken} is there already; name an empty folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for meeting in meetings:
        shutil.copyfile(meeting, folder / meeting.name)
    print(f"{len(meetings)} fictional meetings copied to {folder}")
