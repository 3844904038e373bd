"""Training as a user does it: labels in, a model and its card out, used by name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.stages.cli import claimline, main
from pipeline.stance.storage import load_classifier

WORDS = {
    "supporting": ["brilliant", "excellent"],
    "critical": ["terrible", "reckless"],
    "neutral": ["new", "third"],
}


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    rows = [
        {
            "text": f"{name} built a {word} chip {place}.",
            "target": name,
            "target_span": [0, len(name)],
            "label": stance,
        }
        for stance, words in WORDS.items()
        for word in words
        for name in ("Huawei", "Nvidia")
        for place in ("in May", "at home", "this week")
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(i), **row}) + "\n" for i, row in enumerate(rows)), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("base", [[], ["--base", "baseline"]], ids=["from nothing", "from the baseline"])
def test_labels_become_a_model_that_a_run_can_name(labels: Path, tmp_path: Path, base: list[str]) -> None:
    out = tmp_path / "mine"
    result = CliRunner().invoke(
        claimline,
        ["train", str(labels), "--dev", str(labels), "--out", str(out), *base],
        catch_exceptions=False,
    )
    assert "macro F1" in result.stdout
    assert sorted(path.name for path in out.iterdir()) == ["README.md", "classifier.skops", "identity.json"]
    load_classifier(out)
    params = tmp_path / "params.yaml"
    params.write_text(f"stance: {{model: {out}}}\n", encoding="utf-8")
    scored = CliRunner().invoke(
        claimline, ["score", "stance", str(labels), "--params", str(params)], catch_exceptions=False
    )
    assert json.loads(scored.stdout)["macro_f1"] > 0.9


def test_a_bad_label_stops_training_with_its_line(
    labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with labels.open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "text": "Chips fell.", "target_span": [0, 5], "label": "positive"}\n')
    monkeypatch.setattr(sys, "argv", ["claimline", "train", str(labels), "--out", str(tmp_path / "mine")])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "line 37: label is 'positive'" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()
