"""One article's words and parse, as flat lists that rules can walk fast.

Building a spaCy Doc for an article costs more than all rules of this package together,
so the rules read the row's lists: ``words[i]``, ``tags[i]``, ``heads[i]`` are token i's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.docs import FURNITURE, token_texts
from pipeline.link.mending import join_split_nouns, lower_first, mend_lemmas

# Dependents that stand before a noun and belong to its base phrase.
PREMODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod",
                          "npadvmod", "case", "punct", "neg", "preconj"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` up to, not including, ``last`` of an article."""

    index: int
    first: int
    last: int
    block: int
    kind: str


class Reading:
    """One row of DOCUMENTS with ANNOTATIONS, with its tree.

    Attributes:
        sentences: Parsed sentences, in order; those of furniture are left out.
        sentence_of: A token's place in ``sentences``; -1 in furniture.
        kids: A token's dependents, in order.
        ents: Named entities as (first token, one past the last, type).
    """

    __slots__ = (
        "article_id", "deps", "ends", "ents", "heads", "kids", "lemmas", "lowers", "sentence_of",
        "sentences", "starts", "tags", "text", "words",
    )  # fmt: skip

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.article_id: str = row["article_id"]
        self.text: str = row["text"]
        self.starts: list[int] = row["token_starts"]
        self.ends: list[int] = row["token_ends"]
        self.words = token_texts(row)
        self.lowers = [word.lower() for word in self.words]
        self.lemmas: list[str] = row["lemmas"]
        self.tags: list[str] = row["tags"]
        self.deps: list[str] = row["deps"]
        self.heads: list[int] = row["heads"]
        mend_lemmas(self)
        join_split_nouns(self)
        self.sentence_of = [-1] * len(self.words)
        self.kids: list[list[int]] = [[] for _ in self.words]
        self.sentences: list[Sentence] = []
        kinds = [block["kind"] for block in row["blocks"]]
        for index, sentence in enumerate(row["sentences"]):
            block = sentence["block_index"]
            kind = kinds[block]
            if kind == FURNITURE or not sentence["n_tokens"]:
                continue
            first = sentence["first_token"]
            last = first + sentence["n_tokens"]
            self.sentence_of[first:last] = [len(self.sentences)] * (last - first)
            self.sentences.append(Sentence(index, first, last, block, kind))
            if self.tags[first] in {"NNP", "NNPS"}:
                lower_first(self, first)
            for i in range(first, last):
                if self.heads[i] != i:
                    self.kids[self.heads[i]].append(i)
        self.ents = list(_entities(row["ent_iobs"], row["ent_types"], self.sentence_of))

    def tokens_of(self, start_char: int, end_char: int) -> tuple[int, int]:
        """Give the tokens that overlap a stretch of text, as first and one past the last."""
        first = bisect_right(self.ends, start_char)
        return first, bisect_left(self.starts, end_char, lo=first)

    def sentence(self, token: int) -> Sentence:
        """Give the sentence that holds a token outside furniture."""
        return self.sentences[self.sentence_of[token]]

    def span_text(self, first: int, last: int) -> str:
        """Give the article's words from token ``first`` up to, not including, ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def head_in(self, first: int, last: int) -> int:
        """Give the token of a span whose head lies outside it; the last of several."""
        for i in range(last - 1, first - 1, -1):
            if not first <= self.heads[i] < last or self.heads[i] == i:
                return i
        return last - 1

    def base_start(self, head: int) -> int:
        """Give the first token of the noun phrase that ends in ``head``, articles and adjectives included."""
        first = head
        for kid in reversed(self.kids[head]):
            if kid < first and self.deps[kid] in PREMODIFIERS:
                first = self.edge(kid)
        return first

    def edge(self, token: int) -> int:
        """Give the leftmost token of the subtree below ``token``."""
        while self.kids[token] and self.kids[token][0] < token:
            token = self.kids[token][0]
        return token

    def right_edge(self, token: int) -> int:
        """Give the rightmost token of the subtree below ``token``."""
        while self.kids[token] and self.kids[token][-1] > token:
            token = self.kids[token][-1]
        return token

    def ancestors(self, token: int) -> Iterator[int]:
        """Give a token's head, the head's head and so on up to the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def child(self, token: int, *deps: str) -> int | None:
        """Give the first dependent with one of the labels; null if there is none."""
        for kid in self.kids[token]:
            if self.deps[kid] in deps:
                return kid
        return None

    def verb_over(self, token: int) -> int | None:
        """Give the nearest verb above a token; null in a phrase without one."""
        for above in self.ancestors(token):
            if self.tags[above][:1] == "V" or self.tags[above] == "MD":
                return above
        return None


def _entities(iobs: list[str], types: list[str], sentence_of: list[int]) -> Iterator[tuple[int, int, str]]:
    first = -1
    for i, iob in enumerate(iobs):
        if first >= 0 and (iob != "I" or sentence_of[i] != sentence_of[first]):
            yield first, i, types[first]
            first = -1
        if iob == "B" or (iob == "I" and first < 0):
            first = i if types[i] and sentence_of[i] >= 0 else -1
    if first >= 0:
        yield first, len(iobs), types[first]
