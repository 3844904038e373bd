"""How much of one claim's words another has, and which pairs are worth asking about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from pipeline.analysis.agreement import find_opposites
from pipeline.analysis.wording import Wording, collect_names, read_wording

# A term that more claims than this have makes no pair worth asking about.
_RARE = 60
_ROWS = 512
# Two claims speak of the same if each has most of the other's terms, or one has all of the other's
# and not many more. Set on half of the pairs in tests/analysis/pairs.tsv.
_MOST, _WHOLE, _HALF = 0.8, 0.97, 0.6
_TERMS = 3
# Below, no words of opposite meaning make up for what is lacking.
_LEAST = 0.45


@dataclass(frozen=True)
class Pair:
    """Two claims that share rare terms.

    Args:
        left: Number of the first.
        right: Number of the second, larger.
        left_share: Share of the first's terms, by weight, that the second has.
        right_share: Share of the second's that the first has.
        shared: How many terms they share.
    """

    left: int
    right: int
    left_share: float
    right_share: float
    shared: int

    @property
    def score(self) -> float:
        """How like they are, 0 to 1: the harmonic mean of the two shares."""
        both = self.left_share + self.right_share
        return 2 * self.left_share * self.right_share / both if both else 0.0

    @property
    def is_same_matter(self) -> bool:
        """Whether they are so like that they say the same, if nothing speaks against it."""
        less, more = sorted((self.left_share, self.right_share))
        if self.shared < _TERMS:
            return self.shared == _TERMS - 1 and less >= _WHOLE
        return less >= _MOST or (more >= _WHOLE and less >= _HALF)


class Likeness:
    """The claims of a run by their terms, each weighed by its rarity among them.

    Latent semantic analysis of words or letters, alone or averaged with this, told the paraphrases of
    ``tests/analysis/pairs.tsv`` from their lookalikes worse, so words alone decide.

    Args:
        texts: The claims' words.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        names = collect_names(texts)
        self.wordings: list[Wording] = [read_wording(text, names) for text in texts]
        found_in = Counter(term for wording in self.wordings for term in wording.terms)
        n = len(texts)
        self.weights = {term: 1 + float(np.log((1 + n) / (1 + k))) for term, k in found_in.items()}
        place = {term: number for number, term in enumerate(found_in)}
        columns = [place[term] for wording in self.wordings for term in wording.terms]
        starts = np.cumsum([0, *(len(wording.terms) for wording in self.wordings)])
        self._has = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(n, len(place)))
        self._is_rare = np.array([k <= _RARE for k in found_in.values()], dtype=bool)
        self._weight = np.array([self.weights[term] for term in place])
        self._totals = [sum(self.weights[term] for term in wording.terms) for wording in self.wordings]

    def same_matter(self) -> list[Pair]:
        """Give the pairs that speak of the same in like words, the likest first.

        Words of opposite meaning count as shared. Only terms in few claims make a pair, so the
        work grows with the number of claims and not with its square.
        """
        found = [pair for pair in map(self._compare, *self._candidates()) if pair.is_same_matter]
        return sorted(found, key=lambda pair: (-pair.score, pair.left, pair.right))

    def _candidates(self) -> tuple[list[int], list[int]]:
        weighed = sparse.csr_matrix(self._has.multiply(self._weight[None, :])) if self.weights else self._has
        rare = self._has[:, np.flatnonzero(self._is_rare)]
        turned = rare.T.tocsr()
        totals = np.array(self._totals)
        parts: tuple[list[int], list[int]] = ([], [])
        for first in range(0, rare.shape[0], _ROWS):
            shared = sparse.coo_matrix(rare[first : first + _ROWS] @ turned)
            left, right = shared.row + first, shared.col
            left, right = left[left < right], right[left < right]
            weight = np.asarray(weighed[left].multiply(self._has[right]).sum(axis=1)).ravel()
            like = 2 * weight >= _LEAST * (totals[left] + totals[right])
            parts[0].extend(left[like].tolist())
            parts[1].extend(right[like].tolist())
        return parts

    def _compare(self, left: int, right: int) -> Pair:
        mine, theirs = self.wordings[left], self.wordings[right]
        shared = set(mine.terms) & set(theirs.terms)
        turned = find_opposites(mine, theirs)
        weight = sum(self.weights[term] for term in shared)
        shares = [
            (weight + sum(self.weights[term] for term in turned if term in terms)) / self._totals[number]
            for number, terms in ((left, mine.terms), (right, theirs.terms))
        ]
        return Pair(left, right, shares[0], shares[1], len(shared) + len(turned) // 2)
