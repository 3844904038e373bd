"""Pairs of claims that contradict each other."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.analysis.agreement import find_conflicts, find_opposites
from pipeline.analysis.frames import make_frame
from pipeline.analysis.lexicon import contrasts
from pipeline.analysis.likeness import Likeness, Pair
from pipeline.analysis.statements import Statement, read_statements, voice_of

COLUMNS = pa.schema(
    [
        ("claim_id_a", pa.string()),
        ("claim_id_b", pa.string()),
        ("side", pa.string()),
        ("reason", pa.string()),
        ("score", pa.float64()),
    ]
)
# Where a sentence says one thing and then another.
_CLAUSE = re.compile(r"\s*(?:[;:—]|\s–\s|,\s+(?=(?:but|and|or|yet|though|although|while|whereas)\b))\s*")
_SURE = 0.7
_OPPOSED = {"supporting", "critical"}


def find_contradictions(full: pd.DataFrame) -> pd.DataFrame:
    """Find pairs of claims on the same matter and side that cannot both be right.

    Precision comes before recall: the words must be as like as those of one point, and then one of
    them negates what the other says (``negated``), has the opposite word (``opposite``), or shows
    the side the other way, in another voice, with a sure answer on both (``stance``). Claims are
    compared clause by clause. A claim that denies another in other words is not found.

    Args:
        full: ``claims_full``.

    Returns:
        One row a pair and side that both concern (null where neither concerns one), the likest
        first. ``score`` is how like their words are, 0 to 1.
    """
    statements = read_statements(full)
    clauses = [
        (number, clause)
        for number, statement in enumerate(statements)
        for clause in _CLAUSE.split(statement.representative["text"])
    ]
    likeness = Likeness([clause for _, clause in clauses])
    rows: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    for pair in likeness.same_matter():
        left, right = (statements[clauses[place][0]] for place in (pair.left, pair.right))
        if left is right or _is_one_speech(left, right):
            continue
        ours, theirs = left.stances(), right.stances()
        if bool(ours) != bool(theirs):
            continue
        sides: list[str | None] = [*sorted(ours.keys() & theirs.keys())]
        for side in sides if ours else [None]:
            reason = _reason(likeness, pair) or _opposed(left, right, side)
            ids = (left.representative["claim_id"], right.representative["claim_id"])
            if reason:
                row = dict(zip(COLUMNS.names, (*ids, side, reason, pair.score), strict=True))
                rows.setdefault((*ids, side), row)
    return make_frame(rows.values(), COLUMNS)


def _reason(likeness: Likeness, pair: Pair) -> str | None:
    left, right = likeness.wordings[pair.left], likeness.wordings[pair.right]
    conflicts = find_conflicts(left, right)
    if left.is_open or right.is_open or len(conflicts) != 1:
        return None  # negated and opposite at once agree: did not fail, succeeded
    if conflicts == {"opposite"}:
        picked = find_opposites(left, right) & contrasts() & (left.modifiers | right.modifiers)
        if left.is_negated or picked:
            return None  # neither rises nor falls; the open ones do it, and the closed ones too
    (only,) = conflicts
    return only if only in ("negated", "opposite") else None


def _opposed(left: Statement, right: Statement, side: str | None) -> str | None:
    if side is None or voice_of(left.representative) == voice_of(right.representative):
        return None
    ours, theirs = (_surest(statement, side) for statement in (left, right))
    return "stance" if {ours, theirs} == _OPPOSED else None


def _surest(statement: Statement, side: str) -> str | None:
    """Give the stance of the claim that stands for a statement if the model was sure of it."""
    for row in statement.rows:
        if row["side"] == side and row["claim_id"] == statement.representative["claim_id"]:
            sure = row["stance"] in _OPPOSED and row[f"p_{row['stance']}"] >= _SURE
            return row["stance"] if sure else None
    return None


def _is_one_speech(left: Statement, right: Statement) -> bool:
    """Say whether one voice says both in one article: it then means something by it."""
    ours, theirs = left.representative, right.representative
    same_origin = ours["duplicate_group"] == theirs["duplicate_group"]
    return same_origin and voice_of(ours) == voice_of(theirs)
