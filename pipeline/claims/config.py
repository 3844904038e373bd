"""What a run may change about the claims stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClaimsConfig:
    """Parameters of :func:`pipeline.claims.extract_claims`.

    Attributes:
        min_score: Claims whose ``claim_score`` is lower are left out; a score, 0 to 1.
        min_words: Fewest words of a claim; a count, 1 or more. A quoted "No." of fewer
            words is an attribution all the same.
        split_sides: Whether a sentence whose clauses are about different sides becomes one
            claim a clause.
        max_carry_sentences: How many sentences without quotation marks may stand between a
            quotation without a cue and the speaker it is carried over from; a count, 0 or more.
    """

    min_score: float = 0.0
    min_words: int = 3
    split_sides: bool = True
    max_carry_sentences: int = 1
