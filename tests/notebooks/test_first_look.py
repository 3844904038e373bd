"""The notebook that users open first: it runs from a clean kernel, on any run, and is not stale."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.parquet import write_table
from pipeline.schemas import PUBLISHED
from pipeline.shipped import shipped_path

ROOT = shipped_path("params.yaml").parent
COMMITTED = ROOT / "outputs" / "first-look.ipynb"
EXECUTION = Path(__file__).with_name("execution.py")
MOST_BYTES = 1_500_000


def _execute(run: Path) -> Any:
    """Execute a copy of the notebook in a run's folder and give it."""
    copy = Path(shutil.copy(COMMITTED, run))
    done = subprocess.run([sys.executable, str(EXECUTION), str(copy)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return nbformat.read(copy, as_version=4)


def _part_of(run: Path, folder: Path, articles: list[str]) -> Path:
    """Copy a run with the rows of some articles only, about sides of other names."""
    kept: set[str] = set()
    for name in ("articles", "claims", *(name for name in PUBLISHED if name not in ("articles", "claims"))):
        table = pq.read_table(run / "tables" / f"{name}.parquet")
        rows = table.to_pylist()
        if "article_id" in table.column_names:
            rows = [row for row in rows if row["article_id"] in articles]
        elif "claim_id" in table.column_names:
            rows = [row for row in rows if row["claim_id"] in kept]
        else:
            rows = []
        if name == "claims":
            kept = {row["claim_id"] for row in rows}
        part = pa.Table.from_pylist(rows, schema=PUBLISHED[name])
        write_table(part, folder / "tables" / f"{name}.parquet", {})
    described = json.loads((run / "run.json").read_text(encoding="utf-8"))
    names = ("Open models", "<b>Closed</b> models")
    described["sides"] = [
        {**side, "name": name} for side, name in zip(described["sides"], names, strict=True)
    ]
    described["models"] = {"stance": "none"}
    (folder / "run.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def _outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def _shape(notebook: Any) -> list[tuple[str, str, str]]:
    return [(cell.id, cell.cell_type, cell.source) for cell in notebook.cells]


@pytest.fixture(scope="module")
def executed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give the notebook as a clean kernel leaves it, on a copy of the sample run."""
    run = tmp_path_factory.mktemp("sample")
    shutil.copytree(sample / "tables", run / "tables")
    shutil.copy(sample / "run.json", run)
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    notebook = _execute(run)
    after = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    assert {path.name for path in after.keys() - before.keys()} == {COMMITTED.name}
    assert all(after[path] == content for path, content in before.items())
    return notebook


def test_it_runs_on_the_sample_without_a_word_of_warning(executed: Any) -> None:
    said = [output.text for output in _outputs(executed) if output.get("name") == "stderr"]
    assert said == []
    charts = [output for output in _outputs(executed) if "image/svg+xml" in output.get("data", {})]
    assert len(charts) >= 7


def test_it_labels_and_retrains_on_the_sample(executed: Any) -> None:
    printed = "".join(output.get("text", "") for output in _outputs(executed))
    assert re.search(r"\d+ labels\n", printed)
    assert re.search(r"model [0-9a-f]{16}, from \d+ labels", printed)


def test_the_committed_outputs_are_those_of_its_cells(executed: Any) -> None:
    committed = nbformat.read(COMMITTED, as_version=4)
    assert _shape(committed) == _shape(executed)
    for ours, theirs in zip(committed.cells, executed.cells, strict=True):
        if ours.cell_type == "code":
            kinds = [[sorted(o.get("data", {o.get("name"): 0})) for o in c.outputs] for c in (ours, theirs)]
            assert kinds[0] == kinds[1], f"outputs of {ours.id} are stale: run `make notebook`"
    code = [cell.execution_count for cell in committed.cells if cell.cell_type == "code"]
    assert code == list(range(1, len(code) + 1))


def test_the_committed_file_is_small_and_names_no_machine() -> None:
    content = COMMITTED.read_text(encoding="utf-8")
    assert len(content.encode()) < MOST_BYTES
    assert str(ROOT) not in content
    assert not re.search(r"(?<![\w.])/(?:home|Users|root|tmp|work|private|var)/", content)
    assert not re.search(r'"(?:output_type": "error|name": "stderr)"', content)


@pytest.mark.parametrize("count", [0, 1])
def test_it_runs_on_a_run_of_few_claims_and_other_sides(sample: Path, tmp_path: Path, count: int) -> None:
    articles = pq.read_table(sample / "tables" / "articles.parquet", columns=["article_id"])
    chosen = articles.column(0).to_pylist()[:count]
    notebook = _execute(_part_of(sample, tmp_path, chosen))
    shown = [
        output["data"]["text/html"] for output in _outputs(notebook) if "text/html" in output.get("data", {})
    ]
    assert not any("<b>Closed</b>" in html for html in shown)
