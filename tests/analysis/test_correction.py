"""Shares corrected for a classifier's errors, against truths that the test knows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pipeline.analysis.correction import correct_counts, solve_shares
from pipeline.analysis.shares import correct_shares
from pipeline.schemas import STANCES

TRUE = np.array([0.2, 0.5, 0.3])
RATES = np.array([[0.7, 0.1, 0.2], [0.05, 0.65, 0.3], [0.1, 0.1, 0.8]])


def _collect(rng: np.random.Generator, articles: int, alike: float) -> np.ndarray:
    """Draw what a model says of the claims of some articles; claims of one are alike in stance."""
    counts = []
    for _ in range(articles):
        taste = rng.dirichlet(TRUE * alike)
        true = rng.multinomial(rng.integers(1, 12), taste)
        said = [rng.multinomial(n, row) for n, row in zip(true, RATES, strict=True)]
        counts.append(np.sum(said, axis=0))
    return np.array(counts)


def test_the_corrected_interval_covers_the_truth_and_the_plain_one_does_not() -> None:
    rng = np.random.default_rng(7)
    corrected, plain = [], []
    for _ in range(200):
        confusion = np.array([rng.multinomial(200, row) for row in RATES])
        said = _collect(rng, articles=80, alike=6.0)
        _, low, high = correct_counts(said, confusion, rng)
        corrected.append((low <= TRUE) & (high >= TRUE))
        share, n = said.sum(axis=0) / said.sum(), said.sum()
        half = 1.96 * np.sqrt(share * (1 - share) / n)
        plain.append(np.abs(share - TRUE) <= half)
    assert 0.92 <= np.mean(corrected) <= 0.985
    assert np.mean(plain) < 0.5


def test_with_all_claims_and_known_errors_the_truth_comes_back() -> None:
    said = np.array([[10_000, 10_000, 10_000]]) * (TRUE @ RATES)
    shares, low, high = correct_counts(said, RATES * 1e6, np.random.default_rng(0))
    assert np.allclose(shares, TRUE)
    assert (low <= TRUE).all()
    assert (high >= TRUE).all()


def test_a_model_without_errors_changes_nothing(claims_full: Any) -> None:
    full = claims_full(*({"stance": s} for s in [*STANCES, "critical"] * 10), side="us")
    shares = correct_shares(full, np.eye(3) * 1000)
    assert np.allclose(shares["corrected"].astype(float), shares["share"].astype(float))


@pytest.mark.parametrize(
    "rates",
    [np.full((3, 3), 1 / 3), np.array([[1.0, 0, 0], [1.0, 0, 0], [0, 0, 1.0]])],
    ids=["guesses", "confuses two"],
)
def test_a_model_that_tells_nothing_apart_still_gives_shares(rates: np.ndarray) -> None:
    solved = solve_shares(np.array([[0.5, 0.2, 0.3]]), rates[None])
    assert np.isfinite(solved).all()
    assert np.isclose(solved.sum(), 1)


def test_answers_that_no_shares_explain_end_on_the_border() -> None:
    solved = solve_shares(np.array([[0.0, 1.0, 0.0]]), RATES[None])
    assert (solved >= 0).all()
    assert np.allclose(solved, [[0, 1, 0]], atol=0.02)


def test_without_known_errors_the_corrected_columns_are_null(claims_full: Any) -> None:
    shares = correct_shares(claims_full({"side": "us", "stance": "critical"}), None)
    assert shares[["corrected", "corrected_low", "corrected_high"]].isna().all(axis=None)
    assert shares["share"].tolist() == [0, 1, 0]
    assert shares["few"].all()


def test_the_same_seed_gives_the_same_interval(claims_full: Any) -> None:
    full = claims_full(*({"stance": s} for s in STANCES), side="us")
    once, again, other = (correct_shares(full, np.eye(3) * 9 + 1, seed=seed) for seed in (1, 1, 2))
    assert once.equals(again)
    assert not once.equals(other)


def test_a_claim_counts_with_the_stance_of_the_one_that_stands_for_it(claims_full: Any) -> None:
    full = claims_full(
        {"stance": "critical", "is_representative": False},
        {"stance": "neutral"},
        side="us",
        group_id="g",
    )
    shares = correct_shares(full, None).set_index("stance")
    assert shares["independent_claims"].to_dict() == {"supporting": 0, "critical": 0, "neutral": 1}


@pytest.mark.parametrize("confusion", [np.zeros((3, 3)), np.ones((2, 2)), -np.ones((3, 3))])
def test_a_confusion_that_is_none_is_refused(claims_full: Any, confusion: np.ndarray) -> None:
    with pytest.raises(ValueError, match="3 x 3 counts"):
        correct_shares(claims_full({"side": "us", "stance": "critical"}), confusion)
