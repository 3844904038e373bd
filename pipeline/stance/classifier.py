"""The stance classifier: logistic regression on what is described of a target, calibrated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.utils.validation import check_is_fitted

from pipeline.schemas import STANCES
from pipeline.stance.features import PolarityBlock, Rows, TargetDescriber, WordBlock

Floats = NDArray[np.float64]

# One block a view of the target. Weights were chosen on the development sets.
_WORD_BLOCKS: tuple[dict[str, Any], ...] = (
    {"field": "window", "longest": 3},
    {"field": "window", "analyzer": "char_wb", "shortest": 2, "longest": 5, "min_count": 3},
    {"field": "text", "longest": 2},
    {"field": "syntax", "weight": 1.5},
)


def softmax(decisions: Floats) -> Floats:
    """Give rows of probabilities for rows of decisions, each row by itself."""
    raised = np.exp(decisions - decisions.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


class StanceClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Supporting, critical or neutral for rows of TARGETS.

    A row's answer depends on that row alone. ``predict`` always names a class; leaving out
    unsure answers is the caller's (see :class:`StanceConfig`).

    Args:
        strength: Inverse of the penalty on weights, above 0.
        width: Words to either side of a mention that make its window.
        folds: Parts for the calibration; groups stay whole.
        seed: Seed of the folds where no groups are given.
        base: A fitted classifier to start from: its decisions are features, so that a few
            labels can move it. Nothing of it is changed.

    Attributes:
        classes_: The labels that occur, in the order of ``STANCES``.
        coef_: Weights, float32, one row a class.
        intercept_: One number a class.
        held_out_: For each training row, the index of the class that a regression gave it which had
            not learnt from its group; -1 if there was none.
        temperature_: What decisions are divided by, fitted on folds that were not learnt from.
    """

    def __init__(
        self,
        strength: float = 0.2,
        width: int = 6,
        folds: int = 5,
        seed: int = 0,
        base: StanceClassifier | None = None,
    ) -> None:
        self.strength = strength
        self.width = width
        self.folds = folds
        self.seed = seed
        self.base = base

    def fit(
        self,
        X: Rows,
        y: Sequence[str],
        groups: Sequence[str] | None = None,
        sample_weight: Sequence[float] | None = None,
    ) -> StanceClassifier:
        """Learn from rows and their labels.

        Args:
            X: Rows of TARGETS.
            y: A label of ``STANCES`` for each.
            groups: Rows of one group never stand on both sides of a calibration fold: near
                copies, or rows of one article. Null: each row is its own.
            sample_weight: How often each row counts; null: once.

        Raises:
            ValueError: Fewer than two labels occur, or a label is unknown.
        """
        labels = np.asarray(y)
        weights = np.ones(len(labels)) if sample_weight is None else np.asarray(sample_weight, dtype=float)
        if set(labels) - set(STANCES):
            raise ValueError(f"labels are {', '.join(STANCES)}; found {sorted(set(labels) - set(STANCES))}")
        self.classes_ = np.array([name for name in STANCES if name in set(labels)])
        if len(self.classes_) < 2:
            raise ValueError("a classifier needs two or more different labels")
        self.describer_ = TargetDescriber(self.width).fit(X)
        descriptions = self.describer_.transform(X)
        self.blocks_ = [WordBlock(**settings).fit(descriptions) for settings in _WORD_BLOCKS]
        self.blocks_.append(PolarityBlock().fit(descriptions))
        matrix = self._matrix(X)
        held_out = self._held_out(matrix, labels, weights, groups)
        asked = held_out.any(axis=1)
        self.held_out_ = np.where(asked, held_out.argmax(axis=1), -1).astype(np.int8)
        self.temperature_ = _temperature(held_out[asked], self._codes(labels)[asked], weights[asked])
        self.coef_, self.intercept_ = self._regression(matrix, labels, weights)
        return self

    def _codes(self, labels: NDArray[Any]) -> NDArray[np.int64]:
        return np.array([list(self.classes_).index(label) for label in labels])

    def _matrix(self, X: Rows) -> sparse.csr_matrix:
        descriptions = self.describer_.transform(X)
        parts = [block.transform(descriptions) for block in self.blocks_]
        if self.base is not None:
            parts.append(sparse.csr_matrix(self.base.decision_function(X)))
        return sparse.hstack(parts).tocsr()

    def _regression(
        self, matrix: sparse.csr_matrix, labels: NDArray[Any], weights: Floats
    ) -> tuple[NDArray[np.float32], Floats]:
        regression = LogisticRegression(C=self.strength, class_weight="balanced", max_iter=300, tol=1e-3)
        regression.fit(matrix, self._codes(labels), sample_weight=weights)
        coef, intercept = regression.coef_, regression.intercept_
        if len(self.classes_) == 2:  # scikit-learn keeps one row for two classes
            coef, intercept = np.vstack([-coef, coef]) / 2, np.array([-intercept[0], intercept[0]]) / 2
        return coef.astype(np.float32), np.asarray(intercept, dtype=np.float64)

    def _held_out(
        self, matrix: sparse.csr_matrix, labels: NDArray[Any], weights: Floats, groups: Sequence[str] | None
    ) -> Floats:
        # Decisions for rows by regressions that did not learn from them, nor from their groups.
        decisions = np.zeros((len(labels), len(self.classes_)))
        parts = np.unique(labels, return_counts=True)[1].min() if groups is None else len(set(groups))
        folds = min(self.folds, int(parts))
        if folds < 2:
            return decisions
        splitter: Any = GroupKFold(folds) if groups is not None else StratifiedKFold(folds)
        for learnt, asked in splitter.split(decisions, labels, groups):
            if len(set(labels[learnt])) == len(self.classes_):
                coef, intercept = self._regression(matrix[learnt], labels[learnt], weights[learnt])
                decisions[asked] = matrix[asked] @ coef.T.astype(np.float64) + intercept
        return decisions

    def __sklearn_clone__(self) -> StanceClassifier:
        # A clone starts from the same fitted base; cloning that too would empty it.
        return type(self)(**self.get_params(deep=False))

    def decision_function(self, X: Rows) -> Floats:
        """Give calibrated decisions, one row a target and one column a class; larger is likelier."""
        check_is_fitted(self)
        if not len(X):
            return np.zeros((0, len(self.classes_)))
        raw = self._matrix(X) @ self.coef_.T.astype(np.float64) + self.intercept_
        return np.asarray(raw / self.temperature_)

    def predict_proba(self, X: Rows) -> Floats:
        """Give probabilities, one row a target, columns in the order of ``classes_``."""
        return softmax(self.decision_function(X)) if len(X) else self.decision_function(X)

    def predict(self, X: Rows) -> NDArray[np.str_]:
        """Give the likeliest label of each row."""
        decisions = self.decision_function(X)
        return np.asarray(self.classes_[decisions.argmax(axis=1)])


def _temperature(decisions: Floats, codes: NDArray[np.int64], weights: Floats) -> float:
    # What held-out decisions must be divided by to be likeliest; 1 where nothing was held out.
    if not len(codes):
        return 1.0
    chosen = np.arange(len(codes)), codes

    def surprise(log_temperature: float) -> float:
        probabilities = softmax(decisions / np.exp(log_temperature))
        return float(-(weights * np.log(np.maximum(probabilities[chosen], 1e-12))).sum())

    return float(np.exp(minimize_scalar(surprise, bounds=(-2.0, 2.0), method="bounded").x))
