"""Texts on the page: places in UTF-16, and very long articles cut to what stands around their claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.clipping import AROUND, GAP, clip_texts


def _units(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_short_articles_stay_whole() -> None:
    (page,) = clip_texts(["all of it"], [[(0, 3)]])
    assert page.text == "all of it"


@pytest.mark.parametrize("filler", ["x", "😀"])
def test_a_long_article_keeps_its_beginning_and_the_surroundings(filler: str) -> None:
    text = "Title." + filler * 5000 + "claim" + filler * 5000
    at = text.index("claim")
    (page,) = clip_texts([text], [[(at, at + 5)]], most=100)
    assert page.text.startswith("Title.") and page.text.count(GAP) == 2
    assert _units(page.text, page.place(at), page.place(at + 5)) == "claim"
    assert len(page.text) == AROUND + 2 * len(GAP) + 2 * AROUND + 5
    assert page.holds(at, at + 5) and not page.holds(at - 5000, at)


@given(
    text=st.text(alphabet="ab😀\n", min_size=1, max_size=60).map(lambda part: part * 80),
    marks=st.lists(st.integers(0, 4000), max_size=4),
)
def test_every_span_that_was_asked_for_slices_back(text: str, marks: list[int]) -> None:
    spans = [(at, min(len(text), at + 7)) for at in marks if at < len(text)]
    (page,) = clip_texts([text], [spans], most=0)
    for start, end in spans:
        assert _units(page.text, page.place(start), page.place(end)) == text[start:end]
        assert page.holds(start, end)
