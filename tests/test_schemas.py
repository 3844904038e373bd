from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.errors import SchemaError
from pipeline.schemas import PUBLISHED, check_table, content_id

TWO = pa.schema([pa.field("a", pa.string(), nullable=False), pa.field("b", pa.int32())])


def test_every_published_column_has_a_description() -> None:
    for name, schema in PUBLISHED.items():
        assert {b"row", b"key"} <= set(schema.metadata), name
        for field in schema:
            assert field.metadata and field.metadata[b"description"], f"{name}.{field.name}"


def test_every_published_key_is_made_of_columns() -> None:
    for name, schema in PUBLISHED.items():
        assert set(schema.metadata[b"key"].decode().split()) <= set(schema.names), name


def test_check_orders_and_casts_columns() -> None:
    table = pa.table({"b": pa.array([1], pa.int64()), "a": ["x"]})
    assert check_table(table, TWO, "here").schema == TWO


@pytest.mark.parametrize(
    ("table", "finding"),
    [
        (pa.table({"a": ["x"]}), "columns missing: b"),
        (pa.table({"a": ["x"], "b": [1], "c": [2]}), "columns unknown: c"),
        (pa.table({"a": pa.array([None], pa.string()), "b": [1]}), "null|non-nullable"),
        (pa.table({"a": ["x"], "b": ["no number"]}), "another type"),
        (pa.table({"a": ["x"], "b": [2**40]}), "another type"),
    ],
)
def test_check_refuses_what_the_border_does_not_ask_for(table: pa.Table, finding: str) -> None:
    with pytest.raises(SchemaError, match=finding):
        check_table(table, TWO, "here")


def test_ids_depend_on_where_parts_end() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")
    assert len(content_id("x")) == 16
