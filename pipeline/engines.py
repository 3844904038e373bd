"""Running a table function over buckets: in this process or in several.

A dataset is a folder of Parquet files, one a bucket; a bucket holds the articles whose id
begins with its name. Each file remembers in its footer what made it (``made_by``: the
stage's code, parameters and models, and the rows it read) and what is in it (``rows``), so
that a bucket is computed again only when one of these changed. A killed run has lost the
buckets in flight and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pipeline.errors import ClaimlineError, SchemaError, WorkerError
from pipeline.parquet import read_metadata, read_table, rows_digest, write_table
from pipeline.schemas import SCHEMA_VERSION, check_table

BUCKET_DIGITS = 2  # 256 buckets: one article more in 2,000 recomputes about eight
MADE_BY, ROWS, COUNT = "claimline.made_by", "claimline.rows", "claimline.count"
FAILED = "claimline.failed"

TableFunction = Callable[[pa.Table], pa.Table]
Prepare = Callable[[], TableFunction]


@dataclass(frozen=True)
class BucketWork:
    """One bucket to compute.

    Args:
        output: File to write; its stem is the bucket's name.
        schema: Schema that the result must have.
        made_by: Digest of all that the result depends on.
        inputs: Files of the same bucket in the datasets read, joined column by column.
        rows: The input itself, where it is on no disk yet.
        size: Rows in it, for the progress bar.
        rescue: Whether an article that the function fails on gets a row of empty lists, so
            that one article cannot stop a run; the file's footer names it under ``failed``.
    """

    output: Path
    schema: pa.Schema
    made_by: str
    inputs: tuple[Path, ...] = ()
    rows: pa.Table | None = field(default=None, compare=False)
    size: int = 1
    rescue: bool = False


def bucket_of(article_id: str) -> str:
    """Give the name of the bucket that holds an article."""
    return article_id[:BUCKET_DIGITS]


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


def compute_bucket(work: BucketWork, function: TableFunction) -> None:
    """Read a bucket's inputs, apply the function, check its answer and write it."""
    if work.rows is None:
        table = join_columns([read_table(path) for path in work.inputs], str(work.output))
    else:
        table = work.rows
    failed: dict[str, str] = {}
    try:
        result = function(table)
    except ClaimlineError:
        raise
    except Exception:
        if not work.rescue:
            raise
        result, failed = _apply_row_by_row(table, function, work.schema)
    write_bucket(check_table(result, work.schema, str(work.output)), work.output, work.made_by, failed)


def _apply_row_by_row(
    table: pa.Table, function: TableFunction, schema: pa.Schema
) -> tuple[pa.Table, dict[str, str]]:
    """Apply the function to each article alone; give the rows, and the error of each that failed."""
    parts, failed = [], {}
    for number, article_id in enumerate(table.column("article_id").to_pylist()):
        try:
            parts.append(check_table(function(table.slice(number, 1)), schema, article_id))
        except Exception as error:
            failed[article_id] = f"{type(error).__name__}: {error}"
            empty = {name: article_id if name == "article_id" else [] for name in schema.names}
            parts.append(pa.Table.from_pylist([empty], schema=schema))
    return pa.concat_tables(parts), failed


def write_bucket(table: pa.Table, path: Path, made_by: str, failed: Mapping[str, str] | None = None) -> None:
    """Write a bucket's file with the digests of what made it and of its rows."""
    facts = {MADE_BY: made_by, ROWS: rows_digest(table), COUNT: str(table.num_rows)}
    if failed:
        facts[FAILED] = json.dumps(failed, sort_keys=True)
    write_table(table, path, facts)


def failed_articles(folder: Path) -> dict[str, str]:
    """Give the articles of a dataset that its stage failed on, each with the error."""
    failed: dict[str, str] = {}
    for bucket in dataset_buckets(folder):
        failed.update(json.loads(read_metadata(folder / f"{bucket}.parquet").get(FAILED, "{}")))
    return failed


def stale_work(works: Iterable[BucketWork]) -> list[BucketWork]:
    """Give the works whose output is missing, damaged at its end or made by something else."""
    return [work for work in works if read_metadata(work.output).get(MADE_BY) != work.made_by]


def run_buckets(
    works: Sequence[BucketWork],
    prepare: Prepare,
    *,
    jobs: int,
    done: Callable[[BucketWork], None],
    worth_a_process: int = 1,
) -> None:
    """Compute buckets, in ``jobs`` processes if there are enough of them to be worth it.

    Args:
        works: What to compute, in any order.
        prepare: Gives the table function; called once in each process, so models load
            once. Has to be picklable, and so its arguments.
        jobs: Processes to use, at least 1.
        done: Called in this process after each bucket.
        worth_a_process: Rows that take as long as starting a process; with fewer than two
            processes' worth, this process does them.

    Raises:
        ClaimlineError: As the function or the writing raised it; buckets that were
            finished by then stay.
        WorkerError: A process was killed, by a lack of memory mostly.
    """
    if not works:
        return
    jobs = min(jobs, len(works))
    if jobs <= 1 or sum(work.size for work in works) < 2 * worth_a_process:
        function = prepare()
        for work in works:
            compute_bucket(work, function)
            done(work)
        return
    context = multiprocessing.get_context("spawn")  # no inherited threads or locks
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(prepare,)) as pool:
        largest_first = sorted(works, key=lambda work: -work.size)
        try:
            waiting = {pool.submit(_compute, work): work for work in largest_first}
            while waiting:
                finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in finished:
                    future.result()
                    done(waiting.pop(future))
        except BrokenProcessPool as error:
            raise WorkerError(
                f"--jobs {jobs}",
                "a process was killed before its work was done",
                "enough memory for each of them",
                "the same command goes on from what is finished; --jobs 1 needs the least memory",
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_function: TableFunction | None = None


def _start(prepare: Prepare) -> None:
    global _function
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # processes are the parallelism; threads would fight
    _function = prepare()


def _compute(work: BucketWork) -> None:
    assert _function is not None, "the process was not started by run_buckets"
    compute_bucket(work, _function)
