"""Attributions by adjectives of a state of mind: X is confident that."""

from __future__ import annotations

from pipeline.claims.cues import cue_span
from pipeline.claims.lexicon import Entry
from pipeline.claims.nouns import NOT_OTHERS
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_document, is_speaker, source_span
from pipeline.claims.subjects import find_subject

_PREDICATIVE = frozenset({"acomp", "ROOT", "oprd", "conj", "amod", "advcl"})
_MAX_CUE = 5  # tokens from the copula to the adjective


def read_adjective(reading: Reading, adjective: int, entry: Entry) -> Attribution | None:
    """Give what a state of mind attributes ("X is confident that"), or null."""
    above, dep = reading.heads[adjective], reading.deps[adjective]
    verbal = reading.pos[above] in ("AUX", "VERB")
    if verbal and reading.lemmas[above] == "make":  # "to make sure that" tells of an act
        return None
    if dep not in _PREDICATIVE and not verbal:
        return None
    found = _content(reading, adjective, entry)
    if found is None:
        return None
    subject = find_subject(reading, adjective if dep in ("ROOT", "advcl") else above)
    if subject is None or reading.lower[subject] in NOT_OTHERS or not is_speaker(reading, subject):
        return None
    if is_document(reading, subject):
        return None
    kind, content = found
    frame = entry.takes.get(kind) or next(iter({**entry.takes, **entry.preps}.values()))
    start = cue_span(reading, above)[0] if verbal and above < adjective else adjective
    start = start if adjective - start <= _MAX_CUE else adjective
    return Attribution(
        rule="adjective",
        anchor=adjective,
        source=source_span(reading, subject, adjective),
        head=subject,
        cue=[(start, adjective + 1)],
        content=[content],
        framing=frame.framing,
        voice="source" if kind == "clause" else "author",
        extra=(start, adjective + 1),
    )


def _content(reading: Reading, adjective: int, entry: Entry) -> tuple[str, Interval] | None:
    for kid in reading.kids[adjective]:
        if kid < adjective:
            continue
        dep, content = reading.deps[kid], (reading.left[kid], reading.right[kid])
        if "clause" in entry.takes and dep == "ccomp" and reading.is_finite(kid):
            return "clause", content
        if "infinitive" in entry.takes and dep == "xcomp":
            return "infinitive", content
        if dep == "prep" and reading.lower[kid] in entry.preps:
            return "phrase", (kid, reading.right[kid])
    return None
