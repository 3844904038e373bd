"""``claimline verify``: the proof that a run's tables hold together."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.errors import InputError
from pipeline.parquet import read_pieces
from pipeline.schemas import PUBLISHED
from pipeline.stages.options import Place


def verify_run(out: Path) -> tuple[int, list[str]]:
    """Check the tables in a run's folder.

    Returns:
        The number of facts checked, and a sentence for each kind of failure.

    Raises:
        InputError: A table or run.json is missing or unreadable.
    """
    from pipeline.reading.migrations import check_version, migrate_table
    from pipeline.tables.checks import check_run

    tables = {name: read_pieces(out / "tables" / f"{name}.parquet") for name in PUBLISHED}
    try:
        described = json.loads((out / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            str(out / "run.json"),
            f"cannot be read ({error})",
            "the description of a finished run",
            "run `claimline run` first",
        ) from error
    version = check_version(described.get("schema_version"), str(out))
    migrated = {
        name: (migrate_table(name, piece, version) for piece in pieces) for name, pieces in tables.items()
    }
    return check_run(migrated, described)


@click.command("verify")
@click.argument("out", type=Place(path_type=Path), default=Path("outputs"))
def command(out: Path) -> None:
    """Check every span against its text, every key against its table, every sum.

    Exits with 1 and one line a failure if something does not hold.

    \b
    Example:
      claimline verify outputs
    """
    facts, failures = verify_run(out)
    for failure in failures:
        click.echo(failure, err=True)
    if failures:
        sys.exit(1)
    click.echo(f"{out}: {facts:,} rows and spans checked, all hold")
