"""Points: what several articles say in the same or in like words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from pipeline.analysis.agreement import find_conflicts
from pipeline.analysis.frames import make_frame
from pipeline.analysis.likeness import Likeness
from pipeline.analysis.statements import Statement, count_stances, read_statements, voice_of

COLUMNS = pa.schema(
    [
        ("point_id", pa.string()),
        ("representative", pa.string()),
        ("text", pa.string()),
        ("side", pa.string()),
        ("stance", pa.string()),
        ("claims", pa.int64()),
        ("voices", pa.int64()),
        ("origins", pa.int64()),
        ("articles", pa.int64()),
        ("claim_ids", pa.list_(pa.string())),
    ]
)
# Fewer terms than this say nothing that two articles could share: it works, they were wrong.
_TERMS = 3


def find_points(full: pd.DataFrame) -> pd.DataFrame:
    """Group the claims that say the same in different articles.

    Claims of a published group belong together; groups are joined if their words are like enough,
    each word weighed by its rarity. Claims with different numbers, one negated and one not, with
    words of opposite meaning, about different sides, or with opposite stances are never joined.
    A paraphrase that shares few words is not found.

    Args:
        full: ``claims_full``.

    Returns:
        One row a point and side it concerns (side and stance null where none: these come last),
        points with most origins first, then most voices. ``representative`` is the claim that
        stands for the point and ``text`` its words; ``stance`` is that of most of its claims.
        ``voices`` counts who says it: a name once wherever it is printed. ``origins`` counts
        articles, near copies of one another once; ``articles`` counts them all. Only what two
        articles say, in three words that matter or more, is a point.
    """
    statements = read_statements(full)
    rows = []
    likeness = Likeness([statement.representative["text"] for statement in statements])
    for group in _joined(statements, likeness):
        members = [statements[number] for number in group]
        claims = [row for statement in members for row in statement.rows]
        articles = {row["article_id"] for row in claims}
        wording = likeness.wordings[group[0]]
        if len(articles) < 2 or len(wording.terms) + len(wording.numbers) < _TERMS:
            continue
        # The one printed most, then the one that says least beside the point.
        best = min(group, key=lambda i: (-len(statements[i].rows), len(likeness.wordings[i].terms), i))
        chosen = statements[best].representative
        ids = list(dict.fromkeys(row["claim_id"] for row in claims))
        point = {
            "point_id": min(statement.group_id for statement in members),
            "representative": chosen["claim_id"],
            "text": chosen["text"],
            "claims": len(ids),
            "voices": len({voice_of(row) for row in claims}),
            "origins": len({row["duplicate_group"] for row in claims}),
            "articles": len(articles),
            "claim_ids": sorted(ids),
        }
        stances = count_stances(claims)
        rows += [{**point, "side": side, "stance": stance} for side, stance in stances.items()] or [point]
    rows.sort(
        key=lambda row: ("side" not in row, -row["origins"], -row["voices"], -row["claims"], row["point_id"])
    )
    return make_frame(rows, COLUMNS)


def sides_agree(left: dict[str, str], right: dict[str, str]) -> bool:
    """Say whether two claims concern the same sides with no opposite stance."""
    if not (left.keys() <= right.keys() or right.keys() <= left.keys()) or bool(left) != bool(right):
        return False
    return not any({left[s], right[s]} == {"supporting", "critical"} for s in left.keys() & right.keys())


def _joined(statements: Sequence[Statement], likeness: Likeness) -> list[list[int]]:
    """Give the statements' numbers in groups; nothing in a group speaks against anything else in it."""
    stances = [statement.stances() for statement in statements]
    home = list(range(len(statements)))
    members: dict[int, list[int]] = {number: [number] for number in home}

    def fits(i: int, j: int) -> bool:
        return sides_agree(stances[i], stances[j]) and not find_conflicts(
            likeness.wordings[i], likeness.wordings[j]
        )

    for pair in likeness.same_matter():
        one, other = sorted((home[pair.left], home[pair.right]))
        if one != other and all(fits(i, j) for i in members[one] for j in members[other]):
            for number in members[other]:
                home[number] = one
            members[one] += members.pop(other)
    return [sorted(group) for group in members.values()]
