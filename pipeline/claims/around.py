"""The clause that a parenthetical phrase speaks for."""

from __future__ import annotations

from pipeline.claims.readings import DASHES, STOPS, Interval, Reading
from pipeline.claims.relations import Attribution, without

_CONNECTIVES = frozenset({"CCONJ", "ADV", "SCONJ", "INTJ"})
ENDS = STOPS | {",", "(", ")"} | DASHES


def attribution_around(
    reading: Reading,
    anchor: int,
    cue: Interval,
    source: Interval | None,
    head: int | None,
    interval: Interval,
    rule: str = "phrase",
    framing: str = "stated",
) -> Attribution | None:
    """Give the attribution of the clause around a parenthetical phrase, or null for no content."""
    low = min(cue[0], source[0] if source else cue[0])
    high = max(cue[1], source[1] if source else cue[1])
    interval = (reading.opening(reading.sentence_of[anchor]), interval[1])
    start, end = clause_around(reading, anchor, (low, high), interval)
    content = pieces_around(reading, (start, end), (low, high))
    if not content:
        return None
    return Attribution(rule, anchor, source, head, [cue], content, framing, "source")


def pieces_around(reading: Reading, clause: Interval, hole: Interval) -> list[Interval]:
    """Give the parts of a clause before and after a hole, lone connectives left out."""
    pieces = [reading.trimmed(piece, ENDS) for piece in without(clause, [hole])]
    return [
        (start, end)
        for start, end in pieces
        if end - start > 1 or (start < end and reading.pos[start] not in _CONNECTIVES)
    ]


def clause_around(reading: Reading, anchor: int, hole: Interval, interval: Interval) -> Interval:
    """Give the clause that a parenthetical phrase speaks for.

    The whole sentence, unless the phrase hangs inside a relative clause or in one of two
    coordinated clauses with subjects of their own.
    """
    first, last = interval
    lower, deps = reading.lower, reading.deps
    at = anchor
    for _ in range(12):
        head = reading.heads[at]
        if head == at:
            break
        at = head
        inside = reading.left[at] <= hole[0] and hole[1] <= reading.right[at]
        medial = first < hole[0] and hole[1] < last - 1
        if (
            medial
            and inside
            and deps[at] == "ccomp"
            and reading.left[at] < hole[0]
            and reading.child(at, "nsubj", "nsubjpass")
        ):
            return reading.left[at], reading.right[at]
        if deps[at] == "relcl" and inside:
            return reading.left[at], reading.right[at]
        if (
            deps[at] == "conj"
            and inside
            and reading.is_finite(at)
            and reading.child(at, "nsubj", "nsubjpass") is not None
        ):
            start = reading.left[at]
            if lower[start - 1] in ("but", "while", ";") or lower[start - 2 : start - 1] in ([","], [";"]):
                return start, reading.right[at]
    if lower[hole[0] - 1 : hole[0]] == ["("] and hole[0] > first:
        first = max(first, reading.left[reading.heads[anchor]])
    for i in range(hole[0] - 1, first, -1):
        if lower[i] == ";":
            first = i + 1
            break
    for i in range(hole[1], last):
        if lower[i] == ";":
            last = i
            break
    return first, last
