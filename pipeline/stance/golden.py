"""Three questions of our own, asked of a model when it is saved and again when it is loaded."""

from __future__ import annotations

from typing import Any

_SENTENCES = (
    ("Norland surpassed its careless rival, Sudland.", "Norland", "Sudland"),
    ("Critics blamed Norland for the costly failure.", "Norland", ""),
    ("Norland and Sudland will hold talks in June.", "Sudland", "Norland"),
)


def golden_rows() -> list[dict[str, Any]]:
    """Give the questions, as ``target_row`` makes them."""
    return [
        {
            "id": f"golden-{number}",
            "text": text,
            "side": "norland",
            "target_spans": [_span(text, target)],
            "rival_spans": [_span(text, rival)] if rival else [],
        }
        for number, (text, target, rival) in enumerate(_SENTENCES)
    ]


def _span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]
