"""From datasets, one row an article, to the published tables, one row a thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.columns import TextColumn, index_within, list_lengths
from pipeline.schemas import ANNOTATIONS, ARTICLES, PUBLISHED, check_table, content_id

# What each table is made of: the columns of the datasets, beside ``article_id``.
_ARTICLE = [name for name in ARTICLES.names if name not in ("article_id", "layout")]
READ_FOR = {
    "articles": _ARTICLE,
    "blocks": ["blocks"],
    "sentences": ["blocks", "sentences"],
    "tokens": [
        *("text", "blocks", "sentences", "token_starts", "token_ends"),
        *(name for name in ANNOTATIONS.names if name != "article_id"),
    ],
    "entities": ["blocks", "sentences", "mentions", "speaker_mentions"],
    "claims": ["blocks", "sentences", "claims"],
    "stances": ["stances"],
}


def flatten_articles(
    joined: pa.Table, duplicates: Mapping[str, str], names: Sequence[str] = tuple(READ_FOR)
) -> dict[str, pa.Table]:
    """Give the published rows of some articles, all tables but those that need every claim.

    Args:
        joined: The columns of ARTICLES, DOCUMENTS, ANNOTATIONS, MENTIONS, CLAIMS and
            STANCE_ROWS of the same articles, or those of them that ``READ_FOR`` names.
        duplicates: ``duplicate_group`` of each article id; read for table ``articles``.
        names: Tables to give.

    Returns:
        Tables, each with its published schema, in reading order.
    """
    joined = joined.combine_chunks()
    needs_sentences = {"sentences", "tokens", "entities", "claims"} & set(names)
    sentences = _sentences(joined) if needs_sentences else None
    makers: dict[str, Callable[[], pa.Table]] = {
        "articles": lambda: _articles(joined, duplicates),
        "blocks": lambda: _rows_of(joined, "blocks").append_column(
            "block_index", _index_within(joined, "blocks")
        ),
        "sentences": lambda: sentences,
        "tokens": lambda: _tokens(joined, sentences),
        "entities": lambda: _entities(joined, sentences),
        "claims": lambda: _with_sentence_id(joined, _rows_of(joined, "claims"), sentences),
        "stances": lambda: _rows_of(joined, "stances"),
    }
    return {
        name: check_table(makers[name]().select(PUBLISHED[name].names), PUBLISHED[name], f"table {name}")
        for name in names
    }


def _articles(joined: pa.Table, duplicates: Mapping[str, str]) -> pa.Table:
    groups = [duplicates[article] for article in joined.column("article_id").to_pylist()]
    return joined.append_column("duplicate_group", pa.array(groups, pa.string()))


def _index_within(joined: pa.Table, column: str) -> pa.Array:
    return pa.array(index_within(list_lengths(joined.column(column))), pa.int32())


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
    first_block = np.cumsum(list_lengths(joined.column("blocks"))) - list_lengths(joined.column("blocks"))
    of_article = np.repeat(first_block, list_lengths(joined.column("sentences")))
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
    starts, ends = (pc.list_flatten(joined.column(name)) for name in ("token_starts", "token_ends"))
    rows = pc.list_parent_indices(joined.column("token_starts")).to_numpy()
    words = TextColumn(joined.column("text")).words(rows, starts.to_numpy(), ends.to_numpy())
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
            "start_char": starts,
            "end_char": ends,
            "text": words,
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
    """Give each row the id of its sentence, from the sentence's number in its article."""
    counts = list_lengths(joined.column("sentences"))
    first = np.cumsum(counts) - counts
    number = _article_numbers(joined, rows)
    places = pa.array(first[number] + rows.column("sentence_index").to_numpy())
    return rows.append_column("sentence_id", sentences.column("sentence_id").take(places))


def _article_numbers(joined: pa.Table, rows: pa.Table) -> np.ndarray:
    found = pc.index_in(rows.column("article_id"), value_set=joined.column("article_id"))
    return np.asarray(found.to_numpy(), dtype=np.int64)


def _entities(joined: pa.Table, sentences: pa.Table) -> pa.Table:
    rows = pa.concat_tables([_rows_of(joined, "mentions"), _rows_of(joined, "speaker_mentions")])
    numbers = pa.array(_article_numbers(joined, rows))
    order = [(name, "ascending") for name in ("number", "start_char", "end_char", "side")]
    rows = rows.append_column("number", numbers).sort_by(order)
    rows = _with_sentence_id(joined, rows, sentences)
    # A pronoun for somebody on no side helps the claims stage find speakers; readers of
    # the table look for entities and for what refers to a side.
    shown = pc.or_(pc.is_valid(rows.column("label")), pc.is_valid(rows.column("side")))
    return rows.filter(shown).select(PUBLISHED["entities"].names)
