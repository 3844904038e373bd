"""Articles: a draft that a reader made becomes a row, and exact repeats are set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.languages import detect_language
from pipeline.ingest.refusals import Refusal, excerpt, reject_row
from pipeline.schemas import ARTICLES, REJECTS, content_id


@dataclass(frozen=True)
class Draft:
    """What a reader found: the text, and the metadata that the file states.

    ``layout`` holds ``(start_char, end_char, kind)`` of blocks that markup told; null where only
    the text tells.
    """

    text: str
    media_type: str
    source_record: int | None = None
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    layout: list[tuple[int, int, str]] | None = None


def article_row(draft: Draft, source_path: str, place: str, *, config: IngestConfig) -> dict[str, Any]:
    """Give the ARTICLES row of a draft.

    Args:
        draft: What a reader found.
        source_path: Name of the file in the tables.
        place: File and record, for a refusal.
        config: Limits, and how language is judged.

    Raises:
        Refusal: ``empty``, ``too_long``, ``bad_characters`` or ``not_english``.
    """
    text = draft.text
    if len(text) > config.max_chars:
        raise Refusal("too_long", f"{place}: {len(text)} characters; split it or raise ingest.max_chars")
    n_words = len(text.split())
    if not n_words:
        raise Refusal("empty", f"{place}: no words; fill or remove it")
    try:
        article_id = content_id(text)
    except UnicodeEncodeError as error:
        finding = f"{place}: half a surrogate pair at character {error.start}"
        raise Refusal("bad_characters", f"{finding}; export the text again as UTF-8") from error
    if "\0" in text:
        raise Refusal("bad_characters", f"{place}: NUL at character {text.index(chr(0))}; take it out")
    language, probability = detect_language(text, config=config)
    if language != "en":
        raise Refusal(
            "not_english",
            f"{place}: language {language} with probability {probability:.2f}; "
            f"translate or leave it out: {excerpt(text)!r}",
        )
    layout = draft.layout
    return {
        "article_id": article_id,
        "source_path": source_path,
        "source_record": draft.source_record,
        "media_type": draft.media_type,
        "title": draft.title,
        "authors": draft.authors,
        "publisher": draft.publisher,
        "published_on": draft.published_on,
        "url": draft.url,
        "language": language,
        "text": text,
        "n_chars": len(text),
        "n_words": n_words,
        "layout": layout and [{"start_char": s, "end_char": e, "kind": kind} for s, e, kind in layout],
    }


def rows_table(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Give rows as a table of the schema, whole even if there are none."""
    rows = list(rows)
    return pa.Table.from_pylist(rows, schema=schema) if rows else schema.empty_table()


def split_repeats(articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Keep one article of each text.

    The one kept has the smallest ``source_path``, then ``source_record``; a whole file comes
    before a record.

    Args:
        articles: ARTICLES rows of any number of files, in any order.

    Returns:
        The articles kept, sorted by ``article_id``; and REJECTS rows with reason ``duplicate``
        for the others, sorted by ``source_path``, ``source_record``.
    """
    order = pc.sort_indices(
        articles,
        sort_keys=[
            ("article_id", "ascending", "at_end"),
            ("source_path", "ascending", "at_end"),
            ("source_record", "ascending", "at_start"),
        ],
    )
    columns = articles.select(["article_id", "source_path", "source_record"]).take(order).to_pydict()
    kept: list[int] = []
    repeats: list[dict[str, Any]] = []
    for i, article_id in enumerate(columns["article_id"]):
        if not kept or columns["article_id"][kept[-1]] != article_id:
            kept.append(i)
            continue
        path, record = columns["source_path"][i], columns["source_record"][i]
        first = _place(columns["source_path"][kept[-1]], columns["source_record"][kept[-1]])
        detail = f"{_place(path, record)}: the text of article {article_id}, kept from {first}; nothing to do"
        repeats.append(reject_row(path, Refusal("duplicate", detail, record)))
    repeats.sort(key=lambda r: (r["source_path"], -1 if r["source_record"] is None else r["source_record"]))
    return articles.take(order.take(pa.array(kept, pa.int64()))).cast(ARTICLES), rows_table(repeats, REJECTS)


def _place(source_path: str, source_record: int | None) -> str:
    return source_path if source_record is None else f"{source_path} record {source_record}"
