"""Scores rise with what could be checked and fall with what only addresses somebody."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from pipeline.claims import ClaimsConfig, extract_claims


def score(annotate: Callable[..., pa.Table], text: str) -> float:
    claims = extract_claims(annotate(text), config=ClaimsConfig()).to_pylist()[0]["claims"]
    return float(claims[0]["claim_score"])


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("The company sold 40 percent of its chips in May.", "The company sold most of its chips in May."),
        ("Microsoft sold most of its chips.", "They sold most of their chips."),
        ("The company sold most of its chips in May.", "The company sold chips."),
        ("Prices have fallen by a third.", "I hope prices fall by a third."),
        ("The company answers every letter.", "You answer every letter."),
        ("The company won the contract.", "The company won the contract!"),
    ],
)
def test_scores_order_claims(annotate: Callable[..., pa.Table], higher: str, lower: str) -> None:
    assert score(annotate, higher) > score(annotate, lower)
