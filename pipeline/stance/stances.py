"""The stage's function: each claim's stance toward each side it concerns."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from pipeline.schemas import STANCE_ROWS, STANCES, check_table
from pipeline.stance.config import StanceConfig
from pipeline.stance.models import StanceModel, name_stance
from pipeline.stance.targets import claim_sides, target_row


def classify_stances(annotated: pa.Table, *, model: StanceModel, config: StanceConfig) -> pa.Table:
    """Give the stance of each claim toward each side that has a mention inside it.

    A claim and a side get one answer, however often the side is mentioned. The answer reads the
    claim's words alone: not its source, its article or other claims.

    Args:
        annotated: One row an article, with the columns of DOCUMENTS, MENTIONS and CLAIMS.
        model: Encoder and classifier.
        config: Reads ``abstain_below``.

    Returns:
        A table of STANCE_ROWS in the articles' order; within one, in claim order, then by side.
        ``target`` is the side's first mention in the claim, its offsets those of the article.
    """
    model_id = model.model_id
    articles = annotated.to_pylist()
    asked = [(number, question) for number, row in enumerate(articles) for question in claim_sides(row)]
    found = model.probabilities([target_row(articles[number], question) for number, question in asked])
    stances: list[list[dict[str, Any]]] = [[] for _ in articles]
    for (number, question), probabilities in zip(asked, found, strict=True):
        first = question.mentions[0]
        stances[number].append(
            {
                "claim_id": question.claim["claim_id"],
                "side": question.side,
                "stance": name_stance(probabilities, config.abstain_below),
                **{f"p_{name}": p for name, p in zip(STANCES, probabilities, strict=True)},
                "target": first["text"],
                "target_start_char": first["start_char"],
                "target_end_char": first["end_char"],
                "model_id": model_id,
            }
        )
    rows = [
        {"article_id": row["article_id"], "stances": of_article}
        for row, of_article in zip(articles, stances, strict=True)
    ]
    return check_table(pa.Table.from_pylist(rows, schema=STANCE_ROWS), STANCE_ROWS, "classify_stances")
