"""What a run adds up to: counts for the metrics file and a few lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schemas import STANCES


def count_run(tables: Mapping[str, pa.Table]) -> dict[str, Any]:
    """Count the rows of the published tables, and claims by side and stance.

    Args:
        tables: Published tables by name; all but ``tokens``, ``blocks``, ``entities``, ``shares``.

    Returns:
        Plain numbers under ``articles``, ``rejects``, ``words``, ``sentences``, ``claims``,
        ``attributed_claims`` (by somebody else than the author), ``claims_with_side``,
        ``claim_groups`` and ``stances`` (side, then stance, ``abstained`` among them).
    """
    claims, stances = tables["claims"], tables["stances"]
    by_side: dict[str, dict[str, int]] = {}
    for side, stance in zip(*(stances.column(c).to_pylist() for c in ("side", "stance")), strict=True):
        cell = by_side.setdefault(side, dict.fromkeys((*STANCES, "abstained"), 0))
        cell[stance or "abstained"] += 1
    return {
        "articles": tables["articles"].num_rows,
        "rejects": tables["rejects"].num_rows,
        "words": pc.sum(tables["articles"].column("n_words")).as_py() or 0,
        "sentences": tables["sentences"].num_rows,
        "claims": claims.num_rows,
        "claims_by_kind": dict(sorted(Counter(claims.column("kind").to_pylist()).items())),
        "attributed_claims": sum(kind != "author" for kind in claims.column("claimant_kind").to_pylist()),
        "claims_with_side": len(set(stances.column("claim_id").to_pylist())),
        "claim_groups": sum(tables["claim_groups"].column("is_representative").to_pylist()),
        "stances": dict(sorted(by_side.items())),
    }


def summary_lines(described: Mapping[str, Any], tables: Path) -> list[str]:
    """Put a run's counts into lines that a person reads at the end of a run.

    Args:
        described: Content of ``run.json``.
        tables: Where the tables are, for the last line.
    """
    counts = described["counts"]
    names = {side["id"]: side["name"] for side in described["sides"]}
    width = max(len(name) for name in names.values())
    lines = [
        f"{described['pack_title']}",
        f"{counts['articles']:,} articles ({counts['words']:,} words), {counts['rejects']:,} refused",
        f"{counts['claims']:,} claims, {counts['attributed_claims']:,} of them attributed to somebody; "
        f"{counts['claims_with_side']:,} concern a side",
        "",
        f"{'':{width}}  {'supporting':>10}  {'critical':>10}  {'neutral':>10}",
    ]
    for side, name in names.items():
        cell = counts["stances"].get(side, {})
        row = "  ".join(f"{cell.get(stance, 0):>10,}" for stance in STANCES)
        abstained = cell.get("abstained", 0)
        lines.append(f"{name:{width}}  {row}" + (f"  ({abstained:,} unsure)" if abstained else ""))
    lines += ["", f"tables: {tables.as_posix()}/*.parquet"]
    return lines
