"""The spaCy component gives a Doc what a run gives an article."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from pipeline.annotate.config import AnnotateConfig
from pipeline.annotate.models import find_model


@pytest.fixture(scope="module")
def nlp() -> Any:
    loaded = spacy.load(find_model(AnnotateConfig().models)[0])
    loaded.add_pipe("claimline")
    return loaded


def test_claims_and_mentions_are_spans_of_the_doc(nlp: Any) -> None:
    doc = nlp("Beijing said the chips were safe.\n\n“We need them,” said Jensen Huang, who runs Nvidia.")
    first, second = doc.spans["claims"]
    assert (first.text, first._.claimant, first._.claimant_side) == (
        "the chips were safe",
        "Beijing",
        "china",
    )
    assert (second.text, second._.claimant, second._.kind) == ("We need them", "Jensen Huang", "judgement")
    assert set(second._.stances) == {"us"}
    assert second._.stances["us"]["stance"] in {"supporting", "critical", "neutral"}
    assert second._.claim["is_direct"] is True
    named = [(span.text, span.label_) for span in doc.spans["mentions"]]
    assert ("Beijing", "china") in named and ("Nvidia", "us") in named


@pytest.mark.parametrize("text", ["", " \n\n ", "No."])
def test_a_doc_without_claims_gets_empty_groups(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert list(doc.spans["claims"]) == [] == list(doc.spans["mentions"])


def test_another_pack_may_be_named() -> None:
    loaded = spacy.load(find_model(AnnotateConfig().models)[0])
    loaded.add_pipe("claimline", config={"sides": "open-closed"})
    doc = loaded("Open-weight models spread quickly.")
    assert [span.label_ for span in doc.spans["mentions"]] == ["open"]
