"""Blocks: kinds, layouts, and that nothing is left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schemas import BLOCK_KINDS
from pipeline.segment.blocks import find_blocks

PROSE = "Chips are scarce this year, and everyone who makes models wants more of them."
MORE = "The ministry said that it would review the licences again before the summer."


def kinds(text: str, **known: Any) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in find_blocks(text, **known)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Why It Matters", "heading"),
        ("Why it matters", "heading"),
        ("Critics", "heading"),
        ("Is The West Losing The AI Race?", "heading"),
        ("Public Over Profit – Cost, Control, Complexity", "heading"),
        ("WHAT WE GOT WRONG", "heading"),
        ("Key facts:", "heading"),
        ("“I do not do outrage”", "heading"),
        ("Made in the U.S.", "heading"),
        # Near misses: they assert, ask or lead on.
        ("Proving that clever training can stand in for forbidden chips.", "paragraph"),
        ("Reportedly easing regulations to help companies.", "paragraph"),
        ("Notes that most downloads are never put to use", "heading"),
        ("There are three explanations, and each has its defenders:", "paragraph"),
        ("So what happens next?", "paragraph"),
        ("CROWTHER: Is that reassuring?", "paragraph"),
        ("and then it fell", "paragraph"),
        ("Nobody knows.", "paragraph"),
        ("— Jo Doe, Acme", "list_item"),
        ("Critics say that the rules have failed to slow a single lab in the country", "paragraph"),
    ],
)
def test_headings(line: str, kind: str) -> None:
    assert (kind, line) in kinds("\n".join([PROSE, line, MORE]))


def test_a_heading_needs_something_under_it() -> None:
    assert kinds(f"{PROSE}\nA last line that nobody ended")[-1][0] == "paragraph"
    assert kinds(f"{PROSE}\nForecast")[-1][0] == "furniture"


def test_a_numbered_line_over_prose_is_a_heading_and_in_a_list_an_item() -> None:
    assert kinds(f"{PROSE}\n1. Look at the date\n{MORE}\n2. Ask who paid\n{MORE}")[1][0] == "heading"
    assert kinds(f"{PROSE}\n1. Look at the date\n2. Ask who paid\n{MORE}")[1][0] == "list_item"


def test_lines_of_one_make_are_a_list_without_bullets() -> None:
    timeline = ["Jul 2024 — A lab releases weights", "Dec 2024 — Another follows"]
    facts = ["Founded: 2023", "Headquarters: Hangzhou", "Staff: about 160"]
    points = ["The gap is now three months", "Controls slowed the labs down", "Weights help models to spread"]
    for listed in (timeline, facts, points):
        found = {text: kind for kind, text in kinds("\n".join([PROSE, *listed, MORE]))}
        assert [found[line] for line in listed] == ["paragraph"] * len(listed)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("*A data hall in Guizhou. Photo: Jane Doe*", "caption"),
        ("*The hall at dawn.*", "caption"),
        ("Photo: Jane Doe", "furniture"),
        ("Why It Matters", "heading"),
    ],
)
def test_under_an_image(line: str, kind: str) -> None:
    assert (kind, line) in kinds(f"{PROSE}\n\n![](a.png)\n{line}\n\n{MORE}")


def test_the_title_is_the_line_that_equals_it() -> None:
    assert kinds(f"A race: “why now”\n{PROSE}", title='A Race: "Why Now"')[0][0] == "title"
    assert kinds(f"A race | The Quern\n{PROSE}", title="A race")[0][0] == "title"
    assert kinds(f"# A race\n\n{PROSE}")[0][0] == "title"
    assert kinds(f"A race\n{PROSE}")[0][0] == "heading"


def test_of_two_titles_with_a_menu_between_the_one_at_the_prose_counts() -> None:
    page = ["A race", "Home", "News", "Sport", "Chips", "A race", PROSE, MORE]
    found = kinds("\n".join(page), title="A race")
    assert [kind for kind, _ in found] == ["furniture"] * 5 + ["title", "paragraph", "paragraph"]


def test_a_layout_is_kept_and_its_furniture_found() -> None:
    text = f"A race\n{PROSE}\n{MORE}\nShare on Facebook\n• An item of it."
    spans, position = [], 0
    for line, kind in zip(
        text.split("\n"), ["title", "paragraph", "quote", "paragraph", "list_item"], strict=True
    ):
        spans.append({"start_char": position, "end_char": position + len(line), "kind": kind})
        position += len(line) + 1
    blocks = find_blocks(text, layout=spans)
    assert [block.kind for block in blocks] == ["title", "paragraph", "quote", "furniture", "list_item"]
    assert [(block.start, block.end) for block in blocks] == [(s["start_char"], s["end_char"]) for s in spans]
    assert text[blocks[-1].body : blocks[-1].end] == "An item of it."


def test_what_a_layout_leaves_out_is_read_line_by_line() -> None:
    text = f"{PROSE}\n{MORE}\nShare"
    layout = [{"start_char": len(PROSE) + 1, "end_char": len(PROSE) + 1 + len(MORE), "kind": "paragraph"}]
    assert [kind for kind, _ in kinds(text, layout=layout)] == ["paragraph", "paragraph", "furniture"]
    assert kinds(text, layout=[])[0] == ("paragraph", PROSE)


LINES = st.sampled_from(
    [
        *(
            PROSE,
            MORE,
            "Why It Matters",
            "Share",
            "- An item",
            "> Quoted",
            "# Head",
            "![](a.png)",
            "---",
            "```",
        ),
        *("| a | b |", "Related", "Home | News", "By Jane Doe", "12 March 2025", "", " ", "\u200b"),
        "ABC 1.5 +2.0% DEF 3.1 -0.2%",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", " "]),
)
def test_every_visible_character_lies_in_exactly_one_block(lines: list[str], between: str) -> None:
    text = between.join(lines)
    blocks = find_blocks(text, title="Why It Matters", authors=["Jane Doe"])
    assert "".join(text[block.start : block.end] for block in blocks).split() == text.split() or "".join(
        "".join(text[block.start : block.end].split()) for block in blocks
    ) == "".join(text.split())
    reached = 0
    for block in blocks:
        assert reached <= block.start <= block.body <= block.end
        assert block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert block.kind in BLOCK_KINDS
        assert (block.reason is None) == (block.kind != "furniture")
        reached = block.end
