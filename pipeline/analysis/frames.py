"""Frames with columns of known types, empty ones too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa


def make_frame(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pd.DataFrame:
    """Give rows as a frame with Arrow-backed columns in the schema's order.

    Args:
        rows: One mapping a row; keys that the schema lacks are left out, lacking ones are null.
        schema: Names and types of the columns.
    """
    table = pa.Table.from_pylist(list(rows), schema=schema)
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def list_rows(full: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
    """Give rows as plain dictionaries, None for every null.

    Args:
        full: Any frame, Arrow-backed or not.
        columns: The columns to take.
    """
    lists = [pa.array(full[name], from_pandas=True).to_pylist() for name in columns]
    return [dict(zip(columns, values, strict=True)) for values in zip(*lists, strict=True)]
