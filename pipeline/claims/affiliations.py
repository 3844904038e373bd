"""The side that somebody stands for: by name, or by the words around a name without one."""

from __future__ import annotations

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import Reading

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})
_BELONGING = frozenset({"of", "for", "at", "from", "in", "with"})
_MAX_DEPTH = 2


def side_of(reading: Reading, head: int, depth: int = 0) -> str | None:
    """Give the side of what a noun mentions, or null.

    A mention decides. Else the noun's modifiers do ("a Pentagon spokesman", "Chinese
    officials"), its apposition ("Jane Doe, chief executive of Acme") and, for those who
    speak for a body, the body ("a spokesman for Acme"). Those who only study or fight a
    side do not belong to it ("a China expert", "critics of Beijing").

    Args:
        reading: The article.
        head: Head of a noun phrase.
        depth: How many phrases up the search began.
    """
    mention = reading.mention_at(head)
    if mention is not None and mention["side"] is not None:
        return str(mention["side"])
    if depth > _MAX_DEPTH:
        return None
    lemma = reading.lemmas[head]
    outsider = lemma in word_list("outsiders")
    represents = not outsider and (
        lemma in word_list("representatives")
        or lemma in word_list("bodies")
        or reading.tags[head] in ("NNP", "NNPS")
    )
    for kid in reading.kids[head]:
        side = _side_through(reading, kid, head, depth, outsider=outsider, represents=represents)
        if side is not None:
            return side
    return None


def _side_through(
    reading: Reading, kid: int, head: int, depth: int, *, outsider: bool, represents: bool
) -> str | None:
    dep = reading.deps[kid]
    if dep in _MODIFIERS:
        mention = reading.mention_at(kid)
        if mention is not None and mention["side"] is not None and (dep == "amod" or not outsider):
            return str(mention["side"])
    elif dep == "appos" and kid > head:
        return side_of(reading, kid, depth + 1)
    elif dep == "prep" and kid > head and represents and reading.lower[kid] in _BELONGING:
        body = reading.child(kid, "pobj")
        return None if body is None else side_of(reading, body, depth + 1)
    return None
