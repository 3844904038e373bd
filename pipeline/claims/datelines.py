"""Datelines: the place, date and agency before a news article's first words."""

from __future__ import annotations

import re

_PLACE = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
_DATE = r"(?:,? [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?"
_AGENCY = r"(?: ?\([^)\n]{2,40}\)| /[^/\n]{2,40}/)?"
_DATELINE = re.compile(
    rf"{_PLACE},?{_DATE}{_AGENCY}\s*(?:—|–|--|-|:)\s+"
    r"|(?:[A-Z][\w.]+(?: [A-Z][\w.]+)? )?\((?:Reuters|AP|AFP|CNN|Bloomberg)\)\s*(?:—|–|--|-)?\s+"
)


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Give where the words after a dateline begin; null if ``text[start:end]`` opens with none.

    Example:
        >>> text = "BEIJING, May 3 (Reuters) — Prices fell."
        >>> text[dateline_end(text, 0, len(text)):]
        'Prices fell.'
    """
    match = _DATELINE.match(text, start, end)
    return None if match is None else match.end()
