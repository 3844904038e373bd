"""Published tables that an earlier claimline wrote, given the columns that readers ask for.

A migration is here for each change of the published tables that can be read over: a column
that was added, and what it holds where nobody looked for it yet. Tables are read so and never
rewritten; a run computes them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.errors import InputError
from pipeline.parquet import read_table
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION

Migration = Callable[[str, pa.Table], pa.Table]

_INNER = ("inner_claimant", "inner_claimant_start_char", "inner_claimant_end_char", "inner_claimant_name")


def add_inner_claimants(name: str, table: pa.Table) -> pa.Table:
    """Give ``claims`` its four columns for nested sources, null: no inner claimant was looked for."""
    missing = [column for column in _INNER if column not in table.column_names]
    if name != "claims" or not missing:
        return table
    for column in missing:
        field = PUBLISHED["claims"].field(column)
        table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    known = [column for column in PUBLISHED["claims"].names if column in table.column_names]
    return table.select([*known, *(column for column in table.column_names if column not in known)])


# By the version that wrote the tables: what brings them to SCHEMA_VERSION, in order. Tables of
# version 1 had no inner claimants at first; a change that does raise the version adds a line here.
MIGRATIONS: Mapping[str, tuple[Migration, ...]] = {"1": (add_inner_claimants,)}


def check_version(version: object, place: str) -> str:
    """Give the version of a run's tables if they can be read.

    Args:
        version: ``schema_version`` of ``run.json``.
        place: The run's folder, for the error.

    Raises:
        InputError: There is no way from this version to ours, as from any newer one.
    """
    if isinstance(version, str) and (version == SCHEMA_VERSION or version in MIGRATIONS):
        return version
    raise InputError(
        place, f"written by schema {version}, this is {SCHEMA_VERSION}", "", "run `claimline run` again"
    )


def migrate_table(name: str, table: pa.Table, version: str) -> pa.Table:
    """Give a published table as this version knows it; one that needs nothing comes back as it is.

    Args:
        name: The table's name, such as ``claims``.
        table: Its rows as they were read, or as many columns of it as a reader wants.
        version: The version that wrote it, of those that :func:`check_version` lets pass.
    """
    for migration in MIGRATIONS.get(version, ()):
        table = migration(name, table)
    return table


def read_published(tables: Path, name: str, version: str) -> pa.Table:
    """Read one published table, whatever readable version wrote it.

    Args:
        tables: The run's folder of tables.
        name: The table's name.
        version: The version that wrote it.

    Raises:
        InputError: There is no such table, or it is damaged.
    """
    return migrate_table(name, read_table(tables / f"{name}.parquet"), version)
