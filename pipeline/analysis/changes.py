"""What changed between two runs: rows by their stable ids, and the numbers people quote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.analysis.frames import make_frame
from pipeline.schemas import PUBLISHED, STANCES

ROWS = pa.schema(
    [
        ("table", pa.string()),
        ("change", pa.string()),
        ("key", pa.string()),
        ("columns", pa.list_(pa.string())),
        ("old_row", pa.int64()),
        ("new_row", pa.int64()),
    ]
)
HEADLINES = pa.schema(
    [("headline", pa.string()), ("old", pa.float64()), ("new", pa.float64()), ("change", pa.float64())]
)
_KEYS = {
    "claim_groups": ["claim_id"],  # a group's own id may change when a smaller claim joins it
}


def compare_runs(old: Mapping[str, pa.Table], new: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Give the rows that one run has and the other has not, and those that differ.

    Rows are known by their table's key, which comes from content: a claim keeps its id as long as
    its article's text and its place do. An article whose text changed is therefore one removed and
    one added, with everything in it. Tables that either run lacks are left out.

    Args:
        old: Published tables by name.
        new: The same of the other run.

    Returns:
        One row a change, by table in the published order, then ``removed``, ``added``, ``changed``
        in the order of the rows. ``columns`` names what differs in a changed row, and is empty
        otherwise; ``old_row`` and ``new_row`` are the row's numbers in the two tables, null where
        it is not. Runs that are equal give no rows.
    """
    parts = [_compare(name, old[name], new[name]) for name in PUBLISHED if name in old and name in new]
    table = pa.concat_tables([ROWS.empty_table(), *parts])
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def _compare(name: str, old: pa.Table, new: pa.Table) -> pa.Table:
    names = _KEYS.get(name) or PUBLISHED[name].metadata[b"key"].decode().split()
    keys = [_keys(table, names) for table in (old, new)]
    where = pc.index_in(keys[0], value_set=keys[1])
    gone = pc.indices_nonzero(pc.is_null(where))
    come = pc.indices_nonzero(pc.invert(pc.is_in(keys[1], value_set=keys[0])))
    kept = pc.indices_nonzero(pc.is_valid(where))
    there = where.take(kept)
    shared = [column for column in old.column_names if column not in names and column in new.column_names]
    differing = [_differ(old.column(name).take(kept), new.column(name).take(there)) for name in shared]
    flags = np.zeros((len(kept), len(shared)), dtype=bool)
    for number, values in enumerate(differing):
        flags[:, number] = values.to_numpy(zero_copy_only=False)
    touched = pa.array(flags.any(axis=1))
    changed, at = kept.filter(touched), there.filter(touched)
    counts = [len(gone), len(come), len(changed)]
    none = pa.nulls
    return pa.table(
        {
            "table": pa.repeat(name, sum(counts)),
            "change": pa.array(np.repeat(["removed", "added", "changed"], counts), pa.string()),
            "key": pa.chunked_array(
                [keys[0].take(gone), keys[1].take(come), keys[0].take(changed)], pa.string()
            ),
            "columns": _named(shared, flags[flags.any(axis=1)], len(gone) + len(come)),
            "old_row": pa.chunked_array([_long(gone), none(len(come), pa.int64()), _long(changed)]),
            "new_row": pa.chunked_array([none(len(gone), pa.int64()), _long(come), _long(at)]),
        },
        schema=ROWS,
    )


def _named(columns: list[str], flags: np.ndarray, empty: int) -> pa.Array:
    """Give each row's flagged columns as a list of names, after so many empty lists."""
    rows, places = np.nonzero(flags)
    names = pa.array(columns, pa.string()).take(pa.array(places))
    ends = np.searchsorted(rows, np.arange(len(flags)), side="right")
    offsets = np.concatenate([np.zeros(empty + 1, dtype=np.int64), ends]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), names)


def _long(values: pa.Array) -> pa.Array:
    return values.cast(pa.int64())


def _keys(table: pa.Table, names: list[str]) -> pa.Array:
    """Give a row's key as words; equal keys of a table without one are told apart by their number."""
    parts = [pc.fill_null(table.column(name).cast(pa.string()), "") for name in names]
    joined = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, " ")
    combined = joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined
    array: pa.Array = pa.concat_arrays(combined.chunks) if isinstance(combined, pa.ChunkedArray) else combined
    return array


def _differ(old: pa.ChunkedArray, new: pa.ChunkedArray) -> pa.Array:
    if pa.types.is_nested(old.type) or old.type != new.type:
        return pa.array([a != b for a, b in zip(old.to_pylist(), new.to_pylist(), strict=True)], pa.bool_())
    unequal = pc.fill_null(pc.not_equal(old, new), False)
    flags: pa.Array = pc.or_(unequal, pc.xor(pc.is_null(old), pc.is_null(new)))
    return flags


def compare_headlines(old: Mapping[str, Any], new: Mapping[str, Any]) -> pd.DataFrame:
    """Give the numbers people quote that moved between two runs.

    Args:
        old: ``counts`` of a run's ``run.json``.
        new: The same of the other run.

    Returns:
        One row a number that differs, in the order in which a summary tells them: articles,
        refused records, claims, attributed claims, claims with a side, groups, then for each side
        the claims of each stance and its share of the claims that have one. ``change`` is new
        minus old. A number that one run lacks is null there, and so is the change.
    """
    before, after = _headlines(old), _headlines(new)
    rows = []
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was != now:
            change = None if was is None or now is None else now - was
            rows.append({"headline": name, "old": was, "new": now, "change": change})
    return make_frame(rows, HEADLINES)


def _headlines(counts: Mapping[str, Any]) -> dict[str, float]:
    plain = (
        "articles",
        "rejects",
        "sentences",
        "claims",
        "attributed_claims",
        "claims_with_side",
        "claim_groups",
    )
    found = {name: float(counts[name]) for name in plain if name in counts}
    for side, cell in counts.get("stances", {}).items():
        judged = sum(cell.get(stance, 0) for stance in STANCES)
        for stance in STANCES:
            found[f"{side} {stance}"] = float(cell.get(stance, 0))
            if judged:
                found[f"{side} {stance} share"] = round(cell.get(stance, 0) / judged, 6)
        found[f"{side} abstained"] = float(cell.get("abstained", 0))
    return found
