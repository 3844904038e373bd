"""What is measured is measured on whole articles, and every stage has its row."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from pipeline.shipped import shipped_path
from pipeline.stages.benchmark_texts import fresh_copies
from pipeline.stages.cli import claimline
from pipeline.stages.settings import read_settings

ROOT = shipped_path("params.yaml").parent
ARTICLE = ROOT / "corpus" / "articles" / "wire-chip-rules.txt"


def test_a_copy_has_new_words_of_the_same_length() -> None:
    rows = fresh_copies([ARTICLE], 3, read_settings(ROOT / "params.yaml")).to_pylist()
    first, second, third = (row["text"] for row in rows)
    assert len({row["article_id"] for row in rows}) == 3
    assert len(first) == len(second) == len(third)
    words = first.split()
    assert 0.01 < sum(a != b for a, b in zip(words, second.split(), strict=True)) / len(words) < 0.15
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
