"""Buckets: the unit of work, of cache and of atomicity.

A dataset is a folder of Parquet files, one a bucket; a bucket holds the articles whose id
begins with its name. Each file remembers in its footer what made it (``made_by``: the
stage's code, parameters and models, and the rows it read) and what is in it (``rows``), so
that a bucket is computed again only when one of these changed. A killed run has lost the
buckets in flight and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pipeline.errors import ClaimlineError, DamagedTableError, InputError, SchemaError
from pipeline.parquet import measure_rows, read_footers, read_table, rows_digest, write_table
from pipeline.places import map_waiting
from pipeline.schemas import SCHEMA_VERSION, check_table

BUCKET_DIGITS = 2  # 256 buckets: one article more in 2,000 recomputes about eight
MADE_BY, ROWS, COUNT = "claimline.made_by", "claimline.rows", "claimline.count"
WEIGHT, FAILED = "claimline.weight", "claimline.failed"
FACTS = "claimline.facts"  # a digest of the others: what is compared must not be damaged itself
# Bytes of a function's input at a time: enough for full batches, little beside the models.
_MOST_BYTES = 8_000_000

TableFunction = Callable[[pa.Table], pa.Table]
Prepare = Callable[[], TableFunction]
Rescue = Callable[[pa.Table, str, pa.Schema], pa.Table]


@dataclass(frozen=True)
class BucketWork:
    """One bucket to compute.

    Args:
        output: File to write; its stem is the bucket's name.
        schema: Schema that the result must have; one row for each row read.
        made_by: Digest of all that the result depends on.
        inputs: Files of the same bucket in the datasets read, joined column by column.
        rows: The input itself, where it is on no disk yet.
        size: Rows in it, for the progress bar.
        weight: Bytes that its rows take, by which work is shared out.
        rescue: Gives the row of an article that the function fails on, from its input and
            the error, so that one article cannot stop a run; the file's footer names it under
            ``failed``. Null: the error ends the run.
    """

    output: Path
    schema: pa.Schema
    made_by: str
    inputs: tuple[Path, ...] = ()
    rows: pa.Table | None = field(default=None, compare=False)
    size: int = 1
    weight: int = 1
    rescue: Rescue | None = None


def bucket_of(article_id: str, digits: int = BUCKET_DIGITS) -> str:
    """Give the name of the bucket that holds an article."""
    return article_id[:digits]


def dataset_buckets(folder: Path) -> list[str]:
    """Give the names of a dataset's buckets, sorted; none if there is no such folder."""
    return sorted(path.stem for path in folder.glob("*.parquet"))


def digest_of(*parts: str) -> str:
    """Give a digest of what made a bucket."""
    return hashlib.sha256("\x1f".join((SCHEMA_VERSION, *parts)).encode()).hexdigest()[:32]


def join_columns(tables: Sequence[pa.Table], place: str) -> pa.Table:
    """Join tables of the same articles side by side; a column that repeats is taken once.

    Raises:
        SchemaError: The tables do not hold the same articles in the same order.
    """
    joined = tables[0]
    for table in tables[1:]:
        if not table.column("article_id").equals(joined.column("article_id")):
            raise SchemaError(
                place, "two datasets hold different articles", "the same", "run the earlier stages again"
            )
        for name in table.column_names:
            if name not in joined.column_names:
                joined = joined.append_column(table.schema.field(name), table.column(name))
    return joined


