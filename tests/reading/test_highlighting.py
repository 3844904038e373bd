from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.errors import InputError
from pipeline.reading.highlighting import Mark, render_text


class _Checker(HTMLParser):
    """Collects tags and sees that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _check(html: str) -> _Checker:
    checker = _Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


def test_an_article_is_shown_with_claims_claimants_sides_and_signs(folder: Path) -> None:
    html = pipeline.open(folder).show("a" * 16)._repr_html_()
    assert _check(html).seen == {"div", "span", "style"}
    assert "<script>" not in html
    assert "&lt;b&gt;leads&lt;/b&gt;" in html
    assert '<span class="cl-claimant">Ann Ames</span>' in html
    assert 'title="supporting toward China">+ China</span>' in html
    assert 'title="critical toward United States">− United States</span>' in html
    assert 'title="unsure about Europe">? Europe</span>' in html
    # China is the second of the pack's sides, Europe the third.
    assert '<span class="cl-claim cl-side1">China</span>' in html
    assert '<span class="cl-claim cl-side2">Europe</span>' in html


def test_a_claim_is_shown_in_its_paragraph(folder: Path) -> None:
    shown = pipeline.open(folder).show("c2")
    assert "cl-chosen" in shown.html
    assert "on that day" in shown.html
    assert "with Ms Ames" in repr(shown)


def test_an_unknown_id_is_told(folder: Path) -> None:
    with pytest.raises(InputError, match=r"claim or article 'x': is not in this run"):
        pipeline.open(folder).show("x")


TEXT = 'a <b> & "c" é 😀 d\n\ne'
spans = (
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).filter(lambda s: s[0] < s[1])
)


@given(st.lists(st.tuples(spans, st.sampled_from(["x", "y", "z w"]))), spans)
def test_marks_of_any_kind_keep_every_character(
    marks: list[tuple[list[int], str]], stretch: list[int]
) -> None:
    made = [Mark(start, end, classes) for (start, end), classes in marks]
    html = render_text(TEXT, made, *stretch)
    assert _check(html).text == TEXT[stretch[0] : stretch[1]]
    assert unescape(re.sub("<[^>]*>", "", html)) == TEXT[stretch[0] : stretch[1]]


def test_overlapping_marks_share_their_middle() -> None:
    html = render_text("abcdef", [Mark(0, 4, "x"), Mark(2, 6, "y", badge="!")])
    assert html == '<span class="x">ab</span><span class="x y">cd</span><span class="y">ef</span>!'
