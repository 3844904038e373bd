from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, f1_score

from pipeline.schemas import STANCES
from pipeline.stance.scoring import calibration_error, score_stances


def test_figures_by_hand() -> None:
    labels = ["supporting", "supporting", "critical", "neutral"]
    scores = score_stances(labels, ["supporting", "critical", "critical", None])
    assert scores["accuracy"] == 0.5
    assert scores["answered"] == 0.75
    assert scores["supporting"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "n": 2}
    assert scores["critical"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "n": 1}
    assert scores["neutral"]["f1"] == 0
    assert scores["macro_f1"] == pytest.approx(0.4444, abs=1e-4)
    assert scores["confusion"]["neutral"] == {"supporting": 0, "critical": 0, "neutral": 0, "abstained": 1}


def test_interval_is_seeded_and_holds_the_score() -> None:
    labels, answers = list(STANCES) * 20, list(STANCES) * 15 + ["neutral"] * 15
    scores = score_stances(labels, answers, seed=1)
    assert scores == score_stances(labels, answers, seed=1)
    assert scores["macro_f1_low"] < scores["macro_f1"] < scores["macro_f1_high"]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(STANCES), st.sampled_from(STANCES)), min_size=3, max_size=30))
def test_agrees_with_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    labels, answers = [label for label, _ in pairs], [answer for _, answer in pairs]
    scores = score_stances(labels, answers)
    present = sorted(set(labels))
    expected = f1_score(labels, answers, labels=present, average="macro", zero_division=0)
    assert scores["macro_f1"] == pytest.approx(expected, abs=1e-4)
    assert scores["accuracy"] == pytest.approx(accuracy_score(labels, answers), abs=1e-4)


def test_calibration_error() -> None:
    assert calibration_error([True, True, False, False], [0.55, 0.55, 0.55, 0.55]) == pytest.approx(0.05)
    assert calibration_error([True] * 4, [1.0] * 4) == 0


def test_one_answer_for_each_label() -> None:
    with pytest.raises(ValueError, match="2 labels and 1 answers"):
        score_stances(["neutral", "neutral"], ["neutral"])
