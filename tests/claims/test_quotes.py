"""Quotation marks: what is paired, what runs on, and what an unclosed mark may not spoil."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.quotes import find_quotations


def quoted(text: str, kinds: dict[int, str] | None = None) -> list[list[str]]:
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            kind = (kinds or {}).get(number, "paragraph")
            blocks.append({"start_char": start, "end_char": start + len(line), "kind": kind})
        start += len(line) + 1
    return [[part.text_of(text) for part in quotation.inner] for quotation in find_quotations(text, blocks)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“A b,” he said, “c d.”", [["A b,"], ["c d."]]),
        ('"A b," he said. "C d."', [["A b,"], ["C d."]]),
        ("‘The firms’ plans are bad,’ he said.", [["The firms’ plans are bad,"]]),
        ("'No,' she said. 'It's over.'", [["No,"], ["It's over."]]),
        ("«Non» said „ja“ and “x”.", [["Non"], ["ja"], ["x"]]),
        ("He said ``it is so'' twice.", [["it is so"]]),
        ("‘‘Twice,’’ he said.", [["Twice,"]]),
        ("He said “it is ‘so bad’ now” here.", [["it is ‘so bad’ now"]]),
        ('"I said "no" to it," he said.', [['I said "no" to it,']]),
        ("“We—” he said.", [["We—"]]),
        ("“A.” “B.”", [["A."], ["B."]]),
        ("(“Bracketed.”) He left.", [["Bracketed."]]),
    ],
)
def test_marks_that_pair(text: str, found: list[list[str]]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "It's the firms' fault, he said in the '90s.",
        'A 13" laptop with a 15" screen.',
        "Rock ’n’ roll and all the rest of ’em.",
        "The workers' union met the owners' club.",
        "No marks at all.",
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“One para.\n“Two para.”\nHe said.", [["One para.", "Two para."]]),
        ("“Open para.\nNo mark but it closes,” he said.", [["Open para.", "No mark but it closes,"]]),
        ("Said she. ‘We went.\n‘Then we left,’ she added.", [["We went.", "Then we left,"]]),
        ("“Unclosed mark.\nNext “ok” para.", [["Unclosed mark."], ["ok"]]),
        ("“Unclosed mark.\nNo marks.\nNext “ok” para.", [["Unclosed mark."], ["ok"]]),
        ("Cut off in the middle of it all,” he said.", [["Cut off in the middle of it all,"]]),
    ],
)
def test_quotations_over_paragraphs(text: str, found: list[list[str]]) -> None:
    assert quoted(text) == found


def test_a_heading_ends_an_unclosed_quotation() -> None:
    assert quoted("“Unclosed.\nHeading\n“Another.”", {1: "heading"}) == [["Unclosed."], ["Another."]]


def test_furniture_is_passed_over() -> None:
    assert quoted("“One para.\n“Share” this\n“Two para.”", {1: "furniture"}) == [["One para.", "Two para."]]


@given(st.text(alphabet="ab .,?!\n“”\"„«»‘’'`—(", max_size=60))
def test_quotations_slice_and_do_not_overlap(text: str) -> None:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append({"start_char": start, "end_char": start + len(line), "kind": "paragraph"})
        start += len(line) + 1
    last = 0
    for quotation in find_quotations(text, blocks):
        for part, inner in zip(quotation.parts, quotation.inner, strict=True):
            assert last <= part.start <= inner.start <= inner.end <= part.end <= len(text)
            last = part.end
