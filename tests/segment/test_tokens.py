"""Tokens: spaCy's, with exact offsets, markup left out, and no stretch too long for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from pipeline.segment.tokens import english_tokenizer, tokenize_span
from pipeline.spans import CharSpan


def tokens_of(text: str, gaps: list[CharSpan] | None = None, max_run_chars: int = 200) -> list[str]:
    starts, ends = tokenize_span(
        text, 0, len(text), tokenizer=english_tokenizer(), gaps=gaps or [], max_run_chars=max_run_chars
    )
    return [text[s:e] for s, e in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith doesn't like U.S. export-controls (or $3.5bn chips)...",
        "“It’s over,” she said — and left.",
        "Two  spaces,\ta tab\nand a line.",
    ],
)
def test_tokens_are_spacys(text: str) -> None:
    assert tokens_of(text) == [token.text for token in English()(text) if not token.is_space]


def test_gaps_get_no_token() -> None:
    assert tokens_of("a **b** c", [CharSpan(2, 4), CharSpan(5, 7)]) == ["a", "b", "c"]
    assert tokens_of("**", [CharSpan(0, 2)]) == []


def test_chinese_sentences_are_parted() -> None:
    assert tokens_of("他说得对。我们同意！") == ["他说得对", "。", "我们同意", "！"]


def test_long_runs_are_cut() -> None:
    text = "before " + "x" * 1000 + " after"
    found = tokens_of(text, max_run_chars=100)
    assert found[0] == "before" and found[-1] == "after"
    assert max(map(len, found)) <= 100
    assert "".join(found) == text.replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_every_character_but_white_space_is_in_a_token(text: str) -> None:
    starts, ends = tokenize_span(text, 0, len(text), tokenizer=english_tokenizer(), max_run_chars=50)
    covered = "".join(text[s:e] for s, e in zip(starts, ends, strict=True))
    assert covered == "".join(text.split())
    assert all(e <= s for e, s in zip(ends, starts[1:], strict=False))
    assert not any(character.isspace() for character in covered)
