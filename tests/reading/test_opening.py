from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.errors import InputError
from pipeline.reading.identities import read_confusion


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _drop_column(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["claim_id"]), path)


def _edit(path: Path, **changed: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (shutil.rmtree, r"run.*: is no folder; .*run `claimline run`"),
        (lambda f: (f / "run.json").unlink(), r"holds no finished run \(no run\.json\)"),
        (lambda f: (f / "run.json").write_text("{"), r"run\.json: does not describe a run"),
        (lambda f: (f / "run.json").write_text("[]"), r"run\.json: does not describe a run"),
        (lambda f: _edit(f / "run.json", sides=[{"id": "us"}]), r"run\.json: does not describe a run"),
        (lambda f: _edit(f / "run.json", schema_version="0"), r"written by schema 0, this is 1; run `claimline run` again"),
        (lambda f: _edit(f / "run.json", run_id="r2"), r"belongs to run r1, run\.json to r2.*the same command"),
        (lambda f: (f / "tables" / "claims.parquet").unlink(), r"claims\.parquet: there is no such table"),
        (lambda f: _cut(f / "tables" / "claims.parquet"), r"claims\.parquet: is no whole Parquet file"),
        (lambda f: _drop_column(f / "tables" / "claims.parquet"), r"claims\.parquet: has no column claim_id"),
    ],
)  # fmt: skip
def test_what_is_no_finished_run_says_so(folder: Path, spoil: Callable[[Path], object], message: str) -> None:
    spoil(folder)
    with pytest.raises(InputError, match=message):
        pipeline.open(folder)


def test_the_package_itself_imports_nothing_heavy() -> None:
    code = (
        "import sys, pipeline; pipeline.open;"
        "print([m for m in ('pandas', 'duckdb', 'pyarrow', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _identity(folder: Path, **entries: Any) -> None:
    folder.mkdir(parents=True)
    (folder / "identity.json").write_text(json.dumps(entries))


COUNTS = {
    "supporting": {"supporting": 8, "critical": 1, "neutral": 1, "abstained": 3},
    "critical": {"supporting": 0, "critical": 9, "neutral": 1, "abstained": 0},
    "neutral": {"supporting": 2, "critical": 3, "neutral": 5, "abstained": 0},
}


def test_the_confusion_is_that_of_the_runs_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    models = tmp_path / "models" / "stance"
    _identity(models / "broken", model_id="m", dev=7)
    _identity(models / "mine", model_id="m", dev={
        "labels/test.jsonl": {"classifier": {"confusion": {}}},
        "labels/articles.jsonl": {"classifier": {"confusion": COUNTS}},
    })  # fmt: skip
    _identity(models / "other", model_id="n", held_out={"confusion": COUNTS})
    found = read_confusion({"models": {"stance": "m"}})
    assert found is not None
    assert found.attrs["measured_on"] == "labels/articles.jsonl"
    assert found.to_numpy().tolist() == [[8, 1, 1], [0, 9, 1], [2, 3, 5]]
    other = read_confusion({"models": {"stance": "n"}})
    assert other is not None
    assert other.attrs["measured_on"] == "training groups held out"
    assert read_confusion({"models": {"stance": "unknown"}}) is None
    assert read_confusion({}) is None
