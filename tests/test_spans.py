from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.spans import CharSpan, iou, merged, trimmed

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: CharSpan(min(p), max(p)))


@given(st.text(alphabet=" \n\tab é漢", max_size=20))
def test_trimmed_has_no_white_ends(text: str) -> None:
    assert trimmed(text, CharSpan(0, len(text))).text_of(text) == text.strip()


@given(spans, spans)
def test_iou_is_symmetric_and_bounded(left: CharSpan, right: CharSpan) -> None:
    assert iou(left, right) == iou(right, left)
    assert 0 <= iou(left, right) <= 1


@given(st.lists(spans, max_size=8))
def test_merged_covers_the_same_characters_once(given_spans: list[CharSpan]) -> None:
    joined = merged(given_spans)
    covered = {i for s in given_spans for i in range(*s)}
    assert {i for s in joined for i in range(*s)} == covered
    assert all(left.end < right.start for left, right in itertools.pairwise(joined))
