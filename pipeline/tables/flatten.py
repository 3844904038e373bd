"""From datasets, one row an article, to the published tables, one row a thing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schemas import PUBLISHED, check_table, content_id


def flatten_articles(joined: pa.Table, duplicates: Mapping[str, str]) -> dict[str, pa.Table]:
    """Give the published rows of some articles, all tables but those that need every claim.

    Args:
        joined: The columns of ARTICLES, DOCUMENTS, ANNOTATIONS, MENTIONS, CLAIMS and
            STANCE_ROWS of the same articles.
        duplicates: ``duplicate_group`` of each article id.

    Returns:
        Tables ``articles``, ``blocks``, ``sentences``, ``tokens``, ``entities``, ``claims``
        and ``stances``, each with its published schema, in reading order.
    """
    joined = joined.combine_chunks()
    groups = pa.array(
        [duplicates[article] for article in joined.column("article_id").to_pylist()], pa.string()
    )
    blocks = _rows_of(joined, "blocks")
    blocks = blocks.append_column("block_index", _index_within(joined, "blocks"))
    sentences = _sentences(joined)
    tables = {
        "articles": joined.select(
            [n for n in PUBLISHED["articles"].names if n != "duplicate_group"]
        ).append_column("duplicate_group", groups),
        "blocks": blocks,
        "sentences": sentences.select(PUBLISHED["sentences"].names),
        "tokens": _tokens(joined, sentences),
        "entities": _entities(joined, sentences),
        "claims": _with_sentence_id(joined, _rows_of(joined, "claims"), sentences).select(
            PUBLISHED["claims"].names
        ),
        "stances": _rows_of(joined, "stances").select(PUBLISHED["stances"].names),
    }
    return {
        name: check_table(table.select(PUBLISHED[name].names), PUBLISHED[name], f"table {name}")
        for name, table in tables.items()
    }


def _lengths(joined: pa.Table, column: str) -> np.ndarray:
    return np.asarray(
        pc.list_value_length(joined.column(column)).to_numpy(zero_copy_only=False), dtype=np.int64
    )


def _index_within(joined: pa.Table, column: str) -> pa.Array:
    lengths = _lengths(joined, column)
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return pa.array(np.arange(lengths.sum()) - starts, pa.int32())


def _repeated(joined: pa.Table, name: str, column: str) -> pa.ChunkedArray:
    """Give the article's value once for each item of its list."""
    return joined.column(name).take(pc.list_parent_indices(joined.column(column)))


def _rows_of(joined: pa.Table, column: str) -> pa.Table:
    """Give a list of structs as rows, each with its article_id."""
    structs = pc.list_flatten(joined.column(column).combine_chunks())
    table = pa.Table.from_struct_array(structs)
    return table.add_column(0, "article_id", _repeated(joined, "article_id", column))


def _sentences(joined: pa.Table) -> pa.Table:
    table = _rows_of(joined, "sentences")
    first_block = np.cumsum(_lengths(joined, "blocks")) - _lengths(joined, "blocks")
    of_article = np.repeat(first_block, _lengths(joined, "sentences"))
    kinds = _rows_of(joined, "blocks").column("kind")
    block = of_article + table.column("block_index").to_numpy()
    ids = [
        content_id(article, start, end)
        for article, start, end in zip(
            *(table.column(name).to_pylist() for name in ("article_id", "start_char", "end_char")),
            strict=True,
        )
    ]
    return (
        table.append_column("sentence_index", _index_within(joined, "sentences"))
        .append_column("block_kind", kinds.take(pa.array(block)))
        .append_column("sentence_id", pa.array(ids, pa.string()))
    )


def _null_if_empty(values: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)


def _tokens(joined: pa.Table, sentences: pa.Table) -> pa.Table:
    counts = sentences.column("n_tokens").to_numpy()
    sentence_ids = sentences.column("sentence_id").take(pa.array(np.repeat(np.arange(len(counts)), counts)))
    words: list[str] = []
    for row in joined.select(["text", "token_starts", "token_ends"]).to_pylist():
        text = row["text"]
        words.extend(text[s:e] for s, e in zip(row["token_starts"], row["token_ends"], strict=True))
    flat = {
        name: pc.list_flatten(joined.column(name)) for name in ("lemmas", "pos", "tags", "deps", "ent_types")
    }
    in_furniture = pc.equal(flat["tags"], "")
    none_int, none_text = pa.scalar(None, pa.int32()), pa.scalar(None, pa.string())
    return pa.table(
        {
            "article_id": _repeated(joined, "article_id", "token_starts"),
            "sentence_id": sentence_ids,
            "token_index": _index_within(joined, "token_starts"),
            "start_char": pc.list_flatten(joined.column("token_starts")),
            "end_char": pc.list_flatten(joined.column("token_ends")),
            "text": pa.array(words, pa.string()),
            "lemma": pc.if_else(in_furniture, none_text, flat["lemmas"]),
            "pos": _null_if_empty(flat["pos"]),
            "tag": _null_if_empty(flat["tags"]),
            "dep": _null_if_empty(flat["deps"]),
            "head_index": pc.if_else(in_furniture, none_int, pc.list_flatten(joined.column("heads"))),
            "ent_iob": pc.if_else(in_furniture, none_text, pc.list_flatten(joined.column("ent_iobs"))),
            "ent_type": _null_if_empty(flat["ent_types"]),
        }
    )


def _with_sentence_id(joined: pa.Table, rows: pa.Table, sentences: pa.Table) -> pa.Table:
    """Replace each row's sentence number in its article by the sentence's id."""
    first = dict(
        zip(
            joined.column("article_id").to_pylist(),
            (np.cumsum(_lengths(joined, "sentences")) - _lengths(joined, "sentences")).tolist(),
            strict=True,
        )
    )
    ids = sentences.column("sentence_id").to_pylist()
    of_row = [
        ids[first[article] + index]
        for article, index in zip(
            rows.column("article_id").to_pylist(), rows.column("sentence_index").to_pylist(), strict=True
        )
    ]
    return rows.append_column("sentence_id", pa.array(of_row, pa.string()))


def _entities(joined: pa.Table, sentences: pa.Table) -> pa.Table:
    rows = pa.concat_tables([_rows_of(joined, "mentions"), _rows_of(joined, "speaker_mentions")])
    place = {article: number for number, article in enumerate(joined.column("article_id").to_pylist())}
    numbers = pa.array([place[article] for article in rows.column("article_id").to_pylist()], pa.int64())
    order = [(name, "ascending") for name in ("number", "start_char", "end_char", "side")]
    rows = rows.append_column("number", numbers).sort_by(order)
    rows = _with_sentence_id(joined, rows, sentences)
    # A pronoun for somebody on no side helps the claims stage find speakers; readers of
    # the table look for entities and for what refers to a side.
    shown = pc.or_(pc.is_valid(rows.column("label")), pc.is_valid(rows.column("side")))
    return rows.filter(shown).select(PUBLISHED["entities"].names)
