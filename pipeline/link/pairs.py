"""Bare words for one or both of two: "both", "neither", "the latter", "one side … the other"."""

from __future__ import annotations

from pipeline.link.agreement import ANIMATE
from pipeline.link.history import Candidate, History
from pipeline.link.phrases import phrase_at
from pipeline.link.prominence import ROLES

_SENTENCES = 2


def last_pair(history: History, token: int) -> Candidate | None:
    """Give the last two of one mention, in a word's sentence or the one before: for a bare "both".

    They are "A and B", or a mention of several sides such as "either capital".
    """
    here = history.reading.sentence_of[token]
    for at in range(here, max(-1, here - 2), -1):
        for draft in reversed(history.drafts_in(at)):
            if len(draft.sides) > 1:
                return Candidate(ROLES["nsubj"], draft.name, draft.sides, draft.sort, draft.kind)
        pairs = [p for p in history.joined([h for h in history.heads_in(at) if h < token]) if p.is_name]
        if pairs:
            return history.candidate(pairs[-1], ROLES["nsubj"])
    return _last_two(history, token)


def _last_two(history: History, token: int) -> Candidate | None:
    """Give the subjects of the two clauses or sentences before, if they are one of each side."""
    reading = history.reading
    here = reading.sentence_of[token]
    acting = [
        d for d in history.drafts_in(here - 1) if reading.deps[reading.head_in(d.first, d.last)] == "nsubj"
    ]
    told = [d.sides for d in acting if d.kind in {"country", "capital"} and len(d.sides) == 1]
    if len(acting) == len(told) == _SENTENCES and told[0] != told[1]:  # "America lends; China saves"
        return Candidate(ROLES["nsubj"], "both", (*told[0], *told[1]), "country", "")
    found: list[tuple[str, ...]] = []
    for at in range(max(0, here - _SENTENCES), here):
        if reading.sentences[at].block != reading.sentences[here].block:
            return None
        subjects = [h for h in history.heads_in(at) if reading.deps[h] in {"nsubj", "nsubjpass"}]
        sides = phrase_at(history.board, subjects[0]).sides if subjects else ()
        if len(sides) != 1:
            return None
        found.append(sides)
    if len(found) < _SENTENCES or found[0] == found[1]:
        return None
    return Candidate(ROLES["nsubj"], "both", (*found[0], *found[1]), "country", "")


def other_of_two(history: History, token: int) -> Candidate | None:
    """Give what "one side" and, later in its sentence, "the other" mean.

    The first and the second of exactly two sides named before them in the sentence.
    """
    reading = history.reading
    at = reading.sentence_of[token]
    sides = list(
        dict.fromkeys(
            draft.sides[0]
            for draft in history.drafts_in(at)
            if len(draft.sides) == 1 and draft.rule != "description"
        )
    )
    if len(sides) != _SENTENCES:
        return None
    side = sides[reading.lowers[token] == "other"]
    return Candidate(ROLES["nsubj"], side, (side,), "country", "")


def one_of_two(history: History, token: int) -> Candidate | None:
    """Give what "the former" or "the latter" means: the first or second of exactly two names just before."""
    reading = history.reading
    following = reading.tags[token + 1] if token + 1 < len(reading.tags) else ""
    if following[:2] in {"NN", "JJ"} or following == "VBN":
        return None  # "the former president"
    at = reading.sentence_of[token]
    near = [*history.drafts_in(at - 1), *history.drafts_in(at)]
    near = [d for d in near if d.rule != "refused" and d.sort in ANIMATE | {"product"}]
    names = list(dict.fromkeys(draft.name for draft in near))
    if len(names) != 2:
        return None
    name = names[reading.lowers[token] == "latter"]
    meant = next(draft for draft in near if draft.name == name)
    return Candidate(ROLES["nsubj"], meant.name, meant.sides, meant.sort, meant.kind)
