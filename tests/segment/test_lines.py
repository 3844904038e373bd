"""Lines: which belong to one paragraph that was broken at a width, and which do not."""

from __future__ import annotations

import pytest

from pipeline.segment.lines import split_lines, wrap_width
from pipeline.segment.parts import find_parts

WRAPPED = """\
The United States has restricted exports of advanced chips to China since
October 2022. The rules were tightened a year later, and again in December
2024. Critics say that they have failed; supporters answer that they need
more time.

Neither side has much evidence. What is known is that Chinese labs have
released strong models, and that they complain about chips.
"""

ONE_A_LINE = """\
The gap is closing, according to a report that was published on Monday.
Nobody in Washington seems to mind, and nobody in Beijing seems to believe it.
A second report disagrees with the first.
Why It Matters
Both reports were paid for by people who sell chips.
"""


def pieces(text: str) -> list[str]:
    return [" ".join(text[part.start : part.end].split()) for part in find_parts(text)]


def test_lines_keep_their_place() -> None:
    text = "  One.\r\n\r\n\tTwo.\nThree."
    lines = split_lines(text)
    assert [text[line.start : line.end] for line in lines] == ["One.", "Two.", "Three."]
    assert [line.is_spaced for line in lines] == [True, True, False]
    assert [line.indent for line in lines] == [2, 1, 0]


def test_a_width_is_found_only_where_lines_were_broken() -> None:
    assert wrap_width(WRAPPED, split_lines(WRAPPED)) in range(65, 76)
    assert wrap_width(ONE_A_LINE, split_lines(ONE_A_LINE)) is None


def test_broken_paragraphs_are_joined_and_blank_lines_part_them() -> None:
    assert [piece[:11] for piece in pieces(WRAPPED)] == ["The United ", "Neither sid"]


def test_one_paragraph_a_line_stays_so() -> None:
    assert pieces(ONE_A_LINE) == ONE_A_LINE.splitlines()


def test_an_indent_begins_a_paragraph_without_a_blank_line() -> None:
    body = WRAPPED.split("\n\n")
    text = "   " + body[0] + "\n   " + body[1]
    assert [piece[:11] for piece in pieces(text)] == ["The United ", "Neither sid"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # Hits: the second line goes on with the first.
        ("The ministry said on Tuesday that it would\nreview the licences again.", 1),
        ("The ministry has granted licences to firms in the\nUnited States and in Japan.", 1),
        # Near misses: it begins something new.
        ("The ministry said it would review the licences.\nreaders may differ.", 2),
        ("A Short Heading\nthe text begins in lower case here.", 2),
        ("The ministry said on Tuesday that it would act\niPhone makers were relieved.", 2),
        ("The ministry said on Tuesday that it would act\n- in May", 2),
        ("Chips that nobody wanted   4,118.22   -0.9%\nand then some   1,902.51   -3.4%", 2),
    ],
)
def test_what_goes_on(text: str, count: int) -> None:
    assert len(pieces(text)) == count


def test_a_dash_or_brackets_at_the_start_of_a_broken_line_are_no_bullet() -> None:
    text = (
        "The lab in Hangzhou released a model that nobody had heard of before it\n"
        "— and this is what matters — topped the charts. Its large language model\n"
        "(LLM) was cheap, which the makers of chips had not thought possible, and\n"
        "it was free.\n"
    )
    assert len(pieces(text)) == 1


def test_front_matter_does_not_set_the_width() -> None:
    head = "---\n" + "".join(f"key{i}: value that is not so short\n" for i in range(6)) + "---\n"
    assert pieces(head + "Broadcast on Sunday, 18:00\n*Read by the author.*")[1:] == [
        "Broadcast on Sunday, 18:00",
        "*Read by the author.*",
    ]
