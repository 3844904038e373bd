"""Noun phrases as possible antecedents: what they stand for, how many, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import QUANTITIES, words
from pipeline.link.ownership import sides_of
from pipeline.link.sorts import sort_of_noun

_DETERMINERS = words("all_determiners")
_NAMING = frozenset({"name", "modifier", "apposition", "affiliation", "short_name"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase as a possible antecedent, from its first token to its head."""

    head: int
    first: int
    name: str
    sides: tuple[str, ...]
    sort: str
    is_plural: bool
    is_name: bool
    draft: Draft | None


def phrase_at(board: Board, head: int) -> Phrase:
    """Give the noun phrase with this head as an antecedent."""
    reading = board.reading
    draft = board.at.get(head)
    plural = reading.tags[head] in {"NNS", "NNPS"} or reading.lowers[head] in {
        "people",
        "police",
        "authorities",
    }
    if draft is not None:
        sort = draft.sort
        if (
            sort in {"idea", "market", "thing", "org"} and draft.label is None
        ) or draft.kind == "institution":
            noun_sort = sort_of_noun(reading.lemmas[head].lower())
            sort = noun_sort if noun_sort != "thing" else sort
        if sort == "people":
            plural = reading.lowers[head][-1:] == "s" or (
                draft.rule == "demonym" and reading.child(head, "det") is not None
            )
        elif draft.rule in {"pronoun", "description", "origin", "setting"}:
            plural = plural or reading.lowers[head] in {"they", "them", "their", "theirs", "themselves"}
        elif draft.kind not in {"idea", "institution", "measure"}:
            plural = False
        plural = plural or len(draft.sides) > 1
        named = draft.rule not in {"origin", "setting"}
        return Phrase(head, draft.first, draft.name, draft.sides, sort, plural, named, draft)
    if reading.lowers[head] in QUANTITIES:
        of = reading.child(head, "prep")
        whole = reading.child(of, "pobj") if of is not None and reading.lowers[of] == "of" else None
        plural = reading.lowers[head] != "one" and (whole is None or reading.tags[whole] in {"NNS", "NNPS"})
    if (called := _called(board, head)) is not None:
        return Phrase(head, called.first, called.name, called.sides, called.sort, False, True, called)
    first = reading.base_start(head)
    while first < head and reading.lowers[first] in _DETERMINERS:
        first += 1
    lemma = reading.lemmas[head].lower()
    name = reading.span_text(first, head + 1)
    return Phrase(head, first, name, sides_of(board, head), sort_of_noun(lemma), plural, False, None)


def _called(board: Board, head: int) -> Draft | None:
    """Give the name that a clause says a phrase is: "her employer is Tonglan Energy"."""
    reading = board.reading
    if (
        reading.deps[head] != "nsubj"
        or reading.tags[head] != "NN"
        or reading.lemmas[reading.heads[head]] != "be"
    ):
        return None
    told = reading.child(reading.heads[head], "attr")
    draft = board.at.get(told) if told is not None else None
    named = draft is not None and draft.sort in {"company", "org", "person"} and draft.rule in _NAMING
    return draft if named else None
