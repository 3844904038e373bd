"""Whom a description of an office stands for: the spokeswoman, once her name is given."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import Reading

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_SENTENCES_BACK = 12


class Roles:
    """The offices that an article gives its persons.

    "Jane Doe, the deputy secretary", "the secretary, Jane Doe" and "spokeswoman Jane Doe"
    each give one.

    Args:
        reading: The article.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._given: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
        for mention in reading.mentions:
            if mention["label"] == "PERSON":
                last = mention["first_token"] + mention["n_tokens"] - 1
                for role in self._roles_of(mention["first_token"], last):
                    place = max(role, last)
                    self._given[reading.lemmas[role]].append((place, last, self._modifiers(role)))
        for given in self._given.values():
            given.sort(key=lambda entry: entry[:2])

    def bearer(self, head: int) -> int | None:
        """Give the last word of the name that a singular "the …" stands for, or null.

        The last person before it who was given the office counts, if every word of the
        description was used of it: "the spokesman" may be "a foreign ministry spokesman",
        "the Chinese spokesman" may not.
        """
        reading = self._reading
        lemma = reading.lemmas[head]
        if reading.tags[head] != "NN" or lemma not in self._given or lemma not in word_list("people"):
            return None
        if not any(reading.lower[k] == "the" for k in reading.children(head, "det")):
            return None
        if any(reading.deps[k] in ("appos", "prep", "relcl", "poss") for k in reading.kids[head]):
            return None
        given = self._given[lemma]
        at = bisect_left(given, (head,)) - 1
        if at < 0:
            return None
        place, person, words = given[at]
        near = reading.sentence_of[head] - reading.sentence_of[place] <= _SENTENCES_BACK
        return person if near and self._modifiers(head) <= words else None

    def _roles_of(self, first: int, last: int) -> list[int]:
        reading = self._reading
        found = [k for k in reading.children(last, "appos") if k > last]
        above = reading.heads[last]
        if reading.deps[last] == "appos" and above < first:
            found.append(above)
        if (
            first > 0
            and reading.pos[first - 1] == "NOUN"
            and reading.sentence_of[first - 1] == reading.sentence_of[first]
        ):
            found.append(first - 1)
        return [k for k in found if reading.tags[k] == "NN" and reading.lemmas[k] in word_list("people")]

    def _modifiers(self, head: int) -> frozenset[str]:
        reading = self._reading
        return frozenset(reading.lemmas[k] for k in reading.kids[head] if reading.deps[k] in _MODIFIERS)
