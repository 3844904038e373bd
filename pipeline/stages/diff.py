"""``claimline diff``: what changed between two runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from pipeline.stages.difference import QUIET, compare_folders

_ARROW = "→"


def difference_lines(found: Mapping[str, Any]) -> list[str]:
    """Put what :func:`compare_folders` found into lines for a person."""
    old, new = found["old"], found["new"]
    lines = [f"{old['folder']} ({old['run_id']}) {_ARROW} {new['folder']} ({new['run_id']})"]
    if found["equal"]:
        lines.append("the same rows and the same numbers")
    lines += [f"made by {row['what']}: {row['old']} {_ARROW} {row['new']}" for row in found["made_by"]]
    if found["headlines"]:
        lines += ["", "numbers that moved"]
        width = max(len(row["headline"]) for row in found["headlines"])
        lines += [f"  {row['headline']:{width}}  {_moved(row)}" for row in found["headlines"]]
    for name, table in found["tables"].items():
        counted = ", ".join(
            f"{table[word]:,} {word}" for word in ("removed", "added", "changed") if table[word]
        )
        lines += ["", f"{name}: {counted} ({table['rows'][0]:,} {_ARROW} {table['rows'][1]:,} rows)"]
        if table["columns"]:
            lines.append("  in " + ", ".join(f"{column} {n:,}" for column, n in table["columns"].items()))
        lines += [
            f"  {flip['old']} {_ARROW} {flip['new']}: {flip['rows']:,}" for flip in table.get("flips", ())
        ]
        if table.get("edited"):
            lines.append(f"  {table['edited']:,} of them edited: from the same place, with other words")
        lines += [f"  {_told(row)}" for row in table["first"]]
    return lines


def _moved(row: Mapping[str, Any]) -> str:
    digits = 3 if "share" in row["headline"] else 0
    was, now = ("none" if row[k] is None else f"{row[k]:,.{digits}f}" for k in ("old", "new"))
    change = "" if row["change"] is None else f"  ({row['change']:+,.{digits}f})"
    return f"{was:>9} {_ARROW} {now:>9}{change}"


def _told(row: Mapping[str, Any]) -> str:
    parts = [f"{row['change']} {row['key']}"]
    if "text" in row:
        parts.append(f"“{row['text']}”")
    parts += [
        f"{column} {was} {_ARROW} {now}"
        for column, (was, now) in row.get("columns", {}).items()
        if column not in QUIET
    ]
    return "  ".join(parts)


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for a person, or one JSON object.",
)
@click.option(
    "--show",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="Changed rows of a table to print in full.",
)
@click.option("--fail-on-change", is_flag=True, help="Exit with 1 if anything differs.")
def command(old: Path, new: Path, style: str, show: int, fail_on_change: bool) -> None:
    """Say row by row what changed between the runs in OLD and NEW, and which headline numbers moved.

    \b
    Example:
      claimline diff outputs-before outputs
    """
    found = compare_folders(old, new, show)
    if style == "json":
        click.echo(json.dumps(found, indent=2, ensure_ascii=False, default=str))
    else:
        click.echo("\n".join(difference_lines(found)))
    if fail_on_change and not found["equal"]:
        sys.exit(1)
