"""Attributions found by where they stand, so that long articles cost no more a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.claims.readings import Reading
from pipeline.claims.relations import Attribution


class Nearby:
    """Attributions by the sentences their cue and content stand in.

    Args:
        reading: The article.
        found: Attributions to begin with; each may be put in again when its content grows.
    """

    def __init__(self, reading: Reading, found: Iterable[Attribution]) -> None:
        self._reading = reading
        self._by_sentence: dict[int, list[Attribution]] = defaultdict(list)
        self.all: list[Attribution] = []
        for attribution in found:
            self.put(attribution)

    def put(self, attribution: Attribution) -> None:
        """Put in an attribution, or one whose content has grown."""
        if all(attribution is not other for other in self._by_sentence[self._place(attribution)]):
            self.all.append(attribution)
        sentences = {self._place(attribution)}
        for start, end in attribution.content:
            sentences.update(range(self._reading.sentence_of[start], self._reading.sentence_of[end - 1] + 1))
        for sentence in sentences:
            if all(attribution is not other for other in self._by_sentence[sentence]):
                self._by_sentence[sentence].append(attribution)

    def remove(self, attribution: Attribution) -> None:
        """Take out an attribution."""
        self.all = [other for other in self.all if other is not attribution]
        for sentence, held in self._by_sentence.items():
            self._by_sentence[sentence] = [other for other in held if other is not attribution]

    def within(self, first: int, last: int) -> list[Attribution]:
        """Give the attributions of sentences ``first`` to ``last``, both included, once each."""
        near: list[Attribution] = []
        for sentence in range(first, last + 1):
            for attribution in self._by_sentence.get(sentence, ()):
                if all(attribution is not other for other in near):
                    near.append(attribution)
        return near

    def _place(self, attribution: Attribution) -> int:
        return self._reading.sentence_of[attribution.anchor]
