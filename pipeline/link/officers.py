"""Persons by the office they hold, in the state that the passage is about."""

from __future__ import annotations

from pipeline.link.drafts import Board, Draft, Introduction
from pipeline.link.lexicon import words
from pipeline.link.setting import Setting

_OFFICES = words("offices")
_BODIES = frozenset({"Committee", "Subcommittee", "subcommittee", "Caucus"})
_ABROAD = frozenset(
    {"International", "European", "World", "Olympic", "Nobel", "Global", "Central", "National"}
)
_PAST = frozenset({"once", "formerly", "former", "retired", "ex"})


def find_officers(board: Board) -> list[Introduction]:
    """Give persons and committees of the state that the passage is about, in order.

    "Rep. Foo", "the judge, Foo" and "Foo, a prosecutor", by :mod:`pipeline.link.setting`.
    """
    setting = Setting(board)
    found = []
    for draft in board:
        if draft.label == "ORG" and not draft.sides and draft.rule == "none" and _is_body(draft):
            side = setting.governed_by(draft.first, is_person=True)
            if side is not None:
                found.append(Introduction(draft.first, draft.last, (side,), "setting", "government"))
            continue
        if (
            draft.sort == "person"
            and not draft.sides
            and draft.rule == "none"
            and _holds_office(board, draft)
        ):
            side = setting.governed_by(draft.first, is_person=True)
            if side is not None:
                found.append(Introduction(draft.first, draft.last, (side,), "affiliation", "person"))
    return found


def _is_body(draft: Draft) -> bool:
    """Tell whether a name is of a state's body and of no other state: "the Banking Committee"."""
    parts = draft.name.split()
    return len(parts) > 1 and parts[-1] in _BODIES and _ABROAD.isdisjoint(parts)


def _holds_office(board: Board, draft: Draft) -> bool:
    reading = board.reading
    at = draft.first - 1
    title = reading.lowers[at].rstrip(".") if at >= 0 else ""
    if title in _OFFICES or (at > 0 and reading.words[at] == "." and reading.lowers[at - 1] in _OFFICES):
        return reading.lowers[at - 1] not in _PAST
    if at > 0 and reading.words[at] == "," and reading.lowers[at - 1] in _OFFICES:
        return reading.lowers[reading.base_start(at - 1)] == "the"
    if board.label_at(draft.first) is None and not draft.name.count(" "):
        return False
    apposed = reading.child(reading.head_in(draft.first, draft.last), "appos")
    if apposed is None or reading.lemmas[apposed].lower() not in _OFFICES or apposed in board.at:
        return False
    span = range(reading.base_start(apposed), apposed)
    plain = all(reading.lowers[i] in {"a", "an", "the", "federal", "state", "assistant"} for i in span)
    return plain and reading.child(apposed, "prep") is None
