"""The published figures, measured again and held against their floors.

A floor rises freely and falls only on purpose: edit floors.yaml and say why in the commit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from pipeline.shipped import shipped_path
from pipeline.stages.cli import claimline

ROOT = shipped_path("params.yaml").parent
FLOORS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", list(FLOORS))
def test_the_figures_stand_above_their_floors(name: str) -> None:
    import json

    task, *patterns = FLOORS[name]["score"].split()
    files = [str(path) for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    options = ["--params", str(ROOT / "params.yaml")]
    if task in ("gold", "agreement"):
        options += [
            "--articles",
            str(ROOT / "corpus" / "articles"),
            "--against",
            str(ROOT / "corpus" / "gold" / "second"),
        ]
    result = CliRunner().invoke(claimline, ["score", task, *files, *options], catch_exceptions=False)
    scores = json.loads(result.stdout)
    for limit, sign in (("at_least", 1), ("at_most", -1)):
        for figure, bound in FLOORS[name].get(limit, {}).items():
            value: Any = scores
            for part in figure.split("."):
                value = value[part]
            assert sign * value >= sign * bound, (
                f"{name}: {figure} is {value}, {limit.replace('_', ' ')} {bound}"
            )
