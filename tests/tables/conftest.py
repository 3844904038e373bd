"""A run of two small articles, every dataset of it built by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.buckets import join_columns
from pipeline.schemas import ANNOTATIONS, ARTICLES, CLAIMS, DOCUMENTS, MENTIONS, STANCE_ROWS, content_id
from pipeline.tables.config import TablesConfig
from pipeline.tables.groups import name_groups, number_groups
from pipeline.tables.shares import count_stances, share_stances
from pipeline.tables.words import CLAIM_WORDS, number_words


def _claim(row: dict[str, Any], sentence: int, **changed: Any) -> dict[str, Any]:
    span = row["sentences"][sentence]
    start, end = span["start_char"], span["end_char"]
    return {
        "claim_id": content_id(row["article_id"], start, end),
        "sentence_index": sentence,
        "start_char": start,
        "end_char": end,
        "text": row["text"][start:end],
        "kind": "fact",
        "claim_score": 0.9,
        "claimant_kind": "author",
        "claimant": "author",
        "claimant_start_char": None,
        "claimant_end_char": None,
        "claimant_name": "author",
        "claimant_side": None,
        "claimant_rule": "author",
        "inner_claimant": None,
        "inner_claimant_start_char": None,
        "inner_claimant_end_char": None,
        "inner_claimant_name": None,
        "cue": None,
        "cue_start_char": None,
        "cue_end_char": None,
        "framing": "stated",
        "is_direct": False,
        **changed,
    }


def _mention(row: dict[str, Any], words: str, side: str | None, label: str | None) -> dict[str, Any]:
    start = row["text"].index(words)
    sentence = next(i for i, s in enumerate(row["sentences"]) if s["start_char"] <= start < s["end_char"])
    return {
        "entity_id": content_id(row["article_id"], start, start + len(words), side or ""),
        "start_char": start,
        "end_char": start + len(words),
        "sentence_index": sentence,
        "first_token": row["token_starts"].index(start),
        "n_tokens": 1,
        "text": words,
        "label": label,
        "name": words,
        "side": side,
        "side_rule": "name" if side else "none",
    }


def _stance(claim: dict[str, Any], mention: dict[str, Any], stance: str | None) -> dict[str, Any]:
    return {
        "claim_id": claim["claim_id"],
        "side": mention["side"],
        "stance": stance,
        "p_supporting": 0.2,
        "p_critical": 0.5,
        "p_neutral": 0.3,
        "target": mention["text"],
        "target_start_char": mention["start_char"],
        "target_end_char": mention["end_char"],
        "model_id": "m",
    }


@pytest.fixture
def joined(document_row: Callable[..., dict[str, Any]]) -> pa.Table:
    datasets: dict[str, list[dict[str, Any]]] = {n: [] for n in ("a", "d", "n", "m", "c", "s")}
    for article_id, publisher in (("a" * 16, "The Ledger"), ("b" * 16, None)):
        row = document_row(
            ("furniture", ["NVDA +1.2"]),
            ("paragraph", ["Nvidia lost the lead .", "It hurt them ."]),
            article_id=article_id,
        )
        n = len(row["token_starts"])
        in_prose = [i >= 2 for i in range(n)]
        claim, mention = _claim(row, 1), _mention(row, "Nvidia", "us", "ORG")
        nobody = _mention(row, "It", None, None)
        datasets["d"].append(row)
        datasets["a"].append(
            {
                "article_id": article_id,
                "source_path": f"{publisher}.txt",
                "source_record": None,
                "media_type": "text/plain",
                "title": None,
                "authors": [],
                "publisher": publisher,
                "published_on": date(2025, 3, 1) if publisher else None,
                "url": None,
                "language": "en",
                "text": row["text"],
                "n_chars": len(row["text"]),
                "n_words": n,
                "layout": None,
            }
        )
        datasets["n"].append(
            {
                "article_id": article_id,
                "lemmas": ["x" if prose else "" for prose in in_prose],
                "pos": ["X" if prose else "" for prose in in_prose],
                "tags": ["XX" if prose else "" for prose in in_prose],
                "deps": ["dep" if prose else "" for prose in in_prose],
                "heads": list(range(n)),
                "ent_iobs": ["B" if i == 2 else "O" for i in range(n)],
                "ent_types": ["ORG" if i == 2 else "" for i in range(n)],
            }
        )
        datasets["m"].append({"article_id": article_id, "mentions": [mention, nobody]})
        datasets["c"].append(
            {
                "article_id": article_id,
                "attributions": [],
                "claims": [claim, _claim(row, 2)],
                "speaker_mentions": [],
            }
        )
        datasets["s"].append(
            {
                "article_id": article_id,
                "stances": [_stance(claim, mention, "critical" if publisher else None)],
            }
        )
    schemas = {"a": ARTICLES, "d": DOCUMENTS, "n": ANNOTATIONS, "m": MENTIONS, "c": CLAIMS, "s": STANCE_ROWS}
    return join_columns([pa.Table.from_pylist(datasets[k], schema=schemas[k]) for k in schemas], "test")


@pytest.fixture
def duplicates() -> dict[str, str]:
    return {"a" * 16: "a" * 16, "b" * 16: "a" * 16}


@pytest.fixture
def group_claims() -> Callable[[dict[str, pa.Table]], pa.Table]:
    """Gives the claim_groups table of flat tables, as the tables stage makes it."""

    def group(tables: dict[str, pa.Table]) -> pa.Table:
        return name_groups(tables["claims"], tables["articles"], _numbers(tables["claims"]))

    return group


@pytest.fixture
def shares_of() -> Callable[[dict[str, pa.Table]], pa.Table]:
    """Gives the shares table of flat tables, as the tables stage makes it."""

    def share(tables: dict[str, pa.Table]) -> pa.Table:
        groups = _numbers(tables["claims"])
        return share_stances(count_stances(tables["stances"], tables["claims"], tables["articles"], groups))

    return share


def _numbers(claims: pa.Table) -> npt.NDArray[np.int64]:
    rows = pa.table(
        {"article_id": ["a"], "claims": [[{"text": t} for t in claims.column("text").to_pylist()]]}
    )
    words = number_words(rows) if claims.num_rows else CLAIM_WORDS.empty_table()
    return number_groups(pc.list_flatten(words.column("words")).combine_chunks(), config=TablesConfig())
