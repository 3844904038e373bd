from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stance.padding import batch_alike, pad_targets, pad_texts
from pipeline.stance.wordpieces import Pieces


@given(st.lists(st.integers(1, 160), max_size=60))
def test_batches_hold_everything_once_and_one_shape_each(lengths: list[int]) -> None:
    batches = batch_alike(lengths)
    assert sorted(number for batch in batches for number in batch) == list(range(len(lengths)))
    for batch in batches:
        found = pad_texts([[7] * lengths[number] for number in batch])["ids"]
        for number in batch:  # the shape is what the text alone would get
            assert found.shape[1] == pad_texts([[7] * lengths[number]])["ids"].shape[1]


def test_padding_is_masked_and_counts_nothing_in_a_mean() -> None:
    texts = pad_texts([[5, 6, 7], [5, 6, 7, 8]])
    assert texts["mask"].tolist() == [[1, 1, 1, 0], [1, 1, 1, 1]]
    marks = pad_targets(
        [Pieces((5, 6, 7), (0, 1, 0), (0, 0, 0)), Pieces((5, 6, 7, 8), (0, 1, 1, 0), (0, 0, 0, 1))], 4
    )
    assert marks["kept"].tolist() == [[0, 1, 0, 0], [0, 1, 2, 0]]
    assert marks["share"].tolist() == [[0, 1, 0, 0], [0, 0.5, 0.5, 0]]
    assert marks["rival"].tolist() == [[0, 0, 0, 0], [0, 0, 0, 1]]
