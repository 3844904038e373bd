"""How far to trust the answer: what was read, what was left out, how often the model is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.report.figures import Figure, Receipt
from pipeline.report.rows import Row
from pipeline.schemas import REJECT_REASONS, STANCES

_FURNITURE = {"furniture"}


@dataclass(frozen=True)
class Part:
    """A part of a step's whole.

    Args:
        label: What it is.
        count: How much of the whole.
        tone: How its bar looks: on, off, or a stance.
        opens: The number as a link to its claims; the number's words where it counts none.
    """

    label: str
    count: int
    tone: str
    opens: Figure | Receipt | str


@dataclass(frozen=True)
class Step:
    """A step of the coverage: a whole and the parts that add up to it."""

    label: str
    whole: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Measured:
    """What the stance model scored on labels that it had not learnt from."""

    labels: str
    count: int
    accuracy: float
    macro_f1: float
    macro_f1_low: float
    macro_f1_high: float
    calibration_error: float
    f1: Mapping[str, float]


def coverage_steps(
    described: Mapping[str, Any],
    sentences: Sequence[Row],
    claims: Sequence[Row],
    rows: Sequence[Row],
    sides: Mapping[str, str],
) -> tuple[Step, ...]:
    """Follow the records to the stances; every step's parts add up to its whole.

    Args:
        described: Content of ``run.json``.
        sentences: The sentences. Reads ``sentence_id`` and ``block_kind``.
        claims: The claims. Reads ``claim_id``, ``sentence_id``, ``claimant_kind``.
        rows: ``claims_full`` as rows.
        sides: Names of the sides.
    """
    counts = described["counts"]
    with_claim = {row["sentence_id"] for row in claims}
    furniture = sum(
        row["block_kind"] in _FURNITURE and row["sentence_id"] not in with_claim for row in sentences
    )
    spoken = sum(row["sentence_id"] in with_claim for row in sentences)
    quiet = len(sentences) - spoken - furniture
    voices = Counter(row["claimant_kind"] for row in claims)
    concerned = len({row["claim_id"] for row in rows if row["side"] is not None})
    cells = Counter(row["side"] for row in rows if row["side"] is not None)
    answers = Counter(row["stance"] for row in rows if row["side"] is not None)
    return (
        Step(
            "records in the input files",
            counts["records"],
            (
                _things("articles read", counts["articles"], "on"),
                _things("refused, with a reason", counts["records"] - counts["articles"], "off"),
            ),
        ),
        Step(
            "sentences in these articles",
            len(sentences),
            (
                _things("hold a claim", spoken, "on"),
                _things("hold none: headings, questions, instructions", quiet, "off"),
                _things("are furniture: navigation, notices, credits", furniture, "off"),
            ),
        ),
        Step(
            "claims, by who makes them",
            len(claims),
            (
                _claims("named claimant", voices["named"], "on", {"voice": "named"}),
                _claims("unnamed claimant", voices["unnamed"], "on", {"voice": "unnamed"}),
                _claims("article’s own voice", voices["author"], "on", {"voice": "author"}),
            ),
        ),
        Step(
            "claims, by what they concern",
            len(claims),
            (
                _claims("concern a side", concerned, "on", {"side": "any"}),
                _claims("concern none", len(claims) - concerned, "off", {"side": "none"}),
            ),
        ),
        Step(
            "pairs of a claim and a side it concerns",
            sum(cells.values()),
            tuple(
                _claims(sides.get(side, side), cells[side], "on", {"side": side})
                for side in sides
                if cells[side]
            ),
        ),
        Step(
            "answers of the stance model",
            sum(cells.values()),
            (
                *(
                    _pairs(stance, answers[stance], stance, stance)
                    for stance in ("critical", "neutral", "supporting")
                ),
                _pairs("withheld, too unsure", answers[None], "off", "abstained"),
            ),
        ),
    )


def _things(label: str, count: int, tone: str) -> Part:
    return Part(label, count, tone, f"{count:,}")


def _claims(label: str, count: int, tone: str, query: Mapping[str, str]) -> Part:
    return Part(label, count, tone, Figure(count, query))


def _pairs(label: str, count: int, tone: str, stance: str) -> Part:
    # A claim about two sides is two answers and one claim, so the number is none of claims.
    return Part(label, count, tone, Receipt(f"{count:,}", {"side": "any", "stance": stance}))


def measured_figures(identity: Mapping[str, Any] | None) -> tuple[Measured, ...]:
    """Give a model's scores, the most sobering first.

    Args:
        identity: The model's identity; None where no such model is here.
    """
    found = []
    for labels, models in (identity or {}).get("dev", {}).items():
        scores = models.get("classifier", {})
        if not {"accuracy", "macro_f1", "n"} <= set(scores):
            continue
        found.append(
            Measured(
                labels=labels,
                count=scores["n"],
                accuracy=scores["accuracy"],
                macro_f1=scores["macro_f1"],
                macro_f1_low=scores["macro_f1_low"],
                macro_f1_high=scores["macro_f1_high"],
                calibration_error=scores["calibration_error"],
                f1={stance: scores[stance]["f1"] for stance in STANCES},
            )
        )
    return tuple(sorted(found, key=lambda figures: (figures.accuracy, figures.labels)))


def refused_reasons(rejects: Sequence[Row]) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Give each reason for a refusal: what it means, how often, and the files."""
    reasons = Counter(row["reason"] for row in rejects)
    return tuple(
        (
            REJECT_REASONS.get(reason, reason),
            count,
            tuple(f"{r['source_path']}: {r['detail']}" for r in rejects if r["reason"] == reason)[:20],
        )
        for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    )
