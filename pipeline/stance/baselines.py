"""What a classifier must beat: always the same answer, and the words around the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.utils.validation import check_is_fitted

Rows = Sequence[Mapping[str, Any]]
_TARGET = " TARGETNAME "


class MajorityBaseline(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The most frequent label of the training rows, whatever is asked."""

    def fit(self, X: Rows, y: Sequence[str]) -> MajorityBaseline:
        """Keep the most frequent label; the first by alphabet of equals."""
        self.classes_, counts = np.unique(np.asarray(y), return_counts=True)
        self.label_ = str(self.classes_[counts.argmax()])
        return self

    def predict(self, X: Rows) -> NDArray[np.str_]:
        """Give the label once for each row."""
        check_is_fitted(self)
        return np.array([self.label_] * len(X), dtype=str)


class WordsBaseline(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Logistic regression on one to three words, the target's name masked, no matter who does what."""

    def fit(self, X: Rows, y: Sequence[str]) -> WordsBaseline:
        """Learn weights of words and their sequences."""
        words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True)
        self.pipeline_: Pipeline = make_pipeline(
            words, LogisticRegression(C=10.0, class_weight="balanced", max_iter=300)
        )
        self.pipeline_.fit([_masked(row) for row in X], list(y))
        self.classes_ = self.pipeline_.classes_
        return self

    def predict(self, X: Rows) -> NDArray[np.str_]:
        """Give the likeliest label of each row."""
        check_is_fitted(self)
        return np.asarray(self.pipeline_.predict([_masked(row) for row in X]))


def _masked(row: Mapping[str, Any]) -> str:
    parts, position = [], 0
    for start, end in sorted(row["target_spans"]):
        if start >= position:
            parts += [row["text"][position:start], _TARGET]
            position = end
    return "".join([*parts, row["text"][position:]])
