from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.columns import TextColumn, index_within, list_lengths


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_words_are_those_of_slicing(texts: list[str], chance: object) -> None:
    rows, starts, ends = [], [], []
    for row, text in enumerate(texts):
        for start in range(len(text) + 1):
            for end in range(start, len(text) + 1):
                rows.append(row)
                starts.append(start)
                ends.append(end)
    column = TextColumn(pa.chunked_array([["left out"], texts]).slice(1))
    found = column.words(*(np.array(values, np.int64) for values in (rows, starts, ends)))
    assert found.to_pylist() == [texts[r][s:e] for r, s, e in zip(rows, starts, ends, strict=True)]
    assert column.lengths.tolist() == [len(text) for text in texts]


def test_no_texts_have_no_words() -> None:
    none = np.empty(0, np.int64)
    assert len(TextColumn(pa.array([], pa.string())).words(none, none, none)) == 0


def test_null_lists_have_no_length() -> None:
    assert list_lengths(pa.array([[1, 2], None, []])).tolist() == [2, 0, 0]
    assert index_within(np.array([2, 0, 1])).tolist() == [0, 1, 0]
