"""Attributions inside one another: which are kept, and whose each token is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pipeline.claims.readings import Interval
from pipeline.claims.relations import Attribution, holds, joined

# The surest rule first: where two cues hold the same words, it keeps them.
_RANKS = {
    "label": 0,
    "quote": 1,
    "clause": 2,
    "aside": 3,
    "as_clause": 4,
    "phrase": 5,
    "complement": 6,
    "passive": 7,
    "quote_carried": 8,
    "infinitive": 9,
    "noun": 10,
    "adjective": 11,
    "hearsay": 12,
    "object": 13,
}
_WEAK = frozenset({"infinitive", "object", "adjective"})


def outermost(found: Iterable[Attribution]) -> list[Attribution]:
    """Give the attributions that stand in no other's words, each token in one part of one.

    What X attributes to Y is X's: an attribution whose cue, and most of whose content,
    stand in another's content is dropped. Of two cues for the same words the surer keeps
    them. Tokens of any source or cue are cut from every content.

    Returns:
        Attributions in order of their content; their contents may have shrunk. Each holds
        as ``inner`` those that were dropped for it.
    """
    candidates = _without_doubles(found)
    owners: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in candidates:
        for i in _tokens(attribution.content):
            owners[i].append(attribution)
    kept, dropped = [], set()
    for inner in candidates:
        nested = False
        for outer in owners.get(inner.anchor, ()):
            if outer is inner or (
                outer.rule == "object" and outer.source is None and inner.source is not None
            ):
                continue  # what is "expected" is in nobody's words
            if _shared(outer, inner) * 2 < inner.size:
                # "likes to tell students, “…”": the cue is inside, its content is not
                if outer.rule in _WEAK:
                    dropped.add(id(outer))
            elif not holds(inner.content, outer.anchor) or _weight(outer) > _weight(inner):
                nested = True
                outer.inner.append(inner)
        if not nested:
            kept.append(inner)
    kept = [attribution for attribution in kept if id(attribution) not in dropped]
    taken = {i for a in kept for i in _tokens([*a.cue, *([a.source] if a.source else [])])}
    for attribution in kept:
        attribution.content = _without_tokens(attribution.content, taken)
    return sorted((a for a in kept if a.content), key=lambda a: (a.start, a.anchor))


def _tokens(intervals: Iterable[Interval]) -> Iterator[int]:
    return (i for start, end in intervals for i in range(start, end))


def _weight(attribution: Attribution) -> tuple[bool, int, int]:
    # Which of two that hold each other's cue is the outer one. "X said it fell, according to
    # Y": the phrase at the sentence's edge is.
    return attribution.rule == "phrase", attribution.size, -attribution.anchor


def _shared(left: Attribution, right: Attribution) -> int:
    # Number of tokens in the contents of both.
    return sum(
        max(0, min(end, high) - max(start, low)) for start, end in left.content for low, high in right.content
    )


def _without_doubles(found: Iterable[Attribution]) -> list[Attribution]:
    # Two cues for the same words, neither inside the other's content ("said in remarks that
    # …"): the surer rule keeps them, a noun's greater length added.
    kept: list[Attribution] = []
    owners: dict[int, list[int]] = defaultdict(list)
    for attribution in sorted(found, key=lambda a: (_RANKS[a.rule], -a.size, a.anchor)):
        shared = Counter(k for i in _tokens(attribution.content) for k in owners.get(i, ()))
        double = None
        for k in sorted(shared):
            other = kept[k]
            crossing = holds(other.content, attribution.anchor) or holds(attribution.content, other.anchor)
            if shared[k] * 2 > min(attribution.size, other.size) and not crossing:
                double = other
                break
        if double is None:
            for i in _tokens(attribution.content):
                owners[i].append(len(kept))
            kept.append(attribution)
        elif attribution.size > double.size and attribution.rule == "noun":
            double.content = joined([*double.content, *attribution.content])
    return kept


def _without_tokens(content: list[Interval], taken: set[int]) -> list[Interval]:
    pieces: list[Interval] = []
    for start, end in content:
        at = start
        for i in range(start, end):
            if i in taken:
                if at < i:
                    pieces.append((at, i))
                at = i + 1
        if at < end:
            pieces.append((at, end))
    return pieces
