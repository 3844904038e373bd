from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.ingest import IngestConfig, split_repeats
from pipeline.schemas import ARTICLES, REJECTS, check_table, content_id


def article(text: str, path: str, record: int | None = None) -> dict[str, Any]:
    empty = dict.fromkeys(("title", "publisher", "published_on", "url", "layout"))
    return empty | {
        "article_id": content_id(text),
        "source_path": path,
        "source_record": record,
        "media_type": "text/plain",
        "authors": [],
        "language": "en",
        "text": text,
        "n_chars": len(text),
        "n_words": len(text.split()),
    }


def table(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=ARTICLES)


def test_of_exact_repeats_the_first_by_name_is_kept() -> None:
    rows = [
        article("one", "c.txt"),
        article("one", "b.jsonl", 3),
        article("one", "b.jsonl", 2),
        article("two", "a.txt"),
    ]
    kept, rejects = split_repeats(table(*rows))
    check_table(kept, ARTICLES, "kept")
    check_table(rejects, REJECTS, "rejects")
    assert {(row["text"], row["source_path"], row["source_record"]) for row in kept.to_pylist()} == {
        ("one", "b.jsonl", 2),
        ("two", "a.txt", None),
    }
    assert [(r["source_path"], r["source_record"], r["reason"]) for r in rejects.to_pylist()] == [
        ("b.jsonl", 3, "duplicate"),
        ("c.txt", None, "duplicate"),
    ]
    assert rejects.to_pylist()[1]["detail"] == (
        f"c.txt: the text of article {content_id('one')}, kept from b.jsonl record 2; nothing to do"
    )


def test_a_whole_file_comes_before_a_record() -> None:
    kept, _ = split_repeats(table(article("one", "a.json", 0), article("one", "a.json", None)))
    assert kept.to_pylist()[0]["source_record"] is None


def test_no_articles_give_no_rows() -> None:
    kept, rejects = split_repeats(ARTICLES.empty_table())
    assert (kept.num_rows, kept.schema, rejects.num_rows, rejects.schema) == (0, ARTICLES, 0, REJECTS)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 3)), unique=True))
def test_every_article_is_kept_or_rejected_whatever_the_order(found: list[tuple[str, str, int]]) -> None:
    rows = [article(text, path, record) for text, path, record in found]
    kept, rejects = split_repeats(table(*rows))
    assert (kept, rejects) == split_repeats(table(*reversed(rows)))
    ids = kept.column("article_id").to_pylist()
    assert ids == sorted({row["article_id"] for row in rows})
    assert kept.num_rows + rejects.num_rows == len(rows)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"max_chars": 0}, r"ingest\.max_chars: 0 is out of range; expected 1 or more"),
        ({"min_containment": 1.5}, r"ingest\.min_containment: 1\.5 is out of range; expected 0 to 1"),
        ({"sketch_size": 8}, r"ingest\.sketch_size: 8 is out of range; expected 64 or more"),
        ({"fields": {"texts": ["x"]}}, r"ingest\.fields\.texts: no such field; expected one of text, title"),
        ({"fields": {"text": "body"}}, r"ingest\.fields\.text: 'body' is no list of names"),
        ({"fields": {"text": []}}, r"ingest\.fields\.text: \[\] is no list of names"),
    ],
)
def test_a_wrong_setting_says_what_is_right(values: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        IngestConfig(**values)


def test_a_field_left_out_keeps_its_names() -> None:
    config = IngestConfig(fields={"text": ["mine"]})
    assert list(config.names_of("text")) == ["mine"]
    assert "headline" in config.names_of("title")
