from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.buckets import (
    MADE_BY,
    ROWS,
    BucketWork,
    Prepare,
    Rescue,
    TableFunction,
    empty_lists,
    failed_articles,
    join_columns,
    read_bucket,
    read_bucket_footers,
    stale_work,
    write_bucket,
)
from pipeline.engines import KILLED, LocalEngine, share_out
from pipeline.errors import DamagedTableError, InputError, SchemaError, WorkerError
from pipeline.parquet import read_metadata, read_table, write_table

SCHEMA = pa.schema([pa.field("article_id", pa.string(), nullable=False), pa.field("n", pa.int64())])

LISTS = pa.schema(
    [pa.field("article_id", pa.string(), nullable=False), pa.field("found", pa.list_(pa.int64()))]
)


def _double() -> Callable[[pa.Table], pa.Table]:
    return lambda table: table.set_column(1, SCHEMA.field("n"), pc.multiply(table.column("n"), 2))


def _refuse_three() -> Callable[[pa.Table], pa.Table]:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist():
            raise InputError("bucket", "three", "no three", "remove it")
        return table

    return function


def _run(works: list[BucketWork], prepare: Prepare, jobs: int = 1) -> list[str]:
    done: list[str] = []
    engine = LocalEngine(jobs)
    try:
        engine.compute("f", works, prepare, done=lambda w: done.append(w.output.stem), worth_a_process=1)
    finally:
        engine.close()
    return done


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
    assert sorted(_run(works, _double, jobs)) == ["01", "02", "03"]
    assert read_table(tmp_path / "02.parquet").column("n").to_pylist() == [4]
    assert read_metadata(tmp_path / "02.parquet")[MADE_BY] == "d2"
    assert stale_work(works) == []


def test_only_changed_and_damaged_buckets_are_stale(tmp_path: Path) -> None:
    works = _works(tmp_path, [1, 2, 3])
    _run(works, _double, 1)
    (tmp_path / "03.parquet").write_bytes(b"PAR1")
    changed = BucketWork(works[0].output, SCHEMA, made_by="other", rows=works[0].rows)
    assert [w.output.stem for w in stale_work([changed, *works[1:]])] == ["01", "03"]


def test_one_and_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    for jobs in (1, 2):
        _run(_works(tmp_path / str(jobs), [1, 2]), _double, jobs)
    one, two = ([p.read_bytes() for p in sorted((tmp_path / str(j)).iterdir())] for j in (1, 2))
    assert one == two


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_arrives_whole_and_finished_buckets_stay(tmp_path: Path, jobs: int) -> None:
    with pytest.raises(InputError, match="bucket: three; expected no three; remove it"):
        _run(_works(tmp_path, [1, 3]), _refuse_three, jobs)
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
        _run(works, _die_at_three, 2)
    assert not (tmp_path / "03.parquet").exists()
    _run(stale_work(works), _double, 2)
    assert stale_work(works) == []


def _die_at_three_with_lists() -> TableFunction:
    inner = _die_at_three()

    def function(table: pa.Table) -> pa.Table:
        found = pa.array([[n] for n in inner(table).column("n").to_pylist()], pa.list_(pa.int64()))
        return pa.table({"article_id": table.column("article_id"), "found": found})

    return function


def test_only_the_article_that_kills_its_process_is_lost(tmp_path: Path) -> None:
    rows = pa.table({"article_id": ["a", "b", "c"], "n": pa.array([1, 3, 5])}, schema=SCHEMA)
    works = [
        BucketWork(tmp_path / f"{name}.parquet", LISTS, made_by="d", rows=part, rescue=empty_lists)
        for name, part in (("00", rows), ("01", rows.slice(2)))
    ]
    assert sorted(_run(works, _die_at_three_with_lists, 2)) == ["00", "01"]
    assert read_table(tmp_path / "00.parquet").column("found").to_pylist() == [[1], [], [5]]
    assert failed_articles(tmp_path) == {"b": KILLED}


