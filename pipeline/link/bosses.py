"""Whose "the founder", "management" and "the chief executive" are: the firm spoken of last."""

from __future__ import annotations

from pipeline.link.description_links import CLEAR
from pipeline.link.descriptions import Description
from pipeline.link.history import Candidate, History
from pipeline.link.lexicon import words

_BOSSES = words("bosses")
_FIRMS = frozenset({"company", "org"})
_BACK = 5
_CHIEF = frozenset({"chief"})


def boss_meant(history: History, described: Description) -> Candidate | None:
    """Give the person of a firm whom a bare office means; null if two firms or sides are near.

    The firm is the only one of the last sentence, up to five back, that mentions any.
    """
    if described.noun not in _BOSSES or described.is_plural or described.modifiers - _CHIEF:
        return None
    if described.noun == "executive" and not described.modifiers:
        return None
    at = history.reading.sentence_of[described.head]
    for back in range(at, max(-1, at - _BACK - 1), -1):
        firms = {
            (draft.name, draft.sides)
            for draft in history.drafts_in(back)
            if draft.sort in _FIRMS and draft.rule != "refused" and draft.last <= described.first
        }
        if firms:
            sides = firms.pop()[1]
            return Candidate(CLEAR, described.noun, sides, "person", "") if not firms and sides else None
    return None
