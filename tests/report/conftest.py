"""Small runs on disk for the report: articles written by hand, tables as the pipeline writes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.parquet import write_table
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION, STANCES, content_id

SIDES = [{"id": "us", "name": "United States"}, {"id": "china", "name": "China"}]


@dataclass(frozen=True)
class Said:
    """A claim: its words, who makes it, and what it does to which side."""

    text: str
    by: str = "author"
    speaks: str | None = None
    toward: dict[str, str | None] = field(default_factory=dict)
    kind: str = "judgement"
    sure: float = 0.9
    group: str = ""


@dataclass(frozen=True)
class Article:
    """An article that consists of a title and claims, a line each."""

    claims: Sequence[Said]
    title: str | None = "A title"
    publisher: str | None = "The Gazette"
    published_on: date | None = date(2025, 3, 1)
    url: str | None = "https://gazette.example/1"


def _claim_rows(article_id: str, said: Said, start: int, tables: dict[str, list[dict[str, Any]]]) -> None:
    end = start + len(said.text)
    claim_id = content_id(article_id, start, end)
    span = {"start_char": start, "end_char": end}
    tables["sentences"].append(
        {"sentence_id": claim_id, "article_id": article_id, "sentence_index": len(tables["sentences"]), **span, "block_kind": "paragraph", "n_tokens": 5}
    )  # fmt: skip
    own = said.by == "author"
    found = said.text.find(said.by)
    tables["claims"].append(
        {
            **dict.fromkeys(PUBLISHED["claims"].names),
            "claim_id": claim_id,
            "article_id": article_id,
            "sentence_id": claim_id,
            **span,
            "text": said.text,
            "kind": said.kind,
            "claim_score": 0.9,
            "claimant_kind": "author" if own else "unnamed" if said.by.islower() else "named",
            "claimant": said.by,
            "claimant_start_char": None if own or found < 0 else start + found,
            "claimant_end_char": None if own or found < 0 else start + found + len(said.by),
            "claimant_name": said.by,
            "claimant_side": said.speaks,
            "claimant_rule": "author" if own else "subject",
            "framing": "stated",
            "is_direct": False,
        }
    )
    for side, stance in said.toward.items():
        rest = (1 - said.sure) / 2
        odds = {name: said.sure if name == stance else rest for name in STANCES}
        tables["stances"].append(
            {
                "claim_id": claim_id,
                "side": side,
                "stance": stance,
                **{f"p_{name}": odds[name] if stance else 1 / 3 for name in STANCES},
                "target": said.text[:4],
                "target_start_char": start,
                "target_end_char": start + min(4, len(said.text)),
                "model_id": "m" * 16,
            }
        )
    tables["claim_groups"].append(
        {"group_id": said.group or claim_id, "claim_id": claim_id, "article_id": article_id, "duplicate_group": article_id, "is_representative": True}
    )  # fmt: skip


def write_run(folder: Path, articles: Sequence[Article], rejects: Sequence[dict[str, Any]] = ()) -> Path:
    """Write a run's tables and description, and give its folder."""
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in PUBLISHED}
    tables["rejects"] = list(rejects)
    for number, article in enumerate(articles):
        head = f"{article.title or ''}\n\n"
        text = head + "\n".join(said.text for said in article.claims)
        article_id = content_id(text, number)
        tables["articles"].append(
            {
                "article_id": article_id,
                "source_path": f"articles/{number}.txt",
                "source_record": None,
                "media_type": "text/plain",
                "title": article.title,
                "authors": [],
                "publisher": article.publisher,
                "published_on": article.published_on,
                "url": article.url,
                "language": "en",
                "text": text,
                "n_chars": len(text),
                "n_words": len(text.split()),
                "duplicate_group": article_id,
            }
        )
        tables["blocks"].append(
            {"article_id": article_id, "block_index": 0, "start_char": 0, "end_char": len(article.title or ""), "kind": "title"}
        )  # fmt: skip
        start = len(head)
        for said in article.claims:
            _claim_rows(article_id, said, start, tables)
            start += len(said.text) + 1
    _keep_one_representative(tables["claim_groups"])
    for name, schema in PUBLISHED.items():
        write_table(
            pa.Table.from_pylist(tables[name], schema=schema), folder / "tables" / f"{name}.parquet", {}
        )
    described = {
        "claimline": "0.1.0",
        "schema_version": SCHEMA_VERSION,
        "run_id": "",
        "pack": "us-china",
        "pack_title": "The United States and China",
        "sides": SIDES,
        "models": {"stance": "m" * 16},
        "counts": {
            "records": len(articles) + len(rejects),
            "articles": len(articles),
            "claims": len(tables["claims"]),
        },
    }
    (folder / "run.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def _keep_one_representative(rows: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for row in rows:
        row["is_representative"] = row["group_id"] not in seen
        seen.add(row["group_id"])


SMALL = [
    Article(
        [
            Said("Ann Lee says the American rules have failed everybody.", "Ann Lee", "china", {"us": "critical"}),
            Said("Chinese labs now lead the world in open models.", toward={"china": "supporting", "us": "critical"}),
            Said("officials warned that Chinese chips would fall behind by 2031.", "officials", None, {"china": "critical"}, kind="forecast"),
            Said("The sky over the harbour was grey.", kind="fact"),
        ],
        title="Rules that failed",
        publisher="Harbour Post",
    ),
    Article(
        [
            Said("Bo Chen praised the American universities 😀 for their patience.", "Bo Chen", "china", {"us": "supporting"}),
            Said("Chinese officials denied it.", toward={"china": "neutral"}, kind="report"),
            Said("America is unsure of itself.", toward={"us": None}),
            Said("Ann Lee says the American rules have failed everybody.", "Ann Lee", "china", {"us": "critical"}),
        ],
        title="Patience",
        publisher="Daily Mast",
        published_on=date(2025, 5, 9),
        url="javascript:alert(1)",
    ),
    Article([Said("Nothing here concerns anybody.", kind="fact")], title=None, publisher=None, published_on=None, url=None),
]  # fmt: skip


@pytest.fixture(scope="session")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rejects = [
        {"source_path": "a<b>.pdf", "source_record": None, "reason": "binary", "detail": "<i>bytes</i>"}
    ]
    return write_run(tmp_path_factory.mktemp("small"), SMALL, rejects)


@pytest.fixture(scope="session")
def make_run() -> Callable[..., Path]:
    return write_run


@pytest.fixture(scope="session")
def said() -> type[Said]:
    return Said


@pytest.fixture(scope="session")
def article() -> type[Article]:
    return Article


NASTY = (
    "<script>window.owned = 1</script>",
    "</script><script>window.owned = 2</script>",
    '<img src=x onerror="window.owned=3"> ]]> <!-- \u2028 \u2029 & &amp; {{ 7*7 }}',
)


@pytest.fixture(scope="session")
def nasty_texts() -> tuple[str, ...]:
    return NASTY


@pytest.fixture(scope="session")
def nasty_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose titles, publishers, claimants and texts would run if anything let them."""
    tag, closing, image = NASTY
    claims = [
        Said(
            f"{tag} says {image} {closing} about America.", tag, "us", {"us": "critical", "china": "neutral"}
        ),
        Said(f"{closing} by 2031 {image}", closing, None, {"china": "supporting"}, kind="forecast"),
        Said(f"{image} nobody knows", toward={"us": "supporting"}),
    ]
    articles = [
        Article(
            claims, title=closing, publisher=tag, url='https://x.example/"><script>window.owned=4</script>'
        ),
        Article(claims, title=image, publisher=closing, url="javascript:window.owned=5"),
    ]
    rejects = [{"source_path": tag, "source_record": None, "reason": "binary", "detail": closing}]
    return write_run(tmp_path_factory.mktemp("nasty"), articles, rejects)
