"""Who says what about which side."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.analysis.frames import list_rows, make_frame
from pipeline.schemas import STANCES

COLUMNS = pa.schema(
    [
        ("claimant_name", pa.string()),
        ("claimant_kind", pa.string()),
        ("claimant_side", pa.string()),
        ("side", pa.string()),
        ("is_self", pa.bool_()),
        *((name, pa.int64()) for name in (*STANCES, "abstained", "claims", "independent_claims")),
    ]
)
_CELL = ("claimant_name", "claimant_kind", "claimant_side", "side")


def count_matrix(full: pd.DataFrame) -> pd.DataFrame:
    """Count each claimant's claims about each side, by stance.

    A claimant is a name: two people of one name are one row, and an unnamed source such as
    "officials" is all officials. The articles' own voice is the claimant ``author``.

    Args:
        full: ``claims_full``.

    Returns:
        One row a claimant (name, kind and side) and side, most claims first, then by name and
        side. ``is_self`` marks a side's own people speaking of their side, and is false for a
        claimant on no side. ``claims`` is the sum of the three stances and ``abstained``;
        ``independent_claims`` counts claims that say the same once.
    """
    counts: dict[tuple[Any, ...], Counter[str]] = {}
    groups: dict[tuple[Any, ...], set[str]] = {}
    for row in list_rows(full, *_CELL, "stance", "group_id"):
        if row["side"] is None:
            continue
        cell = tuple(row[name] for name in _CELL)
        counts.setdefault(cell, Counter())[row["stance"] or "abstained"] += 1
        groups.setdefault(cell, set()).add(row["group_id"])
    rows = [
        {
            **dict(zip(_CELL, cell, strict=True)),
            "is_self": cell[2] == cell[3],
            **{name: count[name] for name in (*STANCES, "abstained")},
            "claims": count.total(),
            "independent_claims": len(groups[cell]),
        }
        for cell, count in counts.items()
    ]
    rows.sort(key=lambda row: (-row["claims"], *(row[name] or "" for name in _CELL)))
    return make_frame(rows, COLUMNS)
