"""Frames as plain rows: nulls of every kind become None, numbers become Python's."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

Row = dict[str, Any]


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Give a frame's rows as dictionaries, in the frame's order.

    Args:
        frame: Any frame, Arrow-backed or not, lists among its columns or not.
    """
    rows: list[Row] = pa.Table.from_pandas(frame, preserve_index=False).to_pylist()
    return rows
