"""Readers: one file in, its articles and its refusals out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from pipeline.errors import ClaimlineError
from pipeline.ingest.articles import Draft, article_row, rows_table
from pipeline.ingest.columns import parquet_drafts, separated_drafts
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.pages import page_draft
from pipeline.ingest.records import json_drafts, json_lines_drafts
from pipeline.ingest.refusals import Refusal, excerpt, reject_row
from pipeline.ingest.sources import Source
from pipeline.ingest.streams import read_bytes
from pipeline.ingest.texts import markdown_draft, plain_text_draft
from pipeline.schemas import ARTICLES, REJECTS

_FORMATS = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}


def read_source(source: Source, *, config: IngestConfig) -> tuple[pa.Table, pa.Table]:
    """Read the articles of one file.

    The format is told by the suffix, in any case: plain text, Markdown, HTML, JSON, JSON Lines,
    CSV, TSV, Parquet, and ``.gz`` of any. What cannot become an article becomes a reject with its
    reason and what to do; bad content never raises, a store that cannot be reached does.

    Args:
        source: One of ``list_sources``.
        config: Limits, names of fields, and how language is judged.

    Returns:
        ARTICLES rows and REJECTS rows, both in the order of the file; exact repeats are still in.
    """
    articles: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    n_chars = 0
    try:
        for draft in _drafts(source, config):
            if len(articles) + len(rejects) >= config.max_records:
                # Two bytes can be a record, and cost a thousand in a table.
                finding = f"{source.source_path}: more than {config.max_records} records"
                raise Refusal("too_large", f"{finding}; split the file or raise ingest.max_records")
            if isinstance(draft, Refusal):
                rejects.append(reject_row(source.source_path, draft))
                continue
            n_chars += len(draft.text)
            if n_chars > config.max_bytes:
                # A column of a few bytes can hold one long text a million times.
                finding = f"{source.source_path}: more than {config.max_bytes} characters in its records"
                raise Refusal("too_large", f"{finding}; split the file or raise ingest.max_bytes")
            record = draft.source_record
            place = source.source_path if record is None else f"{source.source_path} record {record}"
            try:
                articles.append(article_row(draft, source.source_path, place, config=config))
            except Refusal as refusal:
                rejects.append(reject_row(source.source_path, refusal.of_record(record)))
        if not articles and not rejects:
            raise Refusal("empty", f"{source.source_path}: no records; fill or remove it")
    except Refusal as refusal:
        rejects.append(reject_row(source.source_path, refusal))
    except ClaimlineError:
        raise  # the store cannot be reached: a row saying so would be kept as if the file were at fault
    except Exception as error:
        # One odd file must not end a run over thousands.
        finding = excerpt(f"{type(error).__name__}: {error}", 200)
        detail = f"{source.source_path}: the reader failed with {finding}; convert or remove it"
        rejects.append(reject_row(source.source_path, Refusal("unreadable", detail)))
    return rows_table(articles, ARTICLES), rows_table(rejects, REJECTS)


def _drafts(source: Source, config: IngestConfig) -> Iterator[Draft | Refusal]:
    place = source.source_path
    suffixes = [suffix.lower() for suffix in source.path.suffixes]
    is_gzip = suffixes[-1:] == [".gz"]
    kind = _FORMATS.get("".join(suffixes[-2:-1] if is_gzip else suffixes[-1:]))
    if kind is None and not source.path.is_dir():
        suffix = "".join(suffixes[-2:] if is_gzip else suffixes[-1:]) or "no suffix"
        known = " ".join(_FORMATS)
        raise Refusal(
            "unsupported", f"{place}: {suffix}; expected one of {known}, or .gz of them; convert it"
        )
    data = read_bytes(source, is_gzip=is_gzip, max_bytes=config.max_bytes)
    if kind == "text":
        yield plain_text_draft(data, place, config=config)
    elif kind == "markdown":
        yield markdown_draft(data, place, config=config)
    elif kind == "html":
        yield page_draft(data, place, config=config)
    elif kind == "jsonl":
        yield from json_lines_drafts(data, place, config=config)
    elif kind == "json":
        yield from json_drafts(data, place, config=config)
    elif kind == "parquet":
        yield from parquet_drafts(data, place, config=config)
    else:
        media_type = "text/csv" if kind == "csv" else "text/tab-separated-values"
        yield from separated_drafts(data, place, media_type, config=config)
