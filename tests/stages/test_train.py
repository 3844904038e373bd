"""Training as a user does it: labels in, a model and its card out, used by name."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.errors import GateError, InputError
from pipeline.stages.cli import claimline, main
from pipeline.stages.models import load_named_model

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
            "side": "china" if name == "Huawei" else "us",
            "group": f"{word} {place}",
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


def _run(*arguments: object) -> Any:
    return CliRunner().invoke(claimline, list(map(str, arguments)), catch_exceptions=False)


@pytest.fixture
def trained(labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    result = _run("train", "--labels", labels, "--dev", labels, "--out", tmp_path / "mine")
    assert "groups held out: macro F1" in result.stdout
    return tmp_path / "mine"


def test_labels_become_a_model_that_a_run_can_name(labels: Path, trained: Path, tmp_path: Path) -> None:
    names = ["README.md", "classifier.skops", "identity.json"]
    assert sorted(path.name for path in trained.iterdir()) == names
    assert load_named_model(str(trained)).encoder.name == "fast"
    params = tmp_path / "params.yaml"
    params.write_text(f"stance: {{model: {trained}}}\n", encoding="utf-8")
    scored = _run("score", "stance", labels, "--params", params)
    assert json.loads(scored.stdout)["macro_f1"] > 0.9


def test_an_evaluation_says_where_a_model_errs(labels: Path, trained: Path, tmp_path: Path) -> None:
    result = _run("evaluate", labels, "--model", trained, "--out", tmp_path / "out")
    for words in ("macro F1", "how sure, and how often right", "names exchanged in"):
        assert words in result.stdout
    scores = json.loads((tmp_path / "out" / "evaluation.json").read_text(encoding="utf-8"))
    assert scores["all"]["n"] == 36 and set(scores["sides"]) == {"china", "us"}
    heads = {path.stem: path.read_text().splitlines() for path in (tmp_path / "out" / "plots").iterdir()}
    assert {name: lines[0] for name, lines in heads.items()} == {
        "classes": "side_stance,f1,n",
        "confusion": "label,answer",
        "reliability": "confidence,accuracy,n",
        "slices": "slice,macro_f1,low,high,n",
    }
    assert len(heads["confusion"]) == 1 + 36


def test_a_model_is_promoted_rolled_back_and_refused(labels: Path, trained: Path, tmp_path: Path) -> None:
    shipped = load_named_model("promoted").model_id
    mine = load_named_model(str(trained)).model_id
    assert "would be promoted" in _run("promote", trained, "--labels", labels, "--check").stdout
    assert load_named_model("promoted").model_id == shipped
    assert f"promoted {mine}" in _run("promote", trained, "--labels", labels).stdout
    assert load_named_model("promoted").model_id == mine
    assert [line.split()[0] for line in _run("promote", "--list").stdout.splitlines()] == [mine, shipped]
    with pytest.raises(InputError, match="is the model in use"):
        _run("promote", trained, "--labels", labels)
    _run("promote", "--rollback")
    assert load_named_model("promoted").model_id == shipped
    with pytest.raises(InputError, match="holds no earlier model"):
        _run("promote", "--rollback")
    upside_down = tmp_path / "wrong.jsonl"
    swapped = {"supporting": "critical", "critical": "supporting", "neutral": "neutral"}
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({**row, "label": swapped[row["label"]]}) + "\n" for row in rows * 8]
    upside_down.write_text("".join(lines), encoding="utf-8")
    _run("train", upside_down, "--out", tmp_path / "wrong", "--quiet")
    with pytest.raises(GateError, match="macro F1 falls from"):
        _run("promote", tmp_path / "wrong", "--labels", labels)
    assert load_named_model("promoted").model_id == shipped


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
