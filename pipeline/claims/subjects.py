"""The subject of a verb, in the passive, in a relative clause, or only beside it."""

from __future__ import annotations

from pipeline.claims.lexicon import load_lexicon, word_list
from pipeline.claims.readings import PUNCT, SUBJECTS, Reading
from pipeline.claims.sources import is_speaker

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM"})
_HAVE = frozenset({"have", "'ve", "'d", "’ve", "’d"})
_MAX_CLIMB = 6


def is_passive(reading: Reading, verb: int) -> bool:
    """Tell whether a verb stands in the passive, reduced relatives included."""
    deps = reading.deps
    if any(deps[kid] in ("auxpass", "nsubjpass", "csubjpass") for kid in reading.kids[verb]):
        return True
    if reading.tags[verb] != "VBN":
        return False
    if reading.child(verb, "agent") is not None:
        return True
    while reading.tags[verb] == "VBN":
        if any(reading.lemmas[kid] in _HAVE or deps[kid] == "nsubj" for kid in reading.kids[verb]):
            return False
        if deps[verb] != "conj":
            return True
        verb = reading.heads[verb]
    return deps[verb] != "conj" and reading.tags[verb] == "VBN"


def agent_of(reading: Reading, verb: int) -> int | None:
    """Give who a passive verb says did it: the noun after "by"."""
    by = reading.child(verb, "agent")
    if by is None:
        by = next((kid for kid in reading.children(verb, "prep") if reading.lower[kid] == "by"), None)
    return None if by is None else reading.child(by, "pobj")


def find_subject(reading: Reading, verb: int) -> int | None:
    """Give the head of a verb's logical subject, or null.

    A verb without one of its own takes that of the verb it hangs on (coordination,
    participles, infinitives); in a relative clause the antecedent speaks.
    """
    deps, heads, tags = reading.deps, reading.heads, reading.tags
    at = verb
    for _ in range(_MAX_CLIMB):
        own = own_subject(reading, at)
        if own is not None:
            if reading.lower[own] in RELATIVES and own < at:
                clause = at
                while deps[clause] in ("conj", "xcomp", "ccomp") and heads[clause] != clause:
                    clause = heads[clause]
                return heads[clause] if deps[clause] == "relcl" else own
            return own
        dep, head = deps[at], heads[at]
        if head == at:
            return None
        if dep in ("conj", "xcomp", "dep", "parataxis"):
            if dep == "xcomp" and tags[at] == "VB" and reading.child(head, "dobj") is not None:
                entry = load_lexicon().verbs.get(reading.lemmas[head])
                controls = reading.lemmas[head] in word_list("control_verbs")
                if controls or (entry is not None and "person" in entry.takes):
                    return reading.child(head, "dobj")  # "urged Y to say", not "used it to say"
            at = head
        elif dep == "advcl" and (tags[at] in ("VBG", "VBN") or reading.child(at, "mark") is None):
            at = head
        elif dep == "pcomp":
            above = heads[head]
            if reading.pos[above] not in ("VERB", "AUX"):
                return None
            target = (
                reading.child(above, "dobj") if reading.lower[head] in ("of", "for", "from", "as") else None
            )
            if target is not None:
                return target  # "accused Y of saying", "quotes Y as saying"
            at = above
        elif dep == "acl":
            if tags[at] not in ("VBG", "VBD"):
                return None
            noun = _document_before(reading, head)
            if is_speaker(reading, noun):
                return noun
            speaker = _speaker_above(reading, noun)
            return noun if speaker is None else speaker
        elif dep == "relcl":
            return head
        else:
            return None
    return None


def _speaker_above(reading: Reading, noun: int) -> int | None:
    # "He did so at a meeting, saying that": he says, not the meeting.
    at = noun
    for _ in range(_MAX_CLIMB):
        at = reading.heads[at]
        if reading.pos[at] in ("VERB", "AUX"):
            subject = own_subject(reading, at)
            return subject if subject is not None and is_speaker(reading, subject) else None
        if reading.deps[at] not in ("prep", "pobj", "dobj"):
            return None
    return None


def _document_before(reading: Reading, noun: int) -> int:
    # "sent a memo to employees stating that": the memo states, not they.
    prep = reading.heads[noun]
    if reading.deps[noun] != "pobj" or reading.lower[prep] not in ("to", "with", "for", "on"):
        return noun
    above = reading.heads[prep]
    sent = above if reading.pos[above] == "NOUN" else reading.child(above, "dobj")
    return sent if sent is not None and reading.lemmas[sent] in word_list("documents") else noun


def own_subject(reading: Reading, verb: int) -> int | None:
    """Give the subject that hangs on a verb, the nearest of several.

    A parser that runs two clauses together gives a verb two subjects.
    """
    before = after = None
    for kid in reading.kids[verb]:
        if reading.deps[kid] in SUBJECTS:
            if kid < verb:
                before = kid
            elif after is None:
                after = kid
    return before if before is not None else after


def adjacent_noun(reading: Reading, verb: int, *, after: bool) -> int | None:
    """Give the head of the noun phrase right beside a verb, where the parse shows none.

    Args:
        reading: The article.
        verb: The reporting verb.
        after: Look to its right ("said Jane Doe") rather than to its left.
    """
    first, last = reading.sentence_at(verb)
    step = 1 if after else -1
    i, found = verb + step, None
    while first <= i < last and (reading.lower[i] not in PUNCT or reading.is_hyphen(i)):
        pos, tag = reading.pos[i], reading.tags[i]
        if reading.is_hyphen(i) or reading.lower[i] in ("n't", "n’t", "not"):
            i += step
            continue
        if (
            pos not in _NOMINAL
            and tag not in ("POS", "PRP$")
            and not (found is None and pos in ("ADV", "AUX"))
        ):
            break
        if pos in ("NOUN", "PROPN", "PRON", "NUM"):
            found = i
            if not after:
                break
        i += step
    return found
