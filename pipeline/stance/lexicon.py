"""The polarity lexicon: what words say of the one they are said of.

A verb has two scores, for its subject and its object, because "X surpasses Y" judges them
differently. The words themselves are read by ``polarity``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

# Where a part of speech has no entry for the lemma, the tables asked next: taggers confuse them.
_FALLBACK: dict[str, tuple[str, ...]] = {
    "NOUN": ("NOUN",),
    "PROPN": (),
    "ADJ": ("ADJ", "ADV", "NOUN"),
    "ADV": ("ADV", "ADJ"),
    "VERB": ("VERB", "ADJ"),
}
_PASSED_OVER = {"-", "a", "an", "the", "its", "their", "his", "her", "our", "my", "your"}


class Frame(NamedTuple):
    """What a verb says of its subject and its object, each -3 to 3."""

    subject: int
    object: int

    @property
    def worth(self) -> int:
        """What the verb says when nobody asks of whom: the subject's score, else the object's."""
        return self.subject or self.object


@dataclass(frozen=True)
class Lexicon:
    """Scores of lemmas, -3 to 3, and of how they are passed on.

    ``words`` is keyed by part of speech, then lemma. ``passing`` verbs give their object's
    worth to their subject, ``turning`` verbs the opposite of a bad one, ``losing`` verbs the
    opposite of any. ``standing`` nouns are what rivals contend for. ``contest`` words describe
    rivalry and constraint without judging; ``speech`` verbs make their subject a speaker.
    """

    verbs: dict[str, Frame] = field(default_factory=dict)
    verb_prepositions: dict[tuple[str, str], Frame] = field(default_factory=dict)
    noun_prepositions: dict[tuple[str, str], int] = field(default_factory=dict)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], int] = field(default_factory=dict)
    passing: frozenset[str] = frozenset()
    turning: frozenset[str] = frozenset()
    losing: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    contest: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()

    @cached_property
    def phrase_index(self) -> dict[str, list[tuple[str, ...]]]:
        """Phrases by their first lemma, the longest first."""
        index: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(self.phrases, key=lambda words: (-len(words), words)):
            index.setdefault(phrase[0], []).append(phrase)
        return index

    def score(self, lemma: str, pos: str, word: str = "") -> int:
        """Give what a word says by itself; 0 for a word of contest and for one that is not listed.

        Args:
            lemma: Lower-case lemma.
            pos: Universal part of speech.
            word: Lower-case word as it stands, asked before the lemma: "latest" is not late.

        Example:
            >>> lexicon = Lexicon(words={"NOUN": {"success": 2}}, contest=frozenset({"ban"}))
            >>> lexicon.score("success", "NOUN"), lexicon.score("ban", "NOUN")
            (2, 0)
        """
        if lemma in self.contest:
            return 0
        for table in _FALLBACK.get(pos, ()):
            if table == "VERB":
                if lemma in self.verbs:
                    return self.verbs[lemma].worth
                continue
            listed = self.words.get(table, {})
            if word in listed:
                return listed[word]
            if lemma in listed:
                return listed[lemma]
        return 0

    def find_phrases(self, lemmas: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Give first token, length and score of each listed phrase, the longest at a place.

        Hyphens that the tokenizer made tokens, articles and owners are passed over: "break its
        promise" is the phrase "break-promise".
        """
        for i, lemma in enumerate(lemmas):
            for phrase in self.phrase_index.get(lemma, ()):
                j, k = i, 0
                while k < len(phrase) and j < len(lemmas):
                    if lemmas[j] == phrase[k]:
                        k += 1
                    elif j == i or lemmas[j] not in _PASSED_OVER:
                        break
                    j += 1
                if k == len(phrase):
                    yield i, j - i, self.phrases[phrase]
                    break
