"""Bare offices, bodies and home markets, linked by the state that a passage is about."""

from __future__ import annotations

from pipeline.link.descriptions import Description
from pipeline.link.drafts import Board
from pipeline.link.lexicon import COMPANY_NOUNS, MARKET_NOUNS, PRODUCT_NOUNS, STAFF_NOUNS, words
from pipeline.link.setting import Setting
from pipeline.link.whereabouts import Whereabouts

_STATE_PEOPLE = words("state_people")
_STATE_BODIES = words("state_bodies")
_PLAIN = words("plain_before_offices")
_DOMESTIC = words("domestic")
_HOME_NOUNS = COMPANY_NOUNS | PRODUCT_NOUNS | STAFF_NOUNS | MARKET_NOUNS | words("home_goods")


def office_at(board: Board, setting: Setting, where: Whereabouts, token: int) -> tuple[int, str] | None:
    """Give the first token and the side of bare officials: "prosecutors", "senior officials".

    Null unless the noun is plural and of a state, stands with plain words at most ("two
    customs officials", never "company officials"), and the passage tells whose it is.
    """
    reading = board.reading
    if reading.tags[token] != "NNS" or reading.lemmas[token].lower() not in _STATE_PEOPLE:
        return None
    if reading.deps[token] in {"compound", "nmod", "poss"} and reading.deps[token] != "poss":
        return None
    for kid in reading.kids[token]:
        dep = reading.deps[kid]
        if kid > token:
            if dep == "prep" and reading.lowers[kid] in {"of", "from", "in", "at", "with", "for"}:
                return None
            if dep in {"appos", "conj"} and kid in board.at:
                return None
            continue
        plain = reading.lowers[kid] in _PLAIN or dep in {"det", "nummod", "cc", "punct", "preconj"}
        if kid in board.at or dep == "poss" or not plain:
            return None
    side = setting.governed_by(token) or _side_there(setting, where, token)
    return (reading.base_start(token), side) if side else None


def _side_there(setting: Setting, where: Whereabouts, token: int) -> str | None:
    side = where.side_at(token, strictly=True)
    return side if side and setting.is_mostly(side) else None


def body_meant(setting: Setting, where: Whereabouts, described: Description) -> str | None:
    """Give the side of "the government", "the bureau" or "the judge" that nothing before names."""
    if described.noun not in _STATE_BODIES and described.noun not in _STATE_PEOPLE:
        return None
    if described.modifiers - _PLAIN:
        return None
    return setting.governed_by(described.head) or _side_there(setting, where, described.head)


def home_goods_at(board: Board, setting: Setting, token: int) -> tuple[int, str] | None:
    """Give the noun and the side of "domestic chips" or "home-grown models", by their adjective."""
    reading = board.reading
    grown = reading.lowers[token - 2 : token + 1] == ["home", "-", "grown"]
    if reading.lowers[token] not in _DOMESTIC and not grown:
        return None
    head = reading.heads[token]
    while reading.deps[head] in {"amod", "compound"} and reading.heads[head] > head:
        head = reading.heads[head]
    if not token < head <= token + 4 or reading.tags[head] not in {"NN", "NNS"} or head in board.at:
        return None
    first = reading.base_start(head)
    places = (reading.child(kid, "pobj") for kid in reading.kids[head] if reading.deps[kid] == "prep")
    if any(place in board.at for place in places):
        return None  # "local governments in Peru"
    if reading.lemmas[head].lower() not in _HOME_NOUNS or not board.is_free(first, head + 1):
        return None
    side = setting.home_of(token)
    return (head, side) if side else None
