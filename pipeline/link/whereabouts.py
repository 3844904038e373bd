"""Where a passage is set: by the places named in it, whether or not they stand for anybody.

A plant in Hefei and a hearing in Virginia make "the plant", "the county" and "residents" of
the following sentences somebody's, as long as no place of another state comes between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.link.countries import COUNTRIES
from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import words
from pipeline.link.reading import Reading

ELSEWHERE = ""
_UNKNOWN = "?"
_BLOCKS_BACK = 5
_MOST = 0.6  # of an article's places, that a passage without one is taken to be set among
_NEARLY_ALL = 0.66
_OPENING = 2  # a place of the first sentence that names one counts double
_WITHIN = frozenset({"in", "at", "near", "outside", "inside", "across", "around"})
_LISTED = 3  # tokens from one place of a list to the next
_NO_PLACES = frozenset(
    {"DATE", "TIME", "NORP", "LANGUAGE", "ORG", "PRODUCT", "LAW", "EVENT", "MONEY", "CARDINAL"}
)
_MODIFYING = frozenset({"compound", "amod", "nmod", "poss"})
_SITED = words("local_sites") | words("local_bodies")
_PLACES = frozenset({"place", "capital"})
_REFERRING = frozenset({"pronoun", "description", "setting"})


@dataclass(frozen=True, slots=True)
class _Place:
    token: int
    block: int
    side: str


class Whereabouts:
    """What an article's places tell of where its passages are set.

    Args:
        board: The article's names. What refers to them does not count, nor what is added later.
    """

    def __init__(self, board: Board) -> None:
        self._reading = board.reading
        self._places: list[_Place] = []
        self._parties: list[_Place] = []
        homes = _homes(board)
        for draft in board:
            if draft.rule in _REFERRING:
                continue
            block = self._reading.sentence(draft.first).block
            side = _side_of(self._reading, draft, homes)
            if side is not None:
                self._places.append(_Place(draft.first, block, side))
            if len(draft.sides) == 1:
                self._parties.append(_Place(draft.first, block, draft.sides[0]))
            elif draft.label == "NORP" and not draft.sides:
                self._parties.append(_Place(draft.first, block, ELSEWHERE))
        known_at = {place.token for place in self._places}
        for token in _unknown_places(board):
            if token not in known_at:
                self._places.append(_Place(token, self._reading.sentence(token).block, _UNKNOWN))
        self._places.sort(key=_token_of)
        # Asked at every noun: looking back through a paragraph each time would cost its square.
        self._alone = _alone_in_block(self._places)
        self._differing = _differing_before(self._parties)
        at = self._reading.sentence_of
        first = next((at[place.token] for place in self._places), -1)
        known: Counter[str] = Counter()
        for place in self._places:
            if place.side != _UNKNOWN:
                known[place.side] += _OPENING if at[place.token] == first else 1
        total = sum(known.values())
        self._shares = {side: count / total for side, count in known.items()} if total else {}

    def side_at(self, token: int, *, strictly: bool = False, before: bool = False) -> str | None:
        """Give the side in whose place a passage is set at a token.

        The places of the paragraph up to the end of the sentence decide, else those of the nearest of the
        five before that names one. Null where they are of several states or of an unknown one,
        or where most places of the article lie elsewhere.

        Args:
            token: Where the local body or person stands.
            strictly: Whether anybody of another side in the paragraph, or a third of the
                article's places elsewhere, is enough to abstain.
            before: Whether only earlier sentences count.
        """
        block = self._reading.sentence(token).block
        end = self._reading.sentence(token).last if not before else self._reading.sentence(token).first
        last = bisect_left(self._places, end, key=_token_of) - 1
        if last < 0 or block - self._places[last].block > _BLOCKS_BACK or not self._alone[last]:
            return None
        there, side = self._places[last].block, self._places[last].side
        if side in {ELSEWHERE, _UNKNOWN}:
            return None
        least = _NEARLY_ALL if strictly and there != block else _MOST
        if self._shares[side] < (least if there != block or strictly else 1 - _MOST):
            return None
        return None if strictly and self._has_others(token, block, side) else side

    def side_there(self, token: int) -> str | None:
        """Give the side of the places that "there" points to: the last named, up to two sentences back.

        Null where places of several states were named in that sentence's last list.
        """
        at = bisect_left(self._places, token, key=_token_of) - 1
        if at < 0 or self._reading.sentence_of[token] - self._reading.sentence_of[self._places[at].token] > 2:
            return None
        last = self._places[at]
        listed = self._places[at - 1] if at else None
        if listed is not None and last.token - listed.token <= _LISTED and listed.side != last.side:
            return None
        return last.side if last.side not in {ELSEWHERE, _UNKNOWN} else None

    def _has_others(self, token: int, block: int, side: str) -> bool:
        last = bisect_left(self._parties, token, key=_token_of) - 1
        if last >= 0 and self._parties[last].side == side:
            last = self._differing[last]
        return last >= 0 and self._parties[last].block == block


def _alone_in_block(places: list[_Place]) -> list[bool]:
    """Tell of each place whether those before it in its paragraph are of its side too."""
    alone: list[bool] = []
    for i, place in enumerate(places):
        before = places[i - 1] if i else None
        opens = before is None or before.block != place.block
        alone.append(opens or (alone[-1] and places[i - 1].side == place.side))
    return alone


def _differing_before(parties: list[_Place]) -> list[int]:
    """Give for each party where the last one before it of another side is; -1 if there is none."""
    differing: list[int] = []
    for i, party in enumerate(parties):
        same = i > 0 and parties[i - 1].side == party.side
        differing.append(differing[-1] if same else i - 1)
    return differing


def _token_of(place: _Place) -> int:
    return place.token


def _homes(board: Board) -> dict[str, str]:
    """Give towns that stand before a known place, "Loudoun County, Virginia", with its side."""
    reading = board.reading
    homes = {}
    for draft in board:
        following = board.at.get(draft.last + 1)
        if draft.home or draft.sides or following is None or not following.home:
            continue
        if reading.words[draft.last] == "," and reading.words[draft.first][:1].isupper():
            homes[reading.span_text(draft.first, draft.last)] = following.home[0]
    return homes


def _unknown_places(board: Board) -> Iterator[int]:
    """Give capitalised words after "in" and the like that neither the pack nor the recogniser knows."""
    reading = board.reading
    timed = {i for first, last, kind in reading.ents if kind in _NO_PLACES for i in range(first, last)}
    for i, tag in enumerate(reading.tags):
        if tag != "NNP" or reading.deps[i] != "pobj" or i in timed or reading.sentence_of[i] < 0:
            continue
        draft = board.at.get(i)
        placed = draft is None or (
            draft.rule == "none" and draft.label in {None, "PERSON", "GPE", "LOC", "FAC"}
        )
        if placed and reading.lowers[reading.heads[i]] in {"in", "near", "outside"}:
            yield draft.first if draft is not None else i


def _side_of(reading: Reading, draft: Draft, homes: dict[str, str]) -> str | None:
    """Give the side that a place lies in; null where a draft names no place, or not where it happens."""
    head = reading.head_in(draft.first, draft.last)
    above = reading.heads[head]
    within = reading.deps[head] == "pobj" and reading.lowers[above] in _WITHIN
    if draft.kind in _PLACES or (draft.home and not draft.sides):
        if draft.rule == "capital" and not within:
            return None  # "Beijing denies it" happens nowhere
        if reading.deps[head] in _MODIFYING and reading.lemmas[above].lower() not in _SITED:
            return None  # "a Guangdong contractor" may be anywhere
        return draft.home[0] if draft.home else None
    if draft.kind == "country":
        return draft.sides[0] if within and len(draft.sides) == 1 else None
    if draft.sides or draft.label not in {"GPE", "LOC"}:
        return None
    text = reading.span_text(draft.first, draft.last)
    if text in homes:
        return homes[text]
    if not within:
        return None
    return ELSEWHERE if text in COUNTRIES else _UNKNOWN