def test_small_buckets_are_computed_together_and_written_apart(tmp_path: Path) -> None:
    asked: list[int] = []

    def count() -> TableFunction:
        def function(table: pa.Table) -> pa.Table:
            asked.append(table.num_rows)
            return table

        return function

    works = _works(tmp_path, list(range(1, 9)))
    _run(works, count)
    assert len(asked) < len(works)
    assert sum(asked) == len(works)
    assert [read_table(w.output).column("n").to_pylist() for w in works] == [[n] for n in range(1, 9)]


def test_work_is_shared_out_in_order_and_falling_size(tmp_path: Path) -> None:
    works = _works(tmp_path, list(range(1, 65)))
    tasks = share_out(works, 2)
    assert [work for task in tasks for work in task] == works
    assert [len(task) for task in tasks] == sorted((len(task) for task in tasks), reverse=True)
    assert len(tasks[0]) == 16
    assert len(tasks[-1]) <= 2


def test_a_bucket_with_other_rows_than_were_written_is_damaged(tmp_path: Path) -> None:
    table = pa.table({"article_id": ["a"], "n": pa.array([1])}, schema=SCHEMA)
    path = tmp_path / "00.parquet"
    write_bucket(table, path, "d")
    assert read_bucket(path).num_rows == 1
    write_table(table, path, {ROWS: read_metadata(path)[ROWS][::-1]})
    with pytest.raises(DamagedTableError, match="not those that were written"):
        read_bucket(path)


@pytest.mark.parametrize("key", [MADE_BY, ROWS, "claimline.count", "claimline.weight"])
def test_a_damaged_footer_is_not_believed(tmp_path: Path, key: str) -> None:
    (work,) = _works(tmp_path, [1])
    _run([work], _double)
    assert stale_work([work]) == []
    told = read_metadata(work.output)
    write_table(read_table(work.output).replace_schema_metadata(None), work.output, {**told, key: "7"})
    assert stale_work([work]) == [work]
    with pytest.raises(DamagedTableError, match="footer is not what was written"):
        read_bucket_footers([work.output])


def _sum_of(numbers: list[int]) -> int:
    return sum(numbers)


@pytest.mark.parametrize("jobs", [1, 2])
def test_calls_are_answered_in_order(tmp_path: Path, jobs: int) -> None:
    engine = LocalEngine(jobs)
    engine.compute("f", _works(tmp_path, [1, 2]), _double, done=lambda w: None, worth_a_process=1)
    assert engine.call([partial(_sum_of, [1, 2]), partial(_sum_of, [3])]) == [3, 3]
    engine.close()


def test_datasets_of_different_articles_do_not_join() -> None:
    left, right = pa.table({"article_id": ["a"], "x": [1]}), pa.table({"article_id": ["b"], "y": [1]})
    with pytest.raises(SchemaError, match="different articles"):
        join_columns([left, right], "here")


def test_a_column_that_repeats_is_taken_once() -> None:
    left = pa.table({"article_id": ["a"], "text": ["t"]})
    joined = join_columns([left, left.append_column("y", pa.array([1]))], "here")
    assert joined.column_names == ["article_id", "text", "y"]


def _fail_on_three() -> Callable[[pa.Table], pa.Table]:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist():
            raise IndexError("three")
        return pa.table(
            {"article_id": table.column("article_id"), "found": [[n] for n in table.column("n").to_pylist()]}
        )

    return function


def _three_works(folder: Path, *, rescue: Rescue | None) -> list[BucketWork]:
    rows = pa.table({"article_id": ["a", "b", "c"], "n": pa.array([1, 3, 5])}, schema=SCHEMA)
    return [BucketWork(folder / "00.parquet", LISTS, made_by="d", rows=rows, rescue=rescue)]


def test_an_article_that_a_stage_fails_on_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    _run(_three_works(tmp_path, rescue=empty_lists), _fail_on_three, 1)
    assert read_table(tmp_path / "00.parquet").column("found").to_pylist() == [[1], [], [5]]
    assert failed_articles(tmp_path) == {"b": "IndexError: three"}


def test_a_stage_whose_rows_are_needed_fails_loudly(tmp_path: Path) -> None:
    with pytest.raises(IndexError, match="three"):
        _run(_three_works(tmp_path, rescue=None), _fail_on_three, 1)
