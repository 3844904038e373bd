"""Sentences cut at the borders of speakers: what is attributed, and what the article adds itself."""

from __future__ import annotations

from pipeline.claims.readings import PUNCT, Interval, Reading
from pipeline.claims.relations import Attribution

_DENIALS = frozenset({"deny", "doubt", "dispute", "refute", "disbelieve", "question"})
_SOURCE_BESIDE = frozenset({"phrase", "as_clause", "label", "passive"})
_PARTS = frozenset({"relcl", "acl", "ccomp", "csubj", "pcomp", "prep"})
_KEPT = frozenset({".", "!", "?", "…", "...", "%", ")", "]"})
_MAX_LABEL = 8  # tokens
_CONTRASTS = frozenset({"while", "although", "though", "whereas"})


class Owners:
    """Which attribution each token belongs to, as content or as reporting clause.

    Args:
        attributions: Those whose content is a claim of their source.
    """

    def __init__(self, attributions: list[Attribution]) -> None:
        self.content: dict[int, Attribution] = {}
        self.covered: set[int] = set()
        for attribution in attributions:
            for interval in attribution.content:
                for i in range(*interval):
                    self.content[i] = attribution
        for attribution in attributions:
            for interval in _reporting_clause(attribution):
                self.covered.update(i for i in range(*interval) if self.content.get(i) is not attribution)

    def is_own(self, i: int) -> bool:
        """Tell whether a token is the article's own: nobody's words and no reporting clause."""
        return i not in self.content and i not in self.covered


def _reporting_clause(attribution: Attribution) -> list[Interval]:
    if attribution.rule == "noun" and attribution.extra is None:
        return []  # "X's claim that … is wrong": the article speaks around it
    if attribution.extra is not None:
        return [*attribution.cue, attribution.extra]
    if attribution.source is not None and attribution.rule in _SOURCE_BESIDE:
        return [*attribution.cue, attribution.source]
    return attribution.cue


def sentence_pieces(
    reading: Reading, index: int, owners: Owners
) -> list[tuple[Interval, Attribution | None]]:
    """Give the stretches of a sentence that may be claims, each with whose it is.

    Args:
        reading: The article.
        index: Number of the sentence.
        owners: Whose each token is.

    Returns:
        Token intervals, each with its attribution; null for the article's own voice. A
        sentence without attribution is one stretch; they may overlap where attributed words
        stand inside the article's own sentence.
    """
    start, end = _after_label(reading, reading.opening(index), reading.sentence(index)[1])
    if all(owners.is_own(i) for i in range(start, end)):
        return [(_whole(reading, (start, end)), None)]
    present: dict[int, Attribution] = {}
    for i in range(start, end):
        if i in owners.content:
            present.setdefault(id(owners.content[i]), owners.content[i])
    pieces: list[tuple[Interval, Attribution | None]] = []
    for attribution in present.values():
        own = [(max(low, start), min(high, end)) for low, high in attribution.content]
        own = [(low, high) for low, high in own if low < high]
        piece = _attributed_piece(reading, own, attribution)
        if piece is not None:
            pieces.append((piece, attribution))
    pieces.extend((piece, None) for piece in _own_pieces(reading, (start, end), owners))
    return pieces


def _after_label(reading: Reading, start: int, end: int) -> Interval:
    # "**What it means:** Labs will cut prices": a bold label with a colon is a small heading.
    for i in range(start, min(start + _MAX_LABEL, end - 1)):
        if reading.lower[i] == ":":
            between = reading.text[reading.ends[i] : reading.starts[i + 1]]
            before = reading.text[max(0, reading.starts[start] - 2) : reading.starts[start]]
            bold = before in ("**", "__") and between.strip() == before
            return (i + 1, end) if bold else (start, end)
    return start, end


def _whole(reading: Reading, interval: Interval) -> Interval:
    # A sentence as it stands, without quotation marks and brackets around it.
    start, end = reading.trimmed(interval, PUNCT - {"(", "["})
    while end < interval[1] and reading.lower[end] in _KEPT:
        end += 1
    if start < end and reading.lower[start] in ("(", "[") and reading.lower[end - 1] in (")", "]"):
        start, end = start + 1, end - 1
    return start, end


