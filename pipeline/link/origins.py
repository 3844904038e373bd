"""Phrases without a name that say whose they are: "a lab in California", "an engineer at Huawei"."""

from __future__ import annotations

from pipeline.link.drafts import Board
from pipeline.link.lexicon import COMPANY_NOUNS, STAFF_NOUNS, words
from pipeline.link.ownership import after_sides
from pipeline.link.sorts import sort_of_noun

_HOUSED = (COMPANY_NOUNS - {"team", "group", "university", "institute", "rival", "competitor"}) | frozenset(
    {"client", "friend", "worker"}
)
_SITES = words("sites")
_EMPLOYED = frozenset({"of", "at", "for", "with", "in", "from"})
_WORKING = words("leading_verbs") | frozenset({"work", "teach"})
_FAR = 12  # tokens after such a verb in which the place may stand
_TIED = frozenset({"based", "headquartered", "tied", "linked"})


def link_origins(board: Board) -> None:
    """Put phrases on the board whose side only the words after their noun tell.

    Companies and labs by where they are; officials, engineers and other staff also by whom
    they work for. A phrase with words of a side before its noun ("Chinese labs") is none:
    there the word itself is the mention. Nor is one that explains a name beside it.
    """
    reading = board.reading
    for i, tag in enumerate(reading.tags):
        if tag not in {"NN", "NNS"} or i in board.at or reading.sentence_of[i] < 0:
            continue
        lemma = reading.lemmas[i].lower()
        if (there := _sides_of_work(board, i)) and board.is_free(reading.base_start(i), i + 1):
            first = reading.base_start(i)
            board.place(first, i + 1, reading.span_text(first, i + 1), "origin", sides=there, sort="person")
            continue
        if lemma not in _HOUSED | STAFF_NOUNS | _SITES or not _has_origin(board, i, lemma in STAFF_NOUNS):
            continue
        first = reading.base_start(i)
        owned = any(reading.deps[kid] == "poss" and reading.lowers[kid] != "whose" for kid in reading.kids[i])
        if owned or not board.is_free(first, i + 1):
            continue
        if reading.deps[i] == "appos" and reading.heads[i] in board.at:
            continue
        if _explains(board, i):
            continue
        sides = after_sides(board, i)
        if len(sides) == 1:
            name = reading.span_text(first, i + 1)
            board.place(first, i + 1, name, "origin", sides=tuple(sides), sort=sort_of_noun(lemma))


def _sides_of_work(board: Board, noun: int) -> tuple[str, ...]:
    """Give the side of where somebody leads or works: "one returner, who runs a group in Shanghai"."""
    reading = board.reading
    if reading.tags[noun] != "NN" or (reading.deps[noun] == "appos" and reading.heads[noun] in board.at):
        return ()
    for clause in reading.kids[noun]:
        who = reading.child(clause, "nsubj") if reading.deps[clause] == "relcl" else None
        if who is None or reading.lowers[who] != "who" or reading.lemmas[clause].lower() not in _WORKING:
            continue
        if reading.tags[clause] not in {"VBZ", "VBP"}:
            continue
        end = min(reading.right_edge(clause) + 1, clause + _FAR)
        homes = {
            home
            for i in range(clause + 1, end)
            if (place := board.at.get(i)) is not None and place.home and reading.deps[i] == "pobj"
            if reading.lowers[reading.heads[i]] in {"in", "at", "near"}
            for home in place.home
        }
        return tuple(homes) if len(homes) == 1 else ()
    return ()


def _explains(board: Board, noun: int) -> bool:
    """Tell whether a noun is what a clause says a name was: "Foo, who was an official at Huawei"."""
    reading = board.reading
    verb = reading.heads[noun]
    told = reading.deps[noun] == "attr" and reading.deps[verb] == "relcl" and reading.lemmas[verb] == "be"
    return told and reading.heads[verb] in board.at


def _has_origin(board: Board, noun: int, staff: bool) -> bool:
    reading = board.reading
    for kid in reading.kids[noun]:
        if kid < noun:
            continue
        if reading.deps[kid] == "prep" and (
            reading.lowers[kid] == "in"
            or (reading.lowers[kid] == "of" and reading.lemmas[noun].lower() in _HOUSED)
            or (staff and reading.lowers[kid] in _EMPLOYED)
        ):
            return True
        if reading.deps[kid] == "acl" and reading.lowers[kid] in _TIED:
            return True
    return False
