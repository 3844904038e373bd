"""Stances month by month."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from pipeline.analysis.frames import list_rows, make_frame
from pipeline.schemas import STANCES

COLUMNS = pa.schema(
    [
        ("month", pa.string()),
        ("side", pa.string()),
        ("stance", pa.string()),
        ("claims", pa.int64()),
        ("independent_claims", pa.int64()),
    ]
)


def count_months(full: pd.DataFrame) -> pd.DataFrame:
    """Count the claims about each side by stance and month of publication.

    Claims of undated articles and withheld answers are left out.

    Args:
        full: ``claims_full``.

    Returns:
        One row a month (``2025-03``), side and stance, in this order, for every month from the
        first to the last that has a claim, with 0 where there is none. ``independent_claims``
        counts claims that say the same once a month.
    """
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in list_rows(full, "side", "stance", "published_on", "group_id"):
        if row["side"] is not None and row["stance"] is not None and row["published_on"] is not None:
            cell = (f"{row['published_on']:%Y-%m}", row["side"], row["stance"])
            groups.setdefault(cell, []).append(row["group_id"])
    sides = sorted({side for _, side, _ in groups})
    rows = []
    for month in _months(sorted({month for month, _, _ in groups})):
        for side in sides:
            for stance in STANCES:
                found = groups.get((month, side, stance), [])
                rows.append((month, side, stance, len(found), len(set(found))))
    return make_frame((dict(zip(COLUMNS.names, row, strict=True)) for row in rows), COLUMNS)


def _months(known: list[str]) -> list[str]:
    if not known:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (known[0], known[-1]))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]
