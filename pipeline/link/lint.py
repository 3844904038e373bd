"""What a side pack misses or never uses, judged by the mentions of a corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from pipeline.link.packs import SidePack

FINDINGS = {
    "unclaimed": "an entity that articles name often and no side claims",
    "unmatched": "a form of the pack that no article uses",
    "shared": "a form that two sides list, but for case, hyphens and full stops",
    "refused": "an ambiguous name that occurs and was never linked",
    "unlisted": "an ambiguous name that the side does not list",
}
_NAMES_OF = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "LAW"})
_NO_LINK = frozenset({"refused", "none", "pronoun", "description"})


@dataclass(frozen=True)
class Finding:
    """One thing to look at in a pack; ``kind`` is a key of :data:`FINDINGS`.

    ``count`` is how many mentions stand behind it, and ``example`` where one of them is:
    an article's id and a character. Both say nothing where no article was needed.
    """

    kind: str
    name: str
    count: int = 0
    example: str = ""


def lint_pack(pack: SidePack, mentions: Iterable[pa.Table], *, min_count: int = 5) -> list[Finding]:
    """Give what a reader of the corpus would ask the pack's author about.

    Args:
        pack: The side pack.
        mentions: Tables of MENTIONS that were linked with it.
        min_count: How often an entity must be named to be reported as unclaimed.

    Returns:
        Findings by kind in the order of :data:`FINDINGS`, then the most frequent first,
        then by name. Without articles, only ``unmatched``, ``shared`` and ``unlisted``.
    """
    unclaimed: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    linked: Counter[str] = Counter()
    places: dict[str, str] = {}
    for table in mentions:
        for row in table.to_pylist():
            for mention in row["mentions"]:
                text, rule = mention["text"], mention["side_rule"]
                if rule == "refused":
                    refused[text] += 1
                elif mention["side"] and rule not in _NO_LINK:
                    linked[text.casefold()] += 1
                elif rule == "none" and mention["label"] in _NAMES_OF:
                    unclaimed[mention["name"]] += 1
                    text = mention["name"]
                places.setdefault(text, f"{row['article_id']} {mention['start_char']}")
    found = [Finding("unclaimed", n, c, places[n]) for n, c in unclaimed.items() if c >= min_count]
    found += [Finding("unmatched", form) for form in _forms(pack) if not linked[form.casefold()]]
    found += [Finding("shared", form) for form in _shared(pack)]
    for side in pack.sides:
        for form in side.ambiguous:
            if refused[form] and not linked[form.casefold()]:
                found.append(Finding("refused", form, refused[form], places[form]))
            if all(form not in member.forms for member in side.members):
                found.append(Finding("unlisted", form))
    order = list(FINDINGS)
    return sorted(found, key=lambda f: (order.index(f.kind), -f.count, f.name))


def _forms(pack: SidePack) -> list[str]:
    return sorted({f for side in pack.sides for m in side.members for f in m.forms if m.kind != "compound"})


def _shared(pack: SidePack) -> list[str]:
    owners: dict[str, set[str]] = {}
    spelt: dict[str, set[str]] = {}
    for side in pack.sides:
        for member in side.members:
            for form in member.forms:
                key = re.sub(r"[\s.\-]", "", form).casefold()
                owners.setdefault(key, set()).add(side.side)
                spelt.setdefault(key, set()).add(form)
    return sorted(" / ".join(sorted(spelt[key])) for key, sides in owners.items() if len(sides) > 1)
