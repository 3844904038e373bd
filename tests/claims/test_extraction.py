"""The stage as a whole: its table, its spans, its independence of everything else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.claims import CLAIMANT_RULES, ClaimsConfig, extract_claims
from pipeline.schemas import CLAIM_KINDS, CLAIMANT_KINDS, CLAIMS, FRAMINGS, content_id

CONFIG = ClaimsConfig()
ARTICLES = [
    "The ministry said “the plan has failed.” It blamed Washington. “Nobody will admit it.”",
    "While America hesitates, China builds.\nHOST: Is it over?\nANN LEE: It has barely begun.",
    "According to a report, prices fell; the company, analysts said, denied it.",
]


def check_row(text: str, row: dict[str, Any]) -> None:
    for attribution in row["attributions"]:
        assert attribution["content_spans"]
        for key in ("source_spans", "cue_spans", "content_spans"):
            for span in attribution[key]:
                assert 0 <= span["start_char"] < span["end_char"] <= len(text)
    starts = [claim["start_char"] for claim in row["claims"]]
    assert starts == sorted(starts)
    assert len({claim["claim_id"] for claim in row["claims"]}) == len(row["claims"])
    for claim in row["claims"]:
        assert text[claim["start_char"] : claim["end_char"]] == claim["text"]
        assert claim["text"].strip() == claim["text"] != ""
        assert claim["claim_id"] == content_id(row["article_id"], claim["start_char"], claim["end_char"])
        assert claim["kind"] in CLAIM_KINDS
        assert claim["framing"] in FRAMINGS
        assert claim["claimant_kind"] in CLAIMANT_KINDS
        assert claim["claimant_rule"] in CLAIMANT_RULES
        assert 0 <= claim["claim_score"] <= 1
        if claim["claimant_kind"] == "author":
            assert claim["claimant"] == claim["claimant_name"] == "author"
            assert claim["claimant_start_char"] is None
        else:
            assert text[claim["claimant_start_char"] : claim["claimant_end_char"]] == claim["claimant"]
        if claim["cue"] is not None:
            assert text[claim["cue_start_char"] : claim["cue_end_char"]] == claim["cue"]


def test_spans_slice_back(annotate: Callable[..., pa.Table]) -> None:
    found = extract_claims(annotate(*ARTICLES), config=CONFIG)
    assert found.schema.equals(CLAIMS)
    for text, row in zip(ARTICLES, found.to_pylist(), strict=True):
        assert row["claims"]
        check_row(text, row)


def test_no_articles_give_no_rows(annotate: Callable[..., pa.Table]) -> None:
    found = extract_claims(annotate(*ARTICLES).slice(0, 0), config=CONFIG)
    assert found.num_rows == 0
    assert found.schema.equals(CLAIMS)


def test_mentions_may_be_missing(annotate: Callable[..., pa.Table]) -> None:
    found = extract_claims(annotate(*ARTICLES).drop_columns(["mentions"]), config=CONFIG)
    sides = [claim["claimant_side"] for row in found.to_pylist() for claim in row["claims"]]
    assert sides
    assert set(sides) == {None}


def test_articles_do_not_depend_on_one_another(annotate: Callable[..., pa.Table]) -> None:
    table = annotate(*ARTICLES)
    whole = extract_claims(table, config=CONFIG).to_pylist()
    alone = [extract_claims(table.slice(i, 1), config=CONFIG).to_pylist()[0] for i in range(len(ARTICLES))]
    assert whole == alone


def test_an_empty_article_has_no_claims(annotate: Callable[..., pa.Table]) -> None:
    row = extract_claims(annotate(""), config=CONFIG).to_pylist()[0]
    assert row["attributions"] == row["claims"] == []


def test_furniture_and_headings_give_no_claims(annotate: Callable[..., pa.Table]) -> None:
    table = annotate("The ministry said that prices had doubled.")
    for kind, claims in (("paragraph", 1), ("list_item", 1), ("heading", 0), ("title", 0), ("furniture", 0)):
        row = table.to_pylist()[0]
        row["blocks"][0]["kind"] = kind
        changed = pa.Table.from_pylist([row], schema=table.schema)
        assert len(extract_claims(changed, config=CONFIG).to_pylist()[0]["claims"]) == claims


def test_sides_may_stay_together(annotate: Callable[..., pa.Table]) -> None:
    table = annotate("While America has hesitated, China has built new power stations.")
    split = extract_claims(table, config=ClaimsConfig()).to_pylist()[0]["claims"]
    whole = extract_claims(table, config=ClaimsConfig(split_sides=False)).to_pylist()[0]["claims"]
    assert (len(split), len(whole)) == (2, 1)


def test_a_higher_minimum_score_only_drops_claims(annotate: Callable[..., pa.Table]) -> None:
    table = annotate(*ARTICLES)
    kept: list[set[str]] = []
    for score in (0.0, 0.8, 0.95, 1.0):
        rows = extract_claims(table, config=ClaimsConfig(min_score=score)).to_pylist()
        kept.append({claim["claim_id"] for row in rows for claim in row["claims"]})
    assert kept[0] > kept[-1] == set()
    assert all(more >= fewer for more, fewer in pairwise(kept))


PIECES = st.sampled_from(
    ["The ministry", " said", " that", " prices", " fell", ".", ",", " “", "”", " and", " Beijing", " according to",
     "\n", " as", " he", " added", ":", " she", " called", " it", " a", " disaster", "?", " ‘", "’", " —", " while", "\n- "]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_rules(annotate: Callable[..., pa.Table], pieces: list[str]) -> None:
    text = "".join(pieces)
    check_row(text, extract_claims(annotate(text), config=CONFIG).to_pylist()[0])


@pytest.mark.parametrize("text", ["”", "“", ":", "?!", "—", "Said.", "According to", "as", "‘‘", "“”"])
def test_scraps_break_nothing(annotate: Callable[..., pa.Table], text: str) -> None:
    check_row(text, extract_claims(annotate(text), config=CONFIG).to_pylist()[0])


def test_output_does_not_depend_on_the_hash_seed(annotate: Callable[..., pa.Table], tmp_path: Path) -> None:
    table = tmp_path / "annotated.parquet"
    pq.write_table(
        annotate(*ARTICLES, "It is deadly for 5 of us. That was 90 per cent fatal if untreated."), table
    )
    code = (
        "import sys, pyarrow.parquet as pq\n"
        "from pipeline.claims import ClaimsConfig, extract_claims\n"
        "print(extract_claims(pq.read_table(sys.argv[1]), config=ClaimsConfig()).to_pylist())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(table)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


@pytest.mark.parametrize("end", ["he adds", "she said", "Lee said", "the report"])
def test_an_article_may_end_at_a_speaking_verb(annotate: Callable[..., pa.Table], end: str) -> None:
    text = f"“The chips are late. Nobody minds,” {end}"
    check_row(text, extract_claims(annotate(text), config=CONFIG).to_pylist()[0])
