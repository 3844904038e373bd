"""How far labellers agree: raw, beyond chance for two (Cohen), for any number (Krippendorff)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from pipeline.labelling.questions import Row
from pipeline.labelling.records import ADJUDICATED, ANSWERS, answer_of, labeller_of
from pipeline.labelling.settling import labels_by_question


class PairAgreement(NamedTuple):
    """Two labellers on the questions both answered.

    Attributes:
        first: One labeller.
        second: The other.
        n: Questions that both answered.
        raw: Share of them with the same answer, 0 to 1.
        kappa: Cohen's kappa; null where chance alone would make them agree always.
        table: How often (first's answer, second's answer) occurs.
    """

    first: str
    second: str
    n: int
    raw: float
    kappa: float | None
    table: Counter[tuple[str, str]]


def pair_agreements(rows: Iterable[Row]) -> list[PairAgreement]:
    """Compare each two labellers who share questions; adjudicators are nobody's peers.

    Args:
        rows: Label rows. A row without a stance counts with its reason as the answer.

    Returns:
        Pairs in the order of their names.
    """
    answers = _answers(rows)
    names = sorted({name for given in answers for name in given})
    pairs = []
    for first, second in combinations(names, 2):
        both = [(given[first], given[second]) for given in answers if first in given and second in given]
        if both:
            raw = sum(a == b for a, b in both) / len(both)
            pairs.append(PairAgreement(first, second, len(both), raw, cohen_kappa(both), Counter(both)))
    return pairs


def cohen_kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Give the agreement of two beyond what their own shares of answers would give by chance.

    Args:
        both: The two answers to each question; at least one.

    Returns:
        1 for full agreement, 0 for what chance gives; null where both gave one and the same
        answer always.

    Source:
        Cohen (1960), Educ. Psychol. Meas. 20, 37-46.

    Example:
        >>> cohen_kappa([("yes", "yes")] * 2 + [("no", "no"), ("no", "yes")])
        0.5
    """
    n = len(both)
    firsts, seconds = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(firsts[answer] * seconds[answer] for answer in firsts) / n**2
    if chance == 1:
        return None
    return (sum(a == b for a, b in both) / n - chance) / (1 - chance)


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Give the agreement of any number of labellers with gaps, for answers without an order.

    Args:
        units: The answers to each question, whoever gave them; those with fewer than two
            answers say nothing and are left out.

    Returns:
        1 for full agreement, 0 for what chance gives; null if nothing was answered twice or
        all answers are the same.

    Source:
        Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: coincidences
        of values within units, the nominal difference.

    Example:
        >>> krippendorff_alpha([["a", "a"], ["b", "b"], ["a", "b"], ["c"]])
        0.4444444444444444
    """
    coincidences: defaultdict[tuple[str, str], float] = defaultdict(float)
    totals: defaultdict[str, float] = defaultdict(float)
    for unit in units:
        for pair in permutations(unit, 2):
            coincidences[pair] += 1 / (len(unit) - 1)
            totals[pair[0]] += 1 / (len(unit) - 1)
    n = sum(totals.values())
    expected = n**2 - sum(count**2 for count in totals.values())
    if expected <= 0:
        return None
    observed = sum(count for (a, b), count in coincidences.items() if a != b)
    return 1 - (n - 1) * observed / expected


def overall_alpha(rows: Iterable[Row]) -> float | None:
    """Give Krippendorff's alpha over all questions and labellers but adjudicators."""
    return krippendorff_alpha([list(given.values()) for given in _answers(rows)])


def answers_in_use(table: Iterable[tuple[str, str]]) -> list[str]:
    """Give the answers that occur in a confusion table, in their fixed order."""
    used = {answer for pair in table for answer in pair}
    return [answer for answer in ANSWERS if answer in used]


def _answers(rows: Iterable[Row]) -> list[dict[str, str]]:
    return [
        {labeller_of(row): answer_of(row) for row in answers if labeller_of(row) != ADJUDICATED}
        for answers in labels_by_question(rows)
    ]
