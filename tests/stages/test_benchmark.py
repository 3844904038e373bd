"""What is measured is measured on whole articles, and every stage has its row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.shipped import shipped_path
from pipeline.stages import STAGES, growth
from pipeline.stages.benchmark_texts import fresh_copies, write_briefs
from pipeline.stages.cli import claimline
from pipeline.stages.growth import WHOLE, Cost, exponents, from_csv, to_csv
from pipeline.stages.settings import read_settings

ROOT = shipped_path("params.yaml").parent
ARTICLE = ROOT / "corpus" / "articles" / "wire-chip-rules.txt"


def test_a_copy_has_new_words_of_the_same_length() -> None:
    rows = fresh_copies([ARTICLE], 3, read_settings(ROOT / "params.yaml")).to_pylist()
    first, second, third = (row["text"] for row in rows)
    assert len({row["article_id"] for row in rows}) == 3
    assert len(first) == len(second) == len(third)
    words = first.split()
    assert 0.05 < sum(a != b for a, b in zip(words, second.split(), strict=True)) / len(words) < 0.3
    assert second != third


def test_every_stage_and_the_whole_stand_beside_bare_spacy(tmp_path: Path) -> None:
    shutil.copy(ARTICLE, tmp_path)
    options = ["--copies", "1", "--whole", "--jobs", "1", "--params", str(ROOT / "params.yaml")]
    result = CliRunner().invoke(claimline, ["benchmark", str(tmp_path), *options], catch_exceptions=False)
    rows = [line.split() for line in result.stdout.splitlines() if len(line.split()) == 4]
    assert [row[0] for row in rows if row[0] != "seconds"] == [
        *("spacy", "segment", "annotate", "link", "claims", "stance"),
        *("spacy", "run"),
    ]
    assert {row[3] for row in rows if row[0] == "spacy"} == {"1.00"}
    assert "most memory of one process" in result.stdout


def test_briefs_are_as_many_and_as_long_as_asked(tmp_path: Path) -> None:
    settings = read_settings(ROOT / "params.yaml")
    words = write_briefs([ARTICLE.parent], tmp_path / "briefs", 1_200, 20, settings)
    files = sorted((tmp_path / "briefs").iterdir())
    texts = [json.loads(line)["text"] for file in files for line in file.read_text().splitlines()]
    assert (len(files), len(texts)) == (2, 1_200)
    assert sum(len(text.split()) for text in texts) == words
    assert min(len(text.split()) for text in texts) >= 20
    assert len(set(texts)) > 1_190


def _cost(articles: int, stage: str, seconds: float, jobs: int = 1) -> Cost:
    return Cost(articles, articles * 20, jobs, stage, seconds, 2.0, 300.0, 1.0, "a machine, 2 cores")


def test_growth_is_the_power_of_what_a_stage_takes_beyond_its_start() -> None:
    costs = [_cost(n, "annotate", 2 + n / 100) for n in (100, 1_000, 10_000)]
    costs += [_cost(n, "link", 2 + (n / 1000) ** 2) for n in (1_000, 10_000)]
    found = exponents([*costs, _cost(1_000, "rerun", 9.0)])
    assert found[("annotate", 1)] == pytest.approx(1.0)
    assert found[("link", 1)] == pytest.approx(2.0)
    assert 1.0 < found[(WHOLE, 1)] < 2.0


def test_costs_come_back_from_their_file() -> None:
    costs = [_cost(100, "ingest", 1.25), _cost(100, "rerun", 2.5, jobs=2)]
    assert from_csv(to_csv(costs)) == costs


def test_what_was_measured_before_stays_beside_what_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def timed(command: Sequence[str]) -> tuple[float, float]:
        asked.append(list(command))
        return 3.0, 200.0

    monkeypatch.setattr(growth, "timed", timed)
    target = tmp_path / "growth.csv"
    for size, jobs in ((10, 1), (10, 2), (20, 1), (10, 1)):
        options = ["--growth", str(target), "--size", str(size), "--jobs", str(jobs)]
        CliRunner().invoke(claimline, ["benchmark", str(ARTICLE), *options], catch_exceptions=False)
    kept = from_csv(target.read_text())
    assert {(cost.articles, cost.jobs) for cost in kept} == {(10, 1), (10, 2), (20, 1)}
    assert len(kept) == 3 * (len(STAGES) + 3)
    assert [command[0] for command in asked[:14]] == [stage.name for stage in STAGES for _ in range(2)]
    assert "<svg" in target.with_suffix(".svg").read_text()
