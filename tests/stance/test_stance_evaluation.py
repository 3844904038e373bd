from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from pipeline.schemas import STANCES
from pipeline.stance.evaluation import evaluate_answers
from pipeline.stance.labels import Label
from pipeline.stance.models import StanceModel

SUPPORTING, CRITICAL, NEUTRAL = STANCES


def label(text: str, target: str, stance: str, side: str | None = "us", **spans: Any) -> Label:
    start = text.index(target)
    return Label(text, text, stance, [[start, start + len(target)]], spans.get("rivals", []), side, text)


LABELS = [
    label("Ada beat Bo.", "Ada", SUPPORTING, rivals=[[9, 11]]),
    label("Nobody beat Ada.", "Ada", SUPPORTING),
    label("“Ada cheated,” he said.", "Ada", CRITICAL, side="china"),
    label("They met in May.", "They", NEUTRAL, side="china"),
]


def _sure(stance: str) -> tuple[float, ...]:
    return tuple(0.8 if name == stance else 0.1 for name in STANCES)


def _always(stance: str) -> Any:
    return lambda rows: [_sure(stance)] * len(rows)


def test_scores_are_cut_by_side_and_by_what_is_hard() -> None:
    found = evaluate_answers(LABELS, _always(SUPPORTING))
    assert found.scores["all"]["accuracy"] == 0.5
    assert found.scores["sides"]["us"]["accuracy"] == 1.0
    assert found.scores["sides"]["china"]["accuracy"] == 0.0
    sizes = {name: scores["n"] for name, scores in found.scores["slices"].items()}
    assert sizes == {"quoted": 1, "negated": 1, "two sides": 1, "pronoun or description": 1}
    assert [error["answer"] for error in found.errors] == [SUPPORTING, SUPPORTING]
    assert found.reliability == [{"confidence": 0.8, "accuracy": 0.5, "n": 4}]


def test_a_model_that_knows_names_fails_the_swap_audit() -> None:
    def partisan(rows: Sequence[Mapping[str, Any]]) -> list[tuple[float, ...]]:
        return [
            _sure(SUPPORTING if row["text"][slice(*row["target_spans"][0])] == "Ada" else CRITICAL)
            for row in rows
        ]

    fair = evaluate_answers(LABELS, _always(SUPPORTING), counterparts={"Ada": "Bo", "Bo": "Ada"})
    assert fair.scores["swaps"] == {"asked": 3, "consistency": 1.0}
    unfair = evaluate_answers(LABELS, partisan, counterparts={"Ada": "Bo", "Bo": "Ada"})
    assert unfair.scores["swaps"] == {"asked": 3, "consistency": 0.0}


def test_a_trained_model_reads_roles_not_names(tiny: StanceModel) -> None:
    asked = [label("Ida beat Jo.", "Ida", SUPPORTING, rivals=[[9, 11]])]
    found = evaluate_answers(asked, tiny.probabilities)
    assert found.scores["swaps"] == {"asked": 1, "consistency": 1.0}
    assert found.errors == []


def test_abstaining_is_no_error_and_no_answer() -> None:
    found = evaluate_answers(LABELS, _always(SUPPORTING), abstain_below=0.9)
    assert found.scores["all"]["answered"] == 0.0
    assert found.errors == []
    assert found.scores["all"]["calibration_error"] == pytest.approx(0.3)


def test_rows_picked_at_random_are_told_apart() -> None:
    picked = [*LABELS, LABELS[0]._replace(strategy="random"), LABELS[1]._replace(strategy="mixed")]
    found = evaluate_answers(picked, _always(SUPPORTING))
    assert found.scores["slices"]["picked at random"]["n"] == 1
