"""Read a YAML file people edit, and say exactly where it breaks its format.

Codebook, lexicons and question bank are data that facilitators change by hand. So every refusal names file, line,
what is wrong and what would be allowed.
"""

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from discourse.errors import DataFileError


class StrictModel(BaseModel):
    """Base of everything loaded from a data file: unknown keys are refused, values cannot change afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# The parser in C is ten times as fast; a lexicon is half a megabyte.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_SafeLoader):  # type: ignore[misc, valid-type]
    """YAML in which only true and false are truth values: "no", "yes", "on" and "off" are words people look for."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))

ModelT = TypeVar("ModelT", bound=BaseModel)
Location = Sequence[int | str]


class YamlFile:
    """A parsed YAML file that remembers on which line each value stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise DataFileError(path, "this file does not exist") from None
        except UnicodeDecodeError:
            raise DataFileError(path, "this file is not UTF-8 text; save it again as UTF-8") from None
        try:
            loader = _PlainLoader(text)
            self._root: yaml.Node | None = loader.get_single_node()
            self.data: object = loader.construct_document(self._root) if self._root else None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or "it cannot be parsed"
            raise DataFileError(path, f"not valid YAML: {problem}", line=mark.line + 1 if mark else None) from None
        self._refuse_repeated_keys(self._root)

    def line_of(self, location: Location) -> int:
        """The 1-based line of the value at ``location``, or of the nearest value around it."""
        node, line = self._root, 1
        for step in location:
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
        return line

    def parse(self, model: type[ModelT]) -> ModelT:
        """The file's content as ``model``; raises :class:`DataFileError` for the first thing that does not fit."""
        if not isinstance(self.data, dict):
            raise DataFileError(self.path, "the file is empty or not a mapping of keys to values")
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            # A misspelt key is reported before the missing key it was meant to be.
            first = min(error.errors(), key=lambda found: found["type"] == "missing")
            raise DataFileError(self.path, _plain(first, model), line=self.line_of(first["loc"])) from None

    def _refuse_repeated_keys(self, node: yaml.Node | None) -> None:
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    raise DataFileError(
                        self.path, f"the key '{key.value}' is given twice", line=key.start_mark.line + 1
                    )
                seen.add(key.value)
                self._refuse_repeated_keys(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._refuse_repeated_keys(item)


def _plain(error: ErrorDetails, model: type[BaseModel]) -> str:
    """One plain sentence for a validation error."""
    place = ".".join(str(step) for step in error["loc"])
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        allowed = _allowed_keys(model, error["loc"][:-1])
        near = difflib.get_close_matches(key, allowed, n=1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        return f"unknown key '{key}'{hint}; allowed here: {', '.join(allowed)}"
    if error["type"] == "missing":
        return f"the key '{error['loc'][-1]}' is missing"
    return f"{place}: {error['msg'].removeprefix('Value error, ')}"


def _allowed_keys(model: type[BaseModel], location: Location) -> list[str]:
    """The keys of the model that stands at ``location`` inside ``model``."""
    current: type[BaseModel] = model
    for step in location:
        info = current.model_fields.get(str(step))
        inner = _first_model(info.annotation) if info else None
        if inner is not None:
            current = inner
    return sorted(info.alias or name for name, info in current.model_fields.items())


def _first_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _first_model(argument)
        if found is not None:
            return found
    return None
