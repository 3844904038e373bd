from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.errors import InputError
from pipeline.parquet import read_table, write_table
from pipeline.schemas import PUBLISHED
from pipeline.tables.checks import verify_run
from pipeline.tables.config import TablesConfig
from pipeline.tables.flatten import flatten_articles
from pipeline.tables.groups import group_claims
from pipeline.tables.shares import share_stances
from pipeline.tables.summary import count_run, summary_lines


@pytest.fixture
def out(tmp_path: Path, joined: pa.Table, duplicates: dict[str, str]) -> Path:
    tables = flatten_articles(joined, duplicates)
    tables["claim_groups"] = group_claims(tables["claims"], tables["articles"], config=TablesConfig())
    tables["shares"] = share_stances(
        tables["stances"], tables["claims"], tables["articles"], tables["claim_groups"]
    )
    tables["rejects"] = PUBLISHED["rejects"].empty_table()
    for name, table in tables.items():
        write_table(table, tmp_path / "tables" / f"{name}.parquet")
    counts = {"records": 2, **count_run(tmp_path / "tables")}
    sides = [{"id": "us", "name": "United States"}, {"id": "china", "name": "China"}]
    described = {"counts": counts, "sides": sides, "pack_title": "A contest"}
    (tmp_path / "run.json").write_text(json.dumps(described), encoding="utf-8")
    return tmp_path


def test_a_whole_run_holds(out: Path) -> None:
    facts, failures = verify_run(out)
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
    out: Path, table: str, change: Callable[[pa.Table], pa.Table], finding: str
) -> None:
    path = out / "tables" / f"{table}.parquet"
    write_table(change(read_table(path)), path)
    _, failures = verify_run(out)
    assert any(finding in failure for failure in failures), failures


def test_records_that_do_not_add_up_are_found(out: Path) -> None:
    described = json.loads((out / "run.json").read_text(encoding="utf-8"))
    described["counts"]["records"] = 3
    (out / "run.json").write_text(json.dumps(described), encoding="utf-8")
    assert any("3 records read are not 2 kept and 0 refused" in failure for failure in verify_run(out)[1])


def test_a_missing_table_is_an_error(out: Path) -> None:
    (out / "tables" / "claims.parquet").unlink()
    with pytest.raises(InputError, match=r"claims\.parquet: there is no such file"):
        verify_run(out)


def test_the_summary_names_every_side_and_the_unsure(out: Path) -> None:
    text = "\n".join(
        summary_lines(json.loads((out / "run.json").read_text(encoding="utf-8")), out / "tables")
    )
    assert "2 articles" in text
    assert "4 claims" in text
    assert "United States" in text
    assert "China" in text
    assert "(1 unsure)" in text
