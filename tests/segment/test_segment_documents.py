"""The stage as a table function, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ConfigError, SchemaError
from pipeline.schemas import ARTICLES, DOCUMENTS, check_table
from pipeline.segment.config import SegmentConfig
from pipeline.segment.documents import segment_article, segment_articles

CARD = """\
An Open Question
By Jane Doe
Why it matters
Open weights spread, and “nobody can recall a file,” she said. Can that last?
Key points
- Labs in **both** countries [publish](https://example.com/) models.
* The U.S. is ahead. China is not far behind.
Share
"""


def article(text: str, **fields: Any) -> dict[str, Any]:
    return {"article_id": "a" * 16, "text": text, "layout": None, "title": None, "authors": [], **fields}


def articles_table(rows: list[dict[str, Any]]) -> pa.Table:
    blank = {"source_path": "a.txt", "media_type": "text/plain", "language": "en", "n_chars": 0, "n_words": 0}
    full = [{**dict.fromkeys(ARTICLES.names), **blank, **row} for row in rows]
    return pa.Table.from_pylist(full, schema=ARTICLES)


def sentences_of(row: dict[str, Any], *kinds: str) -> list[str]:
    return [
        row["text"][s["start_char"] : s["end_char"]]
        for s in row["sentences"]
        if row["blocks"][s["block_index"]]["kind"] in kinds
    ]


def check_invariants(row: dict[str, Any], max_tokens: int) -> None:
    text, blocks, sentences = row["text"], row["blocks"], row["sentences"]
    starts, ends = row["token_starts"], row["token_ends"]
    shown = "".join("".join(text[b["start_char"] : b["end_char"]].split()) for b in blocks)
    assert shown == "".join(text.split())
    assert all(a["end_char"] <= b["start_char"] for a, b in pairwise(blocks))
    assert all(a["end_char"] <= b["start_char"] for a, b in pairwise(sentences))
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    reached = 0
    for sentence in sentences:
        assert sentence["first_token"] == reached
        assert 1 <= sentence["n_tokens"] <= max_tokens
        reached += sentence["n_tokens"]
        assert sentence["start_char"] == starts[sentence["first_token"]]
        assert sentence["end_char"] == ends[reached - 1]
        block = blocks[sentence["block_index"]]
        assert block["start_char"] <= sentence["start_char"] < sentence["end_char"] <= block["end_char"]
    assert reached == len(starts)
    furniture = [b for b in blocks if b["kind"] == "furniture"]
    covered = "".join(text[s:e] for s, e in zip(starts, ends, strict=True))
    assert all("".join(text[b["start_char"] : b["end_char"]].split()) in covered for b in furniture)


def test_a_card_in_full() -> None:
    row = segment_article(article(CARD, title="An Open Question"), config=SegmentConfig())
    assert [block["kind"] for block in row["blocks"]] == [
        "title",
        "furniture",
        "heading",
        "paragraph",
        "heading",
        "list_item",
        "list_item",
        "furniture",
    ]
    assert sentences_of(row, "paragraph", "list_item") == [
        "Open weights spread, and “nobody can recall a file,” she said.",
        "Can that last?",
        "Labs in **both** countries [publish](https://example.com/) models.",
        "The U.S. is ahead.",
        "China is not far behind.",
    ]
    words = [CARD[s:e] for s, e in zip(row["token_starts"], row["token_ends"], strict=True)]
    assert "**" not in words and "https://example.com/" not in words
    assert {"both", "publish", "U.S.", "Share"} <= set(words)
    check_invariants(row, 200)


def test_table_in_table_out_in_the_same_order() -> None:
    table = articles_table([article(CARD, article_id=f"{i:016x}") for i in (2, 1, 3)])
    documents = segment_articles(table, config=SegmentConfig())
    assert check_table(documents, DOCUMENTS, "test").equals(documents)
    assert documents["article_id"].to_pylist() == [f"{i:016x}" for i in (2, 1, 3)]
    assert documents["blocks"][0] == documents["blocks"][2]


def test_a_row_never_depends_on_another() -> None:
    rows = [
        article(text, article_id=f"{i:016x}") for i, text in enumerate([CARD, "Is it?", CARD.upper(), ""])
    ]
    together = segment_articles(articles_table(rows), config=SegmentConfig()).to_pylist()
    alone = [segment_articles(articles_table([row]), config=SegmentConfig()).to_pylist()[0] for row in rows]
    assert together == alone
    assert segment_articles(articles_table(rows[::-1]), config=SegmentConfig()).to_pylist() == alone[::-1]


def test_no_articles_no_rows() -> None:
    assert segment_articles(ARTICLES.empty_table(), config=SegmentConfig()).equals(DOCUMENTS.empty_table())


def test_another_table_is_refused() -> None:
    with pytest.raises(SchemaError, match="columns missing"):
        segment_articles(pa.table({"text": ["a"]}), config=SegmentConfig())


@pytest.mark.parametrize("values", [{"max_tokens": 5}, {"max_run_chars": 0}, {"max_tokens": 30.5}])
def test_limits_are_checked(values: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=r"segment\.max_.*whole number"):
        SegmentConfig(**values)


def test_a_long_sentence_is_cut_at_the_configured_length() -> None:
    row = segment_article(article("word, " * 100), config=SegmentConfig(max_tokens=30))
    check_invariants(row, 30)
    assert all(sentence.endswith(",") for sentence in sentences_of(row, "paragraph", "furniture"))


@settings(max_examples=250, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all(text: str) -> None:
    row = segment_article(article(text), config=SegmentConfig(max_tokens=20, max_run_chars=50))
    check_invariants(row, 20)
    assert row == segment_article(article(text), config=SegmentConfig(max_tokens=20, max_run_chars=50))


@settings(max_examples=250, deadline=None)
@given(
    st.text(alphabet="aB1 .,!?\"'“”‘’()[]*_#>-|`~\n\t•$%+&<:/。\u200b", max_size=250),
    st.lists(
        st.tuples(st.integers(-5, 260), st.integers(-5, 260), st.sampled_from(["heading", "list_item", "?"])),
        max_size=4,
    ),
)
def test_any_markup_and_any_layout(text: str, spans: list[tuple[int, int, str]]) -> None:
    layout = [{"start_char": a, "end_char": b, "kind": kind} for a, b, kind in spans]
    check_invariants(segment_article(article(text), config=SegmentConfig(max_tokens=20)), 20)
    check_invariants(segment_article(article(text, layout=layout), config=SegmentConfig(max_tokens=20)), 20)


@pytest.mark.parametrize(
    "unit", ["(", "a", ". ", '." ', "**a ", "[a](http://x ", "```aaaaaaaaa\n", "<!-- a\n", "- a\n", "1"]
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    # Quadratic time would make these minutes.
    row = segment_article(article(unit * (30_000 // len(unit))), config=SegmentConfig())
    assert row["blocks"]
