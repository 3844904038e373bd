"""Whether words hold a predicate, so that they can assert something at all."""

from __future__ import annotations

from itertools import pairwise

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import Interval, Reading

_PARTICIPLES = frozenset({"VBG", "VBZ"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "prep", "attr", "acomp"})
_INSIDE = frozenset({"conj", "ccomp", "xcomp", "advcl"})
_OPENERS = frozenset({"the", "this", "these", "its", "their"})
_MIN_FRAGMENT = 4  # words
_MIN_MISREAD = 5
_MIN_SENTENCE = 7


def has_predicate(reading: Reading, interval: Interval, words: list[int]) -> bool:
    """Tell whether words assert something of something.

    They do if a verb with tense stands outside relative clauses; if they begin with a
    participle and what it governs, as entries of story cards do ("Proving that …"); if they
    are a valuing phrase closed by a full stop ("A disaster for Europe."); or if they are a
    whole sentence of a paragraph in which the tagger merely missed the verb.

    Args:
        reading: The article.
        interval: The words.
        words: Its tokens that are no punctuation, at least one.
    """
    verbs = [
        i for i in words if reading.pos[i] in ("VERB", "AUX") and reading.deps[i] not in ("aux", "auxpass")
    ]
    finite = [i for i in verbs if reading.is_finite(i)]
    if any(not _is_relative(reading, i, interval) for i in finite):
        return True
    first = next((i for i in words if reading.pos[i] not in ("ADV", "CCONJ")), words[0])
    if reading.tags[first] in _PARTICIPLES and first in verbs and len(words) >= _MIN_FRAGMENT:
        return any(reading.deps[k] in _COMPLEMENTS for k in reading.kids[first])
    if reading.lower[first] == "expect" or _has_misread_verb(reading, words, first):
        return True
    if _is_sentence(reading, interval) and not finite and len(words) >= _MIN_MISREAD:
        if reading.lower[words[0]] in _OPENERS:
            return True
        if len(words) >= _MIN_SENTENCE and verbs and first not in verbs:
            return True  # "scores of a model shifted by three points", the verb taken for a participle
    return _is_valuing_phrase(reading, interval, words, relative=bool(finite))


def _is_relative(reading: Reading, verb: int, interval: Interval) -> bool:
    start, end = interval
    while (
        reading.deps[verb] in _INSIDE and start <= reading.heads[verb] < end and reading.heads[verb] != verb
    ):
        verb = reading.heads[verb]
    return reading.deps[verb] in ("relcl", "acl") and start <= reading.heads[verb] < end


def _has_misread_verb(reading: Reading, words: list[int], first: int) -> bool:
    # "The rise shortens the window": a verb taken for a plural noun.
    if len(words) < _MIN_MISREAD:
        return False
    for i, following in pairwise(words):
        if reading.tags[i] == "NNS" and i > first:
            names = reading.pos[i - 1] == reading.pos[following] == "PROPN"
            if names or reading.tags[following] in _DETERMINERS:
                return True
    return False


def _is_sentence(reading: Reading, interval: Interval) -> bool:
    start, end = interval
    index = reading.sentence_of[start]
    closed = reading.lower[end - 1] == "."
    return closed and reading.sentence(index)[0] == start and reading.block_kind(index) == "paragraph"


def _is_valuing_phrase(reading: Reading, interval: Interval, words: list[int], *, relative: bool) -> bool:
    end = interval[1]
    closed = reading.lower[end - 1] in (".", "!") or reading.lower[end : end + 1] == ["."]
    if not closed or len(words) < _MIN_FRAGMENT:
        return False
    judged = any(reading.lower[i] in word_list("judgement_words") for i in words)
    return judged and (relative or reading.lower[words[0]] in ("a", "an", "no", "not", "another"))
