from __future__ import annotations

from typing import Any

import numpy as np
from spacy.pipeline import AttributeRuler

from pipeline.annotate.pipes import RememberedRules, quick_pipes

TEXT = """There is no doubt that it works, but I can't say whether you do. Let's go: y'all gotta see what
they have done, had it been so. That which was said is said; something must be done about this."""


def _labels(doc: Any) -> list[tuple[str, str, str]]:
    return [(token.pos_, str(token.morph), token.lemma_) for token in doc]


def test_remembered_rules_say_what_the_ruler_says(nlp: Any) -> None:
    place = nlp.pipe_names.index("attribute_ruler")
    before = nlp.make_doc(TEXT)
    for _, pipe in nlp.pipeline[:place]:
        before = pipe(before)
    ruler, remembered = nlp.pipeline[place][1], quick_pipes(nlp)[place]
    assert isinstance(remembered, RememberedRules)
    expected = _labels(ruler(before.copy()))
    for _ in range(2):  # first asked, then remembered
        assert _labels(remembered(before.copy())) == expected
    assert len(set(expected)) > 20


def test_a_ruler_that_asks_for_more_is_left_alone(nlp: Any) -> None:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"SHAPE": "Xx"}]], {"POS": "X"})

    class Pipeline:
        pipeline = (("attribute_ruler", ruler),)

    assert quick_pipes(Pipeline()) == [ruler]  # type: ignore[arg-type]


def test_the_empty_document_stays_empty(nlp: Any) -> None:
    remembered = quick_pipes(nlp)[nlp.pipe_names.index("attribute_ruler")]
    assert len(remembered(nlp.make_doc(""))) == 0


def test_networks_multiply_with_numpy(nlp: Any) -> None:
    ops = {node.ops.use_blis for node in nlp.get_pipe("ner").model.walk() if hasattr(node.ops, "use_blis")}
    assert ops == {False}
    assert np.isfinite(nlp("Nvidia sells chips.").tensor).all()
