"""Dates, counters and addresses: what is stamped on a page round its text."""

from __future__ import annotations

import re

from pipeline.segment.looks import Look
from pipeline.segment.words import MONTHS, WEEKDAYS

_TIME = re.compile(
    rf"""\b(?:
      \d{{4}}-\d\d-\d\dt[\d:.]+z? | {MONTHS}\.?(?:\s?\d{{1,2}})? | {WEEKDAYS} | \d{{1,2}}(?:st|nd|rd|th)?
    | (?:19|20)\d\d | \d{{1,4}}[-./]\d{{1,2}}[-./]\d{{1,4}}
    | \d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:\ ?[ap]\.?m\.?)? | \d{{1,2}}\ ?[ap]\.?m\b\.? | a\.?m\b\.? | p\.?m\b\.?
    | noon | midnight | gmt[+-]?\d* | utc[+-]?\d* | [ecmp][sd]?t | bst | ist | cet | cest | jst | hkt | amt
    | \d+-min(?:ute)? | min(?:ute)?s?(?:\ read)? | read(?:ing)?\ time | read
    | (?:hours?|days?|weeks?|minutes?|mins?|years?|hrs?|h)\ ago | ago | today | yesterday
    | updated? | published | posted | modified | last | first | date | created | released | issued | edition
    | time     | on | at | of | and | by | views?
    )(?=\W|$)""",
    re.VERBOSE,
)
_STAMPED = re.compile(
    rf"\b(?:updated|published|posted|last modified|first published)\b.{{0,20}}(?:\d|{MONTHS}|{WEEKDAYS})"
)
_DATED = re.compile(rf"\d|{WEEKDAYS}|{MONTHS}|today|yesterday")
_LETTER = re.compile(r"[^\W\d_]")
_COUNTER = re.compile(r"[\W\d_]*(?:(?:of|/|x|k|m|no|page)[\W\d_]*)?")

_ENDINGS = r"(?:com|org|net|info|io|co|cn|uk|news|ai|gov|edu)"
_LINK = re.compile(
    rf"\W*(?:https?://|www\.)\S+|\W*[\w-]+(?:\.[\w-]+)*\.{_ENDINGS}(?:/\S*)?\W*",
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\(?\d{1,4}\)?[\s.-]\(?\d{2,4}\)?[\s.-]\d{3,4}(?:[\s.-]?\d{2,4})?")
_HANDLES = re.compile(r"\W*(?:[@#][\w-]+[\s,|·]*)+")
_EMBED = re.compile(r"\W*[—–-]\s.{1,60}\(@\w+\)|.*(?:\bpic\.twitter\.com|\bt\.co)/\w+\W*$")
_LONGEST_ADDRESS = 400  # characters


def holds_only_times(lower: str) -> bool:
    """Tell whether no letter is left when dates, times and the words round them are taken out."""
    return not _LETTER.search(_TIME.sub(" ", lower))


def is_date(look: Look) -> bool:
    """Tell whether a line holds nothing but dates, times and reading times.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> lines = ("Updated 10:32", "12 March 2025 · 5 min read", "In 2025", "May wins")
        >>> [is_date(take_look(line)) for line in lines]
        [True, True, False, False]
    """
    if look.n_words > 18 or not _DATED.search(look.lower):
        return False
    if holds_only_times(look.lower):
        return True
    return bool(_STAMPED.search(look.lower)) and not look.is_sentence and look.n_function <= 2


def is_number(look: Look) -> bool:
    """Tell whether a short line is only a counter: ``1 of 6``, ``(3:05)``, ``23``."""
    return look.n_words <= 5 and len(look.text) <= 40 and bool(_COUNTER.fullmatch(look.lower))


def find_address(look: Look) -> str | None:
    """Give ``link``, ``handle`` or ``contact`` for a line that is an address and little else.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> lines = ("www.example.com", "@jo #chips", "jo@example.com", "Mail @ 9")
        >>> [find_address(take_look(line)) for line in lines]
        ['link', 'handle', 'contact', None]
    """
    if look.n_words <= 2 and _LINK.fullmatch(look.lower):
        return "link"
    if len(look.text) > _LONGEST_ADDRESS:
        return None
    if _HANDLES.fullmatch(look.text):
        return "handle"
    embedded = "@" in look.lower or "t.co" in look.lower or "twitter" in look.lower
    if embedded and not look.is_prose and _EMBED.match(look.lower):
        return "handle"
    if look.n_words > 12 or look.has_verb:
        return None
    phone = _PHONE.search(look.text) and not look.n_function and "%" not in look.text
    return "contact" if phone or _MAIL.search(look.text) else None
