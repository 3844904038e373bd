from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.analysis.speakers import find_shifts

ANN = {"claimant_name": "Ann Ames", "side": "us"}


def _on(day: int, stance: str | None, **more: Any) -> dict[str, Any]:
    return {**ANN, "stance": stance, "published_on": date(2025, 3, day), **more}


@pytest.mark.parametrize(
    ("rows", "shifts"),
    [
        ([_on(1, "supporting"), _on(9, "critical")], 1),
        ([_on(1, "supporting"), _on(9, "critical"), _on(20, "supporting")], 2),
        ([_on(1, "supporting"), _on(9, "critical", claimant_name="SENATOR ANN AMES")], 1),
        ([_on(1, "supporting"), _on(9, "neutral")], 0),
        ([_on(1, "supporting"), _on(1, "critical")], 0),
        ([_on(1, "supporting"), _on(9, "supporting"), _on(9, "critical")], 0),
        ([_on(1, "supporting"), _on(9, None)], 0),
        ([_on(1, "supporting"), _on(9, "critical", p_critical=0.5)], 0),
        ([_on(1, "supporting"), _on(9, "critical", side="china")], 0),
        ([_on(1, "supporting"), _on(9, "critical", published_on=None)], 0),
        ([_on(1, "supporting"), _on(9, "critical", claimant_name="Bo Li")], 0),
        ([_on(1, "supporting", claimant_name="Ames"), _on(9, "critical", claimant_name="Ames")], 0),
        ([_on(1, "supporting", claimant_kind="author"), _on(9, "critical", claimant_kind="author")], 0),
        ([_on(1, "supporting", claimant_kind="unnamed"), _on(9, "critical", claimant_kind="unnamed")], 0),
        ([], 0),
    ],
    ids=[
        "turned", "turned twice", "titled later", "neutral later", "same day", "torn later", "withheld", "unsure",
        "another side", "undated", "another speaker", "surname alone", "author", "unnamed", "empty",
    ],
)  # fmt: skip
def test_what_is_a_shift(claims_full: Any, rows: list[dict[str, Any]], shifts: int) -> None:
    assert len(find_shifts(claims_full(*rows))) == shifts


def test_a_name_of_one_word_that_belongs_to_a_side_is_one_speaker(claims_full: Any) -> None:
    known = {"claimant_name": "Huawei", "claimant_side": "china"}
    assert len(find_shifts(claims_full(_on(1, "supporting", **known), _on(9, "critical", **known)))) == 1


def test_a_shift_shows_the_clearest_claim_of_either_end(claims_full: Any) -> None:
    full = claims_full(
        _on(1, "supporting", claim_id="weak", p_supporting=0.7),
        _on(1, "supporting", claim_id="clear", p_supporting=0.95),
        _on(9, "critical", claim_id="later"),
    )
    shift = find_shifts(full).iloc[0].to_dict()
    assert shift == {
        "claimant_name": "Ann Ames",
        "side": "us",
        "earlier_stance": "supporting",
        "later_stance": "critical",
        "earlier_claim_id": "clear",
        "later_claim_id": "later",
        "earlier_on": date(2025, 3, 1),
        "later_on": date(2025, 3, 9),
    }
