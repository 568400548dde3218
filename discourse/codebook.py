"""The codebook: the categories people annotate with and the tool speaks in.

Loaded from ``annotation/codebook.yaml``, the single source for rules, labels, reports and exports. Code asks a
category for its kind and its effect and never names one, so that a team can bring a codebook of its own.
"""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from discourse.datafile import StrictModel, YamlFile
from discourse.resources import data_dir

Kind = Literal["deficit", "noticed"]
Tier = Literal["A", "B", "C"]
Effect = Literal[
    # deficit: what the talk does with the people it is about
    "refers", "labels", "limits", "blames", "compares", "deflects", "evades", "pities",
    # noticed: what the talk does for them
    "strength", "system_cause", "interruption", "bounded_need",
]  # fmt: skip


class PassExample(StrictModel):
    """A look-alike that is not coded, and why."""

    text: str
    reason: str


class Examples(StrictModel):
    """What is coded and what is not."""

    yes: list[str] = Field(min_length=3)
    no: list[PassExample] = Field(min_length=3)


class Category(StrictModel):
    """One code of the codebook.

    ``tier`` is the reliability to expect among trained readers (A best). ``yields_to`` names categories that win
    over this one where both fit the same words. ``set_aside_by`` names the reasons, beyond stance, that keep a
    candidate of this category from being a flag.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    kind: Kind
    effect: Effect
    tier: Tier
    unit: str
    plain: str
    definition: str
    include: list[str]
    exclude: list[str]
    yields_to: list[str] = []
    set_aside_by: list[str] = []
    sources: list[str]
    examples: Examples


class Codebook(StrictModel):
    """All categories, and the order in which a reader decides."""

    codebook: str
    version: str
    scope: str
    decision_order: list[str]
    stances: dict[str, str]
    set_aside_reasons: dict[str, str]
    categories: list[Category] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_agree(self) -> "Codebook":
        keys = [category.key for category in self.categories]
        repeated = {key for key in keys if keys.count(key) > 1}
        if repeated:
            raise ValueError(f"the category key '{min(repeated)}' is given twice")
        for category in self.categories:
            for other in category.yields_to:
                if other not in keys:
                    raise ValueError(f"{category.key} yields to '{other}', which is not a category")
            for reason in [*category.set_aside_by, *(example.reason for example in category.examples.no)]:
                if reason not in self.set_aside_reasons:
                    allowed = ", ".join(sorted(self.set_aside_reasons))
                    raise ValueError(f"{category.key} uses the reason '{reason}'; set_aside_reasons has: {allowed}")
        return self

    @cached_property
    def by_key(self) -> dict[str, Category]:
        """Categories by their key, in the order of the file."""
        return {category.key: category for category in self.categories}

    @cached_property
    def identity(self) -> str:
        """Name, version and a short content hash: tells which codebook stood behind a result."""
        digest = hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]
        return f"{self.codebook} {self.version} {digest}"

    def __getitem__(self, key: str) -> Category:
        """The category with this key; ``KeyError`` if there is none."""
        return self.by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    def of_kind(self, kind: Kind) -> Iterator[Category]:
        """Categories of one kind, in the order of the file."""
        return (category for category in self.categories if category.kind == kind)

    def with_effect(self, effect: Effect) -> Iterator[Category]:
        """Categories with one effect, in the order of the file."""
        return (category for category in self.categories if category.effect == effect)


def load_codebook(path: Path | None = None) -> Codebook:
    """The codebook at ``path``, or the one that ships; raises :class:`~discourse.errors.DataFileError`."""
    return YamlFile(path or data_dir("annotation") / "codebook.yaml").parse(Codebook)
