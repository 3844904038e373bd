"""How much a phrase stands out as an antecedent, by its place and role in the article.

The points of a phrase are a sum that can be read part by part. A subject, a name and what
is often mentioned gain; each sentence between, another paragraph and standing inside another
phrase cost. The weights were set by hand on the development constructions.
"""

from __future__ import annotations

from pipeline.link.history import History
from pipeline.link.lexicon import QUANTITIES, SAY_VERBS
from pipeline.link.phrases import Phrase
from pipeline.link.pronouns import Agreement
from pipeline.link.reading import Reading

ROLES = {
    "nsubj": 2.0,
    "nsubjpass": 1.8,
    "ROOT": 1.2,
    "dobj": 1.0,
    "csubj": 1.0,
    "dative": 0.9,
    "poss": 0.6,
    "agent": 0.6,
    "pobj": 0.4,
    "appos": 0.3,
    "oprd": 0.3,
    "attr": 0.2,
}
OFTEN = 0.12  # for each mention so far, up to four
NAME = 0.6
_SENTENCE_BACK = 1.5
_OTHER_BLOCK = 0.7
_OTHER_BLOCK_PERSON = 0.3
_SAME_CLAUSE = 1.2  # "China guards its lead"
_OF_WHICH = 3.0  # "a shop in Ghent, which has its worries"
_REPORTED = 1.0  # "China said it would"
_SAME_SENTENCE = 0.3
_PARALLEL = 0.6  # both are subjects, or both objects
_LATER = 1.0  # for the last subject of an earlier sentence, less for those before it
_NESTED = 0.3
_COORDINATED = 0.8
_COUNTED = 1.0  # "four places, none of them": what the sentence has just named
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def prominence(history: History, phrase: Phrase, token: int, asked: Agreement) -> float:
    """Give the points of a phrase for a pronoun at ``token``, agreement left aside."""
    reading, head = history.reading, phrase.head
    here, there = reading.sentence(token), reading.sentence(head)
    away = reading.sentence_of[token] - reading.sentence_of[head]
    dep, above = _role(reading, head)
    points = _role_points(reading, dep, above) - _SENTENCE_BACK * away
    if here.block != there.block:
        points -= _OTHER_BLOCK_PERSON if asked.gender in {"m", "f"} else _OTHER_BLOCK
    if phrase.is_name:
        points += NAME
    points += OFTEN * min(4, history.counts[phrase.name])
    if dep == "pobj" and reading.deps[above] == "prep" and reading.tags[reading.heads[above]][:2] == "NN":
        points -= _NESTED
    subject = dep in _SUBJECTS
    if subject and reading.deps[above] in {"relcl", "advcl", "acl"}:
        points -= _NESTED
    if not asked.is_plural and _is_coordinated(reading, head):
        points -= _COORDINATED
    if away == 0 and _is_counted(reading, token) and reading.tags[head] in {"NNS", "NNPS"}:
        points += _COUNTED
    if away == 0:
        points += _same_sentence(reading, head, above, subject, token, asked)
    elif subject:
        points += _LATER * (head - there.first) / (there.last - there.first)
    return points + _parallel(reading, dep, above, token, away)


def _is_counted(reading: Reading, token: int) -> bool:
    """Tell whether a pronoun is the whole of which some are told: "four places, none of them"."""
    of = reading.heads[token]
    return (
        reading.lowers[of] == "of"
        and reading.lowers[of - 1 : of] != []
        and reading.lowers[of - 1] in QUANTITIES
    )


def _role(reading: Reading, head: int) -> tuple[str, int]:
    dep, above = reading.deps[head], reading.heads[head]
    while dep in {"conj", "appos"} and reading.heads[above] != above:
        dep, above = reading.deps[above], reading.heads[above]
    return dep, above


def _role_points(reading: Reading, dep: str, above: int) -> float:
    told = dep == "attr" and reading.child(above, "expl") is not None  # "there is a claim"
    source = dep == "pobj" and reading.lowers[above - 1 : above + 1] == ["according", "to"]
    return ROLES["nsubj"] if told or source else ROLES.get(dep, 0.2)


def _is_coordinated(reading: Reading, head: int) -> bool:
    return reading.deps[head] == "conj" or any(reading.deps[kid] == "conj" for kid in reading.kids[head])


def _same_sentence(
    reading: Reading, head: int, above: int, subject: bool, token: int, asked: Agreement
) -> float:
    clause = reading.verb_over(token)
    if not subject and not (asked.is_possessive and _tells_of(reading, clause, head)):
        return _SAME_SENTENCE - 0.02 * min(20, token - head)
    if _tells_of(reading, clause, head):
        return _OF_WHICH if asked.is_possessive else _SAME_CLAUSE
    if asked.is_possessive or asked.is_reflexive:
        joined = (
            clause is not None
            and reading.deps[clause] in {"conj", "xcomp"}
            and reading.heads[clause] == above
        )
        return _SAME_CLAUSE if (clause is not None and above == clause) or joined else _SAME_SENTENCE
    over = reading.verb_over(clause) if clause is not None else None
    return _REPORTED if above in {over, clause} or reading.heads[above] == clause else _SAME_SENTENCE


def _tells_of(reading: Reading, clause: int | None, head: int) -> bool:
    """Tell whether a verb is of the relative clause on a noun: "firms that want to explain their prices"."""
    while clause is not None and reading.deps[clause] in {"xcomp", "conj"}:
        clause = reading.heads[clause]
    if clause is None or reading.deps[clause] != "relcl":
        return False
    told = reading.heads[clause]
    if told != head and (reading.deps[told] != "attr" or reading.child(reading.heads[told], "nsubj") != head):
        return False  # "America is a champion that trips its challengers"
    subject = reading.child(clause, "nsubj", "nsubjpass")
    return subject is not None and reading.tags[subject][:1] == "W"


def _parallel(reading: Reading, dep: str, above: int, token: int, away: int) -> float:
    if dep == "dobj" and reading.deps[token] in {"dobj", "pobj"}:
        return 0.6 * _PARALLEL
    if dep not in _SUBJECTS or reading.deps[token] not in _SUBJECTS:
        return 0.0
    both_speak = (
        away and reading.lemmas[above] in SAY_VERBS and reading.lemmas[reading.heads[token]] in SAY_VERBS
    )
    return 2 * _PARALLEL if both_speak else _PARALLEL
