from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import pipeline
from pipeline.errors import InputError
from pipeline.schemas import PUBLISHED

ANALYSES = (
    "matrix",
    "corrected_shares",
    "points",
    "contradictions",
    "shifts",
    "timeline",
    "forecasts",
    "noise",
)
CLAIMS_FULL = (
    "claim_id article_id sentence_id start_char end_char text kind claim_score claimant_kind claimant "
    "claimant_name claimant_side cue framing is_direct inner_claimant_name side stance p_supporting "
    "p_critical p_neutral target title publisher published_on url source_path duplicate_group group_id "
    "is_representative"
)


@pytest.mark.parametrize("name", list(PUBLISHED))
def test_every_table_is_a_frame_that_keeps_its_types(folder: Path, name: str) -> None:
    frame = getattr(pipeline.open(folder), name)
    assert list(frame.columns) == PUBLISHED[name].names
    assert all(isinstance(dtype, pd.ArrowDtype) for dtype in frame.dtypes)


def test_claims_full_is_a_row_a_claim_and_side(folder: Path) -> None:
    full = pipeline.open(folder).claims_full
    assert " ".join(full.columns) == CLAIMS_FULL
    assert list(zip(full["claim_id"], full["side"].fillna(""), strict=True)) == [
        ("c1", "china"), ("c2", "europe"), ("c2", "us"), ("c3", ""),
    ]  # fmt: skip
    assert full["stance"].isna().tolist() == [False, True, False, True]
    assert set(full["published_on"]) == {date(2025, 3, 1)}
    assert all(isinstance(dtype, pd.ArrowDtype) for dtype in full.dtypes)


def test_sql_sees_the_tables_the_join_and_frames_of_ones_own(folder: Path) -> None:
    run = pipeline.open(folder)
    found = run.sql(
        "SELECT side, count(*) AS n FROM claims_full WHERE side IS NOT NULL GROUP BY ALL ORDER BY side"
    )
    assert found.to_dict("list") == {"side": ["china", "europe", "us"], "n": [1, 1, 1]}
    names = pd.DataFrame({"id": list(run.sides), "name": list(run.sides.values())})
    joined = run.sql("SELECT name FROM stances JOIN names ON id = side ORDER BY name", names=names)
    assert joined["name"].tolist() == ["China", "Europe", "United States"]
    assert run.sql("SELECT * FROM rejects").empty
    assert run.sql("CREATE VIEW mine AS SELECT 1 AS one").empty
    assert run.sql("SELECT one FROM mine")["one"].tolist() == [1]


def test_a_wrong_query_is_told_in_duckdbs_words(folder: Path) -> None:
    with pytest.raises(duckdb.Error, match="clams"):
        pipeline.open(folder).sql("SELECT * FROM clams")


def test_a_callers_variable_is_no_table(folder: Path) -> None:
    frame = pd.DataFrame({"one": [1]})  # noqa: F841
    with pytest.raises(duckdb.Error, match="frame"):
        pipeline.open(folder).sql("SELECT * FROM frame")


def test_reading_writes_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    run = pipeline.open(folder)
    run.sql("SELECT count(*) FROM claims_full")
    for name in ANALYSES:
        getattr(run, name)()
    run.show("c1")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_run_says_what_it_holds(folder: Path) -> None:
    run = pipeline.open(str(folder))
    assert repr(run).endswith("Three sides; 1 articles, 3 claims, 0 of them concern a side")
    assert list(run.sides) == ["us", "china", "europe"]
    assert run.confusion is None


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_works_on_three_sides_and_on_nothing(folder: Path, empty: Path, name: str) -> None:
    full, none = getattr(pipeline.open(folder), name)(), getattr(pipeline.open(empty), name)()
    assert list(full.columns) == list(none.columns)
    assert list(full.dtypes) == list(none.dtypes)
    assert none.empty or name == "noise"


def test_the_context_of_a_claim(folder: Path) -> None:
    run = pipeline.open(folder)
    found = run.context("c2", words=3)
    assert (found.before, found.after) == ("said China <b>leads</b>.\n\n", " on that day.")
    assert found.text == run.claims.set_index("claim_id").loc["c2", "text"]
    assert (found.publisher, found.published_on) == ("The Ledger", date(2025, 3, 1))
    assert ">>>Nobody in Europe & America agreed 😀 with Ms Ames<<< on that day. …" in repr(found)
    assert (run.context("c1", words=0).before, run.context("c3", words=99).after) == ("", ".")
    with pytest.raises(InputError, match=r"claim 'nowhere': is not in this run"):
        run.context("nowhere")
