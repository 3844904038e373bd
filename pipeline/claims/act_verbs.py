"""Verbs that tell of a mind: plans to, fears that, recalls, is believed to."""

from __future__ import annotations

from pipeline.claims.act_passives import made, read_act_passive
from pipeline.claims.complements import read_clause
from pipeline.claims.cues import cue_span, speaking_subject
from pipeline.claims.lexicon import Entry, Frame, load_acts
from pipeline.claims.objects import read_complement, read_infinitive, read_object, read_phrase
from pipeline.claims.readings import Reading
from pipeline.claims.relations import Attribution, Found
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import is_passive

_NOBODY = frozenset({"there", "this", "that", "these", "what", "which", "how", "why"})
_PERSONS = frozenset(
    {"i", "we", "you", "he", "she", "they", "who", "us", "me", "one", "everyone", "everybody", "those"}
    | {"someone", "somebody", "nobody", "anyone", "anybody", "many", "some", "most", "others", "both"}
    | {"all", "none"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OF_THINGS = frozenset({"weigh", "find", "see", "mean", "hold", "project", "back", "need", "mind", "expect"})
_CIRCUMSTANCES = frozenset(
    {"time", "way", "day", "moment", "year", "month", "week", "place", "reason", "one"}
)


def read_act_verb(reading: Reading, verb: int) -> Attribution | None:
    """Give what a verb tells that somebody says, thinks or wants, or null."""
    lemma = reading.lemmas[verb]
    acts = load_acts()
    if lemma == "look" and reading.tags[verb] == "VBG" and is_going(reading, verb):
        lemma = "intend"  # "is looking to buy"
    if lemma == "plead":
        return _read_plea(reading, verb)
    entry = acts.verbs.get(lemma)
    if entry is None or reading.deps[verb] in ("aux", "auxpass", "amod", "compound", "case"):
        return None
    if is_passive(reading, verb):
        return read_act_passive(reading, verb, entry)
    subject = speaking_subject(reading, verb)
    if subject is None or reading.lower[subject] in _NOBODY:
        return None
    if reading.lower[subject] == "those" and not reading.kids[subject]:
        return None
    lets = reading.lower[subject] in ("'s", "’s", "us") and "let" in reading.lower[max(0, verb - 2) : verb]
    for read in _READERS:
        found = read(reading, verb, entry, subject)
        if found is None or not _is_mind(reading, verb, subject, found[1]):
            continue
        if read not in (_read_quote, read_clause) and is_aim(reading, verb):
            return None  # "plans to support Y" is one act
        source = None if lets else source_span(reading, subject, verb)
        return made(reading, "object", verb, subject, source, cue_span(reading, verb), found[2])
    return None


def _read_quote(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    # "recalled that he said, “I will”": quoted words right after a verb inside other words.
    at = verb + 1 + (reading.lower[verb + 1 : verb + 2] in ([","], [":"]))
    if "quote" not in entry.takes or at not in reading.marks:
        return None
    end = next((i for i in range(at + 1, reading.sentence_at(verb)[1]) if i in reading.marks), at)
    return ("quote", entry.takes["quote"], [(at, end + 1)]) if end > at + 1 else None


def _read_relative(reading: Reading, verb: int, entry: Entry, subject: int | None) -> Found:
    # "the lander that he announced": what is announced stands before its clause; of "the
    # firm, which she called a rival", what it is called.
    head, start = reading.heads[verb], reading.left[verb]
    named = next((k for k in reading.children(verb, "oprd", "attr") if k > verb), None)
    if "small" in entry.takes and named is not None and reading.deps[verb] == "relcl":
        return "object", entry.takes["small"], [reading.subtree(named)]
    frame = entry.takes.get("object")
    if frame is None or reading.deps[verb] != "relcl" or subject in (None, head) or head > start:
        return None
    if reading.lemmas[verb] in _OF_THINGS or reading.lemmas[head] in _CIRCUMSTANCES:
        return None  # "the pounds he weighed", "any time he wants"
    own = reading.child(verb, "dobj", "ccomp", "xcomp", "prep", "prt")
    if own is not None and reading.lower[own] not in ("which", "that", "whom"):
        return None
    return "object", frame, [reading.trimmed((reading.left[head], start))]


def is_aim(reading: Reading, verb: int) -> bool:
    """Tell whether a verb is an infinitive with "to": what somebody is about to do."""
    return reading.tags[verb] == "VB" and any(reading.tags[k] == "TO" for k in reading.kids[verb])


def _read_plea(reading: Reading, verb: int) -> Attribution | None:
    # "pleaded guilty to two charges"
    plea = reading.child(verb, "acomp", "oprd", "advmod", "dobj")
    subject = speaking_subject(reading, verb)
    if plea is None or subject is None or plea != verb + 1:
        plea = verb + 2 if reading.lower[verb + 1 : verb + 2] == ["not"] else verb + 1
    if subject is None or reading.lower[plea : plea + 1] != ["guilty"]:
        return None
    prep = next((k for k in (*reading.kids[plea], *reading.kids[verb]) if reading.lower[k] == "to"), None)
    if prep is None or prep < plea:
        return None
    source, cue = source_span(reading, subject, verb), (cue_span(reading, verb)[0], plea + 1)
    return made(reading, "object", verb, subject, source, cue, [(prep, reading.right[prep])])


def is_going(reading: Reading, verb: int) -> bool:
    """Tell whether a participle stands with a form of "be": "is looking"."""
    return any(reading.deps[k] == "aux" and reading.lemmas[k] == "be" for k in reading.kids[verb])


def _is_mind(reading: Reading, verb: int, subject: int, frame: Frame) -> bool:
    lower = reading.lower[subject]
    if frame.needs == "document":
        return is_speaker(reading, subject, "document")
    if lower == "it":
        return frame.needs in ("any", "actor", "person") and reading.lemmas[verb] not in _OF_THINGS
    if lower in _PERSONS or (
        frame.needs == "any" and reading.pos[subject] in ("NOUN", "PROPN", "PRON", "NUM")
    ):
        return lower not in _NOBODY
    return is_speaker(reading, subject, "speaker" if frame.needs in ("", "any") else frame.needs)


_READERS = (
    _read_quote,
    read_clause,
    read_complement,
    read_infinitive,
    read_phrase,
    read_object,
    _read_relative,
)
