"""Attributions by active verbs, the surest kind of content first."""

from __future__ import annotations

from pipeline.claims.asides import is_enclosed, is_inverted, is_set_off, read_aside
from pipeline.claims.complements import read_clause
from pipeline.claims.cues import RIVALS, clause_reach, cue_span, hanging_subject, speaking_subject
from pipeline.claims.framings import coloured
from pipeline.claims.lexicon import Entry, Frame, load_lexicon, word_list
from pipeline.claims.objects import read_complement, read_infinitive, read_object, read_phrase
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import adjacent_noun

_MANNERS = frozenset({"how", "why", "where", "who", "whether"})
_CIRCUMSTANCES = frozenset({"when", "whenever", "if", "after", "once", "as"})
_SELF = frozenset({"i", "you", "one", "me", "we", "us", "'s", "’s"})


def read_verb(reading: Reading, verb: int, entry: Entry) -> Attribution | None:
    """Give what an active verb attributes, or null.

    The kinds of content are tried from the surest to the least: a clause, an aside, an
    object with what is said of it, an infinitive, an object or prepositional phrase alone.
    """
    inverted = is_inverted(reading, verb) and reading.lemmas[verb] not in word_list("recipients")
    subject = speaking_subject(reading, verb, inverted=inverted)
    partitive = subject is not None and any(reading.lower[k] == "of" for k in reading.kids[subject])
    if subject is not None and reading.lower[subject] in _SELF and not partitive:
        return None  # "I think", "let's hope": the article's own voice
    particle = reading.child(verb, "prt")
    if particle is not None and reading.lemmas[verb] == "call":
        if reading.lower[particle] != "out":
            return None  # "called off"
        entry = load_lexicon().verbs["criticize"]
    readers = [read_clause, read_aside]
    own = hanging_subject(reading, verb, subject)
    if inverted and (own is None or own > verb) and is_set_off(reading, verb):
        readers.reverse()
        beside = adjacent_noun(reading, verb, after=True)
        inside = own is not None and beside is not None and reading.left[own] <= beside < reading.right[own]
        subject = own if inside else beside or own or subject
    elif own is not None and is_enclosed(reading, verb, own):
        readers.reverse()
    for read in (*readers, read_complement, read_infinitive, read_phrase, read_object):
        found = read(reading, verb, entry, subject)
        if found is None:
            continue
        rule, frame, content = found
        if not _is_apt(reading, verb, frame, subject, rule):
            continue
        content = _closed(reading, _cut_rival(reading, verb, content))
        framing, voice = coloured(reading, verb, frame)
        if rule == "clause" and reading.lower[content[0][0]] in _MANNERS:
            voice = "author"  # "the paper says how it was done" tells of a text, claims nothing
        if rule == "clause" and reading.lower[reading.left[verb]] == "what":
            voice = "author"  # "in what many believe was a deal": a part of the author's sentence
        source = None if subject is None else source_span(reading, subject, verb)
        cue = cue_span(reading, verb)
        reach = clause_reach(reading, verb, hanging_subject(reading, verb, subject), content[0])
        if rule == "aside" and source is not None:
            reach = min(reach[0], source[0]), max(reach[1], source[1])
        return Attribution(rule, verb, source, subject, [cue], content, framing, voice, extra=reach)
    return None


def _closed(reading: Reading, content: list[Interval]) -> list[Interval]:
    # Without a conjunction or comma left at the end.
    start, end = content[-1]
    while end > start + 1 and (reading.pos[end - 1] == "CCONJ" or reading.lower[end - 1] == ","):
        end -= 1
    return [*content[:-1], (start, end)]


def _cut_rival(reading: Reading, verb: int, content: list[Interval]) -> list[Interval]:
    # "X said it rose, while Y said it fell": the second clause reports for itself.
    start, end = content[-1]
    if any(reading.lower[k] in _CIRCUMSTANCES and k < verb for k in reading.kids[verb]):
        answer = _answer_in(reading, max(start, verb), end)
        if answer is not None:
            return [*content[:-1], (start, answer)]
    for i in range(max(start + 2, verb), end):
        if reading.lower[i] not in RIVALS or reading.lower[i - 1] != ",":
            continue
        contrast = reading.lower[i] in ("while", "whereas")
        rival = reading.heads[i]
        if reading.deps[i] == "cc":
            rival = next((k for k in reading.children(reading.heads[i], "conj") if k > i), i)
        entry = load_lexicon().verbs.get(reading.lemmas[rival])
        if entry is None or rival < i or not (contrast or entry.takes.keys() & {"clause", "aside"}):
            continue
        if reading.tags[rival] == reading.tags[verb] and reading.child(rival, "nsubj") is not None:
            return [*content[:-1], (start, i - 1)]
    return content


def _answer_in(reading: Reading, start: int, end: int) -> int | None:
    # "When X tells me that it fell, I say: “…”": the comma at which the main clause begins.
    opened = next((i for i in range(start, end) if i in reading.marks), None)
    if opened is None:
        return None
    said = opened - 1 - (reading.lower[opened - 1] in (",", ":"))
    entry = load_lexicon().verbs.get(reading.lemmas[said])
    if entry is None or "quote" not in entry.takes or not reading.is_finite(said):
        return None
    subject = adjacent_noun(reading, said, after=False)
    if subject is None or subject <= start:
        return None
    comma = min(subject, max(start, reading.left[subject])) - 1
    return comma if comma > start and reading.lower[comma] == "," else None


def _is_apt(reading: Reading, verb: int, frame: Frame, subject: int | None, rule: str) -> bool:
    if subject is None:
        return not frame.needs and rule in ("clause", "aside") and reading.tags[verb] != "VB"
    evidence = reading.lemmas[verb] in word_list("evidence_verbs")
    if reading.lower[subject] == "it" and (evidence or not reading.is_finite(verb)):
        return False
    if reading.lower[subject] in ("there", "what", "which", "this", "that", "these", "those"):
        return reading.lower[subject] == "those" and not frame.needs
    return not frame.needs or is_speaker(reading, subject, frame.needs)
