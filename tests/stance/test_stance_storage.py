from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skops.io
from sklearn.linear_model import LogisticRegression

from pipeline.errors import ModelError
from pipeline.stance.card import render_card
from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.storage import (
    CARD_FILE,
    IDENTITY_FILE,
    MODEL_FILE,
    load_classifier,
    model_id_of,
    read_identity,
    save_classifier,
)


class Hostile:
    """Writes a file if it is ever built."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path(self.path),)


@pytest.fixture
def saved(tiny: StanceClassifier, tmp_path: Path) -> Path:
    save_classifier(tiny, tmp_path / "model", {"files": {"here/labels.jsonl": 3}})
    return tmp_path / "model"


def replace(folder: Path, packed: bytes) -> None:
    identity = json.loads((folder / IDENTITY_FILE).read_text())
    identity["sha256"] = hashlib.sha256(packed).hexdigest()
    (folder / MODEL_FILE).write_bytes(packed)
    (folder / IDENTITY_FILE).write_text(json.dumps(identity))


def test_what_is_loaded_answers_as_what_was_saved(
    saved: Path, tiny: StanceClassifier, labelled: tuple[list[dict[str, Any]], list[str], list[str]]
) -> None:
    loaded = load_classifier(saved)
    assert np.array_equal(loaded.predict_proba(labelled[0]), tiny.predict_proba(labelled[0]))
    assert sorted(path.name for path in saved.iterdir()) == sorted([MODEL_FILE, IDENTITY_FILE, CARD_FILE])


def test_the_card_is_what_its_identity_renders(tiny: StanceClassifier, tmp_path: Path) -> None:
    figures = {"macro_f1": 0.5, "macro_f1_low": 0.4, "macro_f1_high": 0.6, "accuracy": 0.5, "n": 9}
    scores = {**figures, **{name: {"f1": 0.5} for name in tiny.classes_}}
    card = {"dev": {"b": {"classifier": scores}, "a": {"classifier": scores}}, "held_out": {"all": scores}}
    save_classifier(tiny, tmp_path, card)
    assert (tmp_path / CARD_FILE).read_text(encoding="utf-8") == render_card(read_identity(tmp_path))


def test_the_id_is_that_of_what_was_learnt(saved: Path, tiny: StanceClassifier, tmp_path: Path) -> None:
    again = save_classifier(tiny, tmp_path / "again", {})
    assert again["model_id"] == read_identity(saved)["model_id"] == model_id_of(load_classifier(saved))
    other = load_classifier(saved)
    other.temperature_ *= 2
    assert model_id_of(other) != again["model_id"]


def test_a_classifier_with_a_base_is_saved_whole(tiny: StanceClassifier, tmp_path: Path) -> None:
    from pipeline.stance.golden import golden_rows

    moved = StanceClassifier(base=tiny).fit(golden_rows(), ["supporting", "critical", "neutral"])
    save_classifier(moved, tmp_path / "moved", {})
    loaded = load_classifier(tmp_path / "moved")
    assert model_id_of(loaded) == model_id_of(moved) != model_id_of(tiny)


@pytest.mark.parametrize("name", [MODEL_FILE, IDENTITY_FILE])
def test_a_missing_file_is_named(saved: Path, name: str) -> None:
    (saved / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_classifier(saved)


@pytest.mark.parametrize(
    ("identity", "match"),
    [
        ("{", "cannot be read"),
        ("[]", "another kind of file"),
        ('{"format": "other"}', "another kind of file"),
        ('{"format": "claimline-stance-1"}', "no model_id and no sha256 and no golden"),
    ],
)
def test_a_foreign_identity_is_refused(saved: Path, identity: str, match: str) -> None:
    (saved / IDENTITY_FILE).write_text(identity)
    with pytest.raises(ModelError, match=match):
        load_classifier(saved)


def test_a_cut_or_changed_file_is_refused(saved: Path) -> None:
    packed = (saved / MODEL_FILE).read_bytes()
    for damaged in (packed[:-100], packed[:50] + b"x" + packed[51:], b""):
        (saved / MODEL_FILE).write_bytes(damaged)
        with pytest.raises(ModelError, match=r"not those it was saved with.*claimline train"):
            load_classifier(saved)


@pytest.mark.parametrize(
    "packed",
    [
        b"no archive",
        skops.io.dumps({"a": 1}),
        skops.io.dumps(LogisticRegression()),
    ],
)
def test_a_foreign_model_is_refused_even_with_its_digest(saved: Path, packed: bytes) -> None:
    replace(saved, packed)
    with pytest.raises(ModelError, match=r"is no model of ours|holds a"):
        load_classifier(saved)


def test_nothing_a_file_asks_for_is_executed(saved: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    replace(saved, skops.io.dumps(Hostile(str(trap))))
    with pytest.raises(ModelError, match="is no model of ours"):
        load_classifier(saved)
    assert not trap.exists()


def test_a_model_of_other_code_is_refused(saved: Path) -> None:
    identity = json.loads((saved / IDENTITY_FILE).read_text())
    identity["golden"][0] = identity["golden"][0][::-1]
    (saved / IDENTITY_FILE).write_text(json.dumps(identity))
    with pytest.raises(ModelError, match="answers otherwise than when it was saved"):
        load_classifier(saved)


def test_a_model_with_anothers_identity_is_refused(saved: Path) -> None:
    identity = json.loads((saved / IDENTITY_FILE).read_text())
    identity["model_id"] = "0" * 16
    (saved / IDENTITY_FILE).write_text(json.dumps(identity))
    with pytest.raises(ModelError, match="learnt something else"):
        load_classifier(saved)


def test_saving_over_a_model_leaves_no_rest(saved: Path, tiny: StanceClassifier) -> None:
    save_classifier(tiny, saved, {})
    assert not list(saved.glob("*.part"))
    shutil.rmtree(saved)
    with pytest.raises(ModelError, match=r"no identity\.json"):
        read_identity(saved)
