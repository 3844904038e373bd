from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.errors import ConfigError
from pipeline.schemas import STANCE_ROWS, STANCES
from pipeline.stance.config import StanceConfig, TrainingConfig
from pipeline.stance.models import StanceModel, name_stance
from pipeline.stance.stances import classify_stances

from .conftest import WordsEncoder, question
from .test_stance_targets import TEXT, article


def _classify(rows: list[dict[str, object]], model: StanceModel, **config: float) -> pa.Table:
    return classify_stances(pa.Table.from_pylist(rows), model=model, config=StanceConfig(**config))


def test_each_claim_and_side_gets_a_row(tiny: StanceModel) -> None:
    found = _classify([article()], tiny)
    assert found.schema.equals(STANCE_ROWS)
    rows = found.to_pylist()[0]["stances"]
    assert [(row["claim_id"], row["side"]) for row in rows] == [("c1", "china"), ("c1", "us")]
    us = rows[1]
    assert TEXT[us["target_start_char"] : us["target_end_char"]] == us["target"] == "Ada"
    assert us["target_start_char"] == 8
    assert us["stance"] in STANCES
    assert us["model_id"] == tiny.model_id
    assert sum(us[f"p_{name}"] for name in STANCES) == pytest.approx(1, abs=1e-6)


def test_an_article_does_not_depend_on_others(tiny: StanceModel) -> None:
    rows = [article(), {**article(), "article_id": "a2", "claims": []}, {**article(), "article_id": "a3"}]
    whole = _classify(rows, tiny)
    for i in (0, 2):
        assert _classify([rows[i]], tiny).equals(whole.slice(i, 1))
    assert whole.column("stances")[1].as_py() == []


def test_unsure_answers_are_null(tiny: StanceModel) -> None:
    sure, unsure = (
        _classify([article()], tiny, abstain_below=limit).to_pylist()[0]["stances"] for limit in (0.0, 1.0)
    )
    assert {row["stance"] for row in unsure} == {None}
    assert [row["p_neutral"] for row in sure] == [row["p_neutral"] for row in unsure]


def test_answers_are_roles_of_the_target(tiny: StanceModel) -> None:
    asked = [question("Ida beat Jo.", "Ida"), question("Ida beat Jo.", "Jo"), question("Ida met Jo.", "Jo")]
    found = tiny.probabilities(asked)
    assert [name_stance(row, 0.0) for row in found] == ["supporting", "critical", "neutral"]
    for row in found:
        assert sum(row) == pytest.approx(1, abs=1e-9)
        assert all(p == round(p, 6) for p in row)
    assert tiny.probabilities([]) == []


def test_a_stance_that_no_label_had_gets_nothing(encoder: WordsEncoder) -> None:
    from pipeline.stance.classifier import StanceClassifier

    rows = [question("Ida beat Jo.", "Ida"), question("Ida met Jo.", "Jo")] * 3
    labels = ["supporting", "neutral"] * 3
    model = StanceModel(encoder, StanceClassifier(folds=2).fit(encoder.features(rows), labels))
    (supporting, critical, neutral) = model.probabilities(rows[:1])[0]
    assert critical == 0.0 and supporting > neutral


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: StanceConfig(abstain_below=1.5), "stance.abstain_below: is 1.5"),
        (lambda: TrainingConfig(strengths=(0.0,)), "training.strengths: is "),
        (lambda: TrainingConfig(own_weights=()), "training.own_weights: is "),
        (lambda: TrainingConfig(folds=1), "training.folds: is 1; expected 2 or more"),
    ],
)
def test_wrong_parameters(make: type, match: str) -> None:
    with pytest.raises(ConfigError, match=match):
        make()
