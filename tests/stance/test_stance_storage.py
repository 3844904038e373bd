from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import skops.io
from sklearn.linear_model import LogisticRegression

from pipeline.errors import ModelError
from pipeline.stance.card import render_card
from pipeline.stance.identity import CARD_FILE, CLASSIFIER_FILE, IDENTITY_FILE, read_identity
from pipeline.stance.models import StanceModel
from pipeline.stance.storage import load_model, save_model

from .conftest import WordsEncoder


class Hostile:
    """Writes a file if it is ever built."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path(self.path),)


def _load(folder: Path) -> StanceModel:
    return load_model(folder, lambda name: WordsEncoder())


@pytest.fixture
def saved(tiny: StanceModel, tmp_path: Path) -> Path:
    save_model(tiny, tmp_path / "model", {"files": {"here/labels.jsonl": 3}})
    return tmp_path / "model"


def replace(folder: Path, packed: bytes) -> None:
    identity = json.loads((folder / IDENTITY_FILE).read_text())
    identity["sha256"] = hashlib.sha256(packed).hexdigest()
    (folder / CLASSIFIER_FILE).write_bytes(packed)
    (folder / IDENTITY_FILE).write_text(json.dumps(identity))


def test_what_is_loaded_answers_as_what_was_saved(
    saved: Path, tiny: StanceModel, labelled: tuple[list[dict[str, Any]], list[str], list[str]]
) -> None:
    loaded = _load(saved)
    assert loaded.probabilities(labelled[0]) == tiny.probabilities(labelled[0])
    assert sorted(path.name for path in saved.iterdir()) == sorted(
        [CLASSIFIER_FILE, IDENTITY_FILE, CARD_FILE]
    )


def test_the_card_is_what_its_identity_renders(tiny: StanceModel, tmp_path: Path) -> None:
    figures = {"macro_f1": 0.5, "macro_f1_low": 0.4, "macro_f1_high": 0.6, "accuracy": 0.5, "n": 9}
    scores = {**figures, **{name: {"f1": 0.5} for name in tiny.classifier.classes_}}
    card = {"dev": {"b": {"classifier": scores}, "a": {"classifier": scores}}, "held_out": scores}
    save_model(tiny, tmp_path, card)
    assert (tmp_path / CARD_FILE).read_text(encoding="utf-8") == render_card(read_identity(tmp_path))


def test_the_id_is_that_of_what_was_learnt(saved: Path, tiny: StanceModel, tmp_path: Path) -> None:
    again = save_model(tiny, tmp_path / "again", {})
    assert again["model_id"] == read_identity(saved)["model_id"] == _load(saved).model_id
    other = _load(saved)
    other.classifier.temperature_ *= 2
    assert other.model_id != again["model_id"]


def test_another_encoder_of_the_same_name_is_refused(saved: Path) -> None:
    class Other(WordsEncoder):
        digest = "e" * 16

    with pytest.raises(ModelError, match="was trained on another encoder named words"):
        load_model(saved, lambda name: Other())


@pytest.mark.parametrize("name", [CLASSIFIER_FILE, IDENTITY_FILE])
def test_a_missing_file_is_named(saved: Path, name: str) -> None:
    (saved / name).unlink()
    with pytest.raises(ModelError, match=name):
        _load(saved)


@pytest.mark.parametrize(
    ("identity", "match"),
    [
        ("{", "cannot be read"),
        ("[]", "another kind of file"),
        ('{"format": "other"}', "another kind of file"),
        ('{"format": "claimline-stance-2"}', "no model_id and no encoder and no sha256"),
    ],
)
def test_a_foreign_identity_is_refused(saved: Path, identity: str, match: str) -> None:
    (saved / IDENTITY_FILE).write_text(identity)
    with pytest.raises(ModelError, match=match):
        _load(saved)


def test_a_cut_or_changed_file_is_refused(saved: Path) -> None:
    packed = (saved / CLASSIFIER_FILE).read_bytes()
    for damaged in (packed[:-100], packed[:50] + b"x" + packed[51:], b""):
        (saved / CLASSIFIER_FILE).write_bytes(damaged)
        with pytest.raises(ModelError, match=r"not those it was saved with.*claimline train"):
            _load(saved)


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
        _load(saved)


def test_nothing_a_file_asks_for_is_executed(saved: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    replace(saved, skops.io.dumps(Hostile(str(trap))))
    with pytest.raises(ModelError, match="is no model of ours"):
        _load(saved)
    assert not trap.exists()


def test_a_model_of_other_code_is_refused(saved: Path) -> None:
    identity = json.loads((saved / IDENTITY_FILE).read_text())
    identity["golden"][0][0] += 0.1
    (saved / IDENTITY_FILE).write_text(json.dumps(identity))
    with pytest.raises(ModelError, match="answers otherwise than when it was saved"):
        _load(saved)


def test_a_model_with_anothers_identity_is_refused(saved: Path) -> None:
    identity = json.loads((saved / IDENTITY_FILE).read_text())
    identity["model_id"] = "0" * 16
    (saved / IDENTITY_FILE).write_text(json.dumps(identity))
    with pytest.raises(ModelError, match="learnt something else"):
        _load(saved)


def test_saving_over_a_model_leaves_no_rest(saved: Path, tiny: StanceModel) -> None:
    save_model(tiny, saved, {})
    assert not list(saved.glob("*.part"))
    shutil.rmtree(saved)
    with pytest.raises(ModelError, match=r"no identity\.json"):
        read_identity(saved)
