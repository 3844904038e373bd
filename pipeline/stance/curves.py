"""What more labels would bring: scores by number of labels, and the next step of the curve."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from pipeline.stance.scoring import score_stances

if TYPE_CHECKING:
    from pipeline.stance.training import Rows

_PARTS = (0.125, 0.25, 0.5, 1.0)
_REPEATS = 4
_HELD_OUT = 0.25
_MORE = 500
_FEWEST_GROUPS = 12


def learning_curve(
    own: Rows, base: Rows | None, chosen: dict[str, float], seed: int
) -> dict[str, Any] | None:
    """Measure macro F1 on held-out groups for growing parts of the labels.

    A quarter of the groups is held out, four times anew; parts of the rest are learnt, on top of
    the base. The gain of more labels is read off the curve's last two doublings, since learning
    curves are close to straight in the logarithm of the number of labels.

    Args:
        own: The user's rows.
        base: Rows of the base training, always learnt.
        chosen: ``strength`` and ``own_weight``.
        seed: Seed of the draws.

    Returns:
        ``points`` (``labels``, ``macro_f1``, ``deviation`` over the four draws), ``more`` (500),
        ``gain`` and the ends of its 95 % interval, ``gain_low`` and ``gain_high``. Null with
        fewer than twelve groups.
    """
    names = np.unique(own.groups)
    if len(names) < _FEWEST_GROUPS:
        return None
    random = np.random.default_rng(seed)
    scores: dict[float, list[float]] = {part: [] for part in _PARTS}
    sizes: dict[float, list[int]] = {part: [] for part in _PARTS}
    for _ in range(_REPEATS):
        shuffled = random.permutation(names)
        n_out = max(1, round(len(names) * _HELD_OUT))
        asked = np.isin(own.groups, shuffled[:n_out])
        rest = shuffled[n_out:]
        for part in _PARTS:
            learnt = np.isin(own.groups, rest[: max(1, round(len(rest) * part))])
            score = _score(own, base, chosen, learnt, asked)
            if score is not None:
                scores[part].append(score)
                sizes[part].append(int(learnt.sum()))
    points = [
        {
            "labels": round(float(np.mean(sizes[part]))),
            "macro_f1": round(float(np.mean(found)), 4),
            "deviation": round(float(np.std(found)), 4),
        }
        for part, found in scores.items()
        if found
    ]
    slopes = [(last - first) / 2 for first, last in zip(scores[_PARTS[-3]], scores[_PARTS[-1]], strict=False)]
    if not slopes or not points:
        return None
    doublings = math.log2((len(own.labels) + _MORE) / len(own.labels))
    gain, spread = float(np.mean(slopes)), float(np.std(slopes, ddof=1)) if len(slopes) > 1 else 0.0
    half = 1.96 * spread / math.sqrt(len(slopes))
    return {
        "points": points,
        "more": _MORE,
        "gain": round(gain * doublings, 4),
        "gain_low": round((gain - half) * doublings, 4),
        "gain_high": round((gain + half) * doublings, 4),
    }


def _score(
    own: Rows, base: Rows | None, chosen: dict[str, float], learnt: np.ndarray, asked: np.ndarray
) -> float | None:
    features, labels = own.features[learnt], own.labels[learnt]
    weights = np.full(len(labels), chosen["own_weight"])
    if base is not None:
        features = np.concatenate([base.features, features])
        labels = np.concatenate([base.labels, labels])
        weights = np.concatenate([np.ones(len(base.labels)), weights])
    if len(np.unique(labels)) < 2 or not asked.any():
        return None
    regression = LogisticRegression(C=chosen["strength"], max_iter=300, tol=1e-3)
    regression.fit(features, labels, sample_weight=weights)
    answers = regression.predict(own.features[asked]).tolist()
    score: float = score_stances(own.labels[asked].tolist(), answers, resamples=1)["macro_f1"]
    return score
