"""Every analysis on frames of any size, about three sides, with nulls wherever nulls may be."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.contradictions import find_contradictions
from pipeline.analysis.forecasts import collect_forecasts
from pipeline.analysis.points import find_points
from pipeline.analysis.speakers import find_shifts
from pipeline.schemas import STANCES

_WORDS = st.sampled_from(
    ["chips", "China", "exports", "not", "rose", "fell", "labs", "2027", "America", "open", "the"]
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.lists(_WORDS, max_size=7).map(" ".join),
            "article_id": st.sampled_from(["a1", "a2", "a3"]),
            "duplicate_group": st.sampled_from(["a1", "a2"]),
            "kind": st.sampled_from(["fact", "forecast"]),
            "side": st.sampled_from(["us", "china", "europe", None]),
            "stance": st.sampled_from([*STANCES, None]),
            "claimant_name": st.sampled_from(["author", "Ann Ames", "Ames"]),
            "inner_claimant_name": st.sampled_from([None, "Bo Li"]),
            "published_on": st.sampled_from([date(2025, 1, 1), date(2025, 2, 1), None]),
            "is_representative": st.booleans(),
        }
    ),
    max_size=15,
)


@given(rows)
def test_points_hold_each_claim_once_and_count_no_more_than_there_is(
    claims_full: Any, made: list[Any]
) -> None:
    full = claims_full(*made)
    points = find_points(full)
    once = points.drop_duplicates("point_id")
    members = [claim for claims in once["claim_ids"] for claim in claims]
    assert len(members) == len(set(members)) == once["claims"].sum()
    assert set(members) <= set(full["claim_id"])
    assert (points["origins"] <= points["articles"]).all()
    assert (points["articles"] >= 2).all()
    assert (points["voices"] <= points["claims"]).all()
    assert all(
        chosen in ids for chosen, ids in zip(points["representative"], points["claim_ids"], strict=True)
    )
    assert not points.duplicated(["point_id", "side"]).any()


@given(rows)
def test_contradictions_are_pairs_of_different_claims_about_a_side_of_both(
    claims_full: Any, made: list[Any]
) -> None:
    full = claims_full(*made)
    found = find_contradictions(full)
    sides = full.groupby("claim_id")["side"].agg(set)
    for row in found.to_dict("records"):
        assert row["claim_id_a"] != row["claim_id_b"]
        assert 0 < row["score"] <= 1
        assert row["side"] in sides[row["claim_id_a"]] & sides[row["claim_id_b"]]


@given(rows)
def test_the_order_of_rows_changes_no_count(claims_full: Any, made: list[Any]) -> None:
    full = claims_full(*made)
    turned = full.iloc[::-1].reset_index(drop=True)
    assert len(find_shifts(full)) == len(find_shifts(turned))
    assert len(collect_forecasts(full)) == len(collect_forecasts(turned))
    assert sorted(find_points(full)["claims"]) == sorted(find_points(turned)["claims"])
