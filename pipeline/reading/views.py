"""A run's tables as DuckDB views, and the join that everybody needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow as pa

from pipeline.reading.migrations import migrate_table
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

CLAIMS_FULL = """
SELECT
    c.claim_id, c.article_id, c.sentence_id, c.start_char, c.end_char, c.text, c.kind, c.claim_score,
    c.claimant_kind, c.claimant, c.claimant_name, c.claimant_side, c.cue, c.framing, c.is_direct,
    c.inner_claimant_name,
    s.side, s.stance, s.p_supporting, s.p_critical, s.p_neutral, s.target,
    a.title, a.publisher, a.published_on, a.url, a.source_path, a.duplicate_group,
    g.group_id, g.is_representative
FROM claims AS c
JOIN articles AS a USING (article_id)
JOIN claim_groups AS g USING (claim_id)
LEFT JOIN stances AS s USING (claim_id)
"""
_IN_READING_ORDER = "SELECT * FROM claims_full ORDER BY article_id, start_char, end_char, claim_id, side"


def open_views(folder: Path, version: str = SCHEMA_VERSION) -> DuckDBPyConnection:
    """Give a connection in memory with one view a table, and ``claims_full``.

    ``claims_full`` has one row a claim and side that it concerns; a claim that concerns no side has
    one row with a null side. The views read the Parquet files; nothing is written, and only a
    table whose columns an earlier claimline did not know is copied, to get them.

    Args:
        folder: Folder of the published tables.
        version: Schema version of the claimline that wrote them.
    """
    connection = duckdb.connect(":memory:")
    for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
        connection.execute(f"SET {name} = false")  # extensions would come from the network
    # Inside Jupyter without its widgets there is no progress bar, and DuckDB refuses to be told so.
    with suppress(duckdb.InvalidInputException):
        connection.execute("SET enable_progress_bar = false")
    # A query must not take a caller's variable for a table.
    connection.execute("SET python_enable_replacements = false")
    for name in PUBLISHED:
        path = (folder / f"{name}.parquet").resolve().as_posix()
        found = connection.read_parquet(re.sub(r"([*?\[])", r"[\1]", path))
        if _is_current(name, found.columns, version):
            found.create_view(name)
        else:
            migrated = migrate_table(name, found.to_arrow_table(), version)
            connection.from_arrow(migrated).create(name)
    connection.execute(f"CREATE VIEW claims_full AS {CLAIMS_FULL}")
    return connection


def _is_current(name: str, columns: list[str], version: str) -> bool:
    bare = pa.table({column: pa.nulls(0) for column in columns})
    return bool(migrate_table(name, bare, version).column_names == columns)


def query_frame(
    connection: DuckDBPyConnection, query: str, frames: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Give the rows of a query as a frame with Arrow-backed columns.

    Args:
        connection: What :func:`open_views` gave.
        query: SQL in DuckDB's dialect.
        frames: Tables of the caller's own, by the name the query uses.

    Raises:
        duckdb.Error: The query is wrong; DuckDB's own words say where.
    """
    cursor = connection.cursor()
    for name, frame in frames.items():
        cursor.register(name, frame)
    relation: DuckDBPyRelation | None = cursor.sql(query)
    if relation is None:  # a statement without rows
        return pd.DataFrame()
    return to_frame(relation.to_arrow_table())


def read_claims_full(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Give ``claims_full`` in reading order: by article, then place, then side."""
    return query_frame(connection, _IN_READING_ORDER, {})


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Give an Arrow table as a frame whose columns keep their Arrow types, nulls included."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame
