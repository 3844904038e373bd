"""What grammar forbids a pronoun to mean: "China hurt it" is not about China twice."""

from __future__ import annotations

from pipeline.link.pronouns import Agreement
from pipeline.link.reading import Reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"relcl", "conj", "appos", "acl", "ccomp", "advcl"})


def is_barred(reading: Reading, head: int, token: int, asked: Agreement) -> bool:
    """Tell whether the phrase with this head cannot be what a pronoun means.

    An object is not its own subject, also not over infinitives and joined verbs ("Washington
    informs us and calls it coordination"); a phrase is not what stands inside it ("the
    release of its model"); "X was its first model" says that X is not "it".
    """
    if reading.sentence_of[head] != reading.sentence_of[token]:
        return False
    while reading.deps[head] == "conj" and reading.tags[reading.heads[head]][:2] == "NN":
        head = reading.heads[head]
    if head in set(reading.ancestors(token)):
        return _is_inside(reading, head, token, asked)
    if asked.is_possessive and reading.deps[reading.heads[token]] == "attr":
        return reading.heads[head] == reading.heads[reading.heads[token]] and reading.deps[head] == "nsubj"
    if asked.is_possessive or asked.is_reflexive or reading.deps[token] in _SUBJECTS:
        return False
    return reading.deps[head] in _SUBJECTS and _acts_on(reading, reading.heads[head], token)


def _is_inside(reading: Reading, head: int, token: int, asked: Agreement) -> bool:
    free = asked.is_possessive or asked.is_reflexive
    above = token
    while above != head:
        dep = reading.deps[above]
        if dep == "relcl" and reading.heads[above] == head and not free:
            return reading.verb_over(token) == above  # "an official who met her", "people whom they met"
        if dep in _CLAUSES or (dep == "prep" and reading.lowers[above] != "of"):
            return False
        above = reading.heads[above]
    return True


def _acts_on(reading: Reading, verb: int, token: int) -> bool:
    """Tell whether a verb's subject is also the subject of the verb whose object a pronoun is."""
    clause = reading.verb_over(token)
    while clause is not None and clause != verb:
        if reading.child(clause, *_SUBJECTS) is not None:
            return False
        bare = reading.tags[clause] in {"VB", "VBG"} and reading.deps[clause] in {
            "acl",
            "relcl",
            "advcl",
            "xcomp",
        }
        if not bare and reading.deps[clause] != "conj":
            return False
        clause = reading.verb_over(clause)
    return clause == verb
