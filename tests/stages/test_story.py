"""The list of stages, dvc.yaml, the parameters, the commands and the README tell one story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.shipped import shipped_path
from pipeline.stages import STAGES
from pipeline.stages.cli import COMMANDS
from pipeline.stages.dictionary import schema_markdown

ROOT = shipped_path("params.yaml").parent


@pytest.fixture(scope="module")
def graph() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    return loaded


def _outs(stage: dict[str, Any]) -> set[str]:
    items = [*stage.get("outs", []), *stage.get("metrics", []), *stage.get("plots", [])]
    return {next(iter(item)) if isinstance(item, dict) else item for item in items}


def test_dvc_has_the_stages_in_their_order_and_words(graph: dict[str, Any]) -> None:
    assert list(graph) == [*(stage.name for stage in STAGES), "evaluate", "report"]
    assert [graph[stage.name]["desc"] for stage in STAGES] == [stage.description for stage in STAGES]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_dvc_stages_read_and_write_what_the_list_says(graph: dict[str, Any], stage: Any) -> None:
    deps, outs = set(graph[stage.name]["deps"]), _outs(graph[stage.name])
    assert {f"outputs/{name}" for name in stage.reads} <= deps
    assert {f"outputs/{name}" for name in stage.writes} <= outs
    modules = {f"pipeline/{name}" for name in stage.code}
    assert modules <= {dep.removesuffix(".py") for dep in deps}
    assert stage.name in graph[stage.name]["params"]
    assert graph[stage.name]["cmd"].startswith(f"claimline {stage.name}")


def test_every_stage_is_a_command() -> None:
    assert {stage.name for stage in STAGES} <= set(COMMANDS)


def test_every_stage_has_its_section_of_parameters() -> None:
    params = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    assert set(params) == {stage.name for stage in STAGES} | {"sides"}


def test_the_readme_names_every_command_and_holds_the_dictionary() -> None:
    readme = Path(ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"claimline {name}" in readme, name
    assert schema_markdown() in readme, "run `claimline schema` and put what it prints into README.md"
