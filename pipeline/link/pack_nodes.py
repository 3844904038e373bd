"""YAML of a side pack as nodes that know their line, with what could mislead refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from pipeline.errors import ConfigError

MAX_BYTES = 1_000_000
_STRING = "tag:yaml.org,2002:str"
_READ_AS = {
    "bool": "a boolean",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
    "merge": "a merge key",
    "value": "a value key",
}


class _PlainLoader(yaml.SafeLoader):
    """Composes nodes and refuses anchors, which can grow a small file without bound."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="an anchor or alias (& or *)", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True)
class PackFile:
    """The file that nodes come from, for errors that say where."""

    path: Path

    def refuse(self, node: yaml.Node | None, finding: str, expectation: str, fix: str) -> NoReturn:
        """Raise the error of a pack that cannot be used as it is."""
        line = f":{node.start_mark.line + 1}" if node is not None else ""
        raise ConfigError(f"{self.path}{line}", finding, expectation, fix)

    def root(self) -> yaml.Node:
        """Give the file's only document.

        Raises:
            ConfigError: It cannot be read, is too large, is no YAML, or uses anchors.
        """
        try:
            size = self.path.stat().st_size
            if size > MAX_BYTES:
                self.refuse(None, f"{size:,} bytes", f"at most {MAX_BYTES:,}", "split the pack")
            text = self.path.read_text(encoding="utf-8-sig")
        except OSError as error:
            self.refuse(None, error.strerror or str(error), "a readable file", "check the path")
        except UnicodeDecodeError as error:
            self.refuse(None, f"byte {error.start} is not UTF-8", "UTF-8 text", "save the file as UTF-8")
        try:
            node = yaml.compose(text, Loader=_PlainLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = f"{self.path}:{mark.line + 1}" if mark else str(self.path)
            finding = error.problem or error.context or "not YAML"
            raise ConfigError(
                place, finding, "plain YAML", "see corpus/sides/README.md for the format"
            ) from error
        except yaml.YAMLError as error:
            self.refuse(None, f"not YAML: {error}".splitlines()[0], "plain YAML", "remove the character")
        except RecursionError:
            self.refuse(None, "too many levels of nesting", "a pack's five", "see corpus/sides/README.md")
        if node is None:
            self.refuse(None, "no content", "a side pack", "see corpus/sides/README.md for the format")
        return node

    def string(self, node: yaml.Node, what: str) -> str:
        """Give a scalar's words; what YAML reads as something else must be quoted."""
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(node, f"{what} is {_shape(node)}", "one name", "write it as plain text")
        if node.tag != _STRING:
            kind = _READ_AS.get(node.tag.rsplit(":", 1)[-1], "something else than text")
            if not node.value.strip():
                self.refuse(node, f"{what} is empty", "a name", "fill it in or delete the line")
            self.refuse(node, f"{what} `{node.value}` is read as {kind}", "text", f'write "{node.value}"')
        words = " ".join(node.value.split())
        if not any(character.isalnum() for character in words):
            finding = f"{what} is empty" if not words else f"{what} `{words}` has no letter or digit"
            self.refuse(node, finding, "a name", "fill it in or delete the line")
        return words

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """Give a list's nodes."""
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(node, f"{what} is {_shape(node)}", "a list", "write it as `- entry` lines or [a, b]")
        return list(node.value)

    def pairs(self, node: yaml.Node, what: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Give a mapping's keys, their nodes and their values; a key may occur once."""
        if not isinstance(node, yaml.MappingNode):
            self.refuse(
                node, f"{what} is {_shape(node)}", "keys with values", "write it as `key: value` lines"
            )
        seen: dict[str, int] = {}
        for key_node, value in node.value:
            key = self.string(key_node, f"a key of {what}")
            if key in seen:
                self.refuse(key_node, f"key `{key}` of {what} occurs twice, first in line {seen[key]}",
                            "each key once", "join the two")  # fmt: skip
            seen[key] = key_node.start_mark.line + 1
            yield key, key_node, value


def _shape(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    return f"`{node.value}`" if node.value.strip() else "empty"
