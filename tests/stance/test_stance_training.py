from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.errors import InputError
from pipeline.schemas import STANCES
from pipeline.stance.card import render_card, render_figures
from pipeline.stance.config import TrainingConfig
from pipeline.stance.curves import learning_curve
from pipeline.stance.labels import read_labels
from pipeline.stance.training import Rows, read_base, train_model, write_base

from .conftest import WordsEncoder

Labelled = tuple[list[dict[str, Any]], list[str], list[str]]
GOOD = {"id": "1", "text": "Ada won.", "target": "Ada", "target_span": [0, 3], "label": "supporting"}


def write(path: Path, *lines: object) -> Path:
    path.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8"
    )
    return path


def test_lines_are_read_in_order(tmp_path: Path) -> None:
    extra = {
        **GOOD,
        "id": 2,
        "side": "us",
        "mentions": [[0, 3], [4, 7]],
        "rival_mentions": [[4, 7]],
        "pair": "p",
    }
    first, second = read_labels([write(tmp_path / "a.jsonl", GOOD, "", {**extra, "family": "wins"})])
    assert (first.id, first.side, first.target_spans, first.group) == ("1", None, [[0, 3]], "Ada won.")
    assert (second.id, second.side, second.group) == ("2", "us", "wins")
    assert second.target_spans == [[0, 3], [4, 7]] and second.rival_spans == [[4, 7]]


@pytest.mark.parametrize(
    ("line", "match"),
    [
        ("{", r"a.jsonl, line 2: is no JSON"),
        ([1], "line 2: holds a list"),
        ({**GOOD, "label": "good"}, "label is 'good'; expected one of supporting, critical, neutral"),
        ({"id": "1", "label": "neutral"}, "no text and no target_span"),
        ({**GOOD, "text": 5}, "text is 5"),
        ({**GOOD, "target_span": [0, 30]}, r"target_span holds \[0, 30\]"),
        ({**GOOD, "target_span": [True, 3]}, "target_span holds"),
        ({**GOOD, "mentions": [0, 3]}, "mentions holds 0"),
        ({**GOOD, "side": 3}, "side is 3"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_read(tmp_path: Path, line: object, match: str) -> None:
    with pytest.raises(InputError, match=match):
        read_labels([write(tmp_path / "a.jsonl", GOOD, line)])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        read_labels([tmp_path / "none.jsonl"])


def _lines(labelled: Labelled) -> list[dict[str, Any]]:
    return [
        {
            "id": str(i),
            "text": row["text"],
            "target_span": row["target_spans"][0],
            "rival_mentions": row["rival_spans"],
            "side": row["side"],
            "label": label,
            "group": group,
        }
        for i, (row, label, group) in enumerate(zip(*labelled, strict=True))
    ]


def test_from_files_to_a_card(labelled: Labelled, encoder: WordsEncoder, tmp_path: Path) -> None:
    lines = _lines(labelled)
    train, dev = write(tmp_path / "train.jsonl", *lines), write(tmp_path / "dev.jsonl", *lines[:9])
    model, report = train_model(
        [train], encoder, TrainingConfig(strengths=(3.0,), folds=3), dev_paths={"ours": [dev]}
    )
    assert set(model.classifier.classes_) == set(STANCES)
    assert report["files"] == {f"{tmp_path.name}/train.jsonl": len(lines)}
    assert sum(report["labels"].values()) == report["held_out"]["n"] == len(lines)
    assert report["held_out"]["macro_f1"] > 0.85, "what a verb says holds for names that were held out"
    assert set(report["dev"]["ours"]) == {"classifier", "words", "majority"}
    assert report["dev"]["ours"]["classifier"]["macro_f1"] > report["dev"]["ours"]["majority"]["macro_f1"]
    coder = {"name": "words", "digest": "d"}
    identity = {**report, "model_id": "0" * 16, "n_bytes": 1000, "encoder": coder}
    card = render_card(identity)
    assert render_figures(identity) in card
    assert f"{report['dev']['ours']['classifier']['macro_f1']:.3f}" in card


def test_a_few_labels_start_from_the_base(labelled: Labelled, encoder: WordsEncoder, tmp_path: Path) -> None:
    rows, labels, groups = labelled
    own = np.ones(len(rows), dtype=bool)
    kept = Rows(encoder.features(rows), np.array(labels), np.array(groups), own)
    write_base(tmp_path / "base.npz", kept)
    base = read_base(tmp_path / "base.npz")
    assert base is not None and not base.own.any() and base.labels.tolist() == labels
    few = write(tmp_path / "own.jsonl", GOOD)
    asked = write(tmp_path / "asked.jsonl", *_lines(labelled))
    _, report = train_model(
        [few], encoder, TrainingConfig(strengths=(3.0,)), base=base, dev_paths={"all": [asked]}
    )
    assert report["base_rows"] == len(rows)
    assert report["dev"]["all"]["classifier"]["macro_f1"] > 0.9
    with pytest.raises(InputError, match="1 labels of 1 kinds"):
        train_model([few], encoder, TrainingConfig())


def test_a_base_that_is_none(tmp_path: Path) -> None:
    assert read_base(tmp_path / "base.npz") is None
    (tmp_path / "base.npz").write_bytes(b"no archive")
    with pytest.raises(InputError, match=r"base\.npz: cannot be read"):
        read_base(tmp_path / "base.npz")


def test_the_curve_says_what_more_labels_would_bring(encoder: WordsEncoder) -> None:
    # One feature in forty counts, and the rest is noise: more labels help.
    random = np.random.default_rng(0)
    features = random.normal(size=(300, 40)).astype(np.float32)
    labels = np.where(features[:, 0] + 0.5 * random.normal(size=300) > 0, "supporting", "critical")
    own = Rows(features, labels, np.arange(300).astype(str), np.ones(300, dtype=bool))
    chosen = {"strength": 1.0, "own_weight": 1.0}
    curve = learning_curve(own, None, chosen, 0)
    assert curve is not None
    scores = [point["macro_f1"] for point in curve["points"]]
    assert [point["labels"] for point in curve["points"]] == [28, 56, 112, 225]
    assert scores[-1] > scores[0] + 0.05
    assert curve["gain_low"] <= curve["gain"] <= curve["gain_high"] and curve["gain"] > 0
    few = Rows(features[:9], labels[:9], own.groups[:9], own.own[:9])
    assert learning_curve(few, None, chosen, 0) is None


def test_no_labels_at_all(encoder: WordsEncoder, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="0 labels of 0 kinds"):
        train_model([write(tmp_path / "a.jsonl")], encoder, TrainingConfig())
