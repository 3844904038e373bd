"""What in two claims' words speaks against their saying the same."""

from __future__ import annotations

from pipeline.analysis.lexicon import opposites
from pipeline.analysis.wording import Wording


def find_conflicts(left: Wording, right: Wording) -> set[str]:
    """Name everything that keeps two claims from saying the same.

    Returns:
        Any of ``number`` (other numbers), ``negated`` (one is negated), ``opposite`` (words of
        opposite meaning), ``open`` (one says only that it may be), ``time`` (one says that it will
        be), ``name`` (each names somebody whom the other does not), ``order`` (turned roles).
    """
    mine, theirs = set(left.terms), set(right.terms)
    checks = {
        "number": left.numbers != right.numbers,
        "negated": left.is_negated != right.is_negated,
        "opposite": bool(find_opposites(left, right)),
        "open": left.is_open != right.is_open,
        "time": left.is_ahead != right.is_ahead,
        "name": bool(set(left.names) - theirs and set(right.names) - mine),
        "order": _turned(left, right),
    }
    return {name for name, found in checks.items() if found}


def find_opposites(left: Wording, right: Wording) -> set[str]:
    """Give the terms of either claim whose opposite the other has instead."""
    mine, theirs = set(left.terms), set(right.terms)
    found: set[str] = set()
    for word in mine - theirs:
        against = opposites().get(word, frozenset()) & (theirs - mine)
        if against:
            found |= {word, *against}
    return found


def _turned(left: Wording, right: Wording) -> bool:
    """Say whether cause and effect, or the first two names of both, stand the other way round.

    A passive turns names without a change of meaning.
    """
    if left.reasons and right.reasons and left.reasons.isdisjoint(right.reasons):
        return True
    if left.is_passive != right.is_passive:
        return False
    shared = [name for name in left.names if name in right.names][:2]
    if len(shared) < 2:
        return False
    return right.names.index(shared[0]) > right.names.index(shared[1])
