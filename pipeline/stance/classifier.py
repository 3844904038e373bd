"""The stance classifier: logistic regression on an encoder's features, calibrated."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize_scalar
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

Floats = NDArray[np.float64]


class StanceClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Calibrated probabilities for rows of features; keeps scikit-learn's contract of an estimator.

    Decisions of a logistic regression are divided by one temperature, fitted on folds that were
    held out (Guo et al., 2017, On Calibration of Modern Neural Networks). A row's answer depends
    on that row alone.

    Args:
        strength: Inverse of the penalty on weights, above 0: more trusts the labels more.
        folds: Parts held out in turn to fit the temperature, at least 2.
        seed: Seed of the folds where no groups are given.

    Attributes:
        classes_: The labels that occur, sorted.
        coef_: Weights, one row a class (one row in all for two classes).
        intercept_: One number a row of weights.
        temperature_: What decisions are divided by.
        held_out_: Calibrated probabilities of each training row by regressions that had not seen
            its group, one column a class; NaN where nothing could be held out.
        n_features_in_: Features a row.
    """

    def __init__(self, strength: float = 1.0, folds: int = 5, seed: int = 0) -> None:
        self.strength = strength
        self.folds = folds
        self.seed = seed

    def fit(
        self,
        X: ArrayLike,
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
        groups: ArrayLike | None = None,
    ) -> StanceClassifier:
        """Learn from features and their labels.

        Args:
            X: Features, one row a claim and side.
            y: A label for each.
            sample_weight: How often each row counts; null: once.
            groups: Rows of one group are held out together: near copies, or rows of one article.
                Null: each row is its own.

        Raises:
            ValueError: Fewer than two labels occur, or lengths differ.
        """
        features, labels = validate_data(self, X, y, dtype=np.float64)
        check_classification_targets(labels)
        weights = _check_sample_weight(sample_weight, features)
        self.classes_, codes = np.unique(labels, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError("needs labels of two or more classes; the data holds only one class")
        held_out = self._held_out(features, codes, weights, None if groups is None else np.asarray(groups))
        asked = ~np.isnan(held_out[:, 0])
        self.temperature_ = fit_temperature(held_out[asked], codes[asked], weights[asked])
        self.held_out_ = softmax(held_out / self.temperature_)
        regression = self._regression(features, codes, weights)
        self.coef_, self.intercept_ = regression.coef_, regression.intercept_
        return self

    def _regression(self, X: Floats, codes: NDArray[np.int64], weights: Floats) -> LogisticRegression:
        regression = LogisticRegression(C=self.strength, max_iter=300, tol=1e-3)
        return regression.fit(X, codes, sample_weight=weights)

    def _held_out(
        self, X: Floats, codes: NDArray[np.int64], weights: Floats, groups: NDArray[Any] | None
    ) -> Floats:
        decisions = np.full((len(X), len(self.classes_)), np.nan)
        parts = np.bincount(codes).min() if groups is None else len(np.unique(groups))
        folds = min(self.folds, int(parts))
        if folds < 2:
            return decisions
        splitter: Any = (
            StratifiedKFold(folds, shuffle=True, random_state=self.seed)
            if groups is None
            else GroupKFold(folds)
        )
        for learnt, asked in splitter.split(X, codes, groups):
            if len(np.unique(codes[learnt])) == len(self.classes_):
                regression = self._regression(X[learnt], codes[learnt], weights[learnt])
                decisions[asked] = _columns(regression.decision_function(X[asked]))
        return decisions

    def decision_function(self, X: ArrayLike) -> Floats:
        """Give calibrated decisions, one column a class (one in all for two classes)."""
        check_is_fitted(self)
        features = validate_data(self, X, dtype=np.float64, reset=False)
        raw = (features @ self.coef_.T + self.intercept_) / self.temperature_
        return np.asarray(raw[:, 0] if len(self.classes_) == 2 else raw)

    def predict_proba(self, X: ArrayLike) -> Floats:
        """Give probabilities, one column a class in the order of ``classes_``."""
        return softmax(_columns(self.decision_function(X)))

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """Give the likeliest label of each row."""
        check_is_fitted(self)
        return np.asarray(self.classes_[self.predict_proba(X).argmax(axis=1)])


def softmax(decisions: Floats) -> Floats:
    """Give rows of probabilities for rows of decisions, each row by itself."""
    raised = np.exp(decisions - decisions.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _columns(decisions: Floats) -> Floats:
    # Two classes come as one column; as two, softmax of them is its logistic function.
    return np.column_stack([np.zeros_like(decisions), decisions]) if decisions.ndim == 1 else decisions


def fit_temperature(decisions: Floats, codes: NDArray[np.int64], weights: Floats) -> float:
    """Give what held-out decisions must be divided by to be likeliest; 1 where there are none.

    Args:
        decisions: One row an answer, one column a class.
        codes: The right column of each.
        weights: How often each counts.
    """
    if not len(codes):
        return 1.0
    chosen = np.arange(len(codes)), codes

    def surprise(log_temperature: float) -> float:
        probabilities = softmax(decisions / np.exp(log_temperature))
        return float(-(weights * np.log(np.maximum(probabilities[chosen], 1e-12))).sum())

    return float(np.exp(minimize_scalar(surprise, bounds=(-2.0, 3.0), method="bounded").x))
