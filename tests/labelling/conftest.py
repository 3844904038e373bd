"""A small run: two articles, a reprint of a claim, four questions and more on demand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.labelling.questions import Question, make_questions

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)

_FIRST = "Chips matter. Ada Roe said 🚀 Huawei beats Nvidia, and it grows. Nobody asked why. Follow us."
_SECOND = "Huawei beats Nvidia, and it grows."
_CLAIM = "Huawei beats Nvidia, and it grows"


def _article(name: str, text: str, title: str | None) -> dict[str, Any]:
    known = {"source_path": f"{name}.txt", "source_record": None, "duplicate_group": f"{name}-group"}
    day = date(2026, 2, 3) if title else None
    return {
        **known,
        "article_id": name,
        "title": title,
        "publisher": "The Day" if title else None,
        "published_on": day,
        "text": text,
    }


def _spans(name: str, text: str, *sentences: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "article_id": name,
            "start_char": text.index(words),
            "end_char": text.index(words) + len(words),
            "block_kind": kind,
        }
        for words, kind in sentences
    ]


def _claim(name: str, text: str, claimant: str) -> dict[str, Any]:
    start = text.index(_CLAIM)
    return {
        "claim_id": f"claim-{name}",
        "article_id": name,
        "start_char": start,
        "end_char": start + len(_CLAIM),
        "text": _CLAIM,
        "claimant_kind": "author" if claimant == "author" else "named",
        "claimant_name": claimant,
    }


def _stance(
    claim: dict[str, Any], side: str, target: str, stance: str | None, *odds: float
) -> dict[str, Any]:
    start = claim["start_char"] + _CLAIM.index(target)
    names = ("p_supporting", "p_critical", "p_neutral")
    return {
        "claim_id": claim["claim_id"],
        "side": side,
        "stance": stance,
        "model_id": "m1",
        **dict(zip(names, odds, strict=True)),
        "target": target,
        "target_start_char": start,
        "target_end_char": start + len(target),
    }


@pytest.fixture
def tables() -> dict[str, pa.Table]:
    first, second = _claim("one", _FIRST, "Ada Roe"), _claim("two", _SECOND, "author")
    mentions = [
        {
            "article_id": name,
            "start_char": start + _CLAIM.index(words),
            "end_char": start + _CLAIM.index(words) + len(words),
            "side": side,
        }
        for name, start in (("one", first["start_char"]), ("two", 0))
        for words, side in (("Huawei", "china"), ("Nvidia", "us"), ("it", "china"), ("grows", None))
    ]
    rows = {
        "articles": [_article("one", _FIRST, "A title, with comma"), _article("two", _SECOND, None)],
        "sentences": [
            *_spans(
                "one",
                _FIRST,
                ("Chips matter.", "paragraph"),
                (f"Ada Roe said 🚀 {_CLAIM}.", "paragraph"),
                ("Nobody asked why.", "paragraph"),
                ("Follow us.", "furniture"),
            ),
            *_spans("two", _SECOND, (_SECOND, "paragraph")),
        ],
        "claims": [first, second],
        "stances": [
            _stance(first, "china", "Huawei", "supporting", 0.9, 0.05, 0.05),
            _stance(first, "us", "Nvidia", "critical", 0.1, 0.46, 0.44),
            _stance(second, "china", "Huawei", None, 0.4, 0.25, 0.35),
            _stance(second, "us", "Nvidia", "critical", 0.1, 0.6, 0.3),
        ],
        "entities": mentions,
        "claim_groups": [
            {"group_id": "claim-one", "claim_id": f"claim-{name}", "article_id": name}
            for name in ("one", "two")
        ],
    }
    schema = pa.schema([("published_on", pa.date32())])
    made = {name: pa.Table.from_pylist(listed) for name, listed in rows.items()}
    made["articles"] = made["articles"].set_column(
        made["articles"].schema.get_field_index("published_on"),
        "published_on",
        made["articles"]["published_on"].cast(schema.field(0).type),
    )
    return made


@pytest.fixture
def questions(tables: dict[str, pa.Table]) -> list[Question]:
    return make_questions(tables, {"us": "United States", "china": "China"})


@pytest.fixture
def run_folder(tables: dict[str, pa.Table], tmp_path: Path) -> Path:
    folder = tmp_path / "results"
    (folder / "tables").mkdir(parents=True)
    apart = tables["claim_groups"].set_column(0, "group_id", tables["claim_groups"]["claim_id"])
    for name, table in {**tables, "claim_groups": apart}.items():
        pq.write_table(table, folder / "tables" / f"{name}.parquet")
    described = {"sides": [{"id": "us", "name": "United States"}, {"id": "china", "name": "China"}]}
    (folder / "run.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


@pytest.fixture
def make_pool() -> Callable[..., list[Question]]:
    """Make questions from texts, each about a side with the odds of critical and neutral."""

    def make(
        *told: tuple[str, str, float, float], articles: int = 1, claimant: str = "author"
    ) -> list[Question]:
        pool = []
        for number, (text, side, critical, neutral) in enumerate(told):
            row = {
                "id": f"{number:016x}:{side}",
                "text": text,
                "target": text.split()[0],
                "target_span": [0, len(text.split()[0])],
                "side": side,
                "mentions": [],
                "rival_mentions": [],
                "claimant_kind": claimant,
                "claimant_name": claimant,
            }
            odds = {
                "p_supporting": round(1 - critical - neutral, 4),
                "p_critical": critical,
                "p_neutral": neutral,
            }
            pool.append(
                Question(
                    row, {"model_id": "m1", "model_stance": "critical", **odds}, f"group-{number}", articles
                )
            )
        return pool

    return make
