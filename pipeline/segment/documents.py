"""The stage: ARTICLES to DOCUMENTS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pipeline.schemas import ARTICLES, DOCUMENTS, check_table
from pipeline.segment.blocks import find_blocks
from pipeline.segment.config import SegmentConfig
from pipeline.segment.gaps import find_gaps
from pipeline.segment.sentences import split_sentences
from pipeline.segment.tokens import english_tokenizer, tokenize_span


def segment_articles(articles: pa.Table, *, config: SegmentConfig) -> pa.Table:
    """Cut articles into blocks, sentences and tokens.

    Blocks hold everything that is not white space, furniture included. Tokens hold what a
    reader would read out: bullets, the marks of headings and quotations and the syntax of
    links and emphasis get none. Every token lies in exactly one sentence, every sentence in
    one block; a sentence begins with its first token and ends with its last.

    Args:
        articles: ARTICLES; reads ``article_id``, ``text``, ``layout``, ``title`` and ``authors``.
        config: Limits.

    Returns:
        DOCUMENTS, one row per article in the order given. No articles, no rows.

    Raises:
        SchemaError: The table is not ARTICLES.
    """
    articles = check_table(articles, ARTICLES, "segment: articles")
    needed = articles.select(["article_id", "text", "layout", "title", "authors"])
    rows = (row for batch in needed.to_batches(max_chunksize=64) for row in batch.to_pylist())
    return pa.Table.from_pylist([segment_article(row, config=config) for row in rows], schema=DOCUMENTS)


def segment_article(article: Mapping[str, Any], *, config: SegmentConfig) -> dict[str, Any]:
    """Give one row of DOCUMENTS for one row of ARTICLES.

    Args:
        article: Its ``article_id``, ``text``, ``layout``, ``title`` and ``authors``.
        config: Limits.
    """
    text = article["text"]
    tokenizer = english_tokenizer()
    blocks = find_blocks(
        text, layout=article["layout"], title=article["title"], authors=article["authors"] or ()
    )
    token_starts: list[int] = []
    token_ends: list[int] = []
    sentences: list[dict[str, int]] = []
    for index, block in enumerate(blocks):
        gaps = [] if block.kind == "furniture" else find_gaps(text, block.body, block.end, block.kind)
        starts, ends = tokenize_span(
            text, block.body, block.end, tokenizer=tokenizer, gaps=gaps, max_run_chars=config.max_run_chars
        )
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        borders = split_sentences(words, starts, ends, max_tokens=config.max_tokens)
        for first, last in zip(borders, [*borders[1:], len(starts)], strict=True):
            sentences.append(
                {
                    "start_char": starts[first],
                    "end_char": ends[last - 1],
                    "block_index": index,
                    "first_token": len(token_starts) + first,
                    "n_tokens": last - first,
                }
            )
        token_starts += starts
        token_ends += ends
    return {
        "article_id": article["article_id"],
        "text": text,
        "blocks": [{"start_char": b.start, "end_char": b.end, "kind": b.kind} for b in blocks],
        "sentences": sentences,
        "token_starts": token_starts,
        "token_ends": token_ends,
    }
