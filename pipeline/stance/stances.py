"""The stage's function: each claim's stance toward each side it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from pipeline.schemas import STANCE_ROWS, STANCES, check_table
from pipeline.stance.classifier import Floats, StanceClassifier
from pipeline.stance.config import StanceConfig
from pipeline.stance.storage import model_id_of
from pipeline.stance.targets import claim_sides, target_row

_DECIMALS = 6


def rounded_probabilities(classifier: StanceClassifier, probabilities: Floats) -> list[tuple[float, ...]]:
    """Give probabilities in the order of ``STANCES``, of six decimals that sum to 1.

    Args:
        classifier: Its ``classes_`` name the columns; a class it never saw gets 0.
        probabilities: One row a target, as ``predict_proba`` gives them.
    """
    columns = {name: column for column, name in enumerate(classifier.classes_.tolist())}
    rows = []
    for row in probabilities:
        values = [round(float(row[columns[name]]), _DECIMALS) if name in columns else 0.0 for name in STANCES]
        top = values.index(max(values))
        values[top] = round(values[top] + 1.0 - sum(values), _DECIMALS)
        rows.append(tuple(values))
    return rows


def _named(probabilities: tuple[float, ...], config: StanceConfig) -> str | None:
    top = max(probabilities)
    return STANCES[probabilities.index(top)] if top >= config.abstain_below else None


def answer_targets(
    targets: pa.Table | Iterable[pa.Table], *, classifier: StanceClassifier, config: StanceConfig
) -> Iterator[tuple[str | None, tuple[float, ...]]]:
    """Yield the stance and the probabilities of each question, in the questions' order.

    Args:
        targets: Rows of TARGETS, in one table or in portions.
        classifier: A fitted classifier.
        config: Reads ``abstain_below``.

    Yields:
        The stance, null where unsure, and probabilities in the order of ``STANCES``.
    """
    for portion in [targets] if isinstance(targets, pa.Table) else targets:
        found = classifier.predict_proba(portion.to_pylist())
        for probabilities in rounded_probabilities(classifier, found):
            yield _named(probabilities, config), probabilities


def classify_stances(annotated: pa.Table, *, classifier: StanceClassifier, config: StanceConfig) -> pa.Table:
    """Give the stance of each claim toward each side that has a mention inside it.

    A claim and a side get one answer, however often the side is mentioned. The answer reads the
    claim's words alone: not its source, its article or other claims.

    Args:
        annotated: One row an article, with the columns of DOCUMENTS, ANNOTATIONS, MENTIONS and
            CLAIMS.
        classifier: A fitted classifier.
        config: Reads ``abstain_below``.

    Returns:
        A table of STANCE_ROWS in the articles' order; within one, in claim order, then by side.
        ``target`` is the side's first mention in the claim, its offsets those of the article.
    """
    model_id = model_id_of(classifier)
    rows = []
    for row in annotated.to_pylist():
        asked = list(claim_sides(row))
        found = classifier.predict_proba([target_row(row, question) for question in asked])
        stances: list[dict[str, Any]] = []
        for question, probabilities in zip(asked, rounded_probabilities(classifier, found), strict=True):
            first = question.mentions[0]
            stances.append(
                {
                    "claim_id": question.claim["claim_id"],
                    "side": question.side,
                    "stance": _named(probabilities, config),
                    **{f"p_{name}": p for name, p in zip(STANCES, probabilities, strict=True)},
                    "target": first["text"],
                    "target_start_char": first["start_char"],
                    "target_end_char": first["end_char"],
                    "model_id": model_id,
                }
            )
        rows.append({"article_id": row["article_id"], "stances": stances})
    return check_table(pa.Table.from_pylist(rows, schema=STANCE_ROWS), STANCE_ROWS, "classify_stances")
