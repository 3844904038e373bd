"""Stretches of a text by their marks: bullets, headings, quotations, tables, code."""

from __future__ import annotations

import pytest

from pipeline.segment.parts import find_parts


def shown(text: str) -> list[tuple[str, str]]:
    return [(part.hint, text[part.body : part.end]) for part in find_parts(text)]


@pytest.mark.parametrize(
    ("line", "hint", "words"),
    [
        ("- Chips are scarce.", "list_item", "Chips are scarce."),
        ("* Chips are scarce.", "list_item", "Chips are scarce."),
        ("•Chips are scarce.", "list_item", "Chips are scarce."),
        ("– Chips are scarce.", "list_item", "Chips are scarce."),
        ("12. Chips are scarce.", "list_item", "Chips are scarce."),
        ("(a) Chips are scarce.", "list_item", "Chips are scarce."),
        ("- [x] Chips are scarce.", "list_item", "Chips are scarce."),
        ("## Why it matters", "heading", "Why it matters"),
        ("> Chips are scarce.", "quote", "Chips are scarce."),
        ("![](https://example.com/a_(1).jpg)", "image", "![](https://example.com/a_(1).jpg)"),
        ("[![alt](a.png)](https://example.com)", "image", "[![alt](a.png)](https://example.com)"),
        ("![a](a.png) ![b](b.png)", "image", "![a](a.png) ![b](b.png)"),
        ("[1]: https://example.com", "markup", "[1]: https://example.com"),
        ("{{< figure src='a.png' >}}", "markup", "{{< figure src='a.png' >}}"),
        ("<div class='x'>", "markup", "<div class='x'>"),
        ("<!-- hidden -->", "markup", "<!-- hidden -->"),
        ("* * *", "rule", "* * *"),
        ("———", "rule", "———"),
        # Near misses.
        ("-9% is a lot.", "", "-9% is a lot."),
        ("2025 was a year.", "", "2025 was a year."),
        ("#AI is everywhere.", "", "#AI is everywhere."),
        ("J. Smith wrote it.", "", "J. Smith wrote it."),
        ("(c) 2025 Example", "", "(c) 2025 Example"),
        ("![a](a.png) A plant in Wuxi.", "", "![a](a.png) A plant in Wuxi."),
        ("<The Palace> was shown.", "", "<The Palace> was shown."),
    ],
)
def test_marks(line: str, hint: str, words: str) -> None:
    assert shown(line) == [(hint, words)]


def test_front_matter_is_one_piece_and_only_at_the_top() -> None:
    text = "---\ntitle: A\n\ntags: [b]\n---\nWords.\n\n---\n\nMore."
    assert [hint for hint, _ in shown(text)] == ["front_matter", "", "rule", ""]
    assert shown("---\nNo key here\n---\nWords.")[0][0] == "rule"


def test_a_fence_is_code_and_one_that_never_closes_takes_its_line_only() -> None:
    assert [hint for hint, _ in shown("Words.\n```py\nx = 1\n```\nMore words.")] == ["", "code", ""]
    assert [hint for hint, _ in shown("Words.\n```\nMore words.")] == ["", "code", ""]


def test_an_underlined_line_is_a_heading() -> None:
    assert shown("Title\n=====\n\nWords.") == [("heading", "Title"), ("rule", "====="), ("", "Words.")]


def test_table_rows_with_a_sentence_are_kept() -> None:
    text = "| A | B |\n|---|---|\n| 1 | 2 |\n| R1 | It was the best model of the year. |"
    assert [hint for hint, _ in shown(text)] == ["table", "table", "table", "list_item"]
    assert [hint for hint, _ in shown("A | B\n---|---\n1 | 2\n\nA | B")] == ["table", "table", "table", ""]


def test_bullets_go_on_over_lines() -> None:
    text = "- The controls slowed training runs and\n  raised costs.\n- They helped.\nA new paragraph."
    assert [hint for hint, _ in shown(text)] == ["list_item", "list_item", ""]


def test_quoted_lines_are_one_quotation_until_a_blank_one() -> None:
    text = "> One line of it\n> and another.\n>\n> A second.\n\nWords."
    assert [hint for hint, _ in shown(text)] == ["quote", "rule", "quote", ""]


def test_a_dash_and_a_name_under_a_quotation_are_no_bullet() -> None:
    assert [hint for hint, _ in shown('"It is a race."\n— Jo Doe, Acme')] == ["", ""]
    assert [hint for hint, _ in shown("It is a race.\n— Jo won")] == ["", "list_item"]


def test_a_lone_bullet_takes_the_next_line() -> None:
    assert shown("•\nChips are scarce.") == [("list_item", "Chips are scarce.")]
