from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.docs import char_span, english_vocab, parsed_doc, plain_doc, sentence_tokens


def test_plain_doc_keeps_words_spaces_and_sentence_borders(document_row: Callable[..., Any]) -> None:
    row = document_row(("heading", ["Why it matters"]), ("paragraph", ["It fell .", "It rose ."]))
    doc = plain_doc(row, english_vocab())
    assert [t.text for t in doc] == ["Why", "it", "matters", "It", "fell", ".", "It", "rose", "."]
    assert [t.i for t in doc if t.is_sent_start] == [0, 3, 6]


def test_plain_doc_of_a_portion_starts_at_its_first_token(document_row: Callable[..., Any]) -> None:
    row = document_row(("paragraph", ["It fell .", "It rose ."]))
    assert [t.text for t in plain_doc(row, english_vocab(), 3, 6)] == ["It", "rose", "."]


def _parsed(row: dict[str, Any]) -> dict[str, Any]:
    n = len(row["token_starts"])
    empty = [""] * n
    return {
        **row,
        "lemmas": empty,
        "pos": ["X"] * n,
        "tags": ["XX"] * n,
        "deps": ["ROOT"] * n,
        "heads": list(range(n)),
        "ent_iobs": ["O"] * n,
        "ent_types": empty,
    }


def test_offsets_point_into_the_article_not_into_the_doc(document_row: Callable[..., Any]) -> None:
    row = document_row(("heading", ["Why it matters"]), ("paragraph", ["It fell ."]))
    doc = parsed_doc(_parsed(row))
    span = char_span(doc[3:5])
    assert span.text_of(row["text"]) == "It fell"
    assert sentence_tokens(doc, 1).text.split() == ["It", "fell", "."]


def test_char_span_of_nothing_is_refused(document_row: Callable[..., Any]) -> None:
    doc = parsed_doc(_parsed(document_row(("paragraph", ["It fell ."]))))
    with pytest.raises(ValueError, match="no tokens"):
        char_span(doc[1:1])
