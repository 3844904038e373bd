from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import wilson_interval
from pipeline.tables.flatten import flatten_articles
from pipeline.tables.shares import add_counts, count_stances, share_stances

SAME = "Beijing has poured money into chips for a decade"


Grouping = Callable[[dict[str, pa.Table]], pa.Table]


def _group(
    group_claims: Grouping, texts: list[str], dates: list[date | None] | None = None
) -> list[tuple[str, bool]]:
    ids = [f"{i:016x}" for i in range(len(texts))]
    claims = pa.table({"claim_id": ids, "article_id": ids, "text": texts})
    articles = pa.table(
        {
            "article_id": ids,
            "duplicate_group": ids,
            "published_on": pa.array(dates or [None] * len(ids), pa.date32()),
        }
    )
    rows = group_claims({"claims": claims, "articles": articles}).to_pylist()
    return [
        (row["group_id"][-1], row["is_representative"]) for row in sorted(rows, key=lambda r: r["claim_id"])
    ]


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([SAME, SAME.upper() + "."], "00"),  # case and marks do not count
        ([SAME, SAME + " now"], "00"),  # nine words of ten
        ([SAME, "Beijing has poured money into chips"], "01"),  # six of nine
        ([SAME, "Washington has limited exports"], "01"),
        ([SAME], "0"),
    ],
)
def test_claims_of_nearly_the_same_words_are_one_group(
    group_claims: Grouping, texts: list[str], groups: str
) -> None:
    assert [group for group, _ in _group(group_claims, texts)] == list(groups)


def test_the_earliest_claim_stands_for_its_group(group_claims: Grouping) -> None:
    dates = [None, date(2025, 5, 2), date(2025, 5, 1)]
    assert [is_first for _, is_first in _group(group_claims, [SAME] * 3, dates)] == [False, False, True]


def test_shares_count_copies_once_among_the_independent(
    joined: pa.Table, duplicates: dict[str, str], shares_of: Grouping
) -> None:
    tables = flatten_articles(joined, duplicates)
    tables["stances"] = tables["stances"].set_column(2, "stance", pa.array(["critical", "critical"]))
    rows = shares_of(tables).to_pylist()
    (critical,) = [r for r in rows if r["slice"] == "all" and r["stance"] == "critical"]
    assert (critical["claims"], critical["independent_claims"], critical["share"]) == (2, 1, 1.0)
    assert {r["slice_value"] for r in rows if r["slice"] == "publisher"} == {"The Ledger"}
    assert {r["slice_value"] for r in rows if r["slice"] == "month"} == {"2025-03"}


def test_abstentions_are_in_no_count(
    joined: pa.Table, duplicates: dict[str, str], shares_of: Grouping
) -> None:
    rows = shares_of(flatten_articles(joined, duplicates)).to_pylist()
    assert sum(r["claims"] for r in rows if r["slice"] == "all") == 1


def test_counts_of_parts_add_up_to_those_of_the_whole(
    joined: pa.Table, duplicates: dict[str, str], shares_of: Grouping
) -> None:
    tables = flatten_articles(joined, duplicates)
    numbers = np.zeros(tables["claims"].num_rows, np.int64)
    parts = []
    for first in (0, 1):
        part = flatten_articles(joined.slice(first, 1), duplicates)
        groups = numbers[: part["claims"].num_rows]
        parts.append(count_stances(part["stances"], part["claims"], part["articles"], groups))
    whole = count_stances(tables["stances"], tables["claims"], tables["articles"], numbers)
    assert share_stances(add_counts(parts)).equals(share_stances(whole))


def test_no_stances_give_no_shares(
    joined: pa.Table, duplicates: dict[str, str], group_claims: Grouping, shares_of: Grouping
) -> None:
    tables = flatten_articles(joined.slice(0, 0), duplicates)
    assert group_claims(tables).num_rows == 0
    assert shares_of(tables).num_rows == 0


@given(st.floats(0, 1), st.integers(1, 1000))
def test_the_interval_holds_the_share(share: float, n: int) -> None:
    low, high = wilson_interval(np.array([share]), np.array([n]))
    assert 0 <= low[0] <= share + 1e-12
    assert share - 1e-12 <= high[0] <= 1
