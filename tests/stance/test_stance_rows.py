from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.errors import ConfigError
from pipeline.schemas import STANCE_ROWS, STANCES, TARGETS
from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.config import StanceConfig, TrainingConfig
from pipeline.stance.golden import golden_rows
from pipeline.stance.stances import answer_targets, classify_stances
from pipeline.stance.storage import model_id_of

from .test_stance_targets import JOINED, article


def test_each_claim_and_side_gets_a_row(tiny: StanceClassifier) -> None:
    table = pa.Table.from_pylist([article()], schema=JOINED)
    found = classify_stances(table, classifier=tiny, config=StanceConfig())
    assert found.schema.equals(STANCE_ROWS)
    rows = found.to_pylist()[0]["stances"]
    assert [(row["claim_id"], row["side"]) for row in rows] == [("c1", "china"), ("c1", "us")]
    us = rows[1]
    text = article()["text"]
    assert text[us["target_start_char"] : us["target_end_char"]] == us["target"] == "Ada"
    assert us["target_start_char"] == 8
    assert us["stance"] in STANCES
    assert us["model_id"] == model_id_of(tiny)
    assert sum(us[f"p_{name}"] for name in STANCES) == pytest.approx(1, abs=1e-6)


def test_an_article_does_not_depend_on_others(tiny: StanceClassifier) -> None:
    rows = [article(), {**article(), "article_id": "a2", "claims": []}, {**article(), "article_id": "a3"}]
    whole = classify_stances(
        pa.Table.from_pylist(rows, schema=JOINED), classifier=tiny, config=StanceConfig()
    )
    for i, row in enumerate(rows):
        alone = pa.Table.from_pylist([row], schema=JOINED)
        assert classify_stances(alone, classifier=tiny, config=StanceConfig()).equals(whole.slice(i, 1))
    assert whole.column("stances")[1].as_py() == []
    assert classify_stances(JOINED.empty_table(), classifier=tiny, config=StanceConfig()).num_rows == 0


def test_unsure_answers_are_null(tiny: StanceClassifier) -> None:
    asked = pa.Table.from_pylist(golden_rows(), schema=TARGETS)
    sure = list(answer_targets(asked, classifier=tiny, config=StanceConfig()))
    unsure = list(answer_targets([asked], classifier=tiny, config=StanceConfig(abstain_below=1.0)))
    assert [stance for stance, _ in sure] == ["supporting", "critical", "neutral"]
    assert [stance for stance, _ in unsure] == [None, None, None]
    assert [p for _, p in sure] == [p for _, p in unsure]
    for _, probabilities in sure:
        assert sum(probabilities) == pytest.approx(1, abs=1e-9)
        assert all(p == round(p, 6) for p in probabilities)


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: StanceConfig(abstain_below=1.5), "stance.abstain_below: is 1.5"),
        (lambda: TrainingConfig(strength=0), "training.strength: is 0"),
        (lambda: TrainingConfig(folds=1), "training.folds: is 1; expected 2 or more"),
    ],
)
def test_wrong_parameters(make: type, match: str) -> None:
    with pytest.raises(ConfigError, match=match):
        make()
