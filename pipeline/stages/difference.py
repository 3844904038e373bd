"""Two runs' folders held against each other, as plain values."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    Tables = Mapping[str, pa.Table]

# Columns that a new model changes in every row: said last, and no reason to show a row.
QUIET = ("model_id", "p_supporting", "p_critical", "p_neutral", "claim_score")

# Rows of a table that are looked through for some worth showing.
_LOOK = 20_000


def compare_folders(old: Path, new: Path, show: int) -> dict[str, Any]:
    """Compare two runs' folders.

    Args:
        old: A run's folder.
        new: Another's.
        show: Changes of a table to give in full; 0 gives counts alone.

    Returns:
        ``old`` and ``new`` (folder and run id), ``equal``, ``made_by`` (what the runs were made by,
        where it differs), ``headlines`` (numbers that moved) and ``tables`` (for each that differs:
        counts, columns, flips of stance, and the first changes).

    Raises:
        InputError: A folder holds no finished run.
    """
    import pipeline
    from pipeline.analysis.changes import compare_headlines, compare_runs
    from pipeline.analysis.frames import list_rows
    from pipeline.parquet import read_table
    from pipeline.schemas import PUBLISHED

    runs = [pipeline.open(folder) for folder in (old, new)]
    before, after = (
        {name: read_table(run.folder / "tables" / f"{name}.parquet") for name in PUBLISHED} for run in runs
    )
    rows = compare_runs(before, after)
    headlines = compare_headlines(*(run.described["counts"] for run in runs))
    return {
        "old": {"folder": str(old), "run_id": runs[0].described.get("run_id")},
        "new": {"folder": str(new), "run_id": runs[1].described.get("run_id")},
        "equal": rows.empty and headlines.empty,
        "made_by": list(_made_by(runs[0].described, runs[1].described)),
        "headlines": list_rows(headlines, *headlines.columns),
        "tables": {
            str(name): _table(part, str(name), before, after, show)
            for name, part in rows.groupby("table", sort=False)
        },
    }


def _made_by(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for what, was, now in _facts(old, new):
        if was != now:
            yield {"what": what, "old": was, "new": now}


def _facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in ("claimline", "pack", "pack_digest"):
        yield name, old.get(name), new.get(name)
    for name in sorted({*old["models"], *new["models"]}):
        yield f"models.{name}", old["models"].get(name), new["models"].get(name)
    ours, theirs = old.get("params", {}), new.get("params", {})
    for name in sorted({*ours, *theirs}):
        was, now = (json.loads(params.get(name, "{}")) for params in (ours, theirs))
        for key in sorted({*was, *now}):
            yield f"params.{name}.{key}", was.get(key), now.get(key)


def _table(rows: pd.DataFrame, name: str, before: Tables, after: Tables, show: int) -> dict[str, Any]:
    import pyarrow as pa
    import pyarrow.compute as pc

    old, new = before[name], after[name]
    counts = Counter(rows["change"])
    named = pc.value_counts(pc.list_flatten(pa.array(rows["columns"]))).to_pylist()
    columns = {row["values"]: row["counts"] for row in named}
    found: dict[str, Any] = {
        "rows": [old.num_rows, new.num_rows],
        **{word: counts[word] for word in ("removed", "added", "changed")},
        "columns": dict(sorted(columns.items(), key=lambda item: (item[0] in QUIET, -item[1], item[0]))),
    }
    if "stance" in columns:
        found["flips"] = _flips(rows, old, new)
    if name == "articles":
        found["edited"] = _edited(rows, old, new)
    found["first"] = [_row(row, old, new) for row in _telling(rows)[:show]]
    if "claim_id" in old.column_names and name != "claims":
        for shown in found["first"]:
            shown["text"] = _words_of(shown["key"].split()[0], after["claims"], before["claims"])
    return found


def _flips(rows: pd.DataFrame, old: pa.Table, new: pa.Table) -> list[dict[str, Any]]:
    changed = rows[rows["change"] == "changed"]
    was, now = (
        [value or "abstained" for value in table.column("stance").take(changed[at].tolist()).to_pylist()]
        for table, at in _sides(old, new)
    )
    flips = Counter((a, b) for a, b in zip(was, now, strict=True) if a != b)
    return [{"old": a, "new": b, "rows": n} for (a, b), n in flips.most_common()]


def _edited(rows: pd.DataFrame, old: pa.Table, new: pa.Table) -> int:
    """Count the articles that come from the same place as before with other words."""
    places = []
    for change, (table, at) in zip(("removed", "added"), _sides(old, new), strict=True):
        taken = table.take(rows[rows["change"] == change][at].tolist())
        columns = (taken.column(name).to_pylist() for name in ("source_path", "source_record"))
        places.append(Counter(zip(*columns, strict=True)))
    return (places[0] & places[1]).total()


def _telling(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows worth showing, one of each kind of change in turn."""
    from pipeline.analysis.frames import list_rows

    kinds = []
    for kind in ("changed", "removed", "added"):
        found = list_rows(rows[rows["change"] == kind].head(_LOOK), *rows.columns)
        loud = [row for row in found if kind != "changed" or set(row["columns"]) - set(QUIET)]
        kinds.append(loud or found)
    return [row for turn in zip_longest(*kinds) for row in turn if row is not None]


def _words_of(claim_id: str, *tables: pa.Table) -> str:
    import pyarrow.compute as pc

    for claims in tables:
        words = claims.filter(pc.equal(claims.column("claim_id"), claim_id)).column("text").to_pylist()
        if words:
            return _short(words[0])
    return ""


def _short(text: str) -> str:
    return " ".join(text.split())[:120]


def _sides(old: pa.Table, new: pa.Table) -> tuple[tuple[pa.Table, str], tuple[pa.Table, str]]:
    return (old, "old_row"), (new, "new_row")


def _row(row: Mapping[str, Any], old: pa.Table, new: pa.Table) -> dict[str, Any]:
    found: dict[str, Any] = {"change": row["change"], "key": row["key"]}
    table, at = (new, row["new_row"]) if row["change"] == "added" else (old, row["old_row"])
    if "text" in table.column_names:
        found["text"] = _short(table.column("text")[int(at)].as_py())
    if row["change"] == "changed":
        found["columns"] = {
            column: [source.column(column)[int(row[place])].as_py() for source, place in _sides(old, new)]
            for column in row["columns"]
            if column != "text"
        }
    return found
