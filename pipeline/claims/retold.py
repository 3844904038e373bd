"""Nested sources: what X says that Y said."""

from __future__ import annotations

from dataclasses import replace

from pipeline.claims.cues import cue_span
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution
from pipeline.claims.sources import is_speaker, source_span
from pipeline.claims.subjects import agent_of, find_subject, is_passive

_QUOTING = frozenset({"quote", "cite", "paraphrase"})
_SELVES = frozenset({"i", "we", "you", "me", "us", "it", "they"})  # "X said they feared" is X again
_LEAST_PART = 3  # a claim is retold if a third of it is somebody else's words


def is_retold(reading: Reading, inner: Attribution) -> bool:
    """Tell whether an attribution inside another's words has a source who claims something."""
    if inner.voice != "source" or inner.source is None or inner.head is None:
        return False
    return reading.lower[inner.head] not in _SELVES and is_speaker(reading, inner.head)


def inner_source(claim: Interval, outer: Attribution) -> Attribution | None:
    """Give the attribution inside a source's words that holds most of a claim, or null.

    "Chen said officials had warned him that it would fall": Chen claims it, and the inner
    source is "officials". Where sources nest more than twice the outermost of the inner
    ones is given.

    Args:
        claim: Tokens of the claim.
        outer: Whose claim it is.
    """
    best, most = None, 0
    for inner in outer.inner:
        shared = sum(max(0, min(claim[1], end) - max(claim[0], start)) for start, end in inner.content)
        if shared * _LEAST_PART >= claim[1] - claim[0] and shared > most:
            best, most = inner, shared
    return best


def quoted_by(reading: Reading, said: Attribution) -> Attribution:
    """Give "a report quotes officials as saying it fell" to the report, officials inside.

    Args:
        reading: The article.
        said: The attribution of a verb of saying; given back as it is unless its source is
            quoted; "was quoted as saying" leaves the source and makes all of it the cue.
    """
    above = reading.heads[said.anchor]
    quoting = reading.heads[above]
    if reading.deps[said.anchor] != "pcomp" or reading.lower[above] != "as":
        return said
    if reading.lemmas[quoting] not in _QUOTING or reading.pos[quoting] != "VERB":
        return said
    outer = agent_of(reading, quoting) if is_passive(reading, quoting) else find_subject(reading, quoting)
    start, end = cue_span(reading, quoting)
    cue = [(start, end), (above, said.anchor + 1)]
    if outer is None or outer == said.head or not is_speaker(reading, outer):
        return replace(said, cue=cue, extra=(start, said.anchor + 1))
    source = source_span(reading, outer, quoting)
    return replace(
        said, anchor=quoting, source=source, head=outer, cue=cue, extra=(start, said.anchor + 1), inner=[said]
    )
