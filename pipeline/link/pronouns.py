"""Which pronouns refer to somebody, and what they agree with."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.link.lexicon import SAY_VERBS, TIME_NOUNS, words
from pipeline.link.reading import Reading


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a pronoun asks of its antecedent; ``gender`` is ``m``, ``f``, ``n`` or empty."""

    gender: str
    is_plural: bool
    is_possessive: bool
    is_reflexive: bool = False


PRONOUNS = {
    "he": Agreement("m", False, False),
    "him": Agreement("m", False, False),
    "his": Agreement("m", False, True),
    "himself": Agreement("m", False, False, True),
    "she": Agreement("f", False, False),
    "her": Agreement("f", False, True),
    "hers": Agreement("f", False, True),
    "herself": Agreement("f", False, False, True),
    "it": Agreement("n", False, False),
    "its": Agreement("n", False, True),
    "itself": Agreement("n", False, False, True),
    "they": Agreement("", True, False),
    "them": Agreement("", True, False),
    "their": Agreement("", True, True),
    "theirs": Agreement("", True, True),
    "themselves": Agreement("", True, False, True),
}

# "It is able to" says something of it; "it is hard to" does not.
_OF_THE_SUBJECT = words("of_the_subject")
_EMPTY_NOUNS = TIME_NOUNS | words("empty_nouns")
_TOLD = words("told")
_OF_WORDS = SAY_VERBS | words("of_words")
_WITH_OBJECTS = words("with_objects")
_WEATHER = frozenset(["rain", "snow", "hail", "drizzle", "thunder"])
_SEEM = words("seem")
_MAKING = frozenset(["make", "find", "think", "consider", "deem", "render", "leave"])
_THAT = frozenset({"that", "if", "whether", "as", "like", "how", "why", "when", "because", "what"})


def is_idiom(reading: Reading, token: int) -> bool:
    """Tell whether a pronoun is part of an idiom: "in its place came", "on its own", "in itself"."""
    before, after = reading.lowers[token - 1 : token], reading.lowers[token + 1 : token + 3]
    return before == ["in"] and after[:1] in (["place"], ["stead"], ["wake"], ["turn"])


def is_empty_it(reading: Reading, token: int) -> bool:
    """Tell whether an "it" stands for nobody: "it is clear that", "it takes", "make it easy to".

    Passives that may or may not carry a clause ("it was said that" against "it was said to
    win") are decided by the clause.
    """
    if reading.deps[token] == "expl" or _is_said_before(reading, token):
        return True
    verb = reading.heads[token]
    lemma = reading.lemmas[verb]
    if reading.deps[token] in {"nsubj", "nsubjpass"}:
        return _is_empty_subject(reading, token, verb, lemma)
    if reading.deps[token] in {"dobj", "oprd"} or reading.deps[token] == "nsubj":
        if lemma in _OF_WORDS - _WITH_OBJECTS and reading.deps[token] == "dobj":
            return True  # "deny it", "put it mildly": what was said
        following = reading.tags[token + 1 : token + 3]
        clause = any(reading.deps[k] in {"ccomp", "xcomp"} and k > token for k in reading.kids[verb])
        return lemma in _MAKING | {"believe", "put", "call", "take"} and (
            (clause and following[:1] in (["JJ"], ["JJR"], ["DT"]))
            or (lemma == "put" and reading.lowers[verb - 1] == "to")
        )
    if reading.deps[token] == "pobj" and lemma == "to":
        return reading.lemmas[reading.heads[verb]] == "come"
    return False


def _is_said_before(reading: Reading, token: int) -> bool:
    """Tell whether an "it" that opens a sentence is the deed that the last one spoke of: "To sell is …"."""
    at = reading.sentence_of[token]
    if token != reading.sentences[at].first or not at or reading.deps[token] != "nsubj":
        return False
    before = reading.sentences[at - 1]
    if before.block != reading.sentences[at].block:
        return False
    return any(reading.deps[i] == "csubj" and reading.heads[i] > i for i in range(before.first, before.last))


