"""``claimline summary``: what a run found, for a person."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.errors import InputError
from pipeline.tables.summary import summary_lines


def print_summary(out: Path) -> None:
    """Print a run's counts and where its tables are.

    Raises:
        InputError: The folder holds no finished run.
    """
    try:
        described = json.loads((out / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            str(out),
            "holds no finished run (run.json is missing or damaged)",
            "the --out folder of a run",
            "run `claimline run` first",
        ) from error
    click.echo("\n".join(summary_lines(described, out / "tables")))


@click.command("summary")
@click.argument("out", type=click.Path(path_type=Path), default=Path("outputs"))
def command(out: Path) -> None:
    """Print what the run in folder OUT found, and where its tables are.

    \b
    Example:
      claimline summary outputs
    """
    print_summary(out)
