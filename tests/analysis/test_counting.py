"""Matrix, timeline, noise: tables that count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.matrix import count_matrix
from pipeline.analysis.noise import measure_noise
from pipeline.analysis.shares import correct_shares
from pipeline.analysis.timeline import count_months
from pipeline.schemas import STANCES

Rows = list[dict[str, Any]]
SIDES = ["us", "china", "europe"]

# Claims of any kind about one of three sides or none; some repeat one another.
rows = st.lists(
    st.fixed_dictionaries(
        {
            "side": st.sampled_from([*SIDES, None]),
            "stance": st.sampled_from([*STANCES, None]),
            "claimant_name": st.sampled_from(["author", "Ann Ames", "officials"]),
            "claimant_side": st.sampled_from([*SIDES, None]),
            "published_on": st.dates(date(2023, 11, 1), date(2025, 2, 28)) | st.none(),
            "group_id": st.sampled_from(["g1", "g2", "g3", "g4"]),
            "kind": st.sampled_from(["fact", "judgement", "forecast"]),
        }
    ),
    max_size=20,
)


@given(rows)
def test_the_matrix_counts_every_claim_about_a_side_once(claims_full: Any, made: Rows) -> None:
    full = claims_full(*made)
    matrix = count_matrix(full)
    assert matrix["claims"].sum() == full["side"].notna().sum()
    assert (matrix[[*STANCES, "abstained"]].sum(axis=1) == matrix["claims"]).all()
    assert (matrix["independent_claims"] <= matrix["claims"]).all()
    assert matrix["claims"].is_monotonic_decreasing
    assert not matrix.duplicated(["claimant_name", "claimant_kind", "claimant_side", "side"]).any()


def test_praise_of_the_own_side_stands_apart(claims_full: Any) -> None:
    full = claims_full(
        {"claimant_name": "Ann Ames", "claimant_side": "us", "side": "us", "stance": "supporting"},
        {"claimant_name": "Ann Ames", "claimant_side": "us", "side": "china", "stance": "critical"},
        {"claimant_name": "Bo Li", "side": "china", "stance": None},
        {"side": "china", "stance": "neutral"},
        {"text": "about nobody"},
    )
    matrix = count_matrix(full).set_index(["claimant_name", "side"])
    assert matrix["is_self"].to_dict() == {
        ("Ann Ames", "us"): True,
        ("Ann Ames", "china"): False,
        ("Bo Li", "china"): False,
        ("author", "china"): False,
    }
    assert matrix.loc[("Bo Li", "china"), "abstained"] == 1


def test_a_wire_story_is_one_independent_claim(claims_full: Any) -> None:
    copy = {"side": "us", "stance": "critical", "group_id": "g"}
    full = claims_full(copy, copy, copy, {"side": "us", "stance": "critical"})
    assert count_matrix(full).loc[0, ["claims", "independent_claims"]].tolist() == [4, 2]
    months = count_months(full)
    critical = months[months["stance"] == "critical"].iloc[0]
    assert (critical["claims"], critical["independent_claims"]) == (4, 2)


@given(rows)
def test_the_timeline_has_every_month_and_every_dated_answer(claims_full: Any, made: Rows) -> None:
    full = claims_full(*made)
    months = count_months(full)
    answered = full[full["side"].notna() & full["stance"].notna() & full["published_on"].notna()]
    assert months["claims"].sum() == len(answered)
    if len(answered):
        spanned = pd.period_range(min(answered["published_on"]), max(answered["published_on"]), freq="M")
        assert list(months["month"].unique()) == [str(month) for month in spanned]
        assert len(months) == len(spanned) * answered["side"].nunique() * len(STANCES)


@given(rows)
def test_noise_is_between_none_and_all(claims_full: Any, made: Rows) -> None:
    full = claims_full(*made)
    noise = measure_noise(full).iloc[0]
    claims = full[full["side"].notna()]
    assert noise["claims"] == len(claims)
    assert noise["repeated"] == len(claims) - claims["group_id"].nunique()
    if len(claims):
        assert max(noise["repeated_share"], noise["unattributed_share"]) <= noise["noise"] <= 1
    else:
        assert pd.isna(noise["noise"])
        assert pd.isna(noise["level"])


@pytest.mark.parametrize(
    ("made", "level"),
    [
        ([{"kind": "fact"}] * 5, "low"),
        ([{"kind": "judgement", "claimant_name": "Ann Ames"}] * 5, "low"),
        ([{"kind": "fact"}] * 3 + [{"kind": "judgement"}], "medium"),
        ([{"kind": "judgement"}] * 2, "high"),
        ([{"kind": "judgement", "claimant_name": "critics", "claimant_kind": "unnamed"}], "high"),
        ([{"kind": "fact", "group_id": "g"}] * 4, "high"),
    ],
    ids=["facts", "named judgements", "a quarter", "own voice", "unnamed", "repetition"],
)
def test_the_level_of_noise(claims_full: Any, made: Rows, level: str) -> None:
    assert measure_noise(claims_full(*made, side="us", stance="critical")).loc[0, "level"] == level


@given(rows, st.sampled_from([None, "claimant_name", "claimant_side"]))
def test_shares_add_up_and_lie_in_their_intervals(claims_full: Any, made: Rows, by: str | None) -> None:
    full = claims_full(*made)
    shares = correct_shares(full, [[8, 1, 1], [1, 8, 1], [2, 2, 6]], by=by)
    cell = [*([by] if by else []), "side"]
    assert shares.groupby(cell)[["share", "corrected"]].sum().sub(1).abs().lt(1e-9).all(axis=None)
    for name in ("share", "corrected"):
        inside = shares[name].between(shares[f"{name}_low"] - 1e-12, shares[f"{name}_high"] + 1e-12)
        assert inside.all()
    answered = full[full["side"].notna() & full["stance"].notna()]
    if by:
        answered = answered[answered[by].notna()]
    once = answered.drop_duplicates([*cell, "group_id"])
    assert shares["independent_claims"].sum() == len(once)
