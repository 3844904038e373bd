"""Moving articles from the files that they came in to the buckets of their ids, a part at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from math import ceil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.buckets import bucket_of, dataset_buckets, read_bucket_footers
from pipeline.parquet import read_table
from pipeline.schemas import ARTICLES, REJECTS, check_table

_PART_BYTES = 64_000_000
_MOST_PARTS = 64  # files that are open at a time


@contextmanager
def shuffled_sources(folder: Path, digits: int) -> Iterator[tuple[pa.Table, Iterator[pa.Table]]]:
    """Give the rejects of all files, and their articles in parts that share no bucket, lowest ids first.

    What does not fit into memory at once waits in files of a temporary folder of this machine.

    Args:
        folder: The dataset SOURCES.
        digits: Digits of a bucket's name.
    """
    buckets = dataset_buckets(folder)
    footers = read_bucket_footers([folder / f"{bucket}.parquet" for bucket in buckets])
    weight = sum(footer.weight for footer in footers)
    n_parts = min(_MOST_PARTS, ceil(weight / _PART_BYTES), 16**digits)
    read = (read_table(folder / f"{bucket}.parquet", ["articles", "rejects"]) for bucket in buckets)
    if n_parts <= 1:
        whole = [(_inner_rows(t, "rejects", REJECTS), _inner_rows(t, "articles", ARTICLES)) for t in read]
        rejects, articles = ([pair[i] for pair in whole] for i in (0, 1))
        yield pa.concat_tables(rejects), iter([pa.concat_tables(articles)])
        return
    with tempfile.TemporaryDirectory(prefix="claimline-") as scratch:
        rejects = _spill(read, Path(scratch), n_parts, digits)
        yield pa.concat_tables(rejects), (_spilled(Path(scratch, f"{i}")) for i in range(n_parts))


def _spill(read: Iterator[pa.Table], scratch: Path, n_parts: int, digits: int) -> list[pa.Table]:
    rejects = []
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with ExitStack() as stack:
        writers = [
            stack.enter_context(pa.ipc.new_stream(str(scratch / f"{i}"), ARTICLES, options=options))
            for i in range(n_parts)
        ]
        for table in read:
            rejects.append(_inner_rows(table, "rejects", REJECTS))
            articles = _inner_rows(table, "articles", ARTICLES)
            names = [
                bucket_of(article_id, digits) for article_id in articles.column("article_id").to_pylist()
            ]
            part = np.array([int(name, 16) * n_parts // 16**digits for name in names], np.int64)
            for number in np.unique(part):
                writers[number].write_table(articles.filter(pa.array(part == number)))
    return rejects


def _spilled(path: Path) -> pa.Table:
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as stream:
        return stream.read_all()


def _inner_rows(table: pa.Table, column: str, schema: pa.Schema) -> pa.Table:
    lists = table.column(column).combine_chunks()
    return check_table(pa.Table.from_struct_array(pc.list_flatten(lists)), schema, column)


def cut_into_buckets(articles: pa.Table, digits: int) -> list[tuple[str, pa.Table]]:
    """Cut rows sorted by article_id where the bucket changes."""
    buckets = [bucket_of(article_id, digits) for article_id in articles.column("article_id").to_pylist()]
    starts = [i for i, bucket in enumerate(buckets) if i == 0 or bucket != buckets[i - 1]]
    ends = [*starts[1:], len(buckets)][: len(starts)]
    return [
        (buckets[start], articles.slice(start, end - start)) for start, end in zip(starts, ends, strict=True)
    ]
