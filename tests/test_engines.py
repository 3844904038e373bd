from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.engines import MADE_BY, BucketWork, failed_articles, join_columns, run_buckets, stale_work
from pipeline.errors import InputError, SchemaError, WorkerError
from pipeline.parquet import read_metadata, read_table

SCHEMA = pa.schema([pa.field("article_id", pa.string(), nullable=False), pa.field("n", pa.int64())])


def _double() -> Callable[[pa.Table], pa.Table]:
    return lambda table: table.set_column(1, SCHEMA.field("n"), pc.multiply(table.column("n"), 2))


def _refuse_three() -> Callable[[pa.Table], pa.Table]:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist():
            raise InputError("bucket", "three", "no three", "remove it")
        return table

    return function


def _works(folder: Path, numbers: list[int]) -> list[BucketWork]:
    return [
        BucketWork(
            folder / f"{n:02x}.parquet",
            SCHEMA,
            made_by=f"d{n}",
            rows=pa.table({"article_id": [f"{n:02x}"], "n": pa.array([n])}, schema=SCHEMA),
            size=20,
        )
        for n in numbers
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_buckets_are_computed_and_remember_what_made_them(tmp_path: Path, jobs: int) -> None:
    works = _works(tmp_path, [1, 2, 3])
    done: list[str] = []
    run_buckets(works, _double, jobs=jobs, done=lambda w: done.append(w.output.stem))
    assert sorted(done) == ["01", "02", "03"]
    assert read_table(tmp_path / "02.parquet").column("n").to_pylist() == [4]
    assert read_metadata(tmp_path / "02.parquet")[MADE_BY] == "d2"
    assert stale_work(works) == []


def test_only_changed_and_damaged_buckets_are_stale(tmp_path: Path) -> None:
    works = _works(tmp_path, [1, 2, 3])
    run_buckets(works, _double, jobs=1, done=lambda w: None)
    (tmp_path / "03.parquet").write_bytes(b"PAR1")
    changed = BucketWork(works[0].output, SCHEMA, made_by="other", rows=works[0].rows)
    assert [w.output.stem for w in stale_work([changed, *works[1:]])] == ["01", "03"]


def test_one_and_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    for jobs in (1, 2):
        run_buckets(_works(tmp_path / str(jobs), [1, 2]), _double, jobs=jobs, done=lambda w: None)
    one, two = ([p.read_bytes() for p in sorted((tmp_path / str(j)).iterdir())] for j in (1, 2))
    assert one == two


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_arrives_whole_and_finished_buckets_stay(tmp_path: Path, jobs: int) -> None:
    with pytest.raises(InputError, match="bucket: three; expected no three; remove it"):
        run_buckets(_works(tmp_path, [1, 3]), _refuse_three, jobs=jobs, done=lambda w: None)
    # With two processes the error may come before the other bucket was begun.
    assert jobs == 2 or (tmp_path / "01.parquet").exists()
    assert not (tmp_path / "03.parquet").exists()


def _die_at_three() -> Callable[[pa.Table], pa.Table]:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist():
            os.kill(os.getpid(), signal.SIGKILL)
        return table

    return function


def test_a_killed_process_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    works = _works(tmp_path, [1, 2, 3])
    with pytest.raises(WorkerError, match=r"a process was killed .* the same command goes on"):
        run_buckets(works, _die_at_three, jobs=2, done=lambda w: None)
    assert not (tmp_path / "03.parquet").exists()
    run_buckets(stale_work(works), _double, jobs=2, done=lambda w: None)
    assert stale_work(works) == []


def test_datasets_of_different_articles_do_not_join() -> None:
    left, right = pa.table({"article_id": ["a"], "x": [1]}), pa.table({"article_id": ["b"], "y": [1]})
    with pytest.raises(SchemaError, match="different articles"):
        join_columns([left, right], "here")


def test_a_column_that_repeats_is_taken_once() -> None:
    left = pa.table({"article_id": ["a"], "text": ["t"]})
    joined = join_columns([left, left.append_column("y", pa.array([1]))], "here")
    assert joined.column_names == ["article_id", "text", "y"]


LISTS = pa.schema(
    [pa.field("article_id", pa.string(), nullable=False), pa.field("found", pa.list_(pa.int64()))]
)


def _fail_on_three() -> Callable[[pa.Table], pa.Table]:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist():
            raise IndexError("three")
        return pa.table(
            {"article_id": table.column("article_id"), "found": [[n] for n in table.column("n").to_pylist()]}
        )

    return function


def _three_works(folder: Path, *, rescue: bool) -> list[BucketWork]:
    rows = pa.table({"article_id": ["a", "b", "c"], "n": pa.array([1, 3, 5])}, schema=SCHEMA)
    return [BucketWork(folder / "00.parquet", LISTS, made_by="d", rows=rows, rescue=rescue)]


def test_an_article_that_a_stage_fails_on_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    run_buckets(_three_works(tmp_path, rescue=True), _fail_on_three, jobs=1, done=lambda w: None)
    assert read_table(tmp_path / "00.parquet").column("found").to_pylist() == [[1], [], [5]]
    assert failed_articles(tmp_path) == {"b": "IndexError: three"}


def test_a_stage_whose_rows_are_needed_fails_loudly(tmp_path: Path) -> None:
    with pytest.raises(IndexError, match="three"):
        run_buckets(_three_works(tmp_path, rescue=False), _fail_on_three, jobs=1, done=lambda w: None)
