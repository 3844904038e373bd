"""What a run adds up to: counts for the metrics file and a few lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schemas import STANCES


def count_rows(tables: Mapping[str, pa.Table]) -> Counter[tuple[str, ...]]:
    """Count the rows of some articles, and claims by kind, side and stance; such counts add up.

    Args:
        tables: Published tables by name: ``articles``, ``sentences``, ``claims``, ``stances``.
    """
    claims, stances = tables["claims"], tables["stances"]
    counts: Counter[tuple[str, ...]] = Counter(
        {
            ("articles",): tables["articles"].num_rows,
            ("words",): pc.sum(tables["articles"].column("n_words")).as_py() or 0,
            ("sentences",): tables["sentences"].num_rows,
            ("claims",): claims.num_rows,
            ("attributed_claims",): pc.sum(pc.not_equal(claims.column("claimant_kind"), "author")).as_py()
            or 0,
            ("claims_with_side",): len(pc.unique(stances.column("claim_id"))),
        }
    )
    for kind in pc.value_counts(claims.column("kind")).to_pylist():
        counts[("claims_by_kind", kind["values"])] += kind["counts"]
    cells = stances.group_by(["side", "stance"]).aggregate([([], "count_all")])
    for cell in cells.to_pylist():
        counts[("stances", cell["side"], cell["stance"] or "abstained")] += cell["count_all"]
    return counts


def describe_counts(counts: Mapping[tuple[str, ...], int]) -> dict[str, Any]:
    """Give the counts of a whole run as the metrics file holds them.

    Args:
        counts: The sum of :func:`count_rows` over all articles.

    Returns:
        Plain numbers under ``articles``, ``words``, ``sentences``, ``claims``,
        ``attributed_claims`` (by somebody else than the author) and ``claims_with_side``, and
        ``claims_by_kind`` and ``stances`` (side, then stance, ``abstained`` among them).
    """
    told: dict[str, Any] = {"claims_by_kind": {}, "stances": {}}
    for key, count in sorted(counts.items()):
        if key[0] == "stances":
            cell = told["stances"].setdefault(key[1], dict.fromkeys((*STANCES, "abstained"), 0))
            cell[key[2]] = count
        elif key[0] == "claims_by_kind":
            told["claims_by_kind"][key[1]] = count
        else:
            told[key[0]] = count
    return told


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
    for finding in described.get("drift", {}).get("findings", []):
        lines += ["", f"warning: {finding['sentence']}"]
    lines += ["", f"tables: {tables.as_posix()}/*.parquet"]
    return lines
