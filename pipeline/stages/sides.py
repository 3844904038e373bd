"""``claimline sides``: side packs, checked alone and against articles."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from pipeline.stages.settings import DEFAULT_PACK


@click.group("sides")
def command() -> None:
    """Check a side pack: which names belong to which side.

    \b
    Example:
      claimline sides lint us-china --out outputs
    """


@command.command("lint")
@click.argument("pack", default=DEFAULT_PACK)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of a run with this pack, to hold the pack against its articles.",
)
@click.option("--min-count", default=5, show_default=True, help="Mentions that make an entity frequent.")
@click.option("--limit", default=20, show_default=True, help="Findings of a kind to print; 0 prints all.")
def lint(pack: str, out: Path | None, min_count: int, limit: int) -> None:
    """Refuse a malformed PACK, and say what a sound one misses.

    Without --out the file alone is checked. With it: frequent entities that no side claims,
    names that never matched, names that two sides share, ambiguous names that were always
    refused.

    \b
    Example:
      claimline sides lint my-pack.yaml
      claimline sides lint us-china --out outputs
    """
    from pipeline.buckets import dataset_buckets
    from pipeline.link.lint import FINDINGS, lint_pack
    from pipeline.link.packs import find_pack, read_pack
    from pipeline.parquet import read_table
    from pipeline.shipped import shipped_path

    read = read_pack(find_pack(pack, shipped_path("sides")))
    names = sum(len(side.members) for side in read.sides)
    click.echo(f"{read.pack}: {len(read.sides)} sides, {names} names, sound")
    folder = None if out is None else out / "mentions"
    tables = [] if folder is None else [read_table(folder / f"{b}.parquet") for b in dataset_buckets(folder)]
    for kind, found in groupby(
        lint_pack(read, tables, min_count=min_count), key=lambda finding: finding.kind
    ):
        if kind == "unmatched" and not tables:
            continue  # every name, since nothing was read
        listed = list(found)
        click.echo(f"\n{FINDINGS[kind]}: {len(listed)}")
        for finding in listed[: limit or None]:
            example = f"  {finding.example}" if finding.example else ""
            click.echo(f"  {finding.name}" + (f"  {finding.count}" if finding.count else "") + example)
        if limit and len(listed) > limit:
            click.echo(f"  … {len(listed) - limit} more (--limit 0 prints all)")
