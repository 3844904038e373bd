"""An encoder that counts words beside the target, and a model trained on a handful of sentences."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.models import StanceModel

WIDTH = 64
VERBS = {
    "beat": ("supporting", "critical"),
    "surpassed": ("supporting", "critical"),
    "praised": ("neutral", "supporting"),
    "endorsed": ("neutral", "supporting"),
    "blamed": ("neutral", "critical"),
    "accused": ("neutral", "critical"),
    "met": ("neutral", "neutral"),
    "visited": ("neutral", "neutral"),
}


class WordsEncoder:
    """Counts of words before the first mention and after it, hashed; fast and without a file."""

    name, digest = "words", "d" * 16

    def features(self, rows: Sequence[Mapping[str, Any]]) -> np.ndarray:
        """Give a row of counts for each question."""
        found = np.zeros((len(rows), WIDTH), dtype=np.float32)
        for i, row in enumerate(rows):
            start, end = min(map(tuple, row["target_spans"]))
            for place, words in (("before", row["text"][:start]), ("after", row["text"][end:])):
                for word in words.strip(" .").split():
                    found[i, zlib.crc32(f"{place} {word}".encode()) % WIDTH] += 1
        return np.minimum(found, 1.0)  # within -1 to 1, as an encoder's are


def question(text: str, target: str, rival: str = "", side: str | None = None) -> dict[str, Any]:
    """Give a question about the first place of a word."""
    start = text.index(target)
    rivals = [[text.index(rival), text.index(rival) + len(rival)]] if rival else []
    spans = [[start, start + len(target)]]
    return {"id": text, "text": text, "side": side, "target_spans": spans, "rival_spans": rivals}


@pytest.fixture(scope="session")
def encoder() -> WordsEncoder:
    return WordsEncoder()


@pytest.fixture(scope="session")
def labelled() -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """Questions, labels and groups: two names are a group."""
    rows, labels, groups = [], [], []
    for one, other in (("Ada", "Bo"), ("Cy", "Dee"), ("Eve", "Flo"), ("Gus", "Hal")):
        for verb, both in VERBS.items():
            for (target, rival), label in zip(((one, other), (other, one)), both, strict=True):
                side = "us" if target == one else "china"
                rows.append(question(f"{one} {verb} {other}.", target, rival, side))
                labels.append(label)
                groups.append(one)
    return rows, labels, groups


@pytest.fixture(scope="session")
def tiny(encoder: WordsEncoder, labelled: tuple[list[dict[str, Any]], list[str], list[str]]) -> StanceModel:
    """A model that learnt the labelled questions."""
    rows, labels, groups = labelled
    classifier = StanceClassifier(strength=3.0, folds=3).fit(encoder.features(rows), labels, groups=groups)
    return StanceModel(encoder, classifier)
