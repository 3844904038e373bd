"""Whom a pronoun stands for where no mention says: the last speaker or subject that fits."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.lexicon import word_list
from pipeline.claims.names import NEUTER, PLURAL, PRONOUNS, SINGULAR, Names
from pipeline.claims.readings import Reading
from pipeline.claims.sources import is_speaker

_BODIES = frozenset({"ORG", "GPE", "NORP"})
_SPEAKERS_BACK = 4  # sentences
_SUBJECTS_BACK = 2


def find_referent(reading: Reading, names: Names, head: int, spoke: Sequence[tuple[int, int]]) -> int:
    """Give the token that a pronoun or office stands for; the head itself if it is none, or none fits.

    "He" and "they" go to whoever spoke last; "it" to the nearest subject, since bodies and
    documents are spoken of more than they speak.

    Args:
        reading: The article.
        names: Its names.
        head: Head of a source.
        spoke: Heads of sources so far and the last token of what each said, in order.
    """
    word = reading.lower[head]
    bearer = names.roles.bearer(head)
    if bearer is not None:
        return bearer
    if word not in PRONOUNS or names.is_resolved(head):
        return head
    sentence = reading.sentence_of[head]
    if word not in NEUTER:
        for referent, at in reversed(spoke):
            near = at < head and sentence - reading.sentence_of[at] <= _SPEAKERS_BACK
            if near and _fits(reading, referent, word):
                return referent
    first = reading.sentence(max(0, sentence - _SUBJECTS_BACK))[0]
    for i in range(head - 1, first - 1, -1):
        if reading.deps[i] in ("nsubj", "nsubjpass") and _fits(reading, i, word):
            return i
    return head


def _fits(reading: Reading, referent: int, word: str) -> bool:
    if reading.lower[referent] in PRONOUNS:  # one that a mention resolved
        return any({word, reading.lower[referent]} <= group for group in (SINGULAR, PLURAL, NEUTER))
    if reading.pos[referent] not in ("NOUN", "PROPN"):
        return False
    plural = reading.tags[referent] in ("NNS", "NNPS")
    mention = reading.mention_at(referent)
    label = None if mention is None else mention["label"]
    lemma = reading.lemmas[referent]
    if label is not None and reading.pos[referent] == "PROPN":
        if word in PLURAL:
            return label in _BODIES or (label == "PERSON" and plural)
        return bool(label == "PERSON") if word in SINGULAR else label in _BODIES
    if word in PLURAL:
        return (plural and is_speaker(reading, referent, "actor")) or lemma in word_list("bodies")
    if plural:
        return False
    if word in NEUTER:
        return lemma in word_list("bodies") or lemma in word_list("documents")
    return is_speaker(reading, referent, "person")
