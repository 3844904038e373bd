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
_QUANTIFIERS = frozenset({"most", "many", "some", "few", "all", "several", "both", "these", "those"})
_COUNTABLE = frozenset({"NNS", "CD", "DT", "PRP$"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_ENDS = frozenset({".", "!", "?", "…", "...", ";"})
_MAX_LABEL = 7  # words
_MIN_FRAGMENT = 4  # words
_MIN_MISREAD = 5
_MIN_SENTENCE = 7
_MIN_LONG = 10  # words of a sentence whose only verbs with tense seem to stand in relative clauses
_VAGUE_OPENERS = frozenset(
    {"a", "an", "no", "not", "another", "nor", "perhaps", "maybe", "which", "who", "that"}
)


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
        return not _is_label(reading, interval, words)
    first = next((i for i in words if reading.pos[i] not in ("ADV", "CCONJ")), words[0])
    if reading.tags[first] in _PARTICIPLES and first in verbs and len(words) >= _MIN_FRAGMENT:
        return any(reading.deps[k] in _COMPLEMENTS for k in reading.kids[first])
    if reading.lower[words[0]] in ("nor", "neither") and reading.pos[words[1]] == "AUX":
        return True  # "Nor will the money", the verb being the last sentence's
    if reading.lower[first] == "expect" or _has_misread_verb(reading, words, first):
        return True
    if _is_sentence(reading, interval) and len(words) >= (_MIN_LONG if finite else _MIN_MISREAD):
        if finite and reading.lower[words[0]] not in _VAGUE_OPENERS:
            return True
        if not finite and reading.lower[words[0]] in _OPENERS:
            return True
        if not finite and len(words) >= _MIN_SENTENCE and verbs and first not in verbs:
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
    counted = reading.lower[words[0]] in _QUANTIFIERS
    for i, following in pairwise(words):
        if reading.tags[i] == "NNS" and i > first:
            names = reading.words[i].islower() and all(_is_name(reading, k) for k in (i - 1, following))
            if names or reading.tags[following] in _DETERMINERS:
                return True
            if i == first + 1 and reading.pos[first] == "PROPN" and reading.tags[following] in _COUNTABLE:
                return True  # "Denmark taxes cars at 85 percent"
        bare = reading.tags[i] == "NNS" and reading.tags[following] == "NN" and following < words[-1]
        if counted and bare and reading.pos[following + 1] == "ADP":
            return True  # "Most of these reforms amount to little"
    return False


def _is_name(reading: Reading, i: int) -> bool:
    return reading.pos[i] == "PROPN" or reading.words[i][0].isupper()


def _is_label(reading: Reading, interval: Interval, words: list[int]) -> bool:
    # "What we know so far", "Why it matters": a clause that names a topic, without a full stop.
    start, end = interval
    closed = any(mark in _ENDS for mark in reading.lower[end - 1 : end + 1])
    asking = reading.tags[words[0]] in _WH and reading.sentence_at(start)[0] == start
    if closed or not asking or len(words) > _MAX_LABEL:
        return False
    finite = [i for i in words if reading.pos[i] in ("VERB", "AUX") and reading.is_finite(i)]
    heads = [i for i in finite if reading.deps[i] not in ("aux", "auxpass")]
    return len(heads) <= 1


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
