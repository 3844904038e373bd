from __future__ import annotations

import numpy as np
import pytest
from sklearn.utils.estimator_checks import parametrize_with_checks

from pipeline.stance.classifier import StanceClassifier

# The temperature is fitted on folds, and a row that comes twice falls into folds otherwise than
# one that weighs double; scikit-learn's own cross-validated estimators fail these for the same reason.
_FOLDS = {
    "check_sample_weight_equivalence_on_dense_data": "folds differ",
    "check_sample_weight_equivalence_on_sparse_data": "folds differ",
}


@parametrize_with_checks([StanceClassifier()], expected_failed_checks=lambda estimator: _FOLDS)
def test_scikit_learns_contract(estimator: StanceClassifier, check: object) -> None:
    check(estimator)  # type: ignore[operator]


def _noisy(seed: int = 0, n: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    X = random.normal(size=(n, 40))
    y = np.where(X[:, 0] + random.normal(size=n) > 0, "supporting", "critical")
    return X, y, np.repeat(np.arange(n // 4), 4)


def test_probabilities_are_as_sure_as_they_are_right() -> None:
    X, y, groups = _noisy()
    asked, right, _ = _noisy(1, 4000)
    classifier = StanceClassifier(strength=100.0).fit(X, y, groups=groups)
    found = classifier.predict_proba(asked)
    hits = classifier.classes_[found.argmax(axis=1)] == right
    assert classifier.temperature_ > 1, "a regression that learnt noise is too sure"
    assert abs(found.max(axis=1).mean() - hits.mean()) < 0.05


def test_groups_are_held_out_whole() -> None:
    # Each group's rows are copies: a fold that split one would answer its copies without error.
    random = np.random.default_rng(0)
    X = np.repeat(random.normal(size=(30, 50)), 4, axis=0)
    y = np.repeat(random.choice(["a", "b"], size=30), 4)
    groups = np.repeat(np.arange(30), 4)
    split = StanceClassifier(strength=100.0).fit(X, y).held_out_
    whole = StanceClassifier(strength=100.0).fit(X, y, groups=groups).held_out_
    columns = (y == "b").astype(int)
    right = [(found.argmax(axis=1) == columns).mean() for found in (split, whole)]
    assert right[0] > 0.95 and right[1] < 0.8


def test_a_row_does_not_depend_on_others() -> None:
    X, y, _ = _noisy()
    classifier = StanceClassifier().fit(X, y)
    alone = np.vstack([classifier.predict_proba(X[i : i + 1]) for i in range(20)])
    assert np.allclose(alone, classifier.predict_proba(X)[:20], atol=1e-12)


def test_weights_count() -> None:
    X = np.array([[1.0], [1.0], [-1.0], [-1.0]] * 5)
    y = ["a", "b", "b", "b"] * 5
    heavy = StanceClassifier(folds=2).fit(X, y, sample_weight=[9, 1, 1, 1] * 5)
    light = StanceClassifier(folds=2).fit(X, y, sample_weight=[1, 9, 1, 1] * 5)
    assert heavy.predict([[1.0]])[0] == "a"
    assert light.predict([[1.0]])[0] == "b"


def test_one_class_is_refused() -> None:
    with pytest.raises(ValueError, match="only one class"):
        StanceClassifier().fit([[1.0], [2.0]], ["a", "a"])