def _attributed_piece(reading: Reading, own: list[Interval], attribution: Attribution) -> Interval | None:
    # What a sentence holds of an attribution's content, without marks and "that". A remark
    # set inside ("The plan, she said, will fail") leaves one piece, the remark included.
    denied = attribution.framing in ("denied", "doubted") and reading.lemmas[attribution.anchor] in _DENIALS
    pieces: list[Interval] = []
    for interval in sorted(own):
        start, end = reading.trimmed(interval)
        if start >= end:
            continue
        if denied and attribution.cue and attribution.cue[0][1] == start:
            start = attribution.cue[0][0]  # "denied that it fell": the denial is the claim
        if reading.words[start] in ("that", "whether") and reading.tags[start] in ("IN", "WDT"):
            start = min(start + 1, end - 1)
        if start in reading.marks and sum(k in reading.marks for k in range(start, end)) % 2:
            start = min(start + 1, end - 1)  # its partner was trimmed: 'that "it fell."'
        while end < interval[1] and reading.lower[end] in _KEPT:
            end += 1
        pieces.append((start, end))
    return (pieces[0][0], pieces[-1][1]) if pieces else None


def _own_pieces(reading: Reading, interval: Interval, owners: Owners) -> list[Interval]:
    # What the article asserts beside what it attributes: a clause for each verb of its own.
    own = {i for i in range(*interval) if owners.is_own(i) and reading.lower[i] not in PUNCT}
    verbs = [i for i in sorted(own) if _is_main(reading, i)]
    pieces: list[Interval] = []
    for verb in verbs:
        if any(other != verb and reading.is_above(other, verb) for other in verbs):
            continue
        if _stands_alone(reading, verb, owners):
            words = [i for i in range(*reading.subtree(verb)) if i in own]
            piece = _closed(reading, (words[0], words[-1] + 1), interval[1])
            if piece[0] < piece[1] and reading.tags[piece[0]] != "WDT":
                pieces.append(piece)
    return pieces


def _is_main(reading: Reading, i: int) -> bool:
    if reading.pos[i] not in ("VERB", "AUX") or reading.deps[i] in ("aux", "auxpass"):
        return False
    return reading.is_finite(i)


def _closed(reading: Reading, piece: Interval, end: int) -> Interval:
    # Without conjunctions at either end, with the sentence's full stop.
    low, high = reading.trimmed(piece)
    while low < high and reading.pos[low] == "CCONJ":
        low += 1
    while high > low and _dangles(reading, high - 1):
        high -= 1
    if high < end and reading.lower[high] in (".", "!", "?") and high >= end - 2:
        high += 1
    return low, high


def _dangles(reading: Reading, i: int) -> bool:
    # A conjunction, a comma or a relative pronoun that what followed has been cut from.
    return reading.pos[i] == "CCONJ" or reading.lower[i] in PUNCT or reading.tags[i] in ("WDT", "WP")


def _stands_alone(reading: Reading, verb: int, owners: Owners) -> bool:
    # Whether a clause is more than a circumstance of a reporting clause or a part of what is
    # reported: coordinated with the cue, or set against it ("While it is popular, X said").
    at = verb
    while reading.heads[at] != at and owners.is_own(reading.heads[at]):
        at = reading.heads[at]
    if reading.heads[at] == at:
        return True
    if at != verb and reading.pos[at] not in ("VERB", "AUX"):
        return False
    if reading.deps[at] == "advcl":
        mark = reading.child(at, "mark")
        return at == verb and mark is not None and reading.lower[mark] in _CONTRASTS
    if reading.deps[at] == "ccomp" and at == verb < reading.heads[at]:
        between = reading.lower[at : reading.heads[at]]
        return ";" in between or "," in between  # "It fell; analysts call that a mistake"
    return reading.deps[at] not in _PARTS
