"""Sentences cut into claims where their clauses are about different sides."""

from __future__ import annotations

from pipeline.claims.affiliations import side_of
from pipeline.claims.readings import PUNCT, Interval, Reading

_CONTRASTS = frozenset({"while", "whereas", "although", "though", "but", "yet"})
_JOINERS = frozenset({"and", "but", "while", "whereas", "yet", "or", "so"})
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
_MIN_WORDS = 3


def split_clauses(reading: Reading, interval: Interval) -> list[Interval]:
    """Give the claims of a stretch: itself, or one a clause where sides differ.

    Two finite clauses with subjects of their own, coordinated ("A rose, and B fell") or set
    against one another ("While A rose, B fell"), are two claims if their subjects are
    different actors and one of them belongs to a side. Coordinated verbs of one subject,
    and clauses of time, cause or condition, stay in one claim.

    Args:
        reading: The article.
        interval: Tokens of one sentence.

    Returns:
        Intervals in order, without the words that joined them; never empty.
    """
    pieces = [interval]
    for border in _borders(reading, interval):
        start, end = pieces[-1]
        if start < border < end:
            left, right = reading.trimmed((start, border)), (border, end)
            while right[0] < right[1] and (
                reading.lower[right[0]] in PUNCT or reading.lower[right[0]] in _JOINERS - {"while", "whereas"}
            ):
                right = (right[0] + 1, right[1])
            if _words(reading, left) >= _MIN_WORDS and _words(reading, right) >= _MIN_WORDS:
                pieces[-1:] = [left, right]
    return pieces


def _words(reading: Reading, interval: Interval) -> int:
    return sum(reading.lower[i] not in PUNCT for i in range(*interval))


def _borders(reading: Reading, interval: Interval) -> list[int]:
    start, end = interval
    borders: list[int] = []
    for i in range(start, end):
        dep = reading.deps[i]
        if dep not in ("conj", "advcl", "ccomp", "parataxis") or reading.pos[i] not in ("VERB", "AUX"):
            continue
        head = reading.heads[i]
        if not start <= head < end or reading.pos[head] not in ("VERB", "AUX"):
            continue
        low, high = max(reading.left[i], start), min(reading.right[i], end)
        joiner = _joiner(reading, i, head, dep, low)
        if joiner is None or not reading.is_finite(i) or reading.lower[low] == "that":
            continue
        if not _differ(reading, head, i, contrast=joiner in _CONTRASTS or joiner == ";"):
            continue
        if i > head:
            border = low
            while border - 1 > start and (
                reading.deps[border - 1] in ("cc", "punct") or reading.lower[border - 1] in _JOINERS
            ):
                border -= 1
            if (
                high < end - 1
                and reading.trimmed((high, end))[0] < end
                and any(reading.pos[k] in ("VERB", "NOUN", "PROPN") for k in range(high, end))
            ):
                continue  # the second clause is set inside the first
        elif low <= start + 1:
            border = high
        else:
            continue
        borders.append(border)
    return sorted(set(borders))


def _joiner(reading: Reading, i: int, head: int, dep: str, low: int) -> str | None:
    # The word that joins two clauses side by side; null where one serves the other.
    if dep == "advcl":
        mark = reading.child(i, "mark")
        return reading.lower[mark] if mark is not None and reading.lower[mark] in _CONTRASTS else None
    if dep == "conj":
        cc = next((k for k in reading.children(head, "cc") if k < i), None)
        return reading.lower[cc] if cc is not None else ";"
    between = range(min(i, head), max(i, head))
    return ";" if any(reading.lower[k] == ";" for k in between) else None


def _differ(reading: Reading, first: int, second: int, *, contrast: bool) -> bool:
    left, right = _topic(reading, first, second), _topic(reading, second, first)
    if left is not None and right is not None:
        return left != right and (left[0] is not None or right[0] is not None)
    if not contrast:
        return False
    sides = _sides(reading, first, second), _sides(reading, second, first)
    return bool(sides[0]) and bool(sides[1]) and not sides[0] & sides[1]


def _topic(reading: Reading, verb: int, other: int) -> tuple[str | None, str] | None:
    # Side and name of a clause's own subject, if it is an actor.
    subject = reading.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return None
    side = side_of(reading, subject)
    index = reading.mention_of.get(subject)
    mention = None if index is None else reading.mentions[index]
    if side is not None:
        return side, ""
    if mention is not None and mention["label"] in _ACTORS:
        return None, str(mention["name"])
    for kid in reading.kids[subject]:
        index = reading.mention_of.get(kid)
        if (
            index is not None
            and reading.mentions[index]["label"] in _ACTORS
            and reading.deps[kid] in ("amod", "compound", "poss")
        ):
            return None, str(reading.mentions[index]["name"])
    return None


def _sides(reading: Reading, verb: int, other: int) -> set[str]:
    # Sides named in a clause, the other clause left out.
    low, high = reading.subtree(verb)
    skip = reading.subtree(other) if reading.is_above(verb, other) else (0, 0)
    found: set[str] = set()
    for i in range(low, high):
        index = reading.mention_of.get(i)
        if index is not None and not skip[0] <= i < skip[1] and reading.mentions[index]["side"] is not None:
            found.add(reading.mentions[index]["side"])
    return found
