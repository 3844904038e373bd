"""Each stance's share of a side's claims, with the classifier's known errors taken out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.analysis.correction import correct_counts
from pipeline.analysis.frames import list_rows, make_frame
from pipeline.intervals import wilson_interval
from pipeline.schemas import STANCES

FEW = 10  # below so many independent claims, a share says next to nothing
_NUMBERS = ("share", "share_low", "share_high", "corrected", "corrected_low", "corrected_high")


def correct_shares(
    full: pd.DataFrame, confusion: pd.DataFrame | np.ndarray | None, by: str | None = None, seed: int = 0
) -> pd.DataFrame:
    """Give each stance's share of a side's claims as counted, and as it is after correction.

    Claims that say the same count once, with the stance of the one that stands for them; withheld
    answers are left out. The plain interval (Wilson) knows only how few claims there are. The
    corrected share asks which true shares would make a model of these known errors answer as it
    did; its interval holds three doubts: which articles happened to be collected, how claims of
    one article resemble each other, and how well the errors are known. It assumes that the model
    errs on these claims as often as on those its errors were counted on.

    Args:
        full: ``claims_full``.
        confusion: Counts, 3 × 3 in the order of the stances: a row is what is true, a column what
            the model said. None leaves the corrected columns null.
        by: A further column of ``full`` to cut by, such as ``publisher``; rows where it is null
            are left out.
        seed: Where the draws begin; the same seed gives the same intervals.

    Returns:
        One row a value of ``by``, side and stance, in this order, all three stances of a side if
        it has any. Shares are 0 to 1 and add up to 1 over the stances. ``few`` marks a side
        with under ten independent claims, whose shares are no ground for a sentence.

    Source:
        Wilson (1927) for the plain interval; :mod:`pipeline.analysis.correction` for the other.
    """
    cells = _independent(full, by)
    errors = None if confusion is None else _ordered(confusion)
    rows = []
    for number, ((value, side), claims) in enumerate(sorted(cells.items(), key=lambda c: c[0])):
        counts = np.array([sum(stance == name for stance, _ in claims) for name in STANCES])
        n = int(counts.sum())
        share = counts / n
        low, high = wilson_interval(share, np.array(n))
        found = {"share": share, "share_low": low, "share_high": high}
        if errors is not None:
            rng = np.random.default_rng([seed, number])
            found |= zip(_NUMBERS[3:], correct_counts(_by_article(claims), errors, rng), strict=True)
        for place, stance in enumerate(STANCES):
            row: dict[str, Any] = {name: float(values[place]) for name, values in found.items()}
            row |= {"side": side, "stance": stance, "independent_claims": int(counts[place]), "few": n < FEW}
            rows.append(row | ({by: value} if by else {}))
    return make_frame(rows, _columns(full, by))


def _columns(full: pd.DataFrame, by: str | None) -> pa.Schema:
    kind = pa.array(full[by], from_pandas=True).type if by else pa.string()
    return pa.schema(
        [
            *([(by, kind)] if by else []),
            ("side", pa.string()),
            ("stance", pa.string()),
            ("independent_claims", pa.int64()),
            *((name, pa.float64()) for name in _NUMBERS),
            ("few", pa.bool_()),
        ]
    )


def _ordered(confusion: pd.DataFrame | np.ndarray) -> np.ndarray:
    if isinstance(confusion, pd.DataFrame):
        confusion = confusion.loc[list(STANCES), list(STANCES)].to_numpy()
    counts = np.asarray(confusion, dtype=float)
    if counts.shape != (3, 3) or (counts < 0).any() or not counts.sum(axis=1).all():
        raise ValueError("confusion must be 3 x 3 counts with something in every row")
    return counts


def _independent(full: pd.DataFrame, by: str | None) -> dict[tuple[Any, str], list[tuple[str, str]]]:
    """Give (stance, origin) of each independent claim by value and side."""
    wanted = ["side", "stance", "group_id", "is_representative", "duplicate_group", *([by] if by else [])]
    chosen: dict[tuple[Any, str], dict[str, dict[str, Any]]] = {}
    for row in list_rows(full, *dict.fromkeys(wanted)):
        if row["side"] is None or row["stance"] is None or (by and row[by] is None):
            continue
        cell = chosen.setdefault((row[by] if by else "", row["side"]), {})
        if row["group_id"] not in cell or row["is_representative"]:
            cell[row["group_id"]] = row
    return {
        key: [(row["stance"], row["duplicate_group"]) for row in cell.values()]
        for key, cell in chosen.items()
    }


def _by_article(claims: list[tuple[str, str]]) -> np.ndarray:
    """Give one row of stance counts an origin."""
    place: dict[str, int] = {}
    numbers = [place.setdefault(origin, len(place)) for _, origin in claims]
    counts = np.zeros((len(place), len(STANCES)))
    np.add.at(counts, (numbers, [STANCES.index(stance) for stance, _ in claims]), 1)
    return counts
