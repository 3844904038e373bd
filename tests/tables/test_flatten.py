from __future__ import annotations

import pyarrow as pa

from pipeline.schemas import PUBLISHED
from pipeline.tables.flatten import flatten_articles


def test_every_table_has_its_published_schema(joined: pa.Table, duplicates: dict[str, str]) -> None:
    tables = flatten_articles(joined, duplicates)
    assert {name: table.schema for name, table in tables.items()} == {
        name: PUBLISHED[name] for name in tables
    }


def test_rows_are_counted_from_the_start_of_their_article(
    joined: pa.Table, duplicates: dict[str, str]
) -> None:
    tables = flatten_articles(joined, duplicates)
    assert tables["blocks"].column("block_index").to_pylist() == [0, 1, 0, 1]
    assert tables["sentences"].column("sentence_index").to_pylist() == [0, 1, 2] * 2
    assert tables["sentences"].column("block_kind").to_pylist() == ["furniture", "paragraph", "paragraph"] * 2
    n = tables["tokens"].num_rows // 2
    assert tables["tokens"].column("token_index").to_pylist() == [*range(n)] * 2


def test_tokens_of_furniture_have_words_and_no_labels(joined: pa.Table, duplicates: dict[str, str]) -> None:
    rows = flatten_articles(joined, duplicates)["tokens"].to_pylist()
    assert (rows[0]["text"], rows[0]["lemma"], rows[0]["head_index"], rows[0]["ent_iob"]) == (
        "NVDA",
        None,
        None,
        None,
    )
    assert (rows[2]["text"], rows[2]["lemma"], rows[2]["ent_type"]) == ("Nvidia", "x", "ORG")


def test_tokens_and_claims_know_their_sentence(joined: pa.Table, duplicates: dict[str, str]) -> None:
    tables = flatten_articles(joined, duplicates)
    sentences = tables["sentences"].to_pylist()
    tokens = tables["tokens"].to_pylist()
    assert tokens[2]["sentence_id"] == sentences[1]["sentence_id"]
    assert [c["sentence_id"] for c in tables["claims"].to_pylist()] == [
        sentences[i]["sentence_id"] for i in (1, 2, 4, 5)
    ]


def test_a_pronoun_of_nobodys_side_is_not_published(joined: pa.Table, duplicates: dict[str, str]) -> None:
    assert flatten_articles(joined, duplicates)["entities"].column("text").to_pylist() == ["Nvidia", "Nvidia"]


def test_no_articles_give_empty_tables(joined: pa.Table) -> None:
    tables = flatten_articles(joined.slice(0, 0), {})
    assert all(table.num_rows == 0 for table in tables.values())
