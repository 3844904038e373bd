"""Mentions in the making, and the board that keeps them from overlapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.link.reading import Reading

SORT_OF_KIND = {
    "country": "country",
    "demonym": "people",
    "compound": "country",
    "capital": "country",
    "government": "government",
    "leader": "person",
    "agency": "government",
    "policy": "policy",
    "company": "company",
    "lab": "company",
    "university": "company",
    "model": "product",
    "product": "product",
    "people": "person",
    "market": "market",
    "place": "place",
    "idea": "idea",
    "institution": "government",
    "measure": "policy",
}
SORT_OF_LABEL = {
    "PERSON": "person",
    "ORG": "org",
    "GPE": "country",
    "NORP": "people",
    "PRODUCT": "product",
    "LAW": "policy",
    "FAC": "place",
    "LOC": "place",
    "EVENT": "thing",
    "WORK_OF_ART": "thing",
}


@dataclass(slots=True)
class Draft:
    """A mention: tokens ``first`` up to, not including, ``last``, and what they stand for.

    ``sides`` is empty for somebody of no side, and has several for "both countries".
    ``kind`` is the pack's; ``sort`` is what pronouns and descriptions agree with. ``home``
    holds the side of the country that a place lies in, even where the place is only a scene.
    """

    first: int
    last: int
    start_char: int
    end_char: int
    name: str
    rule: str
    sides: tuple[str, ...] = ()
    label: str | None = None
    kind: str = ""
    sort: str = "thing"
    home: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduction:
    """What an article says once about a name of tokens ``first`` to ``last``: whose it is, and what.

    ``noun`` is what it was called, such as start-up; empty if it was not.
    """

    first: int
    last: int
    sides: tuple[str, ...]
    rule: str
    sort: str
    noun: str = ""


@dataclass
class Board:
    """The drafts of one article; no two of them share a character.

    Attributes:
        reading: The article.
        at: The draft that covers a token; of two in one token ("US-China"), the first.
        descriptors: What an entity has been called, by its name: start-up, senator, agency.
        genders: ``m`` or ``f`` by name, where a title, first name or pronoun told.
        barred: Tokens of phrases that the pack says are nobody's; nothing introduces them.
        voices: Sides of the speakers who say "my" or "our" in a labelled turn, by token.
    """

    reading: Reading
    at: dict[int, Draft] = field(default_factory=dict)
    descriptors: dict[str, set[str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    barred: set[int] = field(default_factory=set)
    voices: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _drafts: dict[int, Draft] = field(default_factory=dict)
    _over: dict[int, list[Draft]] = field(default_factory=dict)
    _called: dict[str, dict[str, None]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Draft]:
        return iter(sorted(self._drafts.values(), key=lambda d: (d.start_char, d.end_char)))

    def add(self, draft: Draft) -> None:
        """Put a draft on the board; whoever adds it has looked whether the place is free."""
        self._drafts[id(draft)] = draft
        for token in range(draft.first, draft.last):
            self._over.setdefault(token, []).append(draft)
            self.at.setdefault(token, draft)

    def place(self, first: int, last: int, name: str, rule: str, **more: object) -> Draft:
        """Make a draft of whole tokens and put it on the board."""
        start, end = self.reading.starts[first], self.reading.ends[last - 1]
        draft = Draft(first, last, start, end, name, rule, **more)  # type: ignore[arg-type]
        self.add(draft)
        return draft

    def remove(self, draft: Draft) -> None:
        """Take a draft off the board."""
        del self._drafts[id(draft)]
        for token in range(draft.first, draft.last):
            others = [other for other in self._over[token] if other is not draft]
            self._over[token] = others
            if self.at.get(token) is draft:
                del self.at[token]
                if others:
                    self.at[token] = others[0]

    def overlapping(self, first: int, last: int) -> list[Draft]:
        """Give the drafts that share a token with a stretch of tokens, in order."""
        found: list[Draft] = []
        for token in range(first, last):
            draft = self.at.get(token)
            if draft is not None and all(draft is not other for other in found):
                found.append(draft)
        return found

    def is_free(self, first: int, last: int) -> bool:
        """Tell whether no draft stands on these tokens."""
        return all(token not in self.at for token in range(first, last))

    def label_at(self, token: int) -> str | None:
        """Give the named-entity type of the mention on a token; null if it has none."""
        draft = self.at.get(token)
        return draft.label if draft is not None else None

    def describe(self, name: str, noun: str) -> None:
        """Remember that an entity was called by a noun."""
        self.descriptors.setdefault(name, set()).add(noun)
        self._called.setdefault(noun, {})[name] = None

    def called(self, noun: str) -> Iterable[str]:
        """Give the entities that were called by a noun, in the order in which they were first."""
        return self._called.get(noun, ())
