"""An article as the rules read it: one list a token property, and the shape of its parse.

spaCy's ``Doc`` answers the same questions, at several times the cost for each token; a
:class:`Reading` takes the row's lists as they are and adds children and subtree borders.
Token intervals are half-open pairs of token indices.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.claims.datelines import dateline_end
from pipeline.claims.lexicon import load_lexicon
from pipeline.claims.mending import MendedParse
from pipeline.claims.quotes import find_quotations
from pipeline.spans import CharSpan

Interval = tuple[int, int]

PROSE = frozenset({"paragraph", "list_item", "quote", "caption"})
_LEMMAS = {"hoping": "hope", "hoped": "hope"}  # not "hop", as a rule of spelling has it
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
MARKS = frozenset("“”\"„«»‘’'`") | {"``", "''"}
DASHES = frozenset({"-", "–", "—", "--", "―"})
STOPS = frozenset({".", "!", "?", "…", "...", ";", ":"})
BREAKS = frozenset({",", "(", ")", "[", "]"}) | STOPS | DASHES
PUNCT = BREAKS | MARKS | {"*", "**", "|", "/", "•", "·"}


class Reading:
    """A joined row of DOCUMENTS, ANNOTATIONS and MENTIONS, ready for rules.

    Args:
        row: The row; ``mentions`` and ``authors`` of ARTICLES may be missing or null.
    """

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.article_id: str = row["article_id"]
        self.text: str = row["text"]
        self.blocks: list[dict[str, Any]] = row["blocks"]
        self.sentences: list[dict[str, Any]] = row["sentences"]
        self.starts: list[int] = row["token_starts"]
        self.ends: list[int] = row["token_ends"]
        text = self.text
        self.words = [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        self.lower: list[str] = [word.lower() for word in self.words]
        self.lemmas: list[str] = [
            _LEMMAS.get(word) or lemma.lower() for word, lemma in zip(self.lower, row["lemmas"], strict=True)
        ]
        parse = MendedParse(
            self.words, self.lemmas, row["pos"], row["tags"], row["deps"], row["heads"], load_lexicon().verbs
        )
        self.pos, self.tags, self.deps, self.heads = parse.pos, parse.tags, parse.deps, parse.heads
        self.n = len(self.words)
        self._shape()
        self._sentences()
        self.quotations = find_quotations(self.text, self.blocks)
        self.marks = self._marks()
        self.authors: list[str] = row.get("authors") or []
        self.mentions: list[dict[str, Any]] = row.get("mentions") or []
        self.mention_of: dict[int, int] = {}
        self._mentions()

    def _shape(self) -> None:
        # Subtree borders in one pass each way: once an ancestor has the border of an
        # earlier token, all above it have one at least as far out.
        heads, n = self.heads, self.n
        kids: list[list[int]] = [[] for _ in range(n)]
        left, right = list(range(n)), list(range(1, n + 1))
        for i in range(n):
            head = heads[i]
            if head != i:
                kids[head].append(i)
                while left[head] > i:
                    left[head] = i
                    head = heads[head]
        for i in range(n - 1, -1, -1):
            head = heads[i]
            while right[head] < i + 1:
                right[head] = i + 1
                head = heads[head]
        self.kids, self.left, self.right = kids, left, right

    def _sentences(self) -> None:
        self.sentence_of = [0] * self.n
        for index, sentence in enumerate(self.sentences):
            first = sentence["first_token"]
            for i in range(first, first + sentence["n_tokens"]):
                self.sentence_of[i] = index

    def _marks(self) -> frozenset[int]:
        # Tokens at which a quotation begins or ends; an apostrophe is none of them.
        marks: set[int] = set()
        for quotation in self.quotations:
            for part in quotation.parts:
                first, last = self.tokens(part.start, part.end)
                if first < last:
                    marks.update(i for i in (first, last - 1) if self.lower[i] in MARKS)
        return frozenset(marks)

    def _mentions(self) -> None:
        # The longest mention names a token: "China's Ministry of Commerce" before "China".
        order = sorted(range(len(self.mentions)), key=lambda m: self.mentions[m]["n_tokens"])
        for index in order:
            mention = self.mentions[index]
            for i in range(mention["first_token"], mention["first_token"] + mention["n_tokens"]):
                self.mention_of[i] = index

    # -- places

    def sentence(self, index: int) -> Interval:
        """Give the token interval of a sentence."""
        sentence = self.sentences[index]
        first = sentence["first_token"]
        return first, first + sentence["n_tokens"]

    def opening(self, index: int) -> int:
        """Give the first token of a sentence after a dateline such as "BEIJING (Reuters) —"."""
        first, end = self.sentence(index)
        if index and self.sentences[index - 1]["block_index"] == self.sentences[index]["block_index"]:
            return first
        after = dateline_end(self.text, self.starts[first], self.ends[end - 1])
        return first if after is None else min(self.tokens(after, self.ends[end - 1])[0], end - 1)

    def sentence_at(self, i: int) -> Interval:
        """Give the token interval of the sentence that holds token ``i``."""
        return self.sentence(self.sentence_of[i])

    def block_kind(self, sentence: int) -> str:
        """Give the kind of the block a sentence stands in."""
        kind: str = self.blocks[self.sentences[sentence]["block_index"]]["kind"]
        return kind

    def chars(self, interval: Interval) -> CharSpan:
        """Give the characters of a token interval that is not empty."""
        return CharSpan(self.starts[interval[0]], self.ends[interval[1] - 1])

    def tokens(self, start_char: int, end_char: int) -> Interval:
        """Give the tokens that touch a stretch of characters."""
        return bisect_right(self.ends, start_char), bisect_left(self.starts, end_char)

    def mention_at(self, i: int) -> dict[str, Any] | None:
        """Give the mention that covers a token, the longest of several."""
        index = self.mention_of.get(i)
        return None if index is None else self.mentions[index]

    # -- the tree

    def subtree(self, i: int) -> Interval:
        """Give the interval from a token's leftmost to its rightmost descendant."""
        return self.left[i], self.right[i]

    def children(self, i: int, *deps: str) -> Iterator[int]:
        """Give a token's children that bear one of the labels, in order."""
        labels = self.deps
        return (kid for kid in self.kids[i] if labels[kid] in deps)

    def child(self, i: int, *deps: str) -> int | None:
        """Give a token's first child that bears one of the labels."""
        return next(self.children(i, *deps), None)

    def is_above(self, ancestor: int, i: int) -> bool:
        """Tell whether ``ancestor`` is ``i`` or one of its heads."""
        heads = self.heads
        while i != ancestor:
            if heads[i] == i:
                return False
            i = heads[i]
        return True

    def is_finite(self, i: int) -> bool:
        """Tell whether a verb has tense, by itself or through an auxiliary."""
        if self.tags[i] in FINITE:
            return True
        return any(self.deps[kid] in ("aux", "auxpass") and self.tags[kid] in FINITE for kid in self.kids[i])

    def is_hyphen(self, i: int) -> bool:
        """Tell whether a token joins two words without a space: the dash in "Brandt-Yoon"."""
        if self.lower[i] not in ("-", "–", "‑") or not 0 < i < self.n - 1:
            return False
        return self.ends[i - 1] == self.starts[i] and self.ends[i] == self.starts[i + 1]

    def trimmed(self, interval: Interval, drop: frozenset[str] = PUNCT) -> Interval:
        """Give an interval without punctuation at its ends; it may become empty."""
        start, end = interval
        lower = self.lower
        while start < end and lower[start] in drop:
            start += 1
        while end > start and lower[end - 1] in drop:
            end -= 1
        return start, end
