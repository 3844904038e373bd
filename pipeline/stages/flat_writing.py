"""The writing of the flat published tables: bucket by bucket, each table whole or not at all."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.buckets import join_columns, read_bucket_footers
from pipeline.parquet import ROW_GROUP_ROWS, TableWriter, read_table, replacing
from pipeline.places import map_waiting
from pipeline.schemas import ANNOTATIONS, ARTICLES, CLAIMS, DOCUMENTS, MENTIONS, PUBLISHED, STANCE_ROWS
from pipeline.tables.drift import DriftCounts, count_drift
from pipeline.tables.flatten import READ_FOR, flatten_articles
from pipeline.tables.shares import add_counts, count_stances
from pipeline.tables.summary import count_rows

_DATASETS = {
    "articles": ARTICLES,
    "documents": DOCUMENTS,
    "annotations": ANNOTATIONS,
    "mentions": MENTIONS,
    "claims": CLAIMS,
    "stances": STANCE_ROWS,
}
# An article takes kilobytes, any other row a few bytes.
_GROUP_ROWS = {"articles": 4_096}
_PARTS_AT_ONCE = 32
_PORTION_BYTES = 4_000_000  # of documents, which are a fifth of what is read


@dataclass(frozen=True)
class FlatWriting:
    """The work of writing some of the flat tables, for any process.

    Args:
        out: Folder of the run.
        buckets: Buckets of its datasets, in order.
        facts: For the tables' footers.
        names: Tables to write.
        duplicates: ``duplicate_group`` of each article.
        groups: For each claim the number of its group, -1 if it is alone; if given, rows and
            stances are counted, and all tables but ``tokens`` must be among the names.
        measures_drift: Whether to count what tells drift.
    """

    out: Path
    buckets: Sequence[str]
    facts: Mapping[str, str]
    duplicates: Mapping[str, str]
    names: Sequence[str]
    groups: npt.NDArray[np.int64] | None = None
    measures_drift: bool = False

    def __call__(self) -> tuple[Counter[tuple[str, ...]], pa.Table, DriftCounts]:
        """Write the tables; give the counts that were asked for: of rows, of stances, of drift."""
        counts: Counter[tuple[str, ...]] = Counter()
        cells, drift = [], DriftCounts()
        first = 0
        with ExitStack() as stack:
            writers = {}
            for name in self.names:
                aside = stack.enter_context(replacing(self.out / "tables" / f"{name}.parquet"))
                rows = _GROUP_ROWS.get(name, ROW_GROUP_ROWS)
                writers[name] = TableWriter(aside, PUBLISHED[name], self.facts, rows)
                stack.callback(writers[name].close)
            for joined in self._joined():
                flat = flatten_articles(joined, self.duplicates, self._flattened)
                for name, writer in writers.items():
                    writer.write(flat[name])
                if self.measures_drift:
                    drift += count_drift(flat)
                if self.groups is not None:
                    counts += count_rows(flat)
                    n_claims = flat["claims"].num_rows
                    groups = self.groups[first : first + n_claims]
                    first += n_claims
                    cells.append(count_stances(flat["stances"], flat["claims"], flat["articles"], groups))
                    if len(cells) > _PARTS_AT_ONCE:
                        cells = [add_counts(cells)]
        return counts, add_counts(cells), drift

    @property
    def _flattened(self) -> Sequence[str]:
        return tuple(READ_FOR) if self.measures_drift else self.names

    def _joined(self) -> Iterator[pa.Table]:
        # The next buckets are read while these are written.
        portions = list(self._portions())
        with ThreadPoolExecutor(1) as reader:
            coming = deque(reader.submit(self._read_all, portion) for portion in portions[:1])
            for following in [*portions[1:], None]:
                joined = coming.popleft().result()
                if following is not None:
                    coming.append(reader.submit(self._read_all, following))
                yield joined

    def _portions(self) -> Iterator[list[str]]:
        # Small buckets together: a call for a few rows takes as long as one for thousands.
        portion: list[str] = []
        weight = 0
        paths = [self.out / "documents" / f"{bucket}.parquet" for bucket in self.buckets]
        for bucket, footer in zip(self.buckets, read_bucket_footers(paths), strict=True):
            portion.append(bucket)
            weight += footer.weight
            if weight > _PORTION_BYTES:
                yield portion
                portion, weight = [], 0
        if portion:
            yield portion

    def _read_all(self, buckets: Sequence[str]) -> pa.Table:
        tables = [self._read(bucket).replace_schema_metadata(None) for bucket in buckets]
        return pa.concat_tables(tables) if len(tables) > 1 else tables[0]

    def _read(self, bucket: str) -> pa.Table:
        wanted = {column for name in self._flattened for column in READ_FOR[name]}
        reads = []
        for dataset, schema in _DATASETS.items():
            names = [name for name in schema.names if name in wanted]
            wanted -= set(names)
            if names:
                reads.append((self.out / dataset / f"{bucket}.parquet", ["article_id", *names]))
        tables = map_waiting(lambda read: read_table(*read), reads, self.out)
        return join_columns(tables, f"bucket {bucket}")
