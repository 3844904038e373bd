"""Short passages with every claim and claimant that a careful reader finds in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from pipeline.claims import ClaimsConfig, extract_claims
from pipeline.shipped import shipped_path
from pipeline.stages.constructions import read_claim_passages

PASSAGES = read_claim_passages(
    shipped_path("params.yaml").parent / "corpus" / "gold" / "constructions" / "claims.yaml"
)
_COLUMNS = {
    "rule": "claimant_rule",
    "kind": "kind",
    "framing": "framing",
    "direct": "is_direct",
    "name": "claimant_name",
}


def _cases() -> list[Any]:
    return [
        pytest.param(
            passage,
            id=passage["id"],
            marks=[pytest.mark.xfail(strict=True, reason=passage["miss"])] if "miss" in passage else [],
        )
        for passage in PASSAGES
    ]


@pytest.fixture(scope="module")
def found(annotate: Callable[..., pa.Table]) -> dict[str, Any]:
    """The output for every passage, by its id."""
    table = annotate(*(passage["text"] for passage in PASSAGES))
    rows = extract_claims(table, config=ClaimsConfig()).to_pylist()
    return {passage["id"]: row for passage, row in zip(PASSAGES, rows, strict=True)}


@pytest.mark.parametrize("passage", _cases())
def test_claims_of_a_passage(passage: dict[str, Any], found: dict[str, Any]) -> None:
    claims = found[passage["id"]]["claims"]
    assert [(c["claimant"], c["text"]) for c in claims] == [(c["who"], c["says"]) for c in passage["claims"]]
    for claim, wanted in zip(claims, passage["claims"], strict=True):
        given = {key: wanted[key] for key in _COLUMNS if key in wanted}
        assert {key: claim[_COLUMNS[key]] for key in given} == given


@pytest.mark.parametrize("passage", [p for p in PASSAGES if "attributions" in p], ids=lambda p: p["id"])
def test_attributions_of_a_passage(passage: dict[str, Any], found: dict[str, Any]) -> None:
    text = passage["text"]

    def words(spans: list[dict[str, int]]) -> str:
        return " … ".join(text[span["start_char"] : span["end_char"]] for span in spans)

    given = [
        {
            "source": words(a["source_spans"]),
            "cue": words(a["cue_spans"]),
            "content": words(a["content_spans"]),
        }
        for a in found[passage["id"]]["attributions"]
    ]
    assert given == passage["attributions"]