def read_bucket(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a bucket's file; if all of it is read, prove that its rows are those that were written.

    Raises:
        DamagedTableError: A byte of it has changed since.
    """
    table = read_table(path, columns)
    told = (table.schema.metadata or {}).get(ROWS.encode())
    if columns is None and told is not None and rows_digest(table).encode() != told:
        raise DamagedTableError(
            str(path), "its rows are not those that were written", "an unchanged file", "run again"
        )
    return table


def compute_works(works: Sequence[BucketWork], function: TableFunction) -> None:
    """Compute some buckets: their rows together, in portions of bounded size, then written each alone.

    A function answers row by row, so where its input is cut changes nothing; small buckets
    read together fill its batches, large ones cut keep its memory small.

    Args:
        works: Buckets of one stage.
        function: Gives one row for each row.
    """
    tables = map_waiting(input_of, works, works[0].output)
    schema = works[0].schema
    parts: list[pa.Table] = []
    failed: dict[str, str] = {}
    whole = pa.concat_tables(tables) if len(tables) > 1 else tables[0]
    for portion in _portions(whole):
        try:
            answer = check_table(function(portion), schema, str(works[0].output))
            if answer.num_rows != portion.num_rows:
                raise SchemaError(
                    str(works[0].output), f"{answer.num_rows} rows for {portion.num_rows}", "one for each"
                )
        except ClaimlineError:
            raise
        except Exception:
            if works[0].rescue is None:
                raise
            answer, lost = _apply_row_by_row(portion, function, works[0])
            failed.update(lost)
        parts.append(answer)
    answers = pa.concat_tables(parts)
    first = 0
    written: list[tuple[pa.Table, Path, str, dict[str, str]]] = []
    for work, table in zip(works, tables, strict=True):
        rows = answers.slice(first, table.num_rows)
        first += table.num_rows
        lost = {key: failed[key] for key in rows.column(0).to_pylist() if key in failed} if failed else {}
        written.append((rows, work.output, work.made_by, lost))
    map_waiting(lambda bucket: write_bucket(*bucket), written, works[0].output)


def input_of(work: BucketWork) -> pa.Table:
    """Give the rows that a bucket is computed from."""
    if work.rows is not None:
        return work.rows
    return join_columns(
        [read_bucket(path) for path in work.inputs], str(work.output)
    ).replace_schema_metadata(None)


def _portions(table: pa.Table) -> Iterator[pa.Table]:
    rows = max(1, int(_MOST_BYTES * table.num_rows / max(1, table.nbytes)))
    for first in range(0, table.num_rows, rows):
        yield table.slice(first, rows)
    if not table.num_rows:
        yield table


def _apply_row_by_row(
    table: pa.Table, function: TableFunction, work: BucketWork
) -> tuple[pa.Table, dict[str, str]]:
    """Apply the function to each row alone; give the rows, and the error of each that failed."""
    assert work.rescue is not None
    parts, failed = [], {}
    for number, key in enumerate(table.column(0).to_pylist()):
        row = table.slice(number, 1)
        try:
            parts.append(check_table(function(row), work.schema, key))
        except Exception as error:
            failed[key] = f"{type(error).__name__}: {error}"
            parts.append(work.rescue(row, failed[key], work.schema))
    return pa.concat_tables(parts), failed


def empty_lists(row: pa.Table, error: str, schema: pa.Schema) -> pa.Table:
    """Give the row of an article that a stage failed on: what it had, and empty lists."""
    del error  # stands in the footer
    values = row.select([name for name in schema.names if name in row.column_names]).to_pylist()[0]
    return pa.Table.from_pylist([{name: values.get(name, []) for name in schema.names}], schema=schema)


def write_bucket(table: pa.Table, path: Path, made_by: str, failed: Mapping[str, str] | None = None) -> None:
    """Write a bucket's file with the digests of what made it and of its rows."""
    table = table.combine_chunks()
    digest, size = measure_rows(table)
    facts = {MADE_BY: made_by, ROWS: digest, COUNT: str(table.num_rows), WEIGHT: str(size)}
    if failed:
        facts[FAILED] = json.dumps(failed, sort_keys=True)
    write_table(table, path, {**facts, FACTS: _digest_of_facts(facts)})


@dataclass(frozen=True)
class Footer:
    """What a bucket's footer says of its rows.

    Args:
        rows: Their digest.
        count: How many they are.
        weight: Bytes that they say.
        failed: Articles that the stage failed on, each with the error.
    """

    rows: str
    count: int
    weight: int
    failed: Mapping[str, str]


def read_bucket_footers(paths: Sequence[Path]) -> list[Footer]:
    """Give what the footers of some buckets say.

    Raises:
        InputError: There is no such file.
        DamagedTableError: One does not say what was written: a byte of it has changed.
    """
    return [_footer(path, told) for path, told in zip(paths, read_footers(paths), strict=True)]


def _footer(path: Path, told: Mapping[str, str]) -> Footer:
    if facts_hold(told):
        failed = json.loads(told.get(FAILED, "{}"))
        return Footer(told[ROWS], int(told[COUNT]), int(told[WEIGHT]), failed)
    if not path.is_file():
        raise InputError(str(path), "there is no such file", "a bucket", "run the stage that writes it")
    raise DamagedTableError(str(path), "its footer is not what was written", "an unchanged file", "run again")


def facts_hold(told: Mapping[str, str]) -> bool:
    """Tell whether a bucket's footer says what was written into it."""
    return FACTS in told and told[FACTS] == _digest_of_facts(told)


def _digest_of_facts(told: Mapping[str, str]) -> str:
    return digest_of(*(f"{name} {told.get(name)}" for name in (MADE_BY, ROWS, COUNT, WEIGHT, FAILED)))


def failed_articles(folder: Path) -> dict[str, str]:
    """Give the articles of a dataset that its stage failed on, each with the error."""
    failed: dict[str, str] = {}
    for footer in read_bucket_footers([folder / f"{bucket}.parquet" for bucket in dataset_buckets(folder)]):
        failed.update(footer.failed)
    return failed


def stale_work(works: Iterable[BucketWork]) -> list[BucketWork]:
    """Give the works whose output is missing, damaged at its end or made by something else."""
    works = list(works)
    footers = read_footers([work.output for work in works])
    return [
        work
        for work, told in zip(works, footers, strict=True)
        if told.get(MADE_BY) != work.made_by or not facts_hold(told)
    ]
