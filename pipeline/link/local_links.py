"""Local bodies, sites and people, linked by where a passage is set: "the county", "residents"."""

from __future__ import annotations

from pipeline.link.drafts import Board
from pipeline.link.lexicon import COMPANY_NOUNS, STAFF_NOUNS, words
from pipeline.link.whereabouts import Whereabouts

_BODIES = words("local_bodies")
_SITES = words("local_sites")
_FOLK = words("local_folk")
_THERE = _SITES | _FOLK | COMPANY_NOUNS | STAFF_NOUNS
_PLAIN = words("plain_before_locals")
_NOT_BACK = words("not_back")
_SAID_MORE = frozenset({"of", "in", "from", "with", "for", "at", "like", "behind", "than", "such"})
_TAIL = 12  # tokens after a noun that may tell more of it without naming anybody
_DOERS = frozenset({"nsubj", "nsubjpass"})
_OF_STATE = frozenset({"official", "regulator", "planner"})
_OF_FIRMS = frozenset({"board", "council"})  # that companies have too
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def local_at(board: Board, where: Whereabouts, token: int) -> tuple[int, str] | None:
    """Give the first token and the side of a local body, site or people by its noun.

    "The county", "the battery plant" and "the mayor" are definite; "residents", "workers"
    and "local officials" stand bare, as subjects. Null where the
    phrase names a place or an owner of its own, or the passage is set in no side's place.
    """
    reading = board.reading
    lemma, tag = reading.lemmas[token].lower(), reading.tags[token]
    if tag in {"NN", "NNS"} and lemma in _THERE and (pointer := _pointer(board, token)) is not None:
        first = reading.base_start(token)
        side = where.side_there(pointer) if board.is_free(first, token + 1) else None
        return (first, side) if side else None
    if tag not in {"NN", "NNS"} or lemma not in _BODIES | _SITES | _FOLK:
        return None
    if reading.sentence(token).kind in {"title", "heading"} or reading.deps[token] in {"compound", "nmod"}:
        return None
    first = reading.base_start(token)
    if reading.lowers[first - 1 : first] == ["than"]:
        return None
    if not board.is_free(first, token + 1) or not _is_plain(board, first, token, lemma):
        return None
    is_folk = tag == "NNS" and lemma in _FOLK
    if not is_folk and (tag == "NNS" or reading.lowers[first] != "the"):
        return None
    if is_folk and reading.deps[token] not in _DOERS:
        return None
    if _says_more(board, token, is_folk):
        return None
    strictly = lemma not in _BODIES or lemma in _OF_FIRMS
    if lemma in {"center", "centre"} and reading.lowers[token - 1] not in {"data", "computing"}:
        return None
    side = where.side_at(token, strictly=strictly, before=is_folk and lemma not in _OF_STATE)
    return (first, side) if side else None


def _pointer(board: Board, token: int) -> int | None:
    """Give the "there" that says where a noun's people or firms are: "the engineers I trained there"."""
    reading = board.reading
    for kid in reading.kids[token]:
        if kid == token + 1 and reading.lowers[kid] == "there":
            return kid
        if reading.deps[kid] == "relcl" and kid < token + _TAIL:
            end = min(reading.right_edge(kid), kid + 1) + 2
            there = [i for i in range(kid + 1, end) if reading.lowers[i : i + 1] == ["there"]]
            if there:
                return there[0]
    return token + 1 if reading.lowers[token + 1 : token + 2] == ["there"] and _closes(board, token) else None


def _closes(board: Board, token: int) -> bool:
    """Tell whether "there" right after a noun belongs to it: a verb follows, or the subject stands before."""
    following = board.reading.tags[token + 2 : token + 3]
    return following[:1] != [] and following[0][:2] in {"VB", "MD"}


def _is_plain(board: Board, first: int, token: int, lemma: str) -> bool:
    """Tell whether the words before a noun say nothing of whose it is."""
    reading = board.reading
    for i in range(first, token):
        word = reading.lowers[i]
        if reading.deps[i] == "poss" or reading.tags[i] in {"NNP", "NNPS", "JJS", "RBS"}:
            return False
        if word in _DEFINITE or word in _PLAIN or reading.tags[i] == "HYPH":
            continue
        compound = lemma in _SITES and reading.deps[i] in {"compound", "amod"}
        if word in _NOT_BACK or not compound:
            return False
    return True


def _says_more(board: Board, token: int, is_folk: bool) -> bool:
    """Tell whether the words after a noun name somebody, or say of which people it is."""
    reading = board.reading
    right = reading.right_edge(token)
    for i in range(token + 1, min(right, token + _TAIL) + 1):
        if reading.tags[i] in {"NNP", "NNPS"} or (i in board.at and board.at[i].label is not None):
            return True
    if reading.lowers[token + 1 : token + 2] and reading.lowers[token + 1] in _SAID_MORE:
        return True
    more = [kid for kid in reading.kids[token] if kid > token and reading.deps[kid] == "prep"]
    return any(reading.lowers[kid] in _SAID_MORE for kid in more) or (
        is_folk and any(reading.deps[kid] in {"relcl", "acl"} for kid in reading.kids[token])
    )
