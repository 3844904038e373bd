from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.base import clone

from pipeline.schemas import STANCES
from pipeline.stance.baselines import KeywordBaseline, MajorityBaseline
from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.golden import golden_rows

from .conftest import sentence

Labelled = tuple[list[dict[str, Any]], list[str], list[str]]


def test_learns_what_it_was_shown(tiny: StanceClassifier, labelled: Labelled) -> None:
    rows, labels, _ = labelled
    assert (tiny.predict(rows) == np.array(labels)).mean() > 0.95
    assert tuple(tiny.classes_) == STANCES


@pytest.mark.parametrize(
    ("words", "target", "stance"),
    [
        (("Gus", "beat", "beat", "Hal"), "Gus", "supporting"),
        (("Gus", "beat", "beat", "Hal"), "Hal", "critical"),
        (("Gus", "blamed", "blame", "Hal"), "Gus", "neutral"),
        (("Gus", "outperformed", "outperform", "Hal"), "Gus", "supporting"),  # a verb never shown
        (("Gus", "condemned", "condemn", "Hal"), "Hal", "critical"),
        (("Gus", "banned", "ban", "Hal"), "Hal", "neutral"),
    ],
)
def test_names_do_not_matter_and_the_lexicon_carries(
    tiny: StanceClassifier, words: tuple[str, ...], target: str, stance: str
) -> None:
    assert tiny.predict([sentence("object", *words, target=target)])[0] == stance


def test_probabilities_sum_to_one_and_do_not_depend_on_company(
    tiny: StanceClassifier, labelled: Labelled
) -> None:
    rows = labelled[0]
    together = tiny.predict_proba(rows)
    alone = np.vstack([tiny.predict_proba([row]) for row in rows])
    assert np.allclose(together.sum(axis=1), 1)
    assert np.array_equal(together.round(9), alone.round(9))
    assert np.array_equal(tiny.predict_proba(rows[::-1])[::-1].round(9), together.round(9))
    assert tiny.predict_proba([]).shape == (0, 3)


def test_fitting_twice_gives_the_same(tiny: StanceClassifier, labelled: Labelled) -> None:
    again = clone(tiny).fit(*labelled)
    assert np.array_equal(again.coef_, tiny.coef_)
    assert again.temperature_ == tiny.temperature_


def test_parameters_are_only_stored() -> None:
    classifier = StanceClassifier(strength=2.0, folds=4)
    assert classifier.get_params(deep=False) == {
        "strength": 2.0,
        "width": 6,
        "folds": 4,
        "seed": 0,
        "base": None,
    }
    assert clone(classifier).strength == 2.0
    with pytest.raises(ValueError, match="not fitted"):
        classifier.predict(golden_rows())


def test_held_out_rows_were_asked_once(tiny: StanceClassifier, labelled: Labelled) -> None:
    assert tiny.held_out_.shape == (len(labelled[0]),)
    assert set(tiny.held_out_) <= {0, 1, 2}


@pytest.mark.parametrize(
    ("labels", "match"), [(["good", "critical"], "found"), (["neutral", "neutral"], "two or more")]
)
def test_unusable_labels_are_refused(labels: list[str], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        StanceClassifier().fit(golden_rows()[:2], labels)


def test_two_classes_are_enough(labelled: Labelled) -> None:
    chosen = [i for i, label in enumerate(labelled[1]) if label != "neutral"]
    rows, labels = [labelled[0][i] for i in chosen], [labelled[1][i] for i in chosen]
    classifier = StanceClassifier(strength=3.0).fit(rows, labels)
    assert tuple(classifier.classes_) == ("supporting", "critical")
    assert (classifier.predict(rows) == np.array(labels)).mean() > 0.95


def test_a_base_is_moved_by_few_labels(tiny: StanceClassifier) -> None:
    # The contest at hand calls it supporting to be old; everything else is kept.
    rows = [sentence("copula", name, "old", target=name) for name in ("Gus", "Hal", "Ivo")] + golden_rows()
    moved = StanceClassifier(strength=3.0, base=tiny).fit(
        rows, ["supporting"] * 4 + ["critical", "neutral"], sample_weight=[5, 5, 5, 1, 1, 1]
    )
    assert tiny.predict([rows[0]])[0] == "neutral"
    assert moved.predict([rows[0]])[0] == "supporting"
    assert (
        moved.predict([sentence("object", "Gus", "accused", "accuse", "Hal", target="Hal")])[0] == "critical"
    )
    assert clone(moved).base is tiny


def test_baselines(labelled: Labelled) -> None:
    rows, labels, _ = labelled
    assert set(MajorityBaseline().fit(rows, labels).predict(rows)) == {"neutral"}
    keyword = KeywordBaseline().fit(rows, labels)
    asked = [sentence("copula", "Gus", word, target="Gus") for word in ("brilliant", "corrupt", "old")]
    assert keyword.predict(asked).tolist() == list(STANCES)
