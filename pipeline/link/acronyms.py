"""Acronyms that an article explains in brackets: the Bureau of Industry and Security (BIS)."""

from __future__ import annotations

import re

from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import words
from pipeline.link.name_forms import Known, surface, write_forms

_IN_BRACKETS = re.compile(r"\s?\((?:the |or |formerly )?[“\"']?([A-Z][A-Za-z&.\-]{1,9})[”\"']?\)")
_SMALL = words("small_in_acronyms")


def settle_acronyms(board: Board) -> None:
    """Link acronyms to the name before the bracket that explains them, also against the pack."""
    reading = board.reading
    meant: dict[str, Draft] = {}
    for draft in board:
        if draft.rule in {"pronoun", "description", "demonym", "refused"}:
            continue
        found = _IN_BRACKETS.match(reading.text, draft.end_char)
        if found and _abbreviates(found.group(1), surface(reading, draft)):
            meant.setdefault(found.group(1), draft)
    for draft in list(board):
        full = meant.get(surface(reading, draft))
        if full is not None and full is not draft:
            draft.name, draft.sort, draft.kind = full.name, full.sort, full.kind
            if draft.sides != full.sides:
                draft.sides, draft.rule = full.sides, "short_name" if full.sides else "none"
    write_forms(board, {s: Known(d.name, d.sides, d.sort, d.kind, True) for s, d in meant.items()})


def _abbreviates(short: str, full: str) -> bool:
    """Tell whether the short form's letters begin words of the full name, in order, or it is a ticker."""
    letters = [c.lower() for c in short if c.isalnum()]
    words = [w for w in re.split(r"[\s\-]+", full) if w]
    initials = [w[0].lower() for w in words if w.lower() not in _SMALL]
    if letters == initials or letters == [w[0].lower() for w in words]:
        return True
    if not short.isupper() or short.lower() == full.lower():
        return False
    rest = iter(full.lower())
    return len(letters) >= 3 and letters[0] == full[0].lower() and all(c in rest for c in letters)
