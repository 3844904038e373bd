"""Persons of the place that a passage is set in: "Foo, a county commissioner", "she runs a shift"."""

from __future__ import annotations

from pipeline.link.drafts import Board, Draft, Introduction
from pipeline.link.lexicon import COMPANY_NOUNS, words
from pipeline.link.whereabouts import Whereabouts

_OFFICES = words("local_offices")
_WORKERS = words("local_workers")
_PLAIN = words("plain_before_locals")
_LEADS = words("leading_verbs")
_LED = words("local_sites") | words("led_there")
_EMPLOYERS = COMPANY_NOUNS | frozenset({"employer"})


def find_locals(board: Board) -> list[Introduction]:
    """Give persons without a side that the article ties to the place it is set in, in order.

    "Foo, a county commissioner" and "Foo supervises a line" (rule ``affiliation``) where
    the passage is set in one side's place, and the person of "her employer is Foo" once Foo
    has a side.
    """
    where = Whereabouts(board)
    leaders = _leaders(board)
    found, done = [], set()
    for draft in board:
        if draft.sort != "person" or draft.sides or draft.rule != "none":
            continue
        side: str | None = None
        if _is_local(board, draft) or (draft.name in leaders and draft.name not in done):
            done.add(draft.name)
            side = where.side_at(draft.first, strictly=True)
        if side is not None:
            found.append(Introduction(draft.first, draft.last, (side,), "affiliation", "person"))
    return sorted([*found, *_employed(board)], key=lambda one: one.first)


def _is_local(board: Board, draft: Draft) -> bool:
    """Tell whether a name is explained by an office or a job that says no more: "a line manager"."""
    reading = board.reading
    before = draft.first - 1
    if before >= 0 and reading.words[before][:1].isupper() and reading.lowers[before] in _OFFICES:
        return reading.lowers[before - 1 : before] not in (["former"], ["ex"])  # "Sheriff Foo"
    apposed = reading.child(reading.head_in(draft.first, draft.last), "appos")
    if apposed is None or apposed in board.at:
        return False
    noun = reading.lemmas[apposed].lower()
    if noun not in _OFFICES | _WORKERS or not board.is_free(reading.base_start(apposed), apposed + 1):
        return False
    for i in range(reading.base_start(apposed), apposed):
        if reading.lowers[i] not in _PLAIN | {"a", "an", "the"} and noun in _OFFICES:
            return False
        if reading.lowers[i] in {"former", "retired"}:
            return False
    end = min(reading.right_edge(apposed) + 1, apposed + 12)
    return all(reading.tags[i] not in {"NNP", "NNPS"} and i not in board.at for i in range(apposed + 1, end))


def _leaders(board: Board) -> set[str]:
    """Give the names of persons who lead or run something that is of the place."""
    reading, found = board.reading, set()
    for draft in board:
        head = draft.last - 1
        verb = reading.heads[head]
        if draft.sort != "person" or draft.sides or reading.deps[head] != "nsubj":
            continue
        led = reading.child(verb, "dobj") if reading.lemmas[verb].lower() in _LEADS else None
        if led is None or led in board.at or reading.lemmas[led].lower() not in _LED:
            continue
        owner = any(reading.deps[kid] in {"poss", "prep"} for kid in reading.kids[led])
        if not owner and reading.child(verb, "neg") is None:
            found.add(draft.name)
    return found


def _employed(board: Board) -> list[Introduction]:
    """Give the persons of "her employer is Foo" the side of Foo."""
    reading = board.reading
    owners: dict[str, tuple[str, ...]] = {}
    for verb, lemma in enumerate(reading.lemmas):
        if lemma != "be" or reading.sentence_of[verb] < 0:
            continue
        subject, told = reading.child(verb, "nsubj"), reading.child(verb, "attr")
        firm = board.at.get(told) if told is not None else None
        if subject is None or firm is None or firm.sort not in {"company", "org"} or len(firm.sides) != 1:
            continue
        owner = board.at.get(reading.child(subject, "poss") or -1)
        if reading.lemmas[subject].lower() in _EMPLOYERS and owner is not None and owner.sort == "person":
            owners[owner.name] = firm.sides
    return [
        Introduction(draft.first, draft.last, owners[draft.name], "affiliation", "person")
        for draft in board
        if draft.rule == "none" and draft.name in owners and not draft.sides
    ]
