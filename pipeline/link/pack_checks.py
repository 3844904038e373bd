"""What a side pack may not hold twice: a side's id, and a written form of a name."""

from __future__ import annotations

import yaml

from pipeline.link.pack_nodes import PackFile

# Each written form of a side with its kind and the node that errors point at.
Listed = list[tuple[str, str, yaml.Node]]


def check_ids(file: PackFile, ids: list[tuple[str, yaml.Node]]) -> None:
    """Refuse a side id that occurs twice.

    Raises:
        ConfigError: It does; the error names both lines.
    """
    seen: dict[str, int] = {}
    for side, node in ids:
        if side in seen:
            finding = f"side id `{side}` occurs twice, first in line {seen[side]}"
            file.refuse(node, finding, "each id once", "rename one")
        seen[side] = node.start_mark.line + 1


def check_forms(file: PackFile, sides: list[tuple[str, Listed]]) -> None:
    """Refuse a form that two sides share, or that one side lists twice.

    Stems of hyphenated words (kind ``compound``) repeat other forms of their side by design.

    Raises:
        ConfigError: A form is listed twice; the error names both lines.
    """
    owners: dict[str, tuple[str, int]] = {}
    listed_at: dict[tuple[str, bool], int] = {}
    fix = "delete one of the two"
    for side, listed in sides:
        for form, kind, node in listed:
            line = node.start_mark.line + 1
            other, other_line = owners.setdefault(form, (side, line))
            if other != side:
                finding = f"`{form}` belongs to sides `{other}` (line {other_line}) and `{side}`"
                file.refuse(node, finding, "one side a name", fix)
            key = form, kind == "compound"
            if key in listed_at:
                finding = f"`{form}` occurs twice in side `{side}`, first in line {listed_at[key]}"
                file.refuse(node, finding, "each form once", fix)
            listed_at[key] = line
