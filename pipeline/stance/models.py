"""A stance model: an encoder that reads claims, and the classifier on its features."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.schemas import STANCES
from pipeline.stance.classifier import StanceClassifier

Row = Mapping[str, Any]
_DECIMALS = 6


class Encoder(Protocol):
    """What turns questions into numbers."""

    @property
    def name(self) -> str:
        """Give the encoder's name, by which models refer to it."""

    @property
    def digest(self) -> str:
        """Give a digest over all that decides its features."""

    def features(self, rows: Sequence[Row]) -> NDArray[np.float32]:
        """Give a row of features for each question, as ``target_row`` makes them; none depends on another."""


@dataclass(frozen=True)
class StanceModel:
    """Encoder and classifier; what a run, an exam and a comparison ask."""

    encoder: Encoder
    classifier: StanceClassifier

    @property
    def model_id(self) -> str:
        """Give 16 hex digits over all that was learnt; the same for every file it is saved to."""
        learnt = self.classifier
        digest = hashlib.sha256(self.encoder.digest.encode())
        numbers = (learnt.coef_, learnt.intercept_, np.float64(learnt.temperature_))
        for part in (",".join(map(str, learnt.classes_)).encode(), *(_bytes_of(n) for n in numbers)):
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()[:16]

    def probabilities(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """Give three probabilities for each question, in the order of ``STANCES``.

        They have six decimals, so that the last bits of a processor's arithmetic do not show,
        and sum to 1. A class that the labels did not have gets 0.
        """
        if not rows:
            return []
        found = self.classifier.predict_proba(self.encoder.features(rows))
        columns = {name: column for column, name in enumerate(self.classifier.classes_.tolist())}
        answers = []
        for row in found:
            values = [
                round(float(row[columns[name]]), _DECIMALS) if name in columns else 0.0 for name in STANCES
            ]
            top = values.index(max(values))
            values[top] = round(values[top] + 1.0 - sum(values), _DECIMALS)
            answers.append(tuple(values))
        return answers


def name_stance(probabilities: Sequence[float], abstain_below: float) -> str | None:
    """Give the likeliest stance, or null where its probability is below the limit."""
    top = max(probabilities)
    return STANCES[list(probabilities).index(top)] if top >= abstain_below else None


def _bytes_of(numbers: Any) -> bytes:
    return np.ascontiguousarray(numbers, dtype=np.float64).tobytes()
