"""Markup inside prose gets no token; what only looks like it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment.gaps import find_gaps


def read(text: str, kind: str = "paragraph") -> str:
    shown, position = "", 0
    for gap in find_gaps(text, 0, len(text), kind):
        shown += text[position : gap.start]
        position = gap.end
    return shown + text[position:]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Hits.
        ("It was **very** cheap.", "It was very cheap."),
        ("It was *very* cheap.", "It was very cheap."),
        ("It was _very_ cheap.", "It was very cheap."),
        ("***Now*** or never.", "Now or never."),
        ("**Q:** Why?", "Q: Why?"),
        ("**It *really* was.**", "It really was."),
        ("See [the paper](https://example.com/a_(b)) now.", "See the paper now."),
        ('See [it](https://example.com "A title").', "See it."),
        ("See [it][1] or [that][].", "See it or that."),
        ("Words ![alt](a.png) more.", "Words  more."),
        ("[![alt](a.png)](https://example.com) words", " words"),
        ("It rose.[1][2] It fell.[3, 4]", "It rose. It fell."),
        ("It rose.[^note] It fell.", "It rose. It fell."),
        ("It was <em>very</em> cheap.<br/>", "It was very cheap."),
        ("It cost \\$5 \\* 2.", "It cost $5 * 2."),
        ("The `grep` tool.", "The grep tool."),
        ("\u200bWords\ufeff.", "Words."),
        # Near misses.
        ("It is 4*5 and 6*7.", "It is 4*5 and 6*7."),
        ("The file_name_here is long.", "The file_name_here is long."),
        ("He said f**k and left.", "He said f**k and left."),
        ("A footnote* and another*.", "A footnote* and another*."),
        ("It is a * b.", "It is a * b."),
        ("He wrote [sic] and left.", "He wrote [sic] and left."),
        ("Array [1] and f[x](y).", "Array [1] and f[x](y)."),
        ("It is < 5 and > 3.", "It is < 5 and > 3."),
        ("A path C:\\new.", "A path C:\\new."),
    ],
)
def test_what_is_read_out(text: str, words: str) -> None:
    assert read(text) == words


def test_quotations_lose_the_mark_of_every_line() -> None:
    assert read("One line\n> and another.", "quote") == "One line\nand another."
    assert read("One line\n> and another.") == "One line\n> and another."


@given(
    st.text(alphabet="ab *_`~[]()!<>\\|\n:/.h\u200b", max_size=80),
    st.sampled_from(["quote", "list_item", ""]),
)
def test_gaps_are_ordered_disjoint_and_inside(text: str, kind: str) -> None:
    gaps = find_gaps(text, 0, len(text), kind)
    borders = [border for gap in gaps for border in gap]
    assert borders == sorted(borders)
    assert all(0 <= gap.start < gap.end <= len(text) for gap in gaps)
