"""Attributions by clauses and adverbs set into a sentence: as X observed, reportedly."""

from __future__ import annotations

from pipeline.claims.around import ENDS, clause_around, pieces_around
from pipeline.claims.cues import cue_span
from pipeline.claims.lexicon import Frame, load_lexicon
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import agent_of, is_passive, own_subject

_OTHER = frozenset({"if", "though", "well", "to", "a"})  # "as if", "as well"
_REACH = 25  # tokens from "as" to its verb
_NEXT_WORDS = 10


def read_as_clause(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    """Give what "as X observed" or "as claimed by X" attributes: the clause it is set into."""
    verb = _verb_after(reading, i, interval)
    if verb is None or reading.lower[i + 1] in _OTHER or _has_own_content(reading, verb, i):
        return None
    head = agent_of(reading, verb) if is_passive(reading, verb) else own_subject(reading, verb)
    if head is None or not is_speaker(reading, head):
        return None
    start = min(i, reading.left[verb])
    if start > interval[0] and reading.lower[start - 1] not in ENDS and start - 1 not in reading.marks:
        return None  # "the same as X said"
    source = source_span(reading, head, verb)
    end = max(verb + 1, source[1])
    while end < interval[1] and reading.lower[end] not in ENDS and end not in reading.marks:
        end += 1
    hole = (i, end)
    clause = interval
    if reading.heads[verb] != verb:
        clause = clause_around(reading, reading.heads[verb], hole, interval)
    content = pieces_around(
        reading, interval if hole[0] <= clause[0] and clause[1] <= hole[1] else clause, hole
    )
    if not any(reading.pos[k] in ("VERB", "AUX") for piece in content for k in range(*piece)):
        return None
    entry = load_lexicon().verbs.get(reading.lemmas[verb])
    frame = Frame() if entry is None else entry.takes.get("aside") or next(iter(entry.takes.values()))
    return Attribution(
        rule="as_clause",
        anchor=verb,
        source=source,
        head=head,
        cue=[(i, i + 1), cue_span(reading, verb)],
        content=content,
        framing=frame.framing,
        extra=hole,
    )


def _verb_after(reading: Reading, i: int, interval: Interval) -> int | None:
    # The verb of saying that "as" opens the clause of, by the parse or among the next words.
    verbs = load_lexicon().verbs
    verb = reading.heads[i]
    entry = verbs.get(reading.lemmas[verb])
    near = i < verb <= i + _REACH and reading.lemmas[verb] != "put"
    if near and entry is not None and entry.takes.keys() & {"aside", "clause", "quote"}:
        return verb
    for k in range(i + 1, min(i + _NEXT_WORDS, interval[1])):
        if reading.lower[k] in ENDS or k in reading.marks:
            return None
        entry = verbs.get(reading.lemmas[k])
        if reading.pos[k] == "VERB" and entry is not None and "aside" in entry.takes:
            return k
        if reading.lower[k] == "put" and reading.lower[k + 1 : k + 2] == ["it"]:
            return k  # "as she put it"
    return None


def _has_own_content(reading: Reading, verb: int, i: int) -> bool:
    # "as X told Y that": the verb has its content with it.
    held = {reading.deps[k] for k in reading.kids[verb] if k > verb and reading.lower[k] != "it"}
    if held & {"ccomp", "xcomp"}:
        return True
    return "dobj" in held and i > 0 and i - 1 not in reading.marks and reading.lower[i - 1] != ","


def read_hearsay(reading: Reading, i: int, interval: Interval) -> Attribution | None:
    """Give the clause of the verb that "reportedly" modifies, attributed to nobody."""
    verb = reading.heads[i]
    if reading.pos[verb] not in ("VERB", "AUX") or not reading.is_finite(verb):
        return None
    entry = load_lexicon().verbs.get(reading.lemmas[verb])
    if entry is not None and "aside" in entry.takes:
        return None
    content = pieces_around(reading, reading.subtree(verb), (i, i + 1))
    if not content:
        return None
    return Attribution("hearsay", i, None, None, [(i, i + 1)], content, "claimed", "author")
