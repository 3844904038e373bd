"""Rows of ``claims_full`` built by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("claim_id", "article_id", "sentence_id")),
        ("start_char", pa.int32()),
        ("end_char", pa.int32()),
        ("text", pa.string()),
        ("kind", pa.string()),
        ("claim_score", pa.float32()),
        *((name, pa.string()) for name in ("claimant_kind", "claimant", "claimant_name", "claimant_side")),
        ("cue", pa.string()),
        ("framing", pa.string()),
        ("is_direct", pa.bool_()),
        *((name, pa.string()) for name in ("inner_claimant_name", "side", "stance")),
        *((name, pa.float32()) for name in ("p_supporting", "p_critical", "p_neutral")),
        *((name, pa.string()) for name in ("target", "title", "publisher")),
        ("published_on", pa.date32()),
        *((name, pa.string()) for name in ("url", "source_path", "duplicate_group", "group_id")),
        ("is_representative", pa.bool_()),
    ]
)

Frame = Callable[..., pd.DataFrame]


def _row(number: int, given: Mapping[str, Any]) -> dict[str, Any]:
    claim_id = given.get("claim_id", f"c{number:03d}")
    article = given.get("article_id", f"a{number:03d}")
    stance = given.get("stance")
    sure = {f"p_{name}": 0.9 if name == stance else 0.05 for name in ("supporting", "critical", "neutral")}
    return {
        "claim_id": claim_id,
        "article_id": article,
        "sentence_id": f"s{number:03d}",
        "start_char": 0,
        "end_char": len(given.get("text", "")),
        "text": "",
        "kind": "fact",
        "claim_score": 0.9,
        "claimant_kind": "named" if "claimant_name" in given else "author",
        "claimant": given.get("claimant_name", "author"),
        "claimant_name": "author",
        "framing": "stated",
        "is_direct": False,
        **(sure if given.get("side") else {}),
        "published_on": date(2025, 3, 1),
        "source_path": f"{article}.txt",
        "duplicate_group": article,
        "group_id": claim_id,
        "is_representative": True,
        **given,
    }


@pytest.fixture(scope="session")
def claims_full() -> Frame:
    """Build ``claims_full`` from what each row is to have; the rest is an author's fact of March 2025."""

    def build(*rows: Mapping[str, Any], **every: Any) -> pd.DataFrame:
        made = [_row(number, {**every, **row}) for number, row in enumerate(rows)]
        frame: pd.DataFrame = pa.Table.from_pylist(made, schema=SCHEMA).to_pandas(types_mapper=pd.ArrowDtype)
        return frame

    return build
