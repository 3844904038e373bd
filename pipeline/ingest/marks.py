"""Marks: a page's own words kept apart from the marks that we put into it."""

from __future__ import annotations

from typing import Any

_OPENING = "⟦"
# Signs of a script that no page is in; other signs that nobody uses are taken out by trafilatura.
_STAND_INS = tuple(map(chr, range(0x12000, 0x12400)))


def hide_marks(tree: Any) -> str:
    """Put another sign for the bracket of our marks where a page's own words hold it.

    Otherwise a page could call its paragraphs furniture, and lose these words.

    Returns:
        The sign, which stands nowhere else in the page; empty if there was no such bracket.
    """
    if not any(_OPENING in words for words in tree.itertext()):
        return ""
    used = frozenset().union(*map(frozenset, tree.itertext()))
    stand_in = next((sign for sign in _STAND_INS if sign not in used), "[")
    for element in tree.iter():
        if element.text and _OPENING in element.text:
            element.text = element.text.replace(_OPENING, stand_in)
        if element.tail and _OPENING in element.tail:
            element.tail = element.tail.replace(_OPENING, stand_in)
    return stand_in


def shown_marks(text: str, stand_in: str) -> str:
    """Give a text with the bracket back where :func:`hide_marks` had put a sign."""
    return text.replace(stand_in, _OPENING) if stand_in and stand_in != "[" else text
