"""Nouns and adjectives that tell of a mind: the plan to, warnings of, is frustrated with."""

from __future__ import annotations

from pipeline.claims.act_passives import made
from pipeline.claims.cues import cue_span
from pipeline.claims.lexicon import Entry, load_acts, word_list
from pipeline.claims.nouns import owner_of
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import find_subject

_BE = frozenset({"be", "remain", "seem", "feel", "become", "appear", "grow", "get", "look", "sound"})
_ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_NOBODY = frozenset({"it", "there", "this", "that", "these", "those", "what", "which"})
_MAX_CUE = 5  # tokens from the copula to the adjective


def read_act_noun(reading: Reading, noun: int) -> Attribution | None:
    """Give what a noun of speech, will or feeling says that somebody has in mind, or null."""
    entry = load_acts().nouns.get(reading.lemmas[noun])
    if entry is None or reading.deps[noun] in ("compound", "nmod"):
        return None
    if reading.lower[noun] in ("order", "charge") and reading.lower[max(0, noun - 1)] in (
        "in",
        "take",
        "took",
    ):
        return None  # "in order to", "in charge of"
    found = _noun_content(reading, noun, entry)
    if found is None:
        return None
    needs_owner, content = found
    head, _ = owner_of(reading, noun)
    aim = reading.tags[content[0]] == "TO"  # only somebody makes threats to do something
    if head is not None and not aim and reading.pos[head] != "PRON" and not is_speaker(reading, head):
        head = None
    if head is None:
        head = _holder(reading, noun)
    source: Interval | None = None
    if head is not None:
        source = source_span(reading, head, noun)
    else:
        head = _named_before(reading, noun)
        source = None if head is None else (head, head + 1)
        mention = None if head is None else reading.mention_at(head)
        if mention is not None:
            first = mention["first_token"]
            source = first, min(first + mention["n_tokens"], noun)
    if head is None and needs_owner:
        return None
    return made(reading, "noun", noun, head, source, (noun, noun + 1), [content])


def _holder(reading: Reading, noun: int) -> int | None:
    # "abandoned plans to", "left in fear of": the clause's subject.
    above = reading.heads[noun]
    if reading.deps[noun] == "pobj":
        held = reading.lower[above] in ("in", "for") and reading.left[noun] == noun
        above = reading.heads[above] if held else noun
        if reading.deps[above] in ("dobj", "attr"):
            above = reading.heads[above]
    elif reading.deps[noun] != "dobj" or reading.lemmas[above] not in load_acts().words["holders"]:
        return None
    if above == noun or reading.pos[above] not in ("VERB", "AUX"):
        return None
    subject = find_subject(reading, above)
    return subject if subject is not None and is_speaker(reading, subject) else None


def _named_before(reading: Reading, noun: int) -> int | None:
    # "White House plans", "Republican opposition": a name in front of the noun.
    for kid in reading.children(noun, "compound", "amod", "nmod"):
        mention = reading.mention_at(kid)
        if mention is not None and mention["label"] in _ACTORS and kid < noun:
            return kid
    return None


def _noun_content(reading: Reading, noun: int, entry: Entry) -> tuple[bool, Interval] | None:
    for kid in reading.kids[noun]:
        if kid < noun:
            continue
        dep, content = reading.deps[kid], (max(reading.left[kid], noun + 1), reading.right[kid])
        if dep in ("acl", "relcl", "ccomp") and "infinitive" in entry.takes and _has_to(reading, kid):
            return entry.takes["infinitive"].needs == "owner", content
        mark = reading.child(kid, "mark")
        told = dep in ("acl", "ccomp") and "clause" in entry.takes and reading.is_finite(kid)
        if told and (reading.lower[mark] == "that" if mark is not None else _has_subject(reading, kid)):
            return entry.takes["clause"].needs == "owner", content
        if dep == "prep" and reading.lower[kid] in entry.preps:
            held = reading.child(kid, "pobj", "pcomp")
            giver, _ = owner_of(reading, noun)
            if held is not None and held != giver:
                return entry.preps[reading.lower[kid]].needs == "owner", content
    above = reading.heads[noun]
    if "infinitive" in entry.takes and reading.deps[noun] in ("dobj", "nsubjpass"):
        for kid in reading.children(above, "xcomp", "advcl"):
            if reading.left[kid] == noun + 1 and _has_to(reading, kid):  # "heeded calls to resign"
                return entry.takes["infinitive"].needs == "owner", (noun + 1, reading.right[kid])
    if "infinitive" in entry.takes and reading.deps[noun] == "nsubj" and reading.lemmas[above] == "be":
        goal = next((k for k in reading.children(above, "xcomp", "attr") if k > above), None)
        if goal is not None and _has_to(reading, goal):  # "the aim is to broaden the pool"
            return False, (reading.left[goal], reading.right[goal])
    return None


def _has_subject(reading: Reading, verb: int) -> bool:
    # "accusations he lied": a clause without "that", whole in itself
    return reading.child(verb, "nsubj", "nsubjpass") == reading.left[verb]


def _has_to(reading: Reading, verb: int) -> bool:
    return any(reading.tags[k] == "TO" for k in reading.kids[verb])


def read_state(reading: Reading, adjective: int) -> Attribution | None:
    """Give what a state of mind is about ("is frustrated with the firm"), or null."""
    entry = load_acts().adjectives.get(reading.lower[adjective])
    above = reading.heads[adjective]
    verbal = reading.pos[adjective] == "VERB"
    if entry is None or (verbal and reading.tags[adjective] != "VBN"):
        return None
    if (
        not verbal
        and reading.lemmas[above] not in _BE
        and reading.deps[adjective] not in ("conj", "advcl", "amod")
    ):
        return None
    content = _state_content(reading, adjective, entry)
    if content is None:
        return None
    alone = verbal or reading.deps[adjective] == "advcl"
    subject = reading.heads[adjective] if reading.deps[adjective] in ("amod", "acl") else None
    if subject is None:
        subject = find_subject(reading, adjective if alone else above)
    if subject is None or reading.lower[subject] in _NOBODY:
        return None
    person = reading.pos[subject] == "PRON"
    if not person and (not is_speaker(reading, subject) or reading.lemmas[subject] in word_list("documents")):
        return None
    start = adjective
    if verbal:
        start = cue_span(reading, adjective)[0]
    elif reading.lemmas[above] in _BE and 0 < adjective - above <= _MAX_CUE:
        start = cue_span(reading, above)[0]
    source = source_span(reading, subject, adjective)
    return made(reading, "adjective", adjective, subject, source, (start, adjective + 1), [content])


def _state_content(reading: Reading, adjective: int, entry: Entry) -> Interval | None:
    for kid in reading.kids[adjective]:
        if kid < adjective:
            continue
        dep, content = reading.deps[kid], (max(reading.left[kid], adjective + 1), reading.right[kid])
        if dep == "ccomp" and "clause" in entry.takes and reading.is_finite(kid):
            return content
        if dep == "xcomp" and "infinitive" in entry.takes and _has_to(reading, kid):
            return content
        if dep not in ("prep", "agent") or reading.lower[kid] not in entry.preps:
            continue
        if reading.child(kid, "pobj", "pcomp") is not None:
            return content
    return None
