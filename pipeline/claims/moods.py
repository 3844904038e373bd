"""Questions and commands, which assert nothing."""

from __future__ import annotations

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import PUNCT, SUBJECTS, Interval, Reading

_FIRST_ASKING = frozenset({"why", "how"})
_NEGATIONS = frozenset({"'s", "’s", "n't", "n’t", "not", "us"})
_PRONOUNS = frozenset({"i", "he", "she", "we", "they", "and"})
_HEADING = frozenset({"ROOT", "ccomp", "advcl", "dep", "conj", "csubj", "parataxis"})
_SUBORDINATE = frozenset({"advcl", "relcl", "acl", "csubj"})


def is_question(reading: Reading, interval: Interval, words: list[int]) -> bool:
    """Tell whether words ask: a question mark closes them, or "why" or "how" opens an inversion."""
    end = interval[1]
    last = reading.sentence_at(end - 1)[1]
    if any(reading.lower[i] == "?" for i in range(words[-1], end)):
        return True
    at = end - 1
    while at < last and reading.lower[at] in PUNCT:
        if reading.lower[at] == "?":
            return True
        at += 1
    first = words[1] if reading.pos[words[0]] == "CCONJ" and len(words) > 2 else words[0]
    if reading.lower[first] not in _FIRST_ASKING or first + 1 >= end:
        return False
    return reading.pos[first + 1] == "AUX" and reading.lower[end - 1] != "."


def is_instruction(reading: Reading, words: list[int]) -> bool:
    """Tell whether words command: a bare verb leads the sentence and nobody is its subject.

    "Expect prices to fall" and "Ask it and you'll hear a sermon" are forecasts all the same.
    """
    lower = reading.lower
    opening = (i for i in words if reading.pos[i] not in ("CCONJ", "ADV", "INTJ") or lower[i] == "please")
    first = next(opening, words[0])
    if lower[first] == "please":
        return True
    if lower[first] in ("let", "do", "don’t", "don't") and lower[first + 1] in _NEGATIONS:
        return True
    if lower[first] == "expect" or _promises(reading, words):
        return False
    root = next((i for i in words if reading.heads[i] == i), first)
    late = reading.tags[root] == "VB" and root != first and lower[first] not in ("to", "not")
    if late and _is_bare(reading, root) and not _has_own_clause(reading, words, root):
        return True  # "If you have one, hit reply."
    return _opens_command(reading, first)


def _opens_command(reading: Reading, first: int) -> bool:
    tag = reading.tags[first]
    listed = reading.lemmas[first] in word_list("imperatives") or reading.lower[first] in word_list(
        "imperatives"
    )
    if tag != "VB" and not (listed and tag in ("VBP", "NN", "NNP", "VBD")):
        return False
    for k in reading.kids[first]:
        if reading.deps[k] in (*SUBJECTS, "expl") and (k < first or tag != "VB"):
            return False
        if reading.deps[k] in ("aux", "mark") and k < first:
            return False
    following = reading.lower[first + 1] if first + 1 < reading.n else ""
    if following == "it":
        return reading.deps[first] == "ROOT" and tag == "VB"
    return following not in _PRONOUNS and reading.deps[first] in _HEADING


def _is_bare(reading: Reading, verb: int) -> bool:
    # Without subject and without an auxiliary but "do".
    return not any(
        reading.deps[k] in (*SUBJECTS, "expl") or (reading.deps[k] == "aux" and reading.lemmas[k] != "do")
        for k in reading.kids[verb]
    )


def _has_own_clause(reading: Reading, words: list[int], root: int) -> bool:
    # Whether something is asserted beside the command: "I use one, please don't say which".
    for i in words:
        if reading.deps[i] in (*SUBJECTS, "expl") and i < root:
            clause = reading.heads[i]
            if reading.deps[clause] not in _SUBORDINATE and reading.is_finite(clause):
                return True
    return False


def _promises(reading: Reading, words: list[int]) -> bool:
    # "Ask it about Taiwan and you'll hear a sermon" asserts what will happen.
    lower, tags = reading.lower, reading.tags
    return any(
        lower[i] == "and" and lower[i + 1 : i + 2] == ["you"] and tags[i + 2 : i + 3] == ["MD"] for i in words
    )
