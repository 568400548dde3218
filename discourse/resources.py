"""Where the data that ships with the project lies: in an installed wheel, or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder ``lexicons``, ``annotation``, ``examples`` or ``models``.

    A wheel carries them as ``discourse/_data/<name>``; a checkout or an editable install has them at its top.
    Raises ``FileNotFoundError`` when neither is there, which means a broken installation.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the data folder {name!r} is missing from this installation; reinstall discourse-mirror")


def shipped_model() -> Path | None:
    """The folder of the classifier that ships, or None where there is none: then rules decide alone."""
    try:
        folder = data_dir("models") / "reader"
    except FileNotFoundError:
        return None
    return folder if (folder / "manifest.json").is_file() else None
