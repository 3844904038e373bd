"""What a run adds up to: counts for the metrics file and a few lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.schemas import STANCES


def count_run(tables: Path) -> dict[str, Any]:
    """Count the rows of the published tables, and claims by side and stance.

    Args:
        tables: Folder of the published tables.

    Returns:
        Plain numbers under ``articles``, ``rejects``, ``words``, ``sentences``, ``claims``,
        ``attributed_claims`` (by somebody else than the author), ``claims_with_side``,
        ``claim_groups`` and ``stances`` (side, then stance, ``abstained`` among them).
    """
    claims = pq.read_table(tables / "claims.parquet", columns=["claimant_kind", "kind"]).to_pydict()
    stances = pq.read_table(tables / "stances.parquet", columns=["claim_id", "side", "stance"]).to_pydict()
    groups = (
        pq.read_table(tables / "claim_groups.parquet", columns=["is_representative"]).column(0).to_pylist()
    )
    by_side: dict[str, dict[str, int]] = {}
    for side, stance in zip(stances["side"], stances["stance"], strict=True):
        cell = by_side.setdefault(side, dict.fromkeys((*STANCES, "abstained"), 0))
        cell[stance or "abstained"] += 1
    return {
        "articles": pq.read_metadata(tables / "articles.parquet").num_rows,
        "rejects": pq.read_metadata(tables / "rejects.parquet").num_rows,
        "words": sum(pq.read_table(tables / "articles.parquet", columns=["n_words"]).column(0).to_pylist()),
        "sentences": pq.read_metadata(tables / "sentences.parquet").num_rows,
        "claims": len(claims["kind"]),
        "claims_by_kind": dict(sorted(Counter(claims["kind"]).items())),
        "attributed_claims": sum(kind != "author" for kind in claims["claimant_kind"]),
        "claims_with_side": len(set(stances["claim_id"])),
        "claim_groups": sum(groups),
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
