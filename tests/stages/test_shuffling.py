from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.buckets import write_bucket
from pipeline.schemas import ARTICLES, REJECTS, SOURCES
from pipeline.stages import shuffling
from pipeline.stages.shuffling import cut_into_buckets, shuffled_sources


def _article(article_id: str) -> dict[str, Any]:
    empty: dict[str, Any] = {field.name: None for field in ARTICLES}
    return {
        **empty,
        "article_id": article_id,
        "source_path": f"{article_id}.txt",
        "media_type": "text/plain",
        "authors": [],
        "language": "en",
        "text": "words " * 100,
        "n_chars": 600,
        "n_words": 100,
    }


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for number in range(8):
        ids = [f"{(number * 37 + i * 11) % 256:02x}{number:014x}" for i in range(5)]
        reject = {"source_path": f"{number}", "source_record": None, "reason": "empty", "detail": "no words"}
        row = {
            "source_path": f"{number}",
            "digest": "",
            "articles": [_article(i) for i in ids],
            "rejects": [reject],
        }
        write_bucket(pa.Table.from_pylist([row], schema=SOURCES), tmp_path / f"{number:02x}.parquet", "d")
    return tmp_path


def _all(folder: Path) -> tuple[pa.Table, list[list[str]]]:
    with shuffled_sources(folder, 2) as (rejects, parts):
        return rejects, [sorted(part.column("article_id").to_pylist()) for part in parts]


def test_parts_hold_every_article_once_in_rising_buckets(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rejects, (whole,) = _all(sources)
    monkeypatch.setattr(shuffling, "_PART_BYTES", 5_000)
    rejects_in_parts, parts = _all(sources)
    assert len(parts) > 3
    assert [article for part in parts for article in part] == whole
    assert rejects_in_parts.equals(rejects)
    borders = [{article[:2] for article in part} for part in parts]
    assert sum(map(len, borders)) == len(set().union(*borders))


def test_no_articles_are_no_buckets() -> None:
    assert cut_into_buckets(ARTICLES.empty_table(), 2) == []


def test_sources_without_articles_have_rejects_alone(tmp_path: Path) -> None:
    row: dict[str, Any] = {"source_path": "a", "digest": "", "articles": [], "rejects": []}
    write_bucket(pa.Table.from_pylist([row], schema=SOURCES), tmp_path / "00.parquet", "d")
    rejects, (part,) = _all(tmp_path)
    assert rejects.schema.equals(REJECTS)
    assert part == []
