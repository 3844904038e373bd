"""What a stance classifier gets right, sliced so that a user sees where not to trust it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from pipeline.schemas import STANCES
from pipeline.stance.labels import Label
from pipeline.stance.models import name_stance
from pipeline.stance.scoring import score_stances
from pipeline.stance.swaps import consistency, is_name, swap_row

Probabilities = Sequence[float]
Answer = Callable[[Sequence[Mapping[str, Any]]], Sequence[Probabilities]]

_QUOTED = re.compile(r"[\"“”«»]|(?<!\w)['‘]\w[^'’]{8,}['’](?!\w)")
_NEGATED = re.compile(
    r"\b(?:no|not|never|nobody|nothing|neither|nor|none|hardly|cannot)\b|n[’']t\b", re.IGNORECASE
)
_BINS = 10

SLICES: dict[str, Callable[[Label], bool]] = {
    "quoted": lambda label: bool(_QUOTED.search(label.text)),
    "negated": lambda label: bool(_NEGATED.search(label.text)),
    "two sides": lambda label: bool(label.rival_spans),
    "several mentions": lambda label: len(label.target_spans) > 1,
    "pronoun or description": lambda label: not any(is_name(label.text[a:b]) for a, b in label.target_spans),
    "over 30 words": lambda label: len(label.text.split()) > 30,
    # Rows picked because a model was unsure of them say nothing about how often it is right.
    "picked at random": lambda label: label.strategy == "random",
}


class Evaluation(NamedTuple):
    """Figures of a classifier on labels, and the rows behind them.

    Attributes:
        scores: ``all``; ``sides`` and ``slices``, by name; ``swaps`` (``asked`` and the part that
            stayed the same, ``consistency``). Each of the first three as
            :func:`~pipeline.stance.scoring.score_stances` gives it.
        reliability: A row a bin of confidence: ``confidence`` and ``accuracy`` (means), ``n``.
        errors: A row a wrong answer, the surest first.
    """

    scores: dict[str, Any]
    reliability: list[dict[str, float]]
    errors: list[dict[str, Any]]


def evaluate_answers(
    labels: Sequence[Label],
    answer: Answer,
    *,
    abstain_below: float = 0.0,
    counterparts: Mapping[str, str] | None = None,
    seed: int = 0,
) -> Evaluation:
    """Ask a classifier about labelled texts and say how well it did, and on what.

    Args:
        labels: At least one.
        answer: Gives three probabilities, in the order of ``STANCES``, for each of some rows
            (``id``, ``text``, ``target_spans``, ``rival_spans``, ``side``).
        abstain_below: Smallest top probability that counts as an answer.
        counterparts: Names to exchange in the side-swap audit.
        seed: Seed of the bootstrap.
    """
    rows = [label._asdict() for label in labels]
    found = [tuple(map(float, row)) for row in answer(rows)]
    given = [name_stance(row, abstain_below) for row in found]

    def scores_of(chosen: Sequence[int]) -> dict[str, Any]:
        return score_stances(
            [labels[i].label for i in chosen],
            [given[i] for i in chosen],
            [found[i] for i in chosen],
            groups=[labels[i].group for i in chosen],
            seed=seed,
        )

    sides = sorted({label.side for label in labels if label.side is not None})
    slices = {name: [i for i, label in enumerate(labels) if test(label)] for name, test in SLICES.items()}
    scores = {
        "all": scores_of(range(len(labels))),
        "sides": {side: scores_of([i for i, x in enumerate(labels) if x.side == side]) for side in sides},
        "slices": {name: scores_of(chosen) for name, chosen in slices.items() if chosen},
        "swaps": _audit_swaps(rows, found, answer, counterparts or {}),
    }
    return Evaluation(scores, _reliability(labels, found), _errors(labels, given, found))


def _audit_swaps(
    rows: Sequence[Mapping[str, Any]],
    found: Sequence[Probabilities],
    answer: Answer,
    counterparts: Mapping[str, str],
) -> dict[str, Any]:
    pairs = [(i, swap_row(row, counterparts)) for i, row in enumerate(rows)]
    swapped = [(i, row) for i, row in pairs if row is not None]
    again = answer([row for _, row in swapped]) if swapped else []
    before = [name_stance(found[i], 0.0) for i, _ in swapped]
    same = consistency(before, [name_stance(tuple(map(float, row)), 0.0) for row in again])
    return {"asked": len(swapped), "consistency": round(same, 4)}


def _reliability(labels: Sequence[Label], found: Sequence[Probabilities]) -> list[dict[str, float]]:
    sure = np.array([max(row) for row in found])
    right = np.array(
        [STANCES[int(np.argmax(row))] == label.label for row, label in zip(found, labels, strict=True)]
    )
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    return [
        {
            "confidence": round(float(sure[bins == number].mean()), 4),
            "accuracy": round(float(right[bins == number].mean()), 4),
            "n": int((bins == number).sum()),
        }
        for number in np.unique(bins)
    ]


def _errors(
    labels: Sequence[Label], given: Sequence[str | None], found: Sequence[Probabilities]
) -> list[dict[str, Any]]:
    wrong = [
        {
            "id": label.id,
            "text": label.text,
            "target": label.text[slice(*label.target_spans[0])],
            "side": label.side,
            "label": label.label,
            "answer": answer,
            **{f"p_{name}": round(p, 4) for name, p in zip(STANCES, row, strict=True)},
        }
        for label, answer, row in zip(labels, given, found, strict=True)
        if answer is not None and answer != label.label
    ]
    return sorted(wrong, key=lambda row: (-max(row[f"p_{name}"] for name in STANCES), row["id"]))
