"""Texts made to cost their square, to hide their order, or to look like our own markup."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.claims.pairing import Pairing
from pipeline.ingest import IngestConfig
from pipeline.ingest.dates import parse_date
from pipeline.ingest.metadata import names_of, plain_words, title_without_site
from pipeline.ingest.openings import read_opening
from pipeline.ingest.pages import markup_draft
from pipeline.ingest.refusals import Refusal
from pipeline.segment.config import SegmentConfig
from pipeline.segment.documents import segment_article

from .conftest import MOST_SECONDS, Read

WORDS = "The house of the men said that it was. "
CONFIG = IngestConfig()
PIECES = [
    *(" ", "\n", "\t", "\r", "\xa0", "\u200b", "\x85", '"', "'", "“", "‘", "’", "'s ", "“a ", "(", "[", "[a](", "![", "]("),
    *("[[", ".", "…", ". ", "A", "A ", "A.", "Aa. ", "9", "9,", "9.", "1. ", "*", "**", "**a", "_", "`", "|", "a|", "-", "—"),
    *("#", "<", "<a ", ">", "&", "&amp;", "\\", "/", "@", ":", "a:", "$9 ", "▲ 9 ", "By ", "and ", "Ann Lee, ", "said "),
    *("http://", "a\n", "\n- ", "\n|", "\n>", "==\n", "中。", "e\u0301", "😀", "a-", "Q: ", "No. 9 ", "(Reuters) — ", "x" * 500 + " "),
]  # fmt: skip


def segment(text: str, layout: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    article = {
        "article_id": "0" * 16,
        "text": text,
        "layout": layout,
        "title": "A title",
        "authors": ["Ann Lee"],
    }
    return segment_article(article, config=SegmentConfig())


def one_paragraph(text: str) -> dict[str, Any]:
    return segment(text, [{"start_char": 0, "end_char": len(text), "kind": "paragraph"}])


def extract(text: str) -> None:
    # A text without prose is refused; what counts here is the time it takes.
    with contextlib.suppress(Refusal):
        markup_draft(f"<html><body><p>{WORDS}</p><p>{text}</p>", "page", config=CONFIG)


READERS: dict[str, Callable[[str], object]] = {
    "segment": segment,
    "segment a paragraph": one_paragraph,
    "pair quotation marks": lambda text: Pairing(text, 0, len(text)),
    "page": extract,
    "opening": lambda text: read_opening(text, config=CONFIG),
    "date": parse_date,
    "names": names_of,
    "words": plain_words,
    "title": lambda text: title_without_site(text[:500], "The Site"),
}


@pytest.mark.parametrize("reader", READERS)
def test_time_grows_with_the_length_and_not_its_square(reader: str) -> None:
    # The square of a length shows in a text ten times as long: a hundred times the time, not ten.
    # What takes a hundredth of a second even then is too short to be told apart.
    for piece in PIECES:
        spent = []
        for length in (2_000, 20_000):
            text = (piece * (length // len(piece) + 1))[:length]
            begun = time.process_time()
            READERS[reader](text)
            spent.append(time.process_time() - begun)
        assert spent[1] < 0.05 + 35 * spent[0], repr(piece)
        assert spent[1] < MOST_SECONDS


OLD_PAIRS = [
    ("“He said ‘it is’ so.”", [(0, 1, 20, 21)]),
    ("The ‘firms’ plans’ are.", [(4, 5, 10, 11)]),
    ("It was ‘bosses’ pay.’ Then", [(7, 8, 20, 21)]),
    ("‘bosses’ pay ‘rose.’", [(0, 1, 7, 8), (13, 14, 19, 20)]),
    ('"A "b" c" d', [(0, 1, 8, 9)]),
    ("“a “b “c", []),
]


@pytest.mark.parametrize(("text", "found"), OLD_PAIRS)
def test_marks_pair_as_a_reader_pairs_them(text: str, found: list[tuple[int, int, int, int]]) -> None:
    assert Pairing(text, 0, len(text)).found == found


HIDDEN = [
    "\u202e",
    "\u202d",
    "\u2066",
    "\u2069",
    "\u200f",
    "\u061c",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\xad",
    "\u034f",
    "\U000e0041",
]


@pytest.mark.parametrize("sign", HIDDEN)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_signs_without_width_stay_and_shift_nothing(read: Read, name: str, sign: str) -> None:
    text = f"Ann {sign}Lee said{sign} that it{sign} was the best of all. {sign} {WORDS}{sign}\n"
    content = json.dumps({"text": text}) if name == "a.jsonl" else text
    (article,) = read(name, content).articles
    assert article["text"] == text
    row = segment(text)
    spans = list(zip(row["token_starts"], row["token_ends"], strict=True))
    assert "best" in [text[start:end] for start, end in spans]
    told = "".join(text[start:end] for start, end in spans)
    assert [c for c in told if c not in HIDDEN] == [c for c in text if c not in HIDDEN and not c.isspace()]


OURS = [
    "⟦caption⟧ It is no caption. ⟦furniture⟧ Nor is this furniture.",
    "<mark>It</mark> is <u>not</u> ours, said <b data-claim='1'>she</b>.",
    "[[the ban]] holds | and [reverse]it[/reverse] is ⟪not⟫ ours.",
    "\x1b[7mIt is\x1b[0m not reversed, she said.",
    "</script><script>alert(1)</script> was what it said.",
]


@pytest.mark.parametrize("text", OURS)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_that_looks_like_our_marks_stays_a_text(read: Read, name: str, text: str) -> None:
    whole = f"{WORDS}\n\n{text}\n"
    (article,) = read(name, whole).articles
    assert (article["text"], article["layout"]) == (whole, None)


@pytest.mark.parametrize("bracket", ["⟦", "&#10214;", "&lobrk;"])
def test_a_page_cannot_name_the_kind_of_its_blocks(read: Read, bracket: str) -> None:
    marked = f"{bracket}furniture⟧ {WORDS * 3} 𒀀 and {bracket}caption⟧ too."
    page = f"<html><body><article><p>{WORDS * 5}</p><p>{marked}</p></article></body></html>"
    (article,) = read("a.html", page).articles
    kinds = [
        (block["kind"], article["text"][block["start_char"] : block["end_char"]])
        for block in article["layout"]
    ]
    assert [kind for kind, _ in kinds] == ["paragraph", "paragraph"]
    assert kinds[1][1] == f"⟦furniture⟧ {(WORDS * 3).strip()} 𒀀 and ⟦caption⟧ too."
