"""Who a claimant is: in the article's words, by full name, and on which side.

The head of a source decides. A mention that covers it gives name and side; without one the
name is the fullest in the article, or the noun phrase without its determiner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.claims.affiliations import side_of
from pipeline.claims.lexicon import word_list
from pipeline.claims.names import Names
from pipeline.claims.readings import Reading
from pipeline.claims.referents import find_referent
from pipeline.claims.relations import Attribution
from pipeline.spans import CharSpan


@dataclass(frozen=True)
class Claimant:
    """A claimant: the fields ``claimant_*`` of CLAIMS."""

    kind: str
    text: str
    span: CharSpan | None
    name: str
    side: str | None


THE_AUTHOR = Claimant("author", "author", None, "author", None)


def name_claimants(reading: Reading, attributions: Sequence[Attribution]) -> dict[int, Claimant]:
    """Give the claimant of each attribution, by the attribution's ``id``.

    A claimant is *named* if a proper name stands in the source ("Jane Doe", "a spokesman
    for Acme") or a pronoun goes back to one; nationalities do not count ("Chinese
    officials" are *unnamed*). Without a source the claimant is the author.

    Args:
        reading: The article.
        attributions: Any of its attributions.
    """
    names = Names(reading)
    first_label = min((a.anchor for a in attributions if a.rule == "label"), default=0)
    spoke: list[tuple[int, int]] = []
    claimants: dict[int, Claimant] = {}
    for attribution in sorted(attributions, key=lambda a: (a.anchor, a.start)):
        claimants[id(attribution)] = _named(reading, names, attribution, first_label, spoke)
    return claimants


def _named(
    reading: Reading,
    names: Names,
    attribution: Attribution,
    first_label: int,
    spoke: list[tuple[int, int]],
) -> Claimant:
    source, head = attribution.source, attribution.head
    if source is None or head is None:
        return THE_AUTHOR
    shown = names.shown(source, head)
    span = reading.chars(shown)
    text = span.text_of(reading.text)
    if attribution.rule == "label":
        label = names.labelled(text, first_label)
        if label.casefold() in ("q", "question", "interviewer") and len(reading.authors) == 1:
            label = reading.authors[0]  # the interview's author asks
        anonymous = label.casefold() in word_list("label_roles") or label.casefold() in word_list("camps")
        kind = "unnamed" if anonymous else "named"
        return Claimant(kind, text, span, label, names.sides.get(label.casefold()))
    referent = find_referent(reading, names, head, spoke)
    spoke.append((referent, max(attribution.anchor, attribution.content[-1][1] - 1)))
    name = names.proper_name(referent)
    if name is not None and name.split()[0].lower() in word_list("determiners"):
        name = name.split(maxsplit=1)[-1]  # a mention of "a spokesman"
    # A mention may resolve a description to a description: "the diplomat", "Chinese diplomat".
    proper = name is not None and not name.split()[-1][:1].islower()
    known = proper or (referent == head and names.has_name(shown, head))
    if proper and referent == head:
        *others, last = [str(name), *names.beside(head, source)]
        name = f"{', '.join(others)} and {last}" if others else last
    if name is None:
        name = names.described(head, shown) if referent == head else names.described(referent)
    return Claimant("named" if known else "unnamed", text, span, name, side_of(reading, referent))
