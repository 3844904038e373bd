"""How much a question is worth asking, and why, in words that do not give away an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from math import log2
from typing import Any

from pipeline.labelling.questions import Question
from pipeline.schemas import STANCES

FEW_LABELS = 10  # fewer say nothing about what is lacking
_TORN, _UNSURE = 0.85, 0.6  # uncertainty
_NEW = 0.9  # novelty
_LACKING = 0.3  # of a side's even share of the labels


class Balance:
    """How far each side's labels fall short of an even share.

    Args:
        labels: Label rows there are, of any labeller.
        sides: Sides that questions are asked about.
    """

    def __init__(self, labels: Iterable[Mapping[str, Any]], sides: Collection[str]) -> None:
        self.counts = Counter(str(label.get("side")) for label in labels)
        self.total = sum(self.counts[side] for side in sides)
        self._even = 1 / max(len(sides), 1)

    def lack(self, side: str) -> float:
        """Give the missing part of the side's even share, 0 to 1; 0 while there are few labels."""
        if self.total < FEW_LABELS:
            return 0.0
        return max(0.0, 1 - self.counts[side] / self.total / self._even)


def uncertainty(question: Question) -> float:
    """Give 1 less the margin between the model's two likeliest answers; 1 where it abstained."""
    if question.model["model_stance"] is None:
        return 1.0
    first, second = _likeliest(question)
    return 1.0 - (first - second)


def weight(question: Question, balance: Balance) -> float:
    """Give how much an answer counts in the tables, 1 or more.

    More for a claim that stands in several articles, for one that a named claimant's shares
    count, and for a side with few labels.
    """
    named = 0.25 if question.row["claimant_kind"] == "named" else 0.0
    return 1 + 0.25 * log2(question.group_articles) + named + 0.5 * balance.lack(question.row["side"])


def tell_reasons(question: Question, strategy: str, balance: Balance, novelty: float) -> str:
    """Say why a question was chosen, without naming the model's answer.

    Args:
        question: The question.
        strategy: The strategy that chose it.
        balance: Labels there are.
        novelty: How unlike it is to all that is labelled, 0 to 1.
    """
    reasons = []
    unsure = uncertainty(question)
    if question.model["model_stance"] is None:
        reasons.append(f"the model gave no answer: {_odds(question)}")
    elif unsure >= _UNSURE:
        reasons.append(f"the model is {'torn' if unsure >= _TORN else 'unsure'}: {_odds(question)}")
    if novelty > _NEW:
        reasons.append("it shares hardly a word with what is labelled")
    elif strategy == "diverse":
        reasons.append("it is unlike the others")
    if question.group_articles > 1:
        reasons.append(f"its claim stands in {question.group_articles} articles")
    if question.row["claimant_kind"] == "named":
        reasons.append("it counts in the shares of a named claimant")
    side = question.row["side"]
    if balance.lack(side) > _LACKING:
        reasons.append(f"only {balance.counts[side]} of {balance.total} labels are on its side")
    return "; ".join(reasons) or "the likeliest of what is left to be a mistake"


def _likeliest(question: Question) -> tuple[float, float]:
    first, second, _ = sorted((question.model[f"p_{stance}"] for stance in STANCES), reverse=True)
    return first, second


def _odds(question: Question) -> str:
    first, second = (f"{odds:.2f}".removeprefix("0") for odds in _likeliest(question))
    return f"its two likeliest answers have {first} and {second}"
