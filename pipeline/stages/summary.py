"""``claimline summary``: what a run found, for a person."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.errors import InputError
from pipeline.stages.options import Place
from pipeline.tables.summary import summary_lines


def print_summary(out: Path) -> None:
    """Print a run's counts and where its tables are.

    Raises:
        InputError: The folder holds no finished run.
    """
    from pipeline.places import is_remote

    try:
        described = json.loads((out / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            str(out),
            "holds no finished run (run.json is missing or damaged)",
            "the --out folder of a run",
            "run `claimline run` first",
        ) from error
    lines = summary_lines(described, out / "tables")
    if is_remote(out):  # the story page is made of a copy on this machine
        click.echo("\n".join(lines))
        return
    page, told = out / "report" / "index.html", out / "run.json"
    # A page that an earlier run left here tells another story.
    if page.is_file() and page.stat().st_mtime >= told.stat().st_mtime:
        lines.append(f"story page: {page.as_posix()}")
    else:
        lines.append(f"story page: claimline report {out.as_posix()}")
    click.echo("\n".join(lines))


@click.command("summary")
@click.argument("out", type=Place(path_type=Path), default=Path("outputs"))
def command(out: Path) -> None:
    """Print what the run in folder OUT found, and where its tables are.

    \b
    Example:
      claimline summary outputs
    """
    print_summary(out)
