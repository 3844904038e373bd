"""How alike texts are by their words: rare words weigh more, as in TF-IDF; no vocabulary is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_WORD = re.compile(r"\w+")
_WIDTH = 512  # places that words are hashed to
_AT_ONCE = 500  # known texts compared at once; bounds memory, changes no answer


def word_vectors(texts: Sequence[str]) -> Vectors:
    """Give each text a row of length 1 over hashed words, weighted by how few texts hold them.

    Texts without a word get a row of zeros.

    Example:
        >>> vectors = word_vectors(["chips win", "chips win", "laws fail"])
        >>> [round(float(vectors[0] @ other), 2) for other in vectors]
        [1.0, 1.0, 0.0]
    """
    vectors = np.zeros((len(texts), _WIDTH), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in set(_WORD.findall(text.casefold())):
            vectors[row, crc32(word.encode()) % _WIDTH] = 1.0
    held = vectors.sum(axis=0)
    vectors *= np.log((1 + len(texts)) / (1 + held), dtype=np.float32) + np.float32(1)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit


class Likeness:
    """Texts to choose from, and how near each is to the nearest one known or taken.

    Args:
        vectors: Rows of the texts to choose from.
        known: Rows of the texts already there.
    """

    def __init__(self, vectors: Vectors, known: Vectors) -> None:
        self._vectors = vectors
        self._nearest = np.zeros(len(vectors), dtype=np.float32)
        for start in range(0, len(known), _AT_ONCE):
            near = (vectors @ known[start : start + _AT_ONCE].T).max(axis=1)
            np.maximum(self._nearest, near, out=self._nearest)
        self.taken = np.zeros(len(vectors), dtype=np.float32)

    def novelty(self) -> Vectors:
        """Give 1 less the cosine to the nearest text known or taken, 0 to 1, rounded.

        Rounding keeps the last bits of a sum, which differ between machines, from choosing.
        """
        return np.clip(1 - self._nearest, 0, 1).round(4).astype(np.float32)

    def take(self, index: int) -> None:
        """Count a text as taken: it is never the best again, and what is like it is less new."""
        self.taken[index] = np.inf
        np.maximum(self._nearest, self._vectors @ self._vectors[index], out=self._nearest)
