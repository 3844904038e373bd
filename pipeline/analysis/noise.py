"""How much of the coverage is repetition, and judgement that nobody answers for."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from pipeline.analysis.frames import list_rows, make_frame

COLUMNS = pa.schema(
    [
        ("claims", pa.int64()),
        ("repeated", pa.int64()),
        ("repeated_share", pa.float64()),
        ("unattributed", pa.int64()),
        ("unattributed_share", pa.float64()),
        ("noise", pa.float64()),
        ("level", pa.string()),
    ]
)
LOW, HIGH = 0.2, 0.4


def measure_noise(full: pd.DataFrame) -> pd.DataFrame:
    """Say how much of the claims about the sides is noise, as numbers and in a word.

    Noise is a claim that repeats one already counted, or a judgement that no named source
    answers for: made in the article's own voice or by somebody unnamed. The level is ``low``
    when noise is under a fifth of the claims, ``high`` from two fifths on, else ``medium``.
    Noise says nothing about truth: an essay is all judgement in its own voice.

    Args:
        full: ``claims_full``.

    Returns:
        One row. ``claims`` are those that concern a side; ``repeated`` of them say what another
        of them said before; ``unattributed`` are judgements without a named source; ``noise`` is
        the share that is either, each claim counted once. Without claims, counts are 0, and
        shares and level are null.
    """
    seen: dict[str, dict[str, object]] = {}
    for row in list_rows(full, "claim_id", "side", "kind", "claimant_kind", "group_id"):
        if row["side"] is not None:
            seen.setdefault(row["claim_id"], row)
    n = len(seen)
    groups: set[object] = set()
    repeated, unattributed = set(), set()
    for claim, row in seen.items():
        if row["group_id"] in groups:
            repeated.add(claim)
        groups.add(row["group_id"])
        if row["kind"] == "judgement" and row["claimant_kind"] != "named":
            unattributed.add(claim)
    noise = len(repeated | unattributed) / n if n else None
    level = None if noise is None else "low" if noise < LOW else "high" if noise >= HIGH else "medium"
    found = {
        "claims": n,
        "repeated": len(repeated),
        "repeated_share": len(repeated) / n if n else None,
        "unattributed": len(unattributed),
        "unattributed_share": len(unattributed) / n if n else None,
        "noise": noise,
        "level": level,
    }
    return make_frame([found], COLUMNS)
