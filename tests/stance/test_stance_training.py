from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.errors import InputError
from pipeline.schemas import STANCES, TARGETS
from pipeline.stance.card import render_card, render_figures
from pipeline.stance.config import TrainingConfig
from pipeline.stance.labels import read_labels
from pipeline.stance.training import train_classifier, train_from_labels

from .test_stance_targets import PARSED

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


def test_report_counts_and_scores(labelled: Labelled) -> None:
    rows, labels, groups = labelled
    sided = [{**row, "side": "us" if i % 2 else None} for i, row in enumerate(rows)]
    targets = pa.Table.from_pylist(sided, schema=TARGETS)
    _, report = train_classifier(targets, labels, groups, TrainingConfig(folds=3))
    assert sum(report["labels"]["all"].values()) == len(rows)
    assert sum(report["labels"]["with a side"].values()) == len(rows) // 2
    assert report["held_out"]["all"]["n"] == len(rows)
    assert report["held_out"]["with a side"]["n"] == len(rows) // 2


def test_labels_that_cannot_train_are_refused(labelled: Labelled) -> None:
    targets = pa.Table.from_pylist(labelled[0][:2], schema=TARGETS)
    with pytest.raises(InputError, match="2 rows with 2 labels of 1 kinds"):
        train_classifier(targets, ["neutral", "neutral"], None, TrainingConfig())


def test_from_files_to_a_card(labelled: Labelled, tmp_path: Path) -> None:
    rows, labels, groups = labelled
    by_text = {row["text"]: row for row in rows}

    def annotate(texts: Sequence[str]) -> pa.Table:
        assert len(set(texts)) == len(texts)
        filled = {"blocks": [], "sentences": [], "ent_iobs": [], "ent_types": []}
        columns = [f.name for f in PARSED if f.name not in {"article_id", *filled}]
        parsed = [{"article_id": t, **filled, **{c: by_text[t][c] for c in columns}} for t in texts]
        return pa.Table.from_pylist(parsed, schema=PARSED)

    lines = [
        {
            "id": str(i),
            "text": row["text"],
            "target_span": list(row["target_spans"][0].values()),
            "label": label,
            "group": group,
        }
        for i, (row, label, group) in enumerate(zip(rows, labels, groups, strict=True))
    ]
    train = write(tmp_path / "train.jsonl", *lines)
    dev = write(tmp_path / "dev.jsonl", *lines[:9])
    classifier, report = train_from_labels([train], annotate, TrainingConfig(), dev_paths={"ours": [dev]})
    assert tuple(classifier.classes_) == STANCES
    assert report["files"] == {f"{tmp_path.name}/train.jsonl": len(rows)}
    assert set(report["dev"]["ours"]) == {"classifier", "keyword", "majority"}
    assert report["dev"]["ours"]["classifier"]["macro_f1"] > report["dev"]["ours"]["majority"]["macro_f1"]
    identity = {**report, "model_id": "0" * 16, "n_bytes": 1000}
    card = render_card(identity)
    assert render_figures(identity) in card
    assert f"{report['dev']['ours']['classifier']['macro_f1']:.3f}" in card


def test_no_labels_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no label in any file"):
        train_from_labels([write(tmp_path / "a.jsonl")], lambda texts: PARSED.empty_table(), TrainingConfig())
