"""What an article has said up to a point: its mentions and noun phrases, as possible antecedents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import QUANTITIES, TIME_NOUNS
from pipeline.link.phrases import Phrase, phrase_at

_UNNAMED_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_INNER = frozenset({"amod", "compound", "nmod", "npadvmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An antecedent with its score, and what a mention that takes it becomes."""

    score: float
    name: str
    sides: tuple[str, ...]
    sort: str
    kind: str


class History:
    """The mentions passed so far on one board, and the noun phrases of any sentence.

    Attributes:
        board: The article's mentions; linked pronouns and descriptions join it.
        past: Mentions before the point that the resolver has reached, in order.
        counts: How often a name has been mentioned so far.
        last: The last mention of a name so far.
        policies: How often policies have been, by their sides.
        own_groups: People of a side that the writer knows, in order; see own_groups.py.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.reading = board.reading
        self.past: list[Draft] = []
        self.counts: Counter[str] = Counter()
        self.last: dict[str, Draft] = {}
        self.policies: Counter[tuple[str, ...]] = Counter()
        self.own_groups: list[Candidate] = []
        self._passed: dict[int, list[Draft]] = {}
        self._heads: dict[int, list[int]] = {}
        self._phrases: dict[int, Phrase] = {}
        self._unnamed = {
            i
            for first, last, kind in self.reading.ents
            if kind in _UNNAMED_LABELS
            for i in range(first, last)
        }

    def note(self, draft: Draft) -> None:
        """Count a mention as passed."""
        self.past.append(draft)
        self.last[draft.name] = draft
        self._passed.setdefault(self.reading.sentence_of[draft.first], []).append(draft)
        self.counts[draft.name] += 1
        if draft.sort == "policy" and draft.sides:
            self.policies[draft.sides] += 1

    def drafts_in(self, at: int) -> list[Draft]:
        """Give the mentions of a sentence that have been passed, in order."""
        return self._passed.get(at, [])

    def link(self, first: int, last: int, best: Candidate, rule: str) -> None:
        """Put a pronoun or description on the board as a mention of its antecedent."""
        more = {"sides": best.sides, "sort": best.sort, "kind": best.kind}
        draft = self.board.place(first, last, best.name, rule, **more)
        self._phrases.pop(last - 1, None)
        self._heads.pop(self.reading.sentence_of[first], None)
        self.note(draft)

    def phrase(self, head: int) -> Phrase:
        """Give the noun phrase with this head."""
        if head not in self._phrases:
            self._phrases[head] = phrase_at(self.board, head)
        return self._phrases[head]

    def heads_in(self, at: int) -> list[int]:
        """Give the heads of the noun phrases of a sentence, in order; times and amounts are left out."""
        if at not in self._heads:
            sentence = self.reading.sentences[at]
            self._heads[at] = [i for i in range(sentence.first, sentence.last) if self._is_head(i)]
        return self._heads[at]

    def _is_head(self, i: int) -> bool:
        reading = self.reading
        dep = reading.deps[i]
        draft = self.board.at.get(i)
        if draft is not None:
            if draft.rule == "refused" or i != reading.head_in(draft.first, draft.last):
                return False
            return dep not in _INNER or draft.first <= reading.heads[i] < draft.last
        if (dep == "appos" and reading.heads[i] in self.board.at) or self._is_explained(i):
            return False  # "Foo, a lab" and "the director, Foo" are Foo
        if dep in _SUBJECTS and (reading.lowers[i] in QUANTITIES or reading.lowers[i] in {"this", "that"}):
            return True
        if reading.tags[i][:2] != "NN" or dep in _INNER or i in self._unnamed:
            return False
        return reading.lemmas[i].lower() not in TIME_NOUNS

    def _is_explained(self, i: int) -> bool:
        apposed = self.reading.child(i, "appos")
        draft = self.board.at.get(apposed) if apposed is not None else None
        return draft is not None and draft.sort in {"person", "company", "org"} and draft.rule != "refused"

    def joined(self, heads: list[int]) -> list[Phrase]:
        """Give each "A and B" among some phrases as one plural phrase, of the sides that all parts have."""
        reading, found = self.reading, []
        known = set(heads)
        for head in heads:
            if reading.deps[head] == "conj":
                continue
            parts = [head]
            while True:
                following = [k for k in reading.kids[parts[-1]] if reading.deps[k] == "conj" and k in known]
                if not following:
                    break
                parts.append(following[0])
            if len(parts) < 2:
                continue
            phrases = [self.phrase(part) for part in parts]
            sides = tuple(dict.fromkeys(side for phrase in phrases for side in phrase.sides))
            either = any(reading.lowers[kid] in {"or", "nor"} for part in parts for kid in reading.kids[part])
            found.append(
                Phrase(
                    head=head,
                    first=phrases[0].first,
                    name=" and ".join(dict.fromkeys(phrase.name for phrase in phrases)),
                    sides=sides if all(phrase.sides for phrase in phrases) else (),
                    sort=phrases[0].sort,
                    is_plural=not either,
                    is_name=all(phrase.is_name for phrase in phrases),
                    draft=None,
                )
            )
        return found

    def candidate(self, phrase: Phrase, score: float, *, owner: bool = False) -> Candidate:
        """Give a phrase as a scored antecedent.

        Args:
            phrase: The phrase.
            score: Its score.
            owner: Whether an abstract phrase stands for whoever owns it: in "Beijing's
                response … its", "its" is Beijing's.
        """
        draft = phrase.draft
        if draft is None and owner and phrase.sides and phrase.sort == "thing" and not phrase.is_plural:
            possessor = self.board.at.get(self.reading.child(phrase.head, "poss") or -1)
            if possessor is not None and possessor.sides == phrase.sides:
                draft = possessor
        if draft is None:
            return Candidate(score, phrase.name, phrase.sides, phrase.sort, "")
        return Candidate(score, draft.name, phrase.sides, draft.sort, draft.kind)
