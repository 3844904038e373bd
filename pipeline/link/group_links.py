"""Whom "both countries", "the two labs" and "the administration" mean."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.link.description_links import CLEAR, drafts_of
from pipeline.link.descriptions import Description, fits, is_of_states
from pipeline.link.history import Candidate, History

_STATES_BACK = 6
_OTHERS_BACK = 3
_AHEAD = 1


def group_meant(history: History, described: Description, sides: Mapping[str, str]) -> Candidate | None:
    """Give the sides or members that a description of two or more stands for.

    Countries and "sides": those of the last sentence that names two sides; else, in a
    contest of two, the contest's own if the article has named both, or does so right after.
    A sentence that names two other states and no side ends the search. Others: as many of
    the last names that fit as the description counts.

    Args:
        history: What was said before.
        described: A description with a ``group``.
        sides: The pack's sides in its order: names by id.
    """
    if is_of_states(described) and described.group == 2:
        return _states_meant(history, described, sides)
    reading = history.reading
    at = reading.sentence_of[described.head]
    seen: dict[tuple[str, tuple[str, ...]], None] = {}
    for back in range(at, max(-1, at - _OTHERS_BACK), -1):
        for draft in reversed(drafts_of(history, back, described.first)):
            person = described.sort == "person" and draft.sort == "person"
            if draft.rule != "refused" and (person or fits(described, draft, history.board) is not None):
                seen.setdefault((draft.name, draft.sides))
        if len(seen) >= described.group:
            last = list(seen)[: described.group]
            names = " and ".join(name for name, _ in reversed(last))
            held = tuple(dict.fromkeys(side for _, own in last for side in own))
            return Candidate(CLEAR, names, held, described.sort, "")
    return None


def _states_meant(history: History, described: Description, sides: Mapping[str, str]) -> Candidate | None:
    reading = history.reading
    at = reading.sentence_of[described.head]
    for back in range(at, max(-1, at - _STATES_BACK), -1):
        drafts = drafts_of(history, back, described.first)
        named = {side for draft in drafts for side in draft.sides}
        if len(named) > 1:
            return _pair(named, sides)
        others = {d.name for d in drafts if d.label == "GPE" and not d.sides and not d.home}
        if len(others) > 1 and not named:
            return None
    if len(sides) != 2:
        return None
    ahead = {
        side
        for draft in history.board
        if at <= reading.sentence_of[draft.first] <= at + _AHEAD
        for side in draft.sides
    }
    so_far = {side for draft in history.past for side in draft.sides}
    return _pair(set(sides), sides) if len(ahead) == 2 or len(so_far) == 2 else None


def _pair(meant: set[str], sides: Mapping[str, str]) -> Candidate:
    ordered = tuple(side for side in sides if side in meant)
    return Candidate(CLEAR + 1, " and ".join(sides[side] for side in ordered), ordered, "country", "")


def only_body(
    history: History, described: Description, sides: Mapping[str, str], bodies: Mapping[str, str]
) -> Candidate | None:
    """Give the side that alone has such a body, if the article speaks of it: "the administration".

    Args:
        history: What was said before.
        described: A description.
        sides: The pack's sides in its order: names by id.
        bodies: Nouns that end the names of governments of one side only, with that side.
    """
    side = bodies.get(described.noun) if not described.is_plural and not described.modifiers else None
    if side is None or not any(side in draft.sides for draft in history.past):
        return None
    return Candidate(CLEAR - 1, sides[side], (side,), "government", "government")
