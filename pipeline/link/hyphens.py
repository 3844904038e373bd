"""Names inside hyphenated words: US-backed, China-based, Sino-American, anti-Chinese, US-China."""

from __future__ import annotations

import re

from pipeline.link.lexicon import ETHNIC_PREFIXES, ORIGIN_SUFFIXES, RELATION_NOUNS
from pipeline.link.name_index import Hit

_HYPHENS = "-‐‑–"
_AFTER = re.compile(rf"[{_HYPHENS}](\w+)")
_NEXT_WORD = re.compile(rf"(?:[{_HYPHENS}]\w+)?\s+(\w+)")
_NOT_OF_THE_SIDE = frozenset(
    ["language", "speaking", "born", "american", "americans", "canadian", "australian"]
)
_NEGATIONS = frozenset({"non", "un"})
_BEFORE = re.compile(rf"([\w.]+)[{_HYPHENS}]$")


def hyphen_after(text: str, end: int) -> str:
    """Give the word that a hyphen ties to the end of a name, in lower case; empty without one.

    Example:
        >>> hyphen_after("China-based firms", 5), hyphen_after("China based", 5)
        ('based', '')
    """
    found = _AFTER.match(text, end)
    return found.group(1).lower() if found else ""


def hyphen_before(text: str, start: int) -> str:
    """Give the word that a hyphen ties to the start of a name, in lower case; empty without one."""
    found = _BEFORE.search(text, max(0, start - 20), start)
    return found.group(1).lower() if found else ""


def judge_hyphens(text: str, hit: Hit) -> str | None:
    """Say what a hyphen makes of a name.

    Returns:
        ``compound`` if the hyphenated word speaks of the side, ``refused`` if it does not
        (non-Chinese, African-American, X-ray, Chinese-language), null if no hyphen is there.
    """
    before, after = hyphen_before(text, hit.start_char), hyphen_after(text, hit.end_char)
    if not before and not after:
        return None
    if before in ETHNIC_PREFIXES or after in _NOT_OF_THE_SIDE:
        following = _NEXT_WORD.match(text, hit.end_char)
        between = (
            before not in _NEGATIONS
            and following is not None
            and following.group(1).lower() in RELATION_NOUNS
        )
        return "compound" if between else "refused"
    joins_name = after and text[hit.end_char + 1].isupper()  # "Pence-Schumer"
    if hit.entry.is_ambiguous and after and after not in ORIGIN_SUFFIXES and not joins_name:
        return "refused"
    return "compound"
