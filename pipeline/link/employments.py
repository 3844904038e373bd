"""Persons by whom they work for, and companies by where they sit or who owns them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.link.drafts import Board, Draft, Introduction
from pipeline.link.lexicon import COMPANY_NOUNS, STAFF_NOUNS, words
from pipeline.link.ownership import after_sides, sides_of
from pipeline.link.seats import find_seats, told_by_seat
from pipeline.link.sorts import sort_of_noun
from pipeline.link.turns import find_turns

_LEADS = words("leading_verbs")
_WORKS = frozenset({"work", "teach", "research", "serve", "sit"})
_ROLES = words("roles")
# Employers whose people watch the contest rather than take part in it.
_WATCHERS = words("watchers")
_LED = COMPANY_NOUNS | words("local_sites") | words("led_there")
_PAST = frozenset({"until", "once", "formerly", "previously", "former"})
_TIED = frozenset({"person", "org", "company"})
_BODIES = frozenset({"company", "government"})
_NEAR = 2  # sentences between a company and "the director" of it


def find_employments(board: Board) -> list[Introduction]:
    """Give the names without a side that the article ties to somebody who has one, in order.

    "Foo, who leads the lab's research", "the director, Foo" soon after the lab (rule
    ``affiliation``), "Foo occupies two floors in Hangzhou" and "her company, Foo" once she
    has a side (``apposition``). What somebody was until lately does not count.
    """
    found = []
    reading = board.reading
    speaking = {turn.name.split()[-1] for turn in find_turns(reading)}
    first_of: dict[str, Draft] = {}
    for draft in board:
        if draft.rule == "none":
            first_of.setdefault(draft.name, draft)
    for draft in board:
        if draft.sides:
            if told := _owner_of(board, draft, first_of):
                found.append(told)
            continue
        if (
            draft.rule != "none"
            or draft.sort not in {"person", "org", "company"}
            or draft.first in board.barred
        ):
            continue
        head = reading.head_in(draft.first, draft.last)
        if draft.sort == "person":
            speaks = draft.name.split()[-1].lower() in speaking
            told = _by_work(board, draft, head, speaks=speaks)
        else:
            told = told_by_seat(board, draft, head)
        if told is not None:
            found.append(told)
    found += find_seats(board)
    return sorted(found, key=lambda one: one.first)


def _by_work(board: Board, draft: Draft, head: int, *, speaks: bool) -> Introduction | None:
    """Judge "Foo, who runs the lab"; who speaks in a panel also speaks for a former office."""
    reading = board.reading
    verbs = [kid for kid in reading.kids[head] if reading.deps[kid] in {"relcl", "acl"}]
    if reading.deps[head] == "nsubj":
        verbs.append(reading.heads[head])
    for verb in verbs:
        span = reading.lowers[verb : reading.right_edge(verb) + 1]
        if not speaks and _PAST & {*span, *(reading.lowers[kid] for kid in reading.kids[verb])}:
            continue
        sides = _workplace(board, verb, is_clause=verb == reading.heads[head])
        if len(sides) == 1:
            return Introduction(draft.first, draft.last, sides, "affiliation", "person")
    return _by_role(board, draft)


def _workplace(board: Board, verb: int, is_clause: bool) -> tuple[str, ...]:
    """Give the sides of what a verb of leading or working has for its object."""
    reading = board.reading
    lemma = reading.lemmas[verb].lower()
    if lemma in _LEADS:
        led = reading.child(verb, "dobj")
        named = led is not None and led in board.at and board.at[led].sort in _BODIES
        if led is not None and (named or not is_clause) and (sides := sides_of(board, led)):
            return sides
        if led is not None and not is_clause and reading.lemmas[led].lower() in _LED:
            return _scene(board, verb)
    if lemma == "be" and not is_clause:
        held = reading.child(verb, "attr")
        if held is not None and reading.lemmas[held].lower() in STAFF_NOUNS:
            return tuple(after_sides(board, held))
    if (own := _own_firm(board, verb)) and not is_clause:
        return own
    if lemma in _WORKS or not is_clause:
        for kid in reading.kids[verb]:
            place = reading.child(kid, "pobj") if reading.lowers[kid] in {"at", "for", "with"} else None
            if place is not None and reading.lemmas[place].lower() not in _WATCHERS:
                return sides_of(board, place)
    return ()


def _scene(board: Board, verb: int) -> tuple[str, ...]:
    """Sides of whom or where something is led: "directs a laboratory at Tsinghua University"."""
    reading = board.reading
    for kid in reading.kids[verb]:
        if reading.deps[kid] == "prep" and reading.lowers[kid] in {"at", "in"}:
            place = board.at.get(reading.child(kid, "pobj") or -1)
            if place is not None and (sides := place.sides or place.home):
                return sides
    return ()


def _own_firm(board: Board, verb: int) -> tuple[str, ...]:
    """Sides of "whose start-up in Austin resells models"."""
    reading = board.reading
    firm = reading.child(verb, "nsubj")
    if firm is None or reading.lemmas[firm].lower() not in COMPANY_NOUNS - _WATCHERS:
        return ()
    whose = reading.child(firm, "poss")
    return sides_of(board, firm) if whose is not None and reading.lowers[whose] == "whose" else ()


def _by_role(board: Board, draft: Draft) -> Introduction | None:
    """Judge "the director, Foo" by the last company or body before it."""
    reading = board.reading
    at = draft.first - 1
    if at > 0 and reading.words[at] == ",":
        at -= 1
    if (
        at < 0
        or reading.lemmas[at].lower() not in _ROLES
        or reading.child(at, "poss", "amod", "compound") is not None
    ):
        return None
    if reading.lowers[reading.base_start(at)] not in {"the", reading.lowers[at]} or reading.child(at, "prep"):
        return None
    sides = _last_body(board, at)
    return Introduction(draft.first, draft.last, sides, "affiliation", "person") if len(sides) == 1 else None


def _last_body(board: Board, before: int) -> tuple[str, ...]:
    """Give the sides of the company or body named or described last, not far before a token."""
    reading = board.reading
    here = reading.sentence_of[before]
    for i in range(before - 1, -1, -1):
        if not 0 <= here - reading.sentence_of[i] <= _NEAR:
            return ()
        draft = board.at.get(i)
        if draft is not None:
            if draft.sort in _BODIES | {"org"} and draft.rule not in {"refused", "compound"}:
                return draft.sides
        elif reading.tags[i] == "NN" and sort_of_noun(reading.lemmas[i].lower()) in _BODIES:
            return sides_of(board, i)
    return ()


def _owner_of(board: Board, draft: Draft, first_of: Mapping[str, Draft]) -> Introduction | None:
    """Give the person of "her company, Foo" the side of Foo, where an article first names her."""
    reading = board.reading
    head = draft.first - 2
    if draft.sort != "company" or head < 1 or reading.words[draft.first - 1] != ",":
        return None
    if reading.lemmas[head].lower() not in COMPANY_NOUNS:
        return None
    owner = board.at.get(reading.child(head, "poss") or -1)
    if owner is None or owner.sides or owner.sort != "person":
        return None
    named = first_of.get(owner.name)
    if named is None:
        return None
    return Introduction(named.first, named.last, draft.sides, "affiliation", "person")
