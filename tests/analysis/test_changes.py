from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.changes import compare_headlines, compare_runs
from pipeline.schemas import PUBLISHED

Tables = dict[str, pa.Table]


def _stances(**stances: str | None) -> pa.Table:
    """Give stance rows from ``claim_side=stance``."""
    rows = []
    for key, stance in stances.items():
        claim, side = key.split("_")
        p = dict.fromkeys(("p_supporting", "p_critical", "p_neutral"), 0.25)
        rows.append({"claim_id": claim, "side": side, "stance": stance, **p, "target": "x", "model_id": "m"})
    return pa.Table.from_pylist(rows, schema=PUBLISHED["stances"])


def _articles(**authors: list[str]) -> pa.Table:
    rows = [
        {"article_id": i, "authors": names, "published_on": date(2025, 1, 1)} for i, names in authors.items()
    ]
    return pa.Table.from_pylist(rows, schema=PUBLISHED["articles"])


def _told(old: Tables, new: Tables) -> list[tuple[Any, ...]]:
    return list(compare_runs(old, new)[["table", "change", "key"]].itertuples(index=False, name=None))


def test_rows_are_known_by_their_key() -> None:
    old = {"stances": _stances(c1_us="critical", c2_us=None, c3_us="neutral")}
    new = {"stances": _stances(c3_us="neutral", c2_us="critical", c2_china="neutral")}
    found = compare_runs(old, new)
    assert list(found[["change", "key"]].itertuples(index=False, name=None)) == [
        ("removed", "c1 us"),
        ("added", "c2 china"),
        ("changed", "c2 us"),
    ]
    assert [list(columns) for columns in found["columns"]] == [[], [], ["stance"]]
    assert found["old_row"].fillna(-1).tolist() == [0, -1, 1]
    assert found["new_row"].fillna(-1).tolist() == [-1, 2, 1]


def test_lists_are_compared_as_wholes() -> None:
    old, new = _articles(a=["X", "Y"], b=[]), _articles(a=["Y", "X"], b=[])
    assert _told({"articles": old}, {"articles": new}) == [("articles", "changed", "a")]


def test_a_claim_that_moves_to_another_group_is_changed() -> None:
    schema = PUBLISHED["claim_groups"]
    row = {"claim_id": "c2", "article_id": "a", "duplicate_group": "a", "is_representative": True}
    old, new = (pa.Table.from_pylist([{**row, "group_id": g}], schema=schema) for g in ("c1", "c2"))
    assert _told({"claim_groups": old}, {"claim_groups": new}) == [("claim_groups", "changed", "c2")]


def test_tables_that_one_run_lacks_are_left_out() -> None:
    assert compare_runs({"stances": _stances(c1_us=None)}, {}).empty


@given(st.dictionaries(st.sampled_from(["a_x", "a_y", "b_x", "c_z"]), st.sampled_from(["critical", None])))
def test_a_run_equals_itself_and_differs_in_all_from_nothing(made: dict[str, str | None]) -> None:
    tables, none = {"stances": _stances(**made)}, {"stances": _stances()}
    assert compare_runs(tables, tables).empty
    assert compare_runs(none, tables)["change"].tolist() == ["added"] * len(made)
    assert compare_runs(tables, none)["change"].tolist() == ["removed"] * len(made)


COUNTS = {
    "articles": 3,
    "claims": 10,
    "stances": {"us": {"supporting": 1, "critical": 3, "neutral": 0, "abstained": 2}},
}


def test_headlines_that_moved() -> None:
    new = {
        **COUNTS,
        "claims": 12,
        "stances": {"us": {"supporting": 2, "critical": 2, "neutral": 0, "abstained": 2}},
    }
    moved = compare_headlines(COUNTS, new)
    assert moved[["headline", "old", "new", "change"]].values.tolist() == [
        ["claims", 10, 12, 2],
        ["us supporting", 1, 2, 1],
        ["us supporting share", 0.25, 0.5, 0.25],
        ["us critical", 3, 2, -1],
        ["us critical share", 0.75, 0.5, -0.25],
    ]


@pytest.mark.parametrize("other", [{}, {"stances": {}}])
def test_a_number_that_one_run_lacks_is_null(other: dict[str, Any]) -> None:
    moved = compare_headlines(COUNTS, {**COUNTS, "stances": {}, **other})
    assert moved["new"].isna().all()
    assert moved["change"].isna().all()
    assert compare_headlines(COUNTS, COUNTS).empty
