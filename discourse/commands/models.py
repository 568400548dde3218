"""Which classifier a command uses: the one that ships, one the user names, or none."""

from pathlib import Path

_NONE = Path("none")


def is_none(model: Path | None) -> bool:
    """Whether the user asked for rules alone."""
    return model == _NONE


def chosen_model(model: Path | None) -> Path | None:
    """The folder the user named, or the classifier that ships; None for rules alone."""
    from discourse.resources import shipped_model

    return None if is_none(model) else model or shipped_model()
