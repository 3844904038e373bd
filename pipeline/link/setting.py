"""The state that a passage is about: whose "prosecutors", "the government" and "domestic chips" are.

Only what governs counts as evidence: bodies, offices, leaders and capitals that act. That
China is where the goods went does not make the prosecutors Chinese.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from pipeline.link.countries import COUNTRIES
from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import GOVERNMENT_NOUNS, MARKET_NOUNS, words
from pipeline.link.reading import Reading
from pipeline.link.sorts import sort_of_noun

_GOVERNING = frozenset({"government", "leader", "agency", "institution", "capital"})
_NATIONAL = frozenset({"country", "demonym", "market", "place", "company", "lab"})
_OFFICES = GOVERNMENT_NOUNS | words("state_people")
_ACTORS = frozenset({"company", "government", "country", "person"})
_WANTED = frozenset({"demand", "buyer", "customer"})
_BLOCKS_BACK = 3
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "compound", "amod", "nmod", "conj"})
_MOST = 0.8  # of an article's evidence, that decides where the passage has none
_REFERRING = frozenset({"pronoun", "description", "setting"})
_HALF = 0.5
_CLEARLY = 0.6
_LEAST = 2


class Setting:
    """What an article's sentences tell of the state they are set in.

    Args:
        board: The article's names. What refers to them does not count, nor what is added later.
    """

    def __init__(self, board: Board) -> None:
        self._reading = board.reading
        self._told: list[tuple[int, str]] = []
        self._named: dict[int, list[tuple[int, str]]] = {}
        for draft in board:
            if draft.rule in _REFERRING:
                continue
            side = self._governs(board, draft)
            if side is not None:
                self._told.append((draft.first, side))
            at = self._reading.sentence_of[draft.first]
            if draft.kind == "demonym" and not self._acts(draft):
                continue
            if draft.kind in _NATIONAL | _GOVERNING and len(draft.sides) == 1:
                self._named.setdefault(at, []).append((draft.first, draft.sides[0]))
            elif draft.label in {"GPE", "NORP"} and not draft.home and draft.name in COUNTRIES:
                self._named.setdefault(at, []).append((draft.first, ""))
            elif draft.home and not draft.sides:
                self._named.setdefault(at, []).append((draft.first, draft.home[0]))
        self._told.sort()
        self._tokens = [token for token, _ in self._told]
        # Of each, whether those before it in its paragraph tell of the same state; asked at every noun.
        self._alone: list[bool] = []
        for i, (token, side) in enumerate(self._told):
            opens = not i or self._block_of(self._tokens[i - 1]) != self._block_of(token)
            self._alone.append(opens or (self._alone[-1] and self._told[i - 1][1] == side))
        counts = Counter(side for _, side in self._told)
        self._shares = {side: count / len(self._told) for side, count in counts.items()}
        self._mostly = self._side_of_most()

    def _acts(self, draft: Draft) -> bool:
        """Tell whether an adjective of origin is somebody's, or of what is sold and wanted there."""
        head = self._reading.head_in(draft.first, draft.last)
        noun = self._reading.lemmas[self._reading.heads[head]].lower()
        if self._reading.tags[head] in {"NNPS", "NNS"}:
            return True
        return sort_of_noun(noun) in _ACTORS or noun in MARKET_NOUNS | _WANTED

    def _governs(self, board: Board, draft: Draft) -> str | None:
        """Give whose government a mention tells of, empty for a third state's; null if it tells of none."""
        reading = self._reading
        head = reading.head_in(draft.first, draft.last)
        above = reading.heads[head]
        if draft.kind == "capital" and reading.deps[head] not in _ACTING:
            return None  # "a love letter to Beijing"
        office = reading.deps[head] in {"amod", "compound", "nmod", "poss"} and (
            reading.lemmas[above].lower() in _OFFICES and above not in board.at
        )
        if len(draft.sides) == 1 and (draft.kind in _GOVERNING or (office and draft.kind != "people")):
            return draft.sides[0] if draft.rule != "compound" else None
        if draft.home and not draft.sides and reading.deps[head] == "pobj":
            scene = reading.heads[above]
            return draft.home[0] if reading.lemmas[scene].lower() in _OFFICES else None
        if not draft.sides and draft.label == "ORG" and draft.name.split()[0] in COUNTRIES:
            return ""  # "Nigeria Police"
        if not draft.sides and not draft.home and draft.label in {"GPE", "NORP", "ORG"}:
            subject = reading.deps[head] in {"nsubj", "nsubjpass"} and draft.label == "GPE"
            if (office or subject) and reading.text[draft.start_char : draft.end_char].isalpha():
                return "" if draft.label == "NORP" or draft.name in COUNTRIES else None
        return None

    def governed_by(self, token: int, *, is_person: bool = False) -> str | None:
        """Give the side whose state a bare office or body belongs to at a token.

        The paragraph up to the token decides, else the nearest of the three before that
        tells, else four fifths of all the article's evidence. Null where it is mixed, or a
        third state's, or where another paragraph says what most of the article does not.

        Args:
            token: Where the office or body stands.
            is_person: Whether it gives a named person a side, for the whole article.
        """
        block = self._block_of(token)
        last = bisect_left(self._tokens, token) - 1
        if last < 0 or block - (there := self._block_of(self._tokens[last])) > _BLOCKS_BACK:
            return self._mostly
        side = self._told[last][1] if self._alone[last] else ""
        least = _CLEARLY if is_person else 0.0 if there == block else _HALF
        return side if side and self._shares[side] >= least else None

    def _block_of(self, token: int) -> int:
        return self._reading.sentence(token).block

    def is_mostly(self, side: str) -> bool:
        """Tell whether nothing speaks of another state's government more than of this side's."""
        return not self._told or self._shares.get(side, 0.0) >= _CLEARLY

    def _side_of_most(self) -> str | None:
        sides = [side for _, side in self._told]
        for side in dict.fromkeys(sides):
            if side and sides.count(side) >= max(_LEAST, _MOST * len(sides)):
                return side
        return None

    def home_of(self, token: int) -> str | None:
        """Give the side whose home market a passage speaks of: "domestic chips", "local suppliers".

        The only state, market or company's side of the sentence, else that of the last
        sentence of the paragraph that names one. Null where several are named.
        """
        at = self._reading.sentence_of[token]
        block = self._reading.sentence(token).block
        for back in range(at, max(-1, at - 4), -1):
            if self._reading.sentences[back].block != block:
                break
            named = [
                side for where, side in self._named.get(back, ()) if back < at or abs(where - token) < 40
            ]
            if named:
                return named[0] or None if len(set(named)) == 1 else self._subject(token)
        return None

    def _subject(self, token: int) -> str | None:
        reading: Reading = self._reading
        verb = reading.verb_over(token)
        subject = reading.child(verb, "nsubj") if verb is not None else None
        if subject is None:
            return None
        first = reading.base_start(subject)
        own = {
            side
            for where, side in self._named.get(reading.sentence_of[token], ())
            if first <= where <= subject
        }
        return next(iter(own)) or None if len(own) == 1 else None
