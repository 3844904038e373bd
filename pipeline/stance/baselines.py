"""What a classifier must beat: always the same answer, and a count of the lexicon's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from pipeline.schemas import STANCES
from pipeline.stance.features import Rows
from pipeline.stance.polarity import read_lexicon

_SUPPORTING, _CRITICAL, _NEUTRAL = STANCES


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


class KeywordBaseline(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The sign of the lexicon's scores added up over the whole text, no matter whom they are about."""

    def fit(self, X: Rows, y: Sequence[str]) -> KeywordBaseline:
        """Learn nothing."""
        self.classes_ = np.array(STANCES)
        return self

    def predict(self, X: Rows) -> NDArray[np.str_]:
        """Give supporting above 0, critical below, neutral at 0."""
        check_is_fitted(self)
        return np.array([_stance(row) for row in X], dtype=str)


def _stance(row: Mapping[str, Any]) -> str:
    lexicon = read_lexicon()
    words = [row["text"][s:e].lower() for s, e in zip(row["token_starts"], row["token_ends"], strict=True)]
    lemmas = [(lemma or word).lower() for lemma, word in zip(row["lemmas"], words, strict=True)]
    total = sum(lexicon.score(*token) for token in zip(lemmas, row["pos"], words, strict=True))
    return _SUPPORTING if total > 0 else _CRITICAL if total < 0 else _NEUTRAL
