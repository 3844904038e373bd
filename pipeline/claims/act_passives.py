"""Passive verbs that tell of a mind: is believed to, was told to, announced by."""

from __future__ import annotations

from pipeline.claims.cues import cue_span
from pipeline.claims.lexicon import Entry, load_acts
from pipeline.claims.readings import STOPS, Interval, Reading
from pipeline.claims.relations import Attribution, joined
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import RELATIVES, agent_of

_NO_ACTS = frozenset({"mean", "suppose", "need", "know", "allow"})  # "is supposed to", "is known as"
_NAMING = frozenset({"call", "dub", "brand", "title", "name"})  # "a firm called Acme"
_MAX_GAP = 2  # tokens: "distanced themselves from"
_OPENERS = frozenset({"to", "of", "for", "about", "on", "over", "with", "in", "at", "against", "from"})


def read_act_passive(reading: Reading, verb: int, entry: Entry) -> Attribution | None:
    """Give what a passive verb tells that somebody, often nobody named, says or thinks, or null."""
    lemma = reading.lemmas[verb]
    if lemma in _NO_ACTS or (lemma in _NAMING and reading.deps[verb] == "acl"):
        return None
    agent = agent_of(reading, verb)
    if agent is not None and not is_speaker(reading, agent):
        agent = None
    content = _passive_content(reading, verb, entry, agent)
    if not content:
        return None
    span = cue_span(reading, verb)
    source = None if agent is None else source_span(reading, agent, verb)
    return made(reading, "hearsay", verb, agent, source, span, content)


def _passive_content(reading: Reading, verb: int, entry: Entry, agent: int | None) -> list[Interval]:
    subject = reading.child(verb, "nsubjpass", "nsubj", "csubjpass")
    if subject is None and reading.deps[verb] == "conj":
        subject = reading.child(reading.heads[verb], "nsubjpass")
    reduced = subject is None and reading.deps[verb] == "acl"
    if reduced:
        subject = reading.heads[verb]
    if subject is None:
        return []
    phrase = (reading.left[subject], verb) if reduced else reading.subtree(subject)
    above = reading.heads[verb]
    if reading.lower[subject] in RELATIVES and reading.deps[verb] == "relcl" and above < subject:
        phrase = reading.trimmed((reading.left[above], reading.left[verb]))
    phrase = (phrase[0], min(phrase[1], verb)) if phrase[0] < verb else phrase
    takes = entry.takes
    for kid in reading.kids[verb]:
        if kid < verb:
            continue
        dep, rest = reading.deps[kid], (max(reading.left[kid], verb + 1), reading.right[kid])
        if dep == "ccomp" and "clause" in takes and reading.is_finite(kid):
            return [rest]
        if dep == "xcomp" and {"infinitive", "person", "clause"} & takes.keys():
            return [phrase, rest]
        if dep in ("oprd", "attr", "acomp") and "small" in takes:
            return [phrase, rest]
        if dep == "prep" and reading.lower[kid] in entry.pairs and reading.child(kid, "pobj", "pcomp"):
            return [phrase, rest]
    bare = reading.lemmas[verb] in load_acts().words["told_passives"] and reading.child(verb, "auxpass")
    if "object" in takes and (agent is not None or (bare and not reduced)):
        return [phrase]
    return []


def made(
    reading: Reading,
    rule: str,
    anchor: int,
    head: int | None,
    source: Interval | None,
    cue: Interval,
    content: list[Interval],
) -> Attribution | None:
    """Give an act of a cue and its content, or null if that is empty."""
    spans = [reading.trimmed(span, STOPS | {","}) for span in content]
    spans = joined([span for span in spans if span[0] < span[1]])
    return Attribution(rule, anchor, source, head, [cue], spans, voice="author") if spans else None


def led(
    reading: Reading, cue: list[Interval], content: list[Interval]
) -> tuple[list[Interval], list[Interval]]:
    """Give cue and content with what stands between them, a preposition or "to", moved to the cue."""
    last = cue[-1][1] if cue else 0
    spans, moved = [], []
    for start, end in content:
        if 0 <= start - last <= _MAX_GAP and reading.lower[start] in _OPENERS and end > start + 1:
            moved.append((start, start + 1))
            start += 1
        spans.append((start, end))
    return joined([*cue, *moved]), spans
