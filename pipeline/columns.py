"""Arithmetic of whole columns at once, where a loop over rows would take the time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_Ints = npt.NDArray[np.int64]


class TextColumn:
    """A column of texts from which words are cut by their places, many at a time.

    Args:
        texts: Strings without nulls.
    """

    def __init__(self, texts: pa.Array | pa.ChunkedArray) -> None:
        texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        texts = texts.cast(pa.large_string())
        _, offsets, content = texts.buffers()
        begins = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
        self._bytes = np.frombuffer(content, np.uint8) if content else np.empty(0, np.uint8)
        self._bytes = self._bytes[begins[0] : begins[-1]] if len(begins) else self._bytes
        # Where each character begins; UTF-8 marks the bytes that go on with one.
        self._places = np.append(np.flatnonzero((self._bytes & 0xC0) != 0x80), len(self._bytes))
        self._first = np.searchsorted(self._places, begins - begins[0] if len(begins) else begins)
        self.lengths: _Ints = np.diff(self._first)
        """Characters in each text."""

    def words(self, rows: _Ints, starts: _Ints, ends: _Ints) -> pa.StringArray:
        """Give ``texts[row][start:end]`` for each row, start and end; all must lie inside their texts."""
        firsts = self._places[self._first[rows] + starts]
        sizes = self._places[self._first[rows] + ends] - firsts
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        chosen = np.repeat(firsts - offsets[:-1], sizes) + np.arange(offsets[-1])
        found = pa.LargeStringArray.from_buffers(
            len(sizes), pa.py_buffer(offsets.astype(np.int64)), pa.py_buffer(self._bytes[chosen])
        )
        return found.cast(pa.string())


def list_lengths(column: pa.Array | pa.ChunkedArray) -> _Ints:
    """Give the length of each list; null lists have none."""
    import pyarrow.compute as pc

    lengths = pc.fill_null(pc.list_value_length(column), 0)
    return np.asarray(lengths.to_numpy(zero_copy_only=False) if len(column) else [], dtype=np.int64)


def index_within(lengths: _Ints) -> _Ints:
    """Count from 0 inside each group of neighbours.

    Example:
        >>> index_within(np.array([2, 0, 3])).tolist()
        [0, 1, 0, 1, 2]
    """
    return np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def mix_bits(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread every bit of numbers over all of their 64 bits, so that they serve as hashes.

    Source:
        The finishing steps of SplitMix64: Steele, Lea & Flood (2014), OOPSLA.
    """
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def first_linked(pairs: _Ints, count: int) -> _Ints:
    """Give each of ``count`` things the first of those that links lead to, itself among them.

    Args:
        pairs: Links, (n, 2).
        count: How many things there are.

    Example:
        >>> first_linked(np.array([[1, 3], [3, 4]]), 5).tolist()
        [0, 1, 2, 1, 1]
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not count:
        return np.empty(0, np.int64)
    links = coo_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, labels = connected_components(links, directed=False)
    _, first = np.unique(labels, return_index=True)
    found: _Ints = first[labels]
    return found
