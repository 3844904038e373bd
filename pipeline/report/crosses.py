"""Who says what about whom: claimants, and kinds of claimants, against sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.figures import Figure
from pipeline.report.rows import Row
from pipeline.report.wording import one_line, side_phrase
from pipeline.schemas import STANCES

_CLAIMANTS, _FEWEST = 40, 2


@dataclass(frozen=True)
class Cross:
    """What one claimant says about one side.

    Args:
        side: The side.
        is_self: Whether the claimant belongs to it, so that praise is self-praise.
        stances: Claims by stance.
    """

    side: str
    is_self: bool
    stances: Mapping[str, Figure]

    @property
    def claims(self) -> int:
        """Claims with a stance."""
        return sum(figure.value for figure in self.stances.values())


@dataclass(frozen=True)
class CrossRow:
    """A claimant, or a kind of claimants, against every side."""

    name: str
    note: str
    crosses: tuple[Cross, ...]

    @property
    def claims(self) -> int:
        """Claims with a stance, toward all sides."""
        return sum(cross.claims for cross in self.crosses)


def cross_claimants(matrix: Sequence[Row], sides: Mapping[str, str]) -> tuple[tuple[CrossRow, ...], int]:
    """Give the named claimants with most claims about the sides.

    Args:
        matrix: Counts of claimants by side, as rows.
        sides: Names of the sides.

    Returns:
        The claimants, most claims first, and how many more there are.
    """
    found: dict[tuple[str, str | None], dict[str, Row]] = {}
    for row in matrix:
        if row["claimant_kind"] == "named":
            found.setdefault((row["claimant_name"], row["claimant_side"]), {})[row["side"]] = row
    rows = []
    for (name, own), cells in found.items():
        query = {"claimant": name, "voice": "named", "speaks": own or "none"}
        crosses = tuple(
            _cross(side, own == side, [cells[side]] if side in cells else [], query) for side in sides
        )
        note = f"speaks for {side_phrase(sides[own])}" if own is not None and own in sides else ""
        rows.append(CrossRow(one_line(name), note, crosses))
    rows.sort(key=lambda row: (-row.claims, row.name, row.note))
    shown = [row for row in rows[:_CLAIMANTS] if row.claims >= _FEWEST] or rows[:_CLAIMANTS]
    return tuple(shown), len(rows) - len(shown)


def cross_groups(matrix: Sequence[Row], sides: Mapping[str, str]) -> tuple[CrossRow, ...]:
    """Give each side's own voices, the other voices and the articles' own against every side."""
    groups: list[tuple[str, dict[str, str], list[Row], str | None]] = []
    spoken = [row for row in matrix if row["claimant_kind"] != "author"]
    for side, name in sides.items():
        of_side = [row for row in spoken if row["claimant_side"] == side]
        groups.append((f"Voices of {side_phrase(name)}", {"voice": "spoken", "speaks": side}, of_side, side))
    other = [row for row in spoken if row["claimant_side"] is None]
    for kind, label in (("named", "Other named voices"), ("unnamed", "Unnamed sources")):
        chosen = [row for row in other if row["claimant_kind"] == kind]
        groups.append((label, {"voice": kind, "speaks": "none"}, chosen, None))
    author = [row for row in matrix if row["claimant_kind"] == "author"]
    groups.append(("The articles’ own voice", {"voice": "author"}, author, None))
    return tuple(
        CrossRow(
            label,
            "",
            tuple(
                _cross(side, own == side, [row for row in rows if row["side"] == side], query)
                for side in sides
            ),
        )
        for label, query, rows, own in groups
        if rows
    )


def _cross(side: str, is_self: bool, cells: Sequence[Row], query: Mapping[str, str]) -> Cross:
    return Cross(
        side,
        is_self,
        {
            stance: Figure(sum(cell[stance] for cell in cells), {**query, "side": side, "stance": stance})
            for stance in STANCES
        },
    )
