"""Given names by gender, and family names that stand first, for pronouns and short forms."""

from __future__ import annotations

from pipeline.link.lexicon import words

_MEN = words("men")
_WOMEN = words("women") - {"jean", "alexis", "kelly"}
SURNAMES_FIRST = words("surnames_first")


def gender_of(full_name: str) -> str:
    """Give ``m`` or ``f`` if a full name's first word is a common given name; empty if it is not.

    Example:
        >>> gender_of("Jane Doe"), gender_of("John Doe"), gender_of("Zhuo Wanqing"), gender_of("Jane")
        ('f', 'm', '', 'f')
    """
    first = full_name.split()[0].strip(".").lower() if full_name.strip() else ""
    return "m" if first in _MEN else "f" if first in _WOMEN else ""
