"""Closed lists of English words that the rules turn on, read from ``lexicon.yaml``.

They name kinds of things, never a side or a member of one: those come from the pack.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("lexicon.yaml")


@cache
def _lists() -> dict[str, frozenset[str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return {key: frozenset(str(text).split()) for key, text in found.items()}


def words(key: str) -> frozenset[str]:
    """Give a list of the lexicon.

    Raises:
        KeyError: The lexicon has no such list.

    Example:
        >>> "chipmaker" in words("company_nouns")
        True
    """
    return _lists()[key]


COMPANY_NOUNS = words("company_nouns")
GOVERNMENT_NOUNS = words("government_nouns")
COUNTRY_NOUNS = frozenset(["country", "nation", "superpower", "power", "republic", "economy"])
PRODUCT_NOUNS = words("product_nouns")
POLICY_NOUNS = words("policy_nouns")
STAFF_NOUNS = words("staff_nouns")
OTHER_PERSON_NOUNS = words("other_person_nouns")
PERSON_NOUNS = STAFF_NOUNS | OTHER_PERSON_NOUNS
GROUP_NOUNS = words("group_nouns")
TIME_NOUNS = words("time_nouns")
MARKET_NOUNS = words("market_nouns")

# Whose: words that only an organisation, a person or a country has ("its founder").
ORGANISATION_HAS = words("organisation_has")
COUNTRY_HAS = words("country_has")

SAY_VERBS = words("say_verbs")
MAKE_VERBS = words("make_verbs")

# Before a name: m, f, or empty where the title is of either.
TITLES = {
    **dict.fromkeys(words("titles_of_men"), "m"),
    **dict.fromkeys(words("titles_of_women"), "f"),
    **dict.fromkeys(words("titles"), ""),
}
GENDERED_NOUNS = {
    **dict.fromkeys(words("nouns_for_men"), "m"),
    **dict.fromkeys(words("nouns_for_women"), "f"),
}

# After a hyphen: what makes "US-backed" a word about the US, and "Washington-based" about where.
ORIGIN_SUFFIXES = words("origin_suffixes")
ETHNIC_PREFIXES = words("ethnic_prefixes")
RELATION_NOUNS = words("relation_nouns")
# Capital letters that recognisers take for organisations.
NOT_NAMES = words("not_names")
# Words that stand for some of a group: "most of China's labs".
QUANTITIES = words("quantities")
