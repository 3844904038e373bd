"""How well answers agree with labels, as plain numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score

from pipeline.schemas import STANCES

_ABSTAINED = "abstained"
_BINS = 10


def _codes(answers: Sequence[str | None]) -> NDArray[np.int64]:
    code_of: dict[str | None, int] = {name: code for code, name in enumerate((*STANCES, None))}
    return np.array([code_of[answer] for answer in answers], dtype=np.int64)


def _class_scores(labels: NDArray[np.int64], answers: NDArray[np.int64]) -> NDArray[np.float64]:
    # Precision, recall and F1 of each stance, in rows; 0 where nothing can be divided.
    scores = np.zeros((len(STANCES), 3))
    for code in range(len(STANCES)):
        right = int(((labels == code) & (answers == code)).sum())
        given, wanted = int((answers == code).sum()), int((labels == code).sum())
        scores[code] = (
            right / given if given else 0.0,
            right / wanted if wanted else 0.0,
            2 * right / (given + wanted) if given + wanted else 0.0,
        )
    return scores


def _macro_f1(labels: NDArray[np.int64], answers: NDArray[np.int64]) -> float:
    # Over the stances that occur in the labels, so that a small sample is not blamed for its size.
    return float(_class_scores(labels, answers)[np.unique(labels), 2].mean())


def calibration_error(right: Sequence[bool], confidence: Sequence[float]) -> float:
    """Give the mean distance of confidence from accuracy over ten equal bins, weighted by size.

    Source:
        Guo et al. (2017), On Calibration of Modern Neural Networks, ICML: expected calibration
        error.
    """
    sure, hits = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for number in np.unique(bins):
        inside = bins == number
        error += abs(hits[inside].mean() - sure[inside].mean()) * inside.mean()
    return float(error)


def score_stances(
    labels: Sequence[str],
    answers: Sequence[str | None],
    probabilities: Sequence[Sequence[float]] | None = None,
    seed: int = 0,
    groups: Sequence[str] | None = None,
    resamples: int = 1000,
) -> dict[str, Any]:
    """Score answers against labels.

    A null answer is a miss for its label's recall and no answer for anybody's precision.

    Args:
        labels: Right stances, at least one.
        answers: Given stances, null where the model abstained.
        probabilities: Of each answer, in the order of ``STANCES``; without them no calibration.
        seed: Seed of the bootstrap.
        groups: Rows of one group are drawn together, so that look-alikes do not narrow the
            interval; null: each row is its own.
        resamples: Draws of the bootstrap, at least 1.

    Returns:
        ``n``, ``macro_f1`` (over the stances that occur in the labels) with the ends of its
        95 % bootstrap interval, ``accuracy``, ``answered`` (the part that was not null), for
        each stance ``precision``, ``recall``, ``f1`` and ``n``, ``confusion`` (label, then
        answer) and, with probabilities, ``calibration_error``. Shares are 0 to 1.

    Raises:
        ValueError: There are no labels, or not one answer for each.
    """
    if not labels or len(labels) != len(answers):
        raise ValueError(f"{len(labels)} labels and {len(answers)} answers: one for each is needed")
    wanted, given = _codes(labels), _codes(answers)
    draws = _draws(groups or [str(number) for number in range(len(labels))], resamples, seed)
    low, high = np.percentile([_macro_f1(wanted[draw], given[draw]) for draw in draws], [2.5, 97.5])
    per_class = _class_scores(wanted, given)
    scores: dict[str, Any] = {
        "n": len(labels),
        "macro_f1": _macro_f1(wanted, given),
        "macro_f1_low": float(low),
        "macro_f1_high": float(high),
        "accuracy": float((wanted == given).mean()),
        "answered": float((given < len(STANCES)).mean()),
    }
    for code, name in enumerate(STANCES):
        values = dict(zip(("precision", "recall", "f1"), map(float, per_class[code]), strict=True))
        scores[name] = {**values, "n": int((wanted == code).sum())}
    columns = (*STANCES, _ABSTAINED)
    scores["confusion"] = {
        name: {column: int(((wanted == i) & (given == j)).sum()) for j, column in enumerate(columns)}
        for i, name in enumerate(STANCES)
    }
    if probabilities is not None:
        likeliest = [STANCES[int(np.argmax(row))] for row in probabilities]
        right = [answer == label for answer, label in zip(likeliest, labels, strict=True)]
        scores["calibration_error"] = calibration_error(right, [max(row) for row in probabilities])
    return {name: _rounded(value) for name, value in scores.items()}


def _draws(groups: Sequence[str], resamples: int, seed: int) -> Iterator[NDArray[np.int64]]:
    _, group_of = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(group_of, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(group_of))[:-1])
    random = np.random.default_rng(seed)
    for _ in range(resamples):
        drawn = random.integers(0, len(members), len(members))
        yield np.concatenate([members[number] for number in drawn])


def chance_corrected_agreement(pairs: Sequence[tuple[str, str]]) -> float:
    """Give Cohen's kappa of two readers' labels of the same rows: 1 is full, 0 is chance.

    Two readers who both give one and the same label to every row agree fully; no rows at all
    agree by nothing, 0.
    """
    if not pairs:
        return 0.0
    if len({label for pair in pairs for label in pair}) == 1:
        return 1.0
    first, second = zip(*pairs, strict=True)
    return float(cohen_kappa_score(first, second))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return round(value, 4) if isinstance(value, float) else value
