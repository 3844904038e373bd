"""Forecasts, collected so that they can be checked when they fall due."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.analysis.due_dates import find_due
from pipeline.analysis.frames import list_rows, make_frame

COLUMNS = pa.schema(
    [
        ("claim_id", pa.string()),
        ("article_id", pa.string()),
        ("text", pa.string()),
        ("claimant_name", pa.string()),
        ("claimant_kind", pa.string()),
        ("made_on", pa.date32()),
        ("due", pa.string()),
        ("due_on", pa.date32()),
        ("side", pa.string()),
        ("stance", pa.string()),
        ("claims", pa.int64()),
    ]
)


def collect_forecasts(full: pd.DataFrame) -> pd.DataFrame:
    """Collect the claims that say what will be, with the date by which it can be seen.

    Args:
        full: ``claims_full``.

    Returns:
        One row a claim of kind ``forecast`` and side that it concerns (side null where none),
        claims that say the same once, with their number in ``claims``;
        those that fall due first first, then those without a date, in reading order. ``made_on``
        is the article's date. ``due`` is the last date named in the claim, as exactly as it is
        named (``2030``, ``2027-06`` or ``2027-06-01``), null where none lies ahead; ``due_on`` is
        its last day. "Next year" and the like are counted from ``made_on``.
    """
    columns = [name for name in COLUMNS.names if name not in ("made_on", "due", "due_on", "claims")]
    found = list_rows(
        full[full["kind"] == "forecast"], *columns, "published_on", "group_id", "is_representative"
    )
    chosen: dict[tuple[str, str | None], dict[str, Any]] = {}
    claims = Counter((row["group_id"], row["side"]) for row in found)
    for row in found:
        key = (row["group_id"], row["side"])
        if key not in chosen or (row["is_representative"] and not chosen[key]["is_representative"]):
            chosen[key] = row
    rows = []
    for key, row in chosen.items():
        due, due_on = find_due(row["text"], row["published_on"])
        rows.append(
            {**row, "made_on": row["published_on"], "due": due, "due_on": due_on, "claims": claims[key]}
        )
    rows.sort(key=lambda row: (row["due_on"] is None, row["due_on"] or date.max))
    return make_frame(rows, COLUMNS)
