"""Parameters of the tables stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TablesConfig:
    """How claims are grouped.

    Args:
        same_claim: Share of their different words that two claims have in common if they
            say the same, 0.5 to 1 (Jaccard index).
    """

    same_claim: float = 0.7

    def __post_init__(self) -> None:
        if not 0.5 <= self.same_claim <= 1:
            raise ValueError(f"same_claim is {self.same_claim}, it must lie in 0.5..1")
