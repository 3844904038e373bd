"""A run's distinct statements: one for each group of claims that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.analysis.frames import list_rows
from pipeline.analysis.lexicon import listed
from pipeline.schemas import STANCES

_COLUMNS = (
    "claim_id", "article_id", "text", "kind", "claimant_kind", "claimant_name", "inner_claimant_name",
    "framing", "side", "stance", "p_supporting", "p_critical", "p_neutral", "published_on",
    "duplicate_group", "group_id", "is_representative",
)  # fmt: skip


@dataclass
class Statement:
    """What one or more claims say in nearly the same words.

    Args:
        group_id: Their group.
        rows: Their rows of ``claims_full``, in the frame's order.
    """

    group_id: str
    rows: list[dict[str, Any]]

    @property
    def representative(self) -> dict[str, Any]:
        """A row of the claim that stands for the group."""
        return next((row for row in self.rows if row["is_representative"]), self.rows[0])

    def stances(self) -> dict[str, str]:
        """Give the stance toward each side that most of the rows have, by side."""
        return count_stances(self.rows)


def count_stances(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Give the stance that most rows have toward each side; a side of withheld answers is neutral."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["side"] is not None:
            count = counts.setdefault(row["side"], dict.fromkeys(STANCES, 0))
            if row["stance"] is not None:
                count[row["stance"]] += 1
    # Ties go to neutral: a point's stance must not hang on the order of its claims.
    order = ("neutral", "supporting", "critical")
    return {side: max(order, key=lambda word: count[word]) for side, count in sorted(counts.items())}


def read_statements(full: pd.DataFrame) -> list[Statement]:
    """Give the statements of a run in the order of their first claim.

    Args:
        full: ``claims_full``.
    """
    found: dict[str, Statement] = {}
    for row in list_rows(full, *_COLUMNS):
        found.setdefault(row["group_id"], Statement(row["group_id"], [])).rows.append(row)
    return list(found.values())


def name_key(name: str) -> str:
    """Give what a name is known by, whatever its letters' case and the titles before it.

    Example:
        >>> name_key("PROFESSOR ANN AMES") == name_key("Ann Ames")
        True
    """
    words = name.casefold().split()
    while len(words) > 1 and words[0].rstrip(".") in listed("titles"):
        del words[0]
    return " ".join(words)


def voice_of(row: dict[str, Any]) -> tuple[str, str]:
    """Give who speaks, so that one voice printed many times is one.

    A name is one voice wherever it is printed; somebody unnamed, or an article's own voice, is one
    voice in an article and its near copies. Where sources nest, the innermost named one speaks.
    """
    if row["inner_claimant_name"] is not None:
        return (name_key(row["inner_claimant_name"]), "")
    if row["claimant_kind"] == "named":
        return (name_key(row["claimant_name"]), "")
    return (name_key(row["claimant_name"]), row["duplicate_group"])
