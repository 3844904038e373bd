"""Questions and commands, which assert nothing."""

from __future__ import annotations

import re

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import PUNCT, SUBJECTS, Interval, Reading

# "And who, one wonders, benefits." is a question without its mark.
_PONDERED = re.compile(
    r"\W*(?:(?:and|but|so)\s)?(?:who|what|where|when|why|how|which)\b[^.!?,]{0,30},"
    r"\s(?:then|I\sask(?:\syou)?|one\s(?:wonders|asks)|you\s(?:may|might)\sask|pray|exactly)\b",
    re.I,
)
_FIRST_ASKING = frozenset({"why", "how"})
_FORETOLD = frozenset({"you", "they", "it", "he", "she", "we", "i"})
_NEGATIONS = frozenset({"'s", "’s", "n't", "n’t", "not", "us"})
_PRONOUNS = frozenset({"i", "he", "she", "we", "they", "and"})
_HEADING = frozenset({"ROOT", "ccomp", "advcl", "dep", "conj", "csubj", "parataxis"})
_CALLS = frozenset({"look", "listen", "see", "remember"})
_REMINDERS = frozenset({"remember", "recall", "note", "notice"})
_MAX_BEFORE = 12  # tokens before the comma that a command stands behind
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
    if _PONDERED.match(reading.chars(interval).text_of(reading.text)):
        return True
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
    if lower[first] == "expect" or _promises(reading, words) or _calls_on_reader(reading, first):
        return False
    if _commands_late(reading, words):
        return True
    root = next((i for i in words if reading.heads[i] == i), first)
    late = reading.tags[root] == "VB" and root != first and lower[first] not in ("to", "not")
    if late and _is_bare(reading, root) and not _has_own_clause(reading, words, root):
        return True  # "If you have one, hit reply."
    return _opens_command(reading, first)


def _calls_on_reader(reading: Reading, first: int) -> bool:
    # "Look, nobody wins" and "Remember that it fell" assert what follows.
    following = reading.lower[first + 1] if first + 1 < reading.n else ""
    if reading.lower[first] in _CALLS and following == ",":
        return True
    return reading.lower[first] in _REMINDERS and following in ("that", "what", "how")


def _commands_late(reading: Reading, words: list[int]) -> bool:
    # A command behind the first comma: "That said, don't …", "If you have one, hit …".
    lower = reading.lower
    comma = next((i for i in range(words[0], words[-1]) if lower[i] == ","), None)
    if comma is None or comma - words[0] > _MAX_BEFORE:
        return False
    i = comma + 1
    if lower[i] in ("please", "just", "always"):
        i += 1
    if lower[i] == "do" and lower[i + 1 : i + 2] and lower[i + 1] in _NEGATIONS:
        return comma - words[0] <= 2 or not _has_own_clause(reading, words, i)
    if lower[words[0]] not in ("if", "when", "whenever") or lower[words[0] + 1] != "you":
        return False
    bare = reading.tags[i] in ("VB", "VBP", "VBD", "VBN", "NN")
    named = lower[i] in word_list("imperatives") or (reading.pos[i] == "VERB" and reading.tags[i] == "VB")
    return bare and named and _is_bare(reading, i) and reading.pos[i + 1 : i + 2] != ["VERB"]


def _opens_command(reading: Reading, first: int) -> bool:
    tag = reading.tags[first]
    listed = reading.lower[first] in word_list("imperatives")
    if tag != "VB" and not (listed and tag in ("VBP", "NN", "NNP", "VBD")):
        return False
    if first + 1 < reading.n and reading.tags[first + 1] == "VBZ":
        return False  # a name taken for a verb: "Denmark taxes cars"
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
        reading.deps[k] in (*SUBJECTS, "expl")
        or (reading.deps[k] == "aux" and reading.lower[k] not in ("do", "don"))
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
    for i in words:
        told = lower[i] == "and" and i + 2 < reading.n and lower[i + 1] in _FORETOLD
        if told and (tags[i + 2] == "MD" or lower[i + 2] in ("'ll", "’ll")):
            return True
    return False
