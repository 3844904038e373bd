"""Descriptions of targets as numbers: scikit-learn transformers over rows of TARGETS.

X is a list of rows as dicts everywhere in this package. What a transformer learnt is kept as
packed text and arrays rather than as dictionaries, which makes a stored model small, quick to
load, and free of any class but those listed in ``storage``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.validation import check_is_fitted

from pipeline.stance.descriptions import Description, describe_target
from pipeline.stance.lexicon import Lexicon
from pipeline.stance.polarity import parse_lexicon, polarity_text

Rows = Sequence[Mapping[str, Any]]


@cache
def _parsed(text: str) -> Lexicon:
    return parse_lexicon(text, "the classifier's lexicon")


class TargetDescriber(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Rows of TARGETS to descriptions; keeps the lexicon it was fitted with.

    A trained classifier so goes on reading with the words it learnt with, whatever happens to
    ``polarity.yaml``.

    Args:
        width: Words to either side of a mention that make its window.

    Attributes:
        polarity_: Text of the lexicon.
    """

    def __init__(self, width: int = 6) -> None:
        self.width = width

    def fit(self, X: Rows, y: object = None) -> TargetDescriber:
        """Keep the project's lexicon; learns nothing from the rows."""
        self.polarity_ = polarity_text()
        return self

    def transform(self, X: Rows) -> list[Description]:
        """Give one description a row, in the rows' order."""
        check_is_fitted(self)
        lexicon = _parsed(self.polarity_)
        return [describe_target(row, lexicon, self.width) for row in X]


class WordBlock(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """TF-IDF of one text field of descriptions, as a sparse matrix of unit rows.

    Args:
        field: ``window``, ``text`` or ``syntax``.
        analyzer: ``word`` (the field's own words) or ``char_wb`` (characters inside words).
        shortest, longest: Length of n-grams, in words or characters.
        min_count: Rows that must hold an n-gram, at least 1.
        max_features: The most frequent n-grams are kept, at most this many.
        weight: What the unit rows are multiplied with.

    Attributes:
        terms_: The n-grams, sorted, joined by line breaks.
        idf_: Their inverse document frequencies, float64.
    """

    def __init__(
        self,
        field: str = "window",
        analyzer: str = "word",
        shortest: int = 1,
        longest: int = 1,
        min_count: int = 2,
        max_features: int = 30000,
        weight: float = 1.0,
    ) -> None:
        self.field = field
        self.analyzer = analyzer
        self.shortest = shortest
        self.longest = longest
        self.min_count = min_count
        self.max_features = max_features
        self.weight = weight

    def _blank(self, **settings: Any) -> TfidfVectorizer:
        return TfidfVectorizer(
            analyzer=self.analyzer,
            lowercase=False,
            token_pattern=r"\S+" if self.analyzer == "word" else None,
            ngram_range=(self.shortest, self.longest),
            sublinear_tf=True,
            **settings,
        )

    def fit(self, X: Sequence[Description], y: object = None) -> WordBlock:
        """Learn which n-grams occur and how often."""
        texts = [getattr(description, self.field) for description in X]
        min_count = min(self.min_count, len(texts))
        try:
            counted = self._blank(min_df=min_count, max_features=self.max_features).fit(texts)
        except ValueError:  # no n-gram is frequent enough
            self.terms_, self.idf_ = "", np.zeros(0)
        else:
            terms = sorted(counted.vocabulary_)
            self.terms_ = "\n".join(terms)
            self.idf_ = counted.idf_[[counted.vocabulary_[term] for term in terms]]
        return self

    def transform(self, X: Sequence[Description]) -> sparse.csr_matrix:
        """Give a matrix of one row a description and one column an n-gram."""
        check_is_fitted(self)
        if not len(self.idf_):
            return sparse.csr_matrix((len(X), 0))
        texts = [getattr(description, self.field) for description in X]
        return self._vectorizer().transform(texts) * self.weight

    def _vectorizer(self) -> TfidfVectorizer:
        # Rebuilt from the packed terms once, kept beside what was learnt, never stored.
        if "_ready" not in self.__dict__:
            terms = self.terms_.split("\n")
            vectorizer = self._blank(vocabulary={term: column for column, term in enumerate(terms)})
            vectorizer.idf_ = self.idf_
            self._ready = vectorizer
        return self._ready

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__getstate__().items() if name != "_ready"}


class PolarityBlock(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """The named sums of descriptions, as a sparse matrix.

    Args:
        min_count: Rows that must hold a name, at least 1.
        weight: What the sums are multiplied with.

    Attributes:
        names_: The names, sorted, joined by line breaks.
    """

    def __init__(self, min_count: int = 3, weight: float = 2.0) -> None:
        self.min_count = min_count
        self.weight = weight

    def fit(self, X: Sequence[Description], y: object = None) -> PolarityBlock:
        """Learn which names occur."""
        counts: dict[str, int] = {}
        for description in X:
            for name in description.polarity:
                counts[name] = counts.get(name, 0) + 1
        self.names_ = "\n".join(sorted(name for name, n in counts.items() if n >= self.min_count))
        return self

    def transform(self, X: Sequence[Description]) -> sparse.csr_matrix:
        """Give a matrix of one row a description and one column a name."""
        check_is_fitted(self)
        column_of = {name: column for column, name in enumerate(self.names_.split("\n"))}
        rows, columns, values = [], [], []
        for row, description in enumerate(X):
            for name, value in sorted(description.polarity.items()):
                if name in column_of:
                    rows.append(row)
                    columns.append(column_of[name])
                    values.append(value * self.weight)
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(X), len(column_of)), dtype=np.float64)
