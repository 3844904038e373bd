"""A TARGETS row as a dependency tree: whose words stand how near to the target.

Plain lists of the row's own columns; nothing is parsed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FAR = 99  # tree distance of tokens in another tree
_NAME_TAGS = {"NNP", "NNPS"}
_DENIALS = {"no", "neither", "nor", "hardly", "barely", "never", "not"}
_DOUBTS = {"doubt", "deny", "dispute", "refute", "debunk", "disbelieve"}
_BELIEFS = {"think", "believe", "say", "expect", "mean", "true", "clear", "certain"}
_EVIDENCE = {"evidence", "sign", "proof", "indication", "reason", "chance"}
_INSIDE_NAME = {"compound", "amod", "nmod", "nummod", "quantmod", "case"}


def _overlapping(starts: Sequence[int], ends: Sequence[int], span: Mapping[str, int]) -> list[int]:
    return [i for i in range(len(starts)) if starts[i] < span["end_char"] and ends[i] > span["start_char"]]


class TargetTree:
    """One row of TARGETS, indexed by token.

    Attributes:
        lowered: Lower-case words.
        lemmas: Lower-case lemmas; the word itself where the parser gave none.
        pos: Universal parts of speech; ``tags``, ``deps`` and ``heads`` beside it.
        children: For each token, the tokens that hang on it, in order.
        target: Tokens of the target's mentions, all of them.
        others: Tokens of other actors: the row's rivals and every other proper noun.
        heads_of_target: For each mention, the token the rest of it hangs on, in text order.
        heads_of_others: The same for other actors.
        distance: Steps from the nearest target head through the tree, at most ``FAR``.
        other_distance: The same from the nearest other actor.
    """

    def __init__(self, row: Mapping[str, Any]) -> None:
        text, starts, ends = row["text"], row["token_starts"], row["token_ends"]
        self.text: str = text
        self.words: list[str] = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        self.pos: list[str] = row["pos"]
        self.tags: list[str] = row["tags"]
        self.deps: list[str] = row["deps"]
        self.heads: list[int] = row["heads"]
        self.lowered = lowered = [word.lower() for word in self.words]
        self.lemmas = [(lemma or word).lower() for lemma, word in zip(row["lemmas"], lowered, strict=True)]
        self.children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        mentions = [_overlapping(starts, ends, span) for span in row["target_spans"]]
        mentions = [mention for mention in mentions if mention] or ([[0]] if self.words else [])
        self.target = {i for mention in mentions for i in mention}
        self.heads_of_target = [self._top(mention) for mention in mentions]
        rivals = [_overlapping(starts, ends, span) for span in row["rival_spans"]]
        groups = [[i for i in group if i not in self.target] for group in [*rivals, *self._names()]]
        groups = [group for group in groups if group]
        self.others = {i for group in groups for i in group}
        self.heads_of_others = sorted({self._top(group) for group in groups})
        self.distance = self._distances(self.heads_of_target)
        self.other_distance = self._distances(self.heads_of_others)

    def _names(self) -> list[list[int]]:
        # Runs of proper nouns, and capitalised adjectives such as Chinese inside a sentence.
        runs: list[list[int]] = []
        previous = -2
        for i, tag in enumerate(self.tags):
            if tag in _NAME_TAGS or (tag == "JJ" and i and self.words[i][:1].isupper()):
                if i == previous + 1:
                    runs[-1].append(i)
                else:
                    runs.append([i])
                previous = i
        return runs

    def _top(self, tokens: Sequence[int]) -> int:
        inside = set(tokens)
        return next((i for i in tokens if self.heads[i] == i or self.heads[i] not in inside), tokens[0])

    def _distances(self, sources: Iterable[int]) -> list[int]:
        steps = [FAR] * len(self.words)
        edge = list(sources)
        for i in edge:
            steps[i] = 0
        step = 0
        while edge:
            step += 1
            reached = []
            for i in edge:
                for j in (self.heads[i], *self.children[i]):
                    if steps[j] > step:
                        steps[j] = step
                        reached.append(j)
            edge = reached
        return steps

    def phrase_head(self, i: int) -> int:
        """Give the head of the noun phrase that a name stands in: "labs" for "Chinese" in "Chinese labs"."""
        seen = 0
        while self.deps[i] in _INSIDE_NAME and self.heads[i] != i and seen < FAR:
            i, seen = self.heads[i], seen + 1
        return i

    def below(self, i: int) -> list[int]:
        """Give a token and all that hangs on it, in text order."""
        seen, stack = {i}, [i]
        while stack:
            for k in self.children[stack.pop()]:
                if k not in seen:
                    seen.add(k)
                    stack.append(k)
        return sorted(seen)

    def child(self, i: int, *labels: str) -> list[int]:
        """Give the children of a token that hang on it by one of the labels."""
        return [j for j in self.children[i] if self.deps[j] in labels]

    def is_doubted(self, verb: int) -> bool:
        """Tell whether the clause of a verb is what somebody doubts or denies."""
        doubted = False
        for _ in range(FAR):
            head, label = self.heads[verb], self.deps[verb]
            if head == verb or label not in {"ccomp", "acl", "csubj", "xcomp", "conj"}:
                return doubted
            if label == "ccomp" and self.lemmas[head] in _DOUBTS:
                doubted ^= not self.is_negated(head)
            elif label in {"ccomp", "csubj"} and self.lemmas[head] in _BELIEFS:
                doubted ^= self.is_negated(head)
            elif label == "acl" and self.lemmas[head] in _EVIDENCE | {"doubt"}:
                little = any(self.lemmas[k] in {"no", "little", "scant"} for k in self.children[head])
                doubted ^= little if self.lemmas[head] in _EVIDENCE else not little
            verb = head
        return doubted

    def is_negated(self, i: int) -> bool:
        """Tell whether a token is denied: not, never, no, no longer, yet to, hardly, or after without."""
        head = self.heads[i]
        if self.deps[i] in {"pobj", "pcomp"} and self.lemmas[head] == "without":
            return True
        if self.deps[i] == "xcomp" and self.lemmas[head] == "have":
            return any(self.lemmas[j] == "yet" for j in (*self.children[i], *self.children[head]))
        return any(
            self.deps[j] == "neg"
            or self.lemmas[j] in _DENIALS
            or (self.lemmas[j] == "longer" and any(self.lemmas[k] == "no" for k in self.children[j]))
            for j in self.children[i]
        )
