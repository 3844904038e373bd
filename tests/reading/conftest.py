"""Folders of finished runs, their tables written by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.parquet import write_table
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION

TEXT = "Ann Ames said China <b>leads</b>.\n\nNobody in Europe & America agreed 😀 with Ms Ames on that day."
ARTICLE = "a" * 16
SIDES = [{"id": s, "name": n} for s, n in (("us", "United States"), ("china", "China"), ("europe", "Europe"))]

Rows = dict[str, list[dict[str, Any]]]


def _span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start_char": start, "end_char": start + len(words)}


def _claim(claim_id: str, words: str, **more: Any) -> dict[str, Any]:
    author = {"claimant_kind": "author", "claimant": "author", "claimant_name": "author"}
    return {
        "claim_id": claim_id,
        "article_id": ARTICLE,
        "sentence_id": "s1",
        **_span(words),
        "text": words,
        "kind": "fact",
        "claim_score": 0.9,
        "claimant_rule": "author",
        "framing": "stated",
        "is_direct": False,
        **author,
        **more,
    }


def _stance(claim_id: str, side: str, target: str, stance: str | None) -> dict[str, Any]:
    place = {f"target_{name}": value for name, value in _span(target).items()}
    p = {f"p_{name}": 1.0 if name == stance else 0.0 for name in ("supporting", "critical", "neutral")}
    return {
        "claim_id": claim_id,
        "side": side,
        "stance": stance,
        "target": target,
        **place,
        **p,
        "model_id": "m",
    }


def _rows() -> Rows:
    ann = _span("Ann Ames")
    said = {
        "claimant_kind": "named",
        "claimant": "Ann Ames",
        "claimant_name": "Ann Ames",
        "claimant_start_char": ann["start_char"],
        "claimant_end_char": ann["end_char"],
        "claimant_side": "us",
        "cue": "said",
    }
    paragraphs = TEXT.split("\n\n")
    return {
        "articles": [
            {
                "article_id": ARTICLE,
                "source_path": "one.txt",
                "media_type": "text/plain",
                "title": "<script>alert(1)</script>",
                "authors": ["A. Writer"],
                "publisher": "The Ledger",
                "published_on": date(2025, 3, 1),
                "language": "en",
                "text": TEXT,
                "n_chars": len(TEXT),
                "n_words": len(TEXT.split()),
                "duplicate_group": ARTICLE,
            }
        ],
        "blocks": [
            {"article_id": ARTICLE, "block_index": n, **_span(part), "kind": "paragraph"}
            for n, part in enumerate(paragraphs)
        ],
        "sentences": [
            {
                "sentence_id": "s1",
                "article_id": ARTICLE,
                "sentence_index": 0,
                **_span(paragraphs[0]),
                "block_kind": "paragraph",
                "n_tokens": 9,
            }
        ],
        "entities": [
            {
                "entity_id": f"e{side}",
                "article_id": ARTICLE,
                "sentence_id": "s1",
                **_span(words),
                "text": words,
                "name": words,
                "side": side,
                "side_rule": "name",
            }
            for side, words in (("china", "China"), ("europe", "Europe"), ("us", "America"))
        ],
        "claims": [
            _claim("c1", "China <b>leads</b>", **said),
            _claim("c2", "Nobody in Europe & America agreed 😀 with Ms Ames"),
            _claim("c3", "on that day"),
        ],
        "stances": [
            _stance("c1", "china", "China", "supporting"),
            _stance("c2", "europe", "Europe", None),
            _stance("c2", "us", "America", "critical"),
        ],
        "claim_groups": [
            {
                "group_id": c,
                "claim_id": c,
                "article_id": ARTICLE,
                "duplicate_group": ARTICLE,
                "is_representative": True,
            }
            for c in ("c1", "c2", "c3")
        ],
    }


def write_run(folder: Path, rows: Rows, **described: Any) -> Path:
    run_id = described.get("run_id", "r1")
    for name, schema in PUBLISHED.items():
        table = pa.Table.from_pylist(rows.get(name, []), schema=schema)
        write_table(table, folder / "tables" / f"{name}.parquet", {"claimline.run_id": run_id})
    counts = {"articles": len(rows.get("articles", [])), "claims": len(rows.get("claims", []))}
    whole = {
        "schema_version": SCHEMA_VERSION,
        "run_id": run_id,
        "pack_title": "Three sides",
        "sides": SIDES,
        "models": {"stance": "none of ours"},
        "counts": counts,
        **described,
    }
    (folder / "run.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder


@pytest.fixture
def rows() -> Rows:
    return _rows()


@pytest.fixture
def make_run() -> Callable[..., Path]:
    return write_run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run of one article about three sides."""
    return write_run(tmp_path / "run [1]*", _rows())


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A run that found nothing."""
    return write_run(tmp_path / "empty", {})
