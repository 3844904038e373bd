from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from pipeline.errors import InputError
from pipeline.parquet import write_table
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION
from pipeline.stages.cli import claimline

P = {"p_supporting": 0.2, "p_critical": 0.6, "p_neutral": 0.2}


def _write(
    folder: Path, run_id: str, stance: str | None, model: str = "m1", claims: int = 1, edition: int = 1
) -> Path:
    place = {"start_char": 0, "end_char": 9, "article_id": "a1", "sentence_id": "s1"}
    said = {"kind": "fact", "claim_score": 0.9, "claimant_kind": "author", "claimant": "author"}
    rows: dict[str, list[dict[str, Any]]] = {
        "claims": [
            {"claim_id": f"c{n}", **place, **said, "text": f"It works {n}.", "claimant_name": "author",
             "claimant_rule": "author", "framing": "stated", "is_direct": False}
            for n in range(claims)
        ],
        "articles": [
            {"article_id": f"a{edition}", "source_path": "one.txt", "media_type": "text/plain", "authors": [],
             "language": "en", "text": f"It works. {edition}", "n_chars": 11, "n_words": 3, "duplicate_group": "a"}
        ],
        "stances": [
            {"claim_id": f"c{n}", "side": "us", "stance": stance, **P, "target": "It", "target_start_char": 0,
             "target_end_char": 2, "model_id": model}
            for n in range(claims)
        ],
    }  # fmt: skip
    for name, schema in PUBLISHED.items():
        table = pa.Table.from_pylist(rows.get(name, []), schema=schema)
        write_table(table, folder / "tables" / f"{name}.parquet", {"claimline.run_id": run_id})
    cell = {"supporting": 0, "critical": 0, "neutral": 0, "abstained": 0}
    cell[stance or "abstained"] = claims
    described = {
        "schema_version": SCHEMA_VERSION,
        "run_id": run_id,
        "sides": [{"id": "us", "name": "United States"}],
        "models": {"stance": model},
        "params": {"claims": json.dumps({"min_words": 3})},
        "counts": {"claims": claims, "stances": {"us": cell}},
    }
    (folder / "run.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def _diff(*args: object) -> Result:
    return CliRunner().invoke(claimline, ["diff", *map(str, args)])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return _write(tmp_path / "old", "r1", "critical")


def test_equal_runs_are_said_to_be_equal(old: Path, tmp_path: Path) -> None:
    same = _write(tmp_path / "new", "r1", "critical")
    result = _diff(old, same, "--fail-on-change")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[1:] == ["the same rows and the same numbers"]


def test_a_new_model_is_told_with_its_flips_and_the_numbers_it_moves(old: Path, tmp_path: Path) -> None:
    new = _write(tmp_path / "new", "r2", "neutral", model="m2")
    result = _diff(old, new)
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert lines[0].endswith(f"(r1) → {new} (r2)")
    assert "made by models.stance: m1 → m2" in lines
    assert "us critical 1 → 0 (-1)" in lines
    assert "us critical share 1.000 → 0.000 (-1.000)" in lines
    assert "stances: 1 changed (1 → 1 rows)" in lines
    assert "in stance 1, model_id 1" in lines
    assert "critical → neutral: 1" in lines
    assert "changed c0 us “It works 0.” stance critical → neutral" in lines


def test_an_edited_article_is_told_as_one(old: Path, tmp_path: Path) -> None:
    lines = _diff(old, _write(tmp_path / "new", "r2", "critical", edition=2)).output.splitlines()
    at = lines.index("articles: 1 removed, 1 added (1 → 1 rows)")
    assert lines[at + 1].strip() == "1 of them edited: from the same place, with other words"


def test_json_says_the_same(old: Path, tmp_path: Path) -> None:
    new = _write(tmp_path / "new", "r2", None, claims=3)
    result = _diff(old, new, "--format", "json", "--show", 1)
    found = json.loads(result.output)
    assert found["equal"] is False
    assert found["tables"]["claims"]["added"] == 2
    assert found["tables"]["claims"]["first"] == [{"change": "added", "key": "c1", "text": "It works 1."}]
    assert found["tables"]["stances"]["flips"] == [{"old": "critical", "new": "abstained", "rows": 1}]
    assert {row["headline"] for row in found["headlines"]} >= {"claims", "us critical", "us abstained"}


def test_a_change_fails_only_where_it_is_asked_to(old: Path, tmp_path: Path) -> None:
    new = _write(tmp_path / "new", "r2", "neutral")
    assert _diff(old, new).exit_code == 0
    assert _diff(old, new, "--fail-on-change").exit_code == 1


def test_what_is_no_run_is_bad_input(old: Path, tmp_path: Path) -> None:
    result = _diff(old, tmp_path / "nowhere")
    assert isinstance(result.exception, InputError)
    assert result.exception.exit_code == 2
