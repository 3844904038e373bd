"""Targets of ingest: bytes as files of every format, and what becomes of them."""

from __future__ import annotations

import gzip
import io
import warnings
from collections.abc import Callable
from functools import partial

from pipeline.ingest import IngestConfig, read_source
from pipeline.ingest.sources import Source
from pipeline.torture.promises import as_file, hold, hold_spans

SUFFIXES = ("txt", "md", "html", "json", "jsonl", "csv", "tsv", "parquet")
# Small, so that inputs of a few kilobytes meet the limits too.
_CONFIG = IngestConfig(max_bytes=2_000_000, max_page_bytes=200_000, max_page_tags=3000, max_chars=100_000)
# What read_source says of an error that no reader expected.
_UNEXPECTED = "the reader failed with"


def read_article_file(data: bytes, suffix: str) -> None:
    """Read bytes as a file and check its rows.

    Args:
        data: Content of the file.
        suffix: Suffix without the dot; ``gz`` forms such as ``jsonl.gz`` too.

    Raises:
        BrokenPromiseError: A row is not whole, or a reader failed in a way it does not foresee.
    """
    name = f"article.{suffix}"
    path = as_file(data, name)
    with warnings.catch_warnings():
        # A library's remark on a page is no failure.
        warnings.simplefilter("ignore")
        articles, rejects = read_source(Source(path, name, len(data)), config=_CONFIG)
    hold(bool(articles.num_rows or rejects.num_rows), "neither an article nor a reject")
    for reject in rejects.to_pylist():
        hold(_UNEXPECTED not in reject["detail"], reject["detail"])
    for article in articles.to_pylist():
        text = article["text"]
        hold(article["n_chars"] == len(text) <= _CONFIG.max_chars, "n_chars is not the length of text")
        hold(article["n_words"] > 0 and "\0" not in text, "an article without words, or with a NUL")
        layout = [(block["start_char"], block["end_char"]) for block in article["layout"] or []]
        hold_spans(layout, len(text), "block of the layout")


def read_compressed(data: bytes) -> None:
    """Read bytes as a gzip file of JSON Lines: as they are, and compressed first."""
    read_article_file(data, "jsonl.gz")
    if not data.startswith(b"\x1f\x8b"):
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1, mtime=0) as stream:
            stream.write(data)
        read_article_file(packed.getvalue(), "txt.gz")


ARTICLE_TARGETS: dict[str, Callable[[bytes], None]] = {
    **{suffix: partial(read_article_file, suffix=suffix) for suffix in SUFFIXES},
    "gz": read_compressed,
}
