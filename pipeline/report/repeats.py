"""Claims counted once however often they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.report.figures import Figure
from pipeline.report.rows import Row


def independent_sets(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Give the claims that stand for their groups, by side and stance, as named sets.

    A group's stance toward a side is that of the claim that stands for it, as in the shares.
    """
    chosen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row["side"] is None or row["stance"] is None:
            continue
        key = (row["side"], row["group_id"])
        if key not in chosen or row["is_representative"]:
            chosen[key] = row
    sets: dict[str, list[str]] = {}
    for row in chosen.values():
        sets.setdefault(_name(row), []).append(row["claim_id"])
    return sets


def open_shares(shares: Sequence[Row]) -> list[Row]:
    """Give the shares with the number that opens their claims, under ``opens``."""
    return [{**row, "opens": Figure(row["independent_claims"], {"set": _name(row)})} for row in shares]


def _name(row: Row) -> str:
    return f"once-{row['side']}-{row['stance']}"
