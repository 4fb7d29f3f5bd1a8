"""Packs: method as content. YAML read with its line numbers and checked against a schema.

A pack is a folder of readable files a pedagogue can edit. Each app gives the pydantic schema of its own part in its
``pack.py``; an error names file, line, field and what is wrong (D-010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError


class PackError(Exception):
    """Content that cannot be loaded; the message lists ``file:line: field: what is wrong``, one a line."""


class PackModel(BaseModel):
    """Base of every schema: nothing unknown passes, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(PackModel):
    """A text in Dutch and, where the pack has it, in English."""

    nl: Annotated[str, Field(min_length=1)]
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the English text for ``en`` where there is one, the Dutch text otherwise."""
        return self.en if language.startswith("en") and self.en else self.nl


Schema = TypeVar("Schema", bound=PackModel)


@dataclass(frozen=True)
class PackFile:
    """One file of a pack: its parsed content and the node tree that remembers lines."""

    path: Path
    content: Any
    node: yaml.Node

    def line_of(self, location: Sequence[int | str]) -> int:
        """Return the line (from 1) of the deepest part of ``location`` that the file has."""
        node = self.node
        for step in location:
            child = _child(node, step)
            if child is None:
                break
            node = child
        return int(node.start_mark.line) + 1


def _child(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None


def read(path: Path) -> PackFile:
    """Read one YAML file; broken YAML is a :class:`PackError` with its line."""
    loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        content = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(f"{path.name}:{line}: {error.problem}") from error
    finally:
        loader.dispose()
    if node is None:
        raise PackError(f"{path.name}:1: the file is empty")
    return PackFile(path, content, node)


def load(path: Path, schema: type[Schema]) -> Schema:
    """Read ``path`` and check it against ``schema``."""
    file = read(path)
    try:
        return schema.model_validate(file.content)
    except ValidationError as error:
        raise PackError("\n".join(_sentences(file, error))) from error


def _sentences(file: PackFile, error: ValidationError) -> list[str]:
    return [
        f"{file.path.name}:{file.line_of(item['loc'])}: {'.'.join(str(step) for step in item['loc'])}: {item['msg']}"
        for item in error.errors()
    ]
