"""The timeline: what was said month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.figures import Figure, month_query
from pipeline.report.rows import Row
from pipeline.report.wording import month_name
from pipeline.schemas import STANCES


@dataclass(frozen=True)
class Month:
    """A month's claims toward each side by stance."""

    month: str
    name: str
    cells: Mapping[str, Mapping[str, Figure]]

    @property
    def claims(self) -> int:
        """All claims of the month."""
        return sum(figure.value for stances in self.cells.values() for figure in stances.values())


def tell_months(timeline: Sequence[Row], sides: Mapping[str, str]) -> tuple[Month, ...]:
    """Give the months in order, those without a claim too."""
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for row in timeline:
        counts.setdefault(row["month"], {})[row["side"], row["stance"]] = row["claims"]
    return tuple(
        Month(
            month,
            month_name(month),
            {
                side: {
                    stance: Figure(
                        cells.get((side, stance), 0), {"side": side, "stance": stance, **month_query(month)}
                    )
                    for stance in STANCES
                }
                for side in sides
            },
        )
        for month, cells in sorted(counts.items())
    )
