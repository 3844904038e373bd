"""Small CSV files that DVC draws: where the rows went, and stances toward each side."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.schemas import STANCES

# What a spreadsheet takes for a formula, also in the wide forms of East Asian keyboards. The sheets
# of labels guard the same; a table's stage cannot ask them.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def plot_files(counts: Mapping[str, Any]) -> dict[str, str]:
    """Give the text of each plot's file by its name.

    A cell that begins like a formula, as a side's name may, gets an apostrophe before it.

    Args:
        counts: What :func:`pipeline.tables.summary.count_run` counted, with ``records``.
    """
    funnel = [
        ("records read", counts["records"]),
        ("articles kept", counts["articles"]),
        ("sentences", counts["sentences"]),
        ("claims", counts["claims"]),
        ("claims attributed", counts["attributed_claims"]),
        ("claims concerning a side", counts["claims_with_side"]),
    ]
    stances = [
        (f"{side} {stance}", cell[stance]) for side, cell in counts["stances"].items() for stance in STANCES
    ]
    return {
        "funnel.csv": _csv(("step", "rows"), funnel),
        "stances.csv": _csv(("side_stance", "claims"), stances),
    }


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_guarded(cell) for cell in row] for row in rows])
    return buffer.getvalue()


def _guarded(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    # The writer puts no quotation marks round a lone carriage return, which would end the row.
    return f"'{cell}".replace("\r", " ") if cell.startswith(_RISKY) else cell.replace("\r", " ")
