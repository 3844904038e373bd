"""Named speakers whose stance toward a side changed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.analysis.frames import list_rows, make_frame
from pipeline.analysis.statements import name_key

COLUMNS = pa.schema(
    [
        ("claimant_name", pa.string()),
        ("side", pa.string()),
        ("earlier_stance", pa.string()),
        ("later_stance", pa.string()),
        ("earlier_claim_id", pa.string()),
        ("later_claim_id", pa.string()),
        ("earlier_on", pa.date32()),
        ("later_on", pa.date32()),
    ]
)
# A change is only worth a reader's time if the model was sure at both ends.
_SURE = 0.6
_OPPOSITE = ("supporting", "critical")


def find_shifts(full: pd.DataFrame) -> pd.DataFrame:
    """Find named claimants who supported a side at one date and criticised it at a later one.

    A date's stance is that of most of the speaker's claims about the side on that day, neutral
    ones apart; a tie is no stance. A change counts if at either end a claim has a probability of
    at least 0.6. The article's own voice and unnamed sources never shift, nor does a name of one
    word that belongs to no side, which may be two people.

    Args:
        full: ``claims_full``.

    Returns:
        One row a change, by speaker, side and date, with the claim that shows each end best. A
        speaker is a name without its titles, and is called as at the later end.
    """
    wanted = ("claimant_name", "claimant_side", "side", "stance", "claim_id", "published_on")
    by_speaker: dict[tuple[str, str], dict[date, list[dict[str, Any]]]] = {}
    for row in list_rows(full[full["claimant_kind"] == "named"], *wanted, "p_supporting", "p_critical"):
        if row["side"] is None or row["stance"] not in _OPPOSITE or row["published_on"] is None:
            continue
        key = name_key(row["claimant_name"])
        if " " not in key and row["claimant_side"] is None:
            continue
        days = by_speaker.setdefault((key, row["side"]), {})
        days.setdefault(row["published_on"], []).append(row)
    rows = []
    for (_, side), days in sorted(by_speaker.items()):
        taken = [best for day in sorted(days) if (best := _clearest(days[day])) is not None]
        for earlier, later in pairwise(taken):
            if earlier["stance"] != later["stance"]:
                ends = {"earlier": earlier, "later": later}
                row = {"claimant_name": later["claimant_name"], "side": side}
                for end, claim in ends.items():
                    row[f"{end}_stance"], row[f"{end}_claim_id"] = claim["stance"], claim["claim_id"]
                    row[f"{end}_on"] = claim["published_on"]
                rows.append(row)
    return make_frame(rows, COLUMNS)


def _clearest(claims: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Give the surest claim of the stance that most claims have; None where that is open."""
    counts = {stance: sum(claim["stance"] == stance for claim in claims) for stance in _OPPOSITE}
    if counts["supporting"] == counts["critical"]:
        return None
    stance = max(counts, key=lambda word: counts[word])
    column = f"p_{stance}"
    best = max((c for c in claims if c["stance"] == stance), key=lambda c: (c[column], c["claim_id"]))
    return best if best[column] >= _SURE else None
