"""Two encoders that read the same question: what one misreads, the other often does not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.stance.encoder import OnnxEncoder

BESIDE = "beside"  # names the second encoder in the first one's description


class JoinedEncoder:
    """An encoder whose features are those of two, one after the other.

    Its head is the mean of their decisions, so that both count the same.

    Args:
        first: The encoder that names the other.
        second: The other.
    """

    def __init__(self, first: OnnxEncoder, second: OnnxEncoder) -> None:
        self.first, self.second = first, second

    @property
    def name(self) -> str:
        """Give the first encoder's name, by which models refer to both."""
        return self.first.name

    @property
    def digest(self) -> str:
        """Give 16 hex digits over both."""
        return hashlib.sha256((self.first.digest + self.second.digest).encode()).hexdigest()[:16]

    @property
    def head(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weights (classes, features) and intercepts; see :attr:`OnnxEncoder.head`."""
        heads = self.first.head, self.second.head
        return np.concatenate([coef for coef, _ in heads], axis=1) / 2, heads[0][1] / 2 + heads[1][1] / 2

    def features(self, rows: Sequence[Mapping[str, Any]]) -> NDArray[np.float32]:
        """Give the features of questions; see :meth:`OnnxEncoder.features`."""
        return np.concatenate([self.first.features(rows), self.second.features(rows)], axis=1)


def join_encoders(first: OnnxEncoder, second: OnnxEncoder) -> JoinedEncoder:
    """Give an encoder with the one that its description names beside it.

    Raises:
        ModelError: The second is another one than the description names.
    """
    wanted = first.description[BESIDE]
    if second.digest != wanted["digest"]:
        raise ModelError(
            first.name,
            f"the encoder {second.name} beside it has changed ({second.digest})",
            f"the one with digest {wanted['digest']}",
            "restore that one, or train this one again",
        )
    return JoinedEncoder(first, second)
