"""Names that stand in capitals, as transcripts write who speaks."""

from __future__ import annotations

import re

_SHORT = 4  # letters; below, capitals may be initials


def in_title_case(name: str) -> str:
    """Give a name that a transcript writes in capitals as other texts write it; others as they are.

    Example:
        >>> [in_title_case(name) for name in ("RUTH O’DELL-KING", "IBM", "BBC NEWS", "Ann Lee")]
        ['Ruth O’Dell-King', 'IBM', 'BBC News', 'Ann Lee']
    """
    if not name.isupper() or sum(map(str.isalpha, name)) < _SHORT:
        return name
    return re.sub(r"[^\W\d_]+", lambda word: _capitalized(word.group()), name)


def _capitalized(word: str) -> str:
    initials = len(word) < _SHORT and not set(word.casefold()) & set("aeiouy")
    return word if initials else word.capitalize()
