"""``claimline schema``: the data dictionary."""

from __future__ import annotations

import click

from pipeline.schemas import PUBLISHED
from pipeline.stages.dictionary import schema_markdown


@click.command("schema")
@click.argument("tables", nargs=-1, type=click.Choice(list(PUBLISHED)))
def command(tables: tuple[str, ...]) -> None:
    """Print what every column of the published TABLES means, as Markdown.

    \b
    Example:
      claimline schema claims stances
    """
    click.echo(schema_markdown(list(tables)))
