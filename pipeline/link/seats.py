"""Companies by where they sit: "Foo occupies two floors in Hangzhou", "it is headquartered in Tucson"."""

from __future__ import annotations

from pipeline.link.drafts import Board, Draft, Introduction
from pipeline.link.lexicon import words

_SITS = words("sitting_verbs")
_FIRMS = frozenset({"it", "company", "firm", "start-up", "startup", "lab", "laboratory", "maker"})
_DEFINITE = frozenset({"it", "the", "this"})
_BACK = 2  # paragraphs between a company's name and "the firm, which occupies …"


def told_by_seat(board: Board, draft: Draft, head: int) -> Introduction | None:
    """Give the side of a name by where it sits: "Foo occupies two floors in a district of Hangzhou"."""
    reading = board.reading
    if reading.deps[head] == "appos":  # "her company, Foo, occupies"
        head = reading.heads[head]
    verb = reading.heads[head]
    if reading.deps[head] != "nsubj" or reading.lemmas[verb].lower() not in _SITS:
        return None
    homes = {
        side
        for i in range(verb + 1, reading.right_edge(verb) + 1)
        if (place := board.at.get(i)) is not None and place.home and reading.deps[i] == "pobj"
        if reading.lowers[reading.heads[i]] in {"in", "of", "near", "outside"}
        for side in place.home
    }
    if len(homes) != 1:
        return None
    return Introduction(draft.first, draft.last, tuple(homes), "apposition", "company")


def find_seats(board: Board) -> list[Introduction]:
    """Give the last company named before "the firm, which occupies a floor in Shenzhen", with its side.

    Also before "it serves 300 customers and is headquartered in Tucson". Nothing where that
    company has a side already.
    """
    found = []
    reading = board.reading
    for verb, lemma in enumerate(reading.lemmas):
        if lemma.lower() in _SITS and reading.sentence_of[verb] >= 0 and (told := _last_seated(board, verb)):
            found.append(told)
    return found


def _last_seated(board: Board, verb: int) -> Introduction | None:
    reading = board.reading
    firm = _firm(board, verb)
    homes = _homes(board, verb)
    if firm is None or len(homes) != 1:
        return None
    block = reading.sentence(verb).block
    for i in range(firm - 1, -1, -1):
        if reading.sentence_of[i] < 0 or block - reading.sentence(i).block > _BACK:
            return None
        draft = board.at.get(i)
        if (
            draft is not None
            and draft.sort in {"org", "company"}
            and draft.rule not in {"pronoun", "refused"}
        ):
            own = not draft.sides and draft.rule == "none"
            return Introduction(draft.first, draft.last, homes, "apposition", "company") if own else None
    return None


def _firm(board: Board, verb: int) -> int | None:
    """Give the "it", "the firm" or "the firm, which" that a verb of sitting is said of."""
    reading = board.reading
    if reading.deps[verb] == "relcl":
        subject: int | None = reading.heads[verb]
    else:
        clause = reading.heads[verb] if reading.deps[verb] == "conj" else verb
        subject = reading.child(verb, "nsubj", "nsubjpass") or reading.child(clause, "nsubj", "nsubjpass")
    if subject is None or reading.lowers[subject] not in _FIRMS:
        return None
    return subject if reading.lowers[reading.base_start(subject)] in _DEFINITE else None


def _homes(board: Board, verb: int) -> tuple[str, ...]:
    """Give the sides of the places after a verb of sitting."""
    reading = board.reading
    end = min(reading.right_edge(verb) + 1, verb + 15)
    homes = {
        home
        for i in range(verb + 1, end)
        if (place := board.at.get(i)) is not None and place.home and reading.deps[i] == "pobj"
        if reading.lowers[reading.heads[i]] in {"in", "near", "of", "outside"}
        for home in place.home
    }
    return tuple(homes)
