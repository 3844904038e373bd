from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.lang.en import English

from pipeline.docs import plain_doc, token_texts


def test_plain_doc_keeps_words_spaces_and_sentence_borders(document_row: Callable[..., Any]) -> None:
    row = document_row(("heading", ["Why it matters"]), ("paragraph", ["It fell .", "It rose ."]))
    doc = plain_doc(row, English().vocab)
    assert [t.text for t in doc] == ["Why", "it", "matters", "It", "fell", ".", "It", "rose", "."]
    assert [t.i for t in doc if t.is_sent_start] == [0, 3, 6]


def test_plain_doc_of_a_portion_starts_at_its_first_token(document_row: Callable[..., Any]) -> None:
    row = document_row(("paragraph", ["It fell .", "It rose ."]))
    assert [t.text for t in plain_doc(row, English().vocab, 3, 6)] == ["It", "rose", "."]


def test_markup_between_tokens_is_no_space(document_row: Callable[..., Any]) -> None:
    row = document_row(("paragraph", ["It fell"]))
    row.update(text="It**fell", token_starts=[0, 4], token_ends=[2, 8])
    assert token_texts(row) == ["It", "fell"]
    assert plain_doc(row, English().vocab).text == "Itfell"
