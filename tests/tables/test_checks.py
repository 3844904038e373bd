from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.schemas import PUBLISHED
from pipeline.tables.checks import check_run
from pipeline.tables.flatten import flatten_articles
from pipeline.tables.summary import count_rows, describe_counts, summary_lines

Run = tuple[dict[str, pa.Table], dict[str, Any]]


@pytest.fixture
def run(
    joined: pa.Table,
    duplicates: dict[str, str],
    group_claims: Callable[..., pa.Table],
    shares_of: Callable[..., pa.Table],
) -> Run:
    tables = flatten_articles(joined, duplicates)
    tables["claim_groups"] = group_claims(tables)
    tables["shares"] = shares_of(tables)
    tables["rejects"] = PUBLISHED["rejects"].empty_table()
    sides = [{"id": "us", "name": "United States"}, {"id": "china", "name": "China"}]
    counts = {"records": 2, "rejects": 0, **describe_counts(count_rows(tables))}
    return tables, {"counts": counts, "sides": sides, "pack_title": "A contest"}


def test_a_whole_run_holds(run: Run) -> None:
    facts, failures = check_run(*run)
    assert failures == []
    assert facts > 40


def _change(column: str, value: Any, row: int = 0) -> Callable[[pa.Table], pa.Table]:
    def change(table: pa.Table) -> pa.Table:
        values = table.column(column).to_pylist()
        values[row] = value
        place = table.schema.get_field_index(column)
        return table.set_column(
            place, table.schema.field(column), pa.array(values, table.schema.field(column).type)
        )

    return change


@pytest.mark.parametrize(
    ("table", "change", "finding"),
    [
        ("claims", _change("start_char", 1), "claims.start_char: 1 spans are not their words"),
        ("claims", _change("text", "other words"), "the row says 'other words'"),
        ("claims", _change("sentence_id", "f" * 16), "claims.sentence_id: 1 values are not in sentences"),
        ("claims", _change("kind", "rumour"), "claims.kind: 1 values are none of"),
        ("claims", _change("claim_score", 1.5), "claims.claim_score: 1 values lie outside"),
        ("stances", _change("claim_id", "f" * 16), "stances.claim_id: 1 values are not in claims"),
        ("stances", _change("p_neutral", 0.9), "probabilities that do not add up to 1"),
        ("stances", _change("side", "mars"), "stances.side: 1 values are none of us, china"),
        ("stances", _change("stance", "neutral", 1), "shares: the claims of slice `all`"),
        ("tokens", _change("end_char", 10_000), "tokens.start_char: 1 spans are not their words"),
        ("tokens", _change("token_index", 1), "tokens: 1 keys occur more than once"),
        ("articles", lambda table: table.slice(0, 1), "blocks.article_id: 2 values are not in articles"),
        ("articles", lambda table: table.take([1, 0]), "not sorted by article_id"),
        (
            "sentences",
            lambda table: table.take([1, 0, 2, 3, 4, 5]),
            "sentences: rows are not in reading order",
        ),
        ("claim_groups", lambda table: table.slice(1), "not every claim is in exactly one group"),
        ("entities", lambda table: table.drop_columns(["name"]), "columns missing: name"),
    ],
)
def test_one_wrong_value_is_found(
    run: Run, table: str, change: Callable[[pa.Table], pa.Table], finding: str
) -> None:
    tables, described = run
    _, failures = check_run({**tables, table: change(tables[table])}, described)
    assert any(finding in failure for failure in failures), failures


def test_records_that_do_not_add_up_are_found(run: Run) -> None:
    tables, described = run
    described["counts"]["records"] = 3
    failures = check_run(tables, described)[1]
    assert any("3 records read are not 2 kept and 0 refused" in failure for failure in failures)


def test_the_summary_names_every_side_and_the_unsure(run: Run) -> None:
    text = "\n".join(summary_lines(run[1], Path("tables")))
    assert "2 articles" in text
    assert "4 claims" in text
    assert "United States" in text
    assert "China" in text
    assert "(1 unsure)" in text
