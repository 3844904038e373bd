"""Reading published tables side by side, article by article, without holding one of them whole."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schemas import PUBLISHED, check_table

_PIECE_ROWS = 65_536


class Cursor:
    """A published table that is read from its start to its end, in pieces.

    Args:
        name: Of the table.
        source: The table, or its pieces in order.

    Raises:
        SchemaError: While reading: a column is missing, of another type, or null where it may not be.
    """

    def __init__(self, name: str, source: pa.Table | Iterator[pa.Table]) -> None:
        self.name, self.rows = name, 0
        self._schema = PUBLISHED[name]
        if not isinstance(source, pa.Table):
            self._pieces = source
        else:
            self._pieces = (
                source.slice(first, _PIECE_ROWS) for first in range(0, max(1, source.num_rows), _PIECE_ROWS)
            )
        self._waiting = self._schema.empty_table()
        self._more()

    def some(self, count: int) -> pa.Table:
        """Give the next ``count`` rows; fewer at the end."""
        while self._waiting.num_rows < count and self._more():
            pass
        return self._take(count)

    def until(self, article_id: str) -> pa.Table:
        """Give the next rows of articles up to and with this id; the rest waits."""
        while self._waiting.num_rows == 0 or self._waiting.column("article_id")[-1].as_py() <= article_id:
            if not self._more():
                break
        inside = pc.less_equal(self._waiting.column("article_id"), article_id)
        return self._take(pc.sum(inside).as_py() or 0)

    def of(self, column: str, values: pa.ChunkedArray) -> pa.Table:
        """Give the next rows whose ``column`` holds one of the values; the rest waits."""
        while True:
            inside = pc.is_in(self._waiting.column(column), value_set=values)
            if len(inside) and not inside[-1].as_py():
                break
            if not self._more():
                break
        inside = pc.is_in(self._waiting.column(column), value_set=values)
        found = self._waiting.filter(inside)
        self._waiting = self._waiting.filter(pc.invert(inside))
        return found

    def rest(self) -> pa.Table:
        """Give the rows that nobody has asked for."""
        while self._more():
            pass
        return self._take(self._waiting.num_rows)

    def _take(self, count: int) -> pa.Table:
        found, self._waiting = self._waiting.slice(0, count), self._waiting.slice(count)
        return found.combine_chunks()

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            return False
        piece = check_table(piece.replace_schema_metadata(None), self._schema, f"{self.name}.parquet")
        self.rows += piece.num_rows
        self._waiting = pa.concat_tables([self._waiting, piece])
        return True
