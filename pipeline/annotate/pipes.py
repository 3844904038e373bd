"""The components of a spaCy pipeline, run with the least work that gives the same answers.

Two things make spaCy slow on a processor. Its own matrix product (BLIS) reaches a quarter to a
half of what the one inside numpy (OpenBLAS) does. And its attribute ruler matches every rule at
every word, though nearly all rules ask for one word with its tag and relation, which come again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

Pipe = Callable[["Doc"], "Doc"]

_ASKED_OF_A_WORD = frozenset(("LOWER", "TAG", "DEP", "IS_SPACE"))
_TOLD_OF_A_WORD = frozenset(("POS", "MORPH", "LEMMA"))
_MOST_REMEMBERED = 200_000  # words; a long run meets ever new ones


def quick_pipes(nlp: Language) -> list[Pipe]:
    """Give the components of a pipeline in their order, ready to be called on one Doc after another."""
    from spacy.pipeline import AttributeRuler

    pipes: list[Pipe] = []
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, AttributeRuler) and _asks_words_alone(pipe):
            pipes.append(RememberedRules(pipe))
        else:
            pipes.append(pipe)
    return pipes


def multiply_with_numpy(nlp: Language) -> None:
    """Let the networks of a pipeline multiply matrices with numpy's library, in one thread.

    The sums are the same up to their last bits, as they are on another processor. Parallelism is
    that of processes: a second thread would only fight with them.
    """
    from thinc.api import NumpyOps
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops


def forget_words(nlp: Language) -> None:
    """Empty what components remember of words, once it is much, so that a long run stays small."""
    for _, pipe in nlp.pipeline:
        cache = getattr(pipe, "cache", None)
        if isinstance(cache, dict) and len(cache) > _MOST_REMEMBERED:
            cache.clear()


def _asks_words_alone(ruler: AttributeRuler) -> bool:
    for rule in _rules(ruler):
        asked = {key for pattern in rule["patterns"] if len(pattern) == 1 for key in pattern[0]}
        # White space is no token of ours, so rules for it never speak.
        if not asked <= _ASKED_OF_A_WORD or not (
            set(rule["attrs"]) <= _TOLD_OF_A_WORD or "IS_SPACE" in asked
        ):
            return False
    return True


def _rules(ruler: Any) -> list[dict[str, Any]]:
    return list(ruler.patterns)


class RememberedRules:
    """An attribute ruler that asks its rules of one word once about a word, its tag and its relation.

    Args:
        ruler: A spaCy ruler whose rules of one word ask for nothing else.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._ruler: Any = ruler
        self._vocab = ruler.vocab
        self._known: dict[tuple[int, ...], tuple[tuple[int, ...], tuple[int, int, int]]] = {}
        self._longer = Matcher(ruler.vocab)
        for number, rule in enumerate(_rules(ruler)):
            longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if longer:
                self._longer.add(str(number), longer)

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, morphology and lemmas as the ruler does."""
        from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG

        if not len(doc):
            return doc
        words = list(map(tuple, doc.to_array([LOWER, TAG, DEP]).tolist()))
        told = [self._known.get(word) or self._ask(word) for word in words]
        answers: Any = np.array([values for _, values in told], dtype=np.uint64)
        doc.from_array([POS, MORPH, LEMMA], answers)
        matches = self._longer(doc, allow_missing=True, as_spans=False) if len(self._longer) else []
        if matches:
            # Later rules win, so those of the words touched are set again with the longer ones.
            touched = {i for _, start, end in matches for i in range(start, end)}
            alone = [(self._key(rule), i, i + 1) for i in touched for rule in told[i][0]]
            numbered = [(int(self._vocab.strings[key]), key, s, e) for key, s, e in [*matches, *alone]]
            self._ruler.set_annotations(doc, sorted(numbered))
        return doc

    def _key(self, rule: int) -> int:
        return int(self._vocab.strings.add(str(rule)))

    def _ask(self, word: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, int, int]]:
        from spacy.tokens import Doc

        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        alone = Doc(self._vocab, words=[self._vocab.strings[word[0]]])
        alone[0].tag, alone[0].dep = word[1:]
        matches = self._ruler.match(alone)
        self._ruler.set_annotations(alone, matches)
        token: Any = alone[0]
        told = (
            tuple(number for number, *_ in matches),
            (int(token.pos), int(token.morph.key), int(token.lemma)),
        )
        self._known[word] = told
        return told