def _is_empty_subject(reading: Reading, token: int, verb: int, lemma: str) -> bool:
    if reading.tags[verb][:2] == "JJ" and reading.lemmas[reading.heads[verb]] in _MAKING:
        return any(
            reading.deps[k] in {"ccomp", "xcomp", "advcl"} or reading.tags[k] == "VB"
            for k in reading.kids[verb]
        )
    if reading.deps[verb] == "advcl" and token and reading.lowers[token - 1] in {"as", "so"}:
        return (
            lemma in {"stand", "happen", "turn", "be", "appear"}
            and reading.child(verb, "acomp", "attr") is None
        )
    if lemma in _WEATHER:
        return True
    kids = reading.kids[verb]
    clauses = [
        k
        for k in kids
        if k > verb and reading.deps[k] in {"ccomp", "xcomp", "csubj", "advcl", "relcl", "acl"}
    ]
    if lemma in _SEEM:
        after = reading.lowers[verb + 1] if verb + 1 < len(reading.words) else ""
        return (
            after in _THAT
            or any(_has_that(reading, c) for c in clauses)
            or (lemma == "turn" and after == "out")
        )
    if lemma == "take":
        taken = reading.child(verb, "dobj")
        timed = taken is not None and reading.lemmas[taken].lower() in _EMPTY_NOUNS
        return any(
            reading.deps[c] in {"xcomp", "advcl", "relcl", "acl"} and _has_to(reading, c) for c in clauses
        ) or (timed and reading.deps[verb] != "conj")
    if lemma == "be":
        return _is_empty_be(reading, verb, clauses)
    if reading.deps[token] == "nsubjpass":
        that = any(_has_that(reading, c) and reading.deps[c] in {"ccomp", "csubj"} for c in clauses)
        that = that and lemma not in _TOLD
        return that and reading.child(verb, "agent") is None
    if lemma in {"matter", "help", "hurt", "pay"}:
        return any(_has_that(reading, c) or _has_to(reading, c) for c in clauses)
    return False


def _is_empty_be(reading: Reading, verb: int, clauses: list[int]) -> bool:
    told = reading.child(verb, "acomp", "attr")
    if told is None:
        cleft = reading.child(verb, "prep")
        if any(_has_that(reading, c) and reading.deps[c] in {"ccomp", "advcl"} for c in clauses):
            return True  # "it is that the grid is strong", "it is because"
        return cleft is not None and any(_has_that(reading, c) for c in clauses)
    lemma = reading.lemmas[told].lower()
    below = [
        k
        for k in reading.kids[told]
        if k > told and reading.deps[k] in {"ccomp", "xcomp", "csubj", "acl", "relcl", "advcl"}
    ]
    inner = clauses + below
    if reading.deps[told] == "acomp" or reading.tags[told][:2] == "JJ":
        that = any(_has_that(reading, c) and reading.deps[c] != "advcl" for c in inner)
        to = any(_has_to(reading, c) for c in inner)
        return (
            that and lemma not in {"sure", "certain", "confident", "aware", "afraid", "proud", "glad"}
        ) or (to and (lemma not in _OF_THE_SUBJECT or reading.tags[told] == "JJR"))
    if lemma in _EMPTY_NOUNS and (inner or lemma in TIME_NOUNS):
        return True
    if any(_has_that(reading, c) and reading.deps[c] in {"ccomp", "csubj", "advcl"} for c in inner):
        return True
    # a cleft: "it was China that built it"
    return reading.tags[told] in {"NNP", "NNPS", "PRP", "WP"} and any(
        reading.deps[c] == "relcl" for c in below
    )


def _has_that(reading: Reading, clause: int) -> bool:
    return any(
        reading.deps[k] in {"mark", "advmod"} and reading.lowers[k] in _THAT for k in reading.kids[clause]
    ) or (reading.deps[clause] == "ccomp")


def _has_to(reading: Reading, clause: int) -> bool:
    return any(reading.lowers[k] == "to" and reading.deps[k] == "aux" for k in reading.kids[clause])
