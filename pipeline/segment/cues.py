"""Furniture that a block gives away by itself, whatever stands round it."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.segment.bylines import is_byline
from pipeline.segment.captions import find_credit
from pipeline.segment.labels import find_menu, is_widget
from pipeline.segment.looks import Look
from pipeline.segment.notes import NOTES
from pipeline.segment.offers import OFFERS
from pipeline.segment.pointers import POINTERS
from pipeline.segment.stamps import find_address, is_date, is_number
from pipeline.segment.tickers import is_price_row

_PHRASES = (*OFFERS, *POINTERS, *NOTES)
_LONGEST = max(entry.max_words for entry in _PHRASES)
_REPORTED = re.compile(
    r"\b(?:said|says|told|argue[sd]?|according to|warn(?:s|ed)|insist(?:s|ed)|wrote|announced|added|claim"
    r"(?:s|ed)"
    r"|asked|urged|demanded|joked|recalled|replied|declared|complained|promised)\b"
)
_UNSHIELDED = frozenset({"page_note", "copyright", "contact", "cookie_notice"})
_STAGE = re.compile(r"^(?:\[[^\[\]]{2,70}\]|\([^()]{2,70}\))\.?$")
_MANY_LINKS = 0.8  # share of characters: a line of prose with links in it stays well below


def find_cue(look: Look, *, at_edge: bool, title: str = "", authors: Collection[str] = ()) -> str | None:
    """Give why a block is furniture, judged by its own words alone; null if nothing tells.

    Reported speech shields a sentence: what somebody said about newsletters or cookies is
    news. So does a finite verb wherever a shape could open an ordinary sentence.

    Args:
        look: The block.
        at_edge: Whether it stands above the first or below the last long stretch of prose.
        title: The article's title, in lower case; empty if unknown.
        authors: Names of its authors, in lower case.

    Returns:
        A word such as ``subscription``, ``byline`` or ``navigation``.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> find_cue(take_look("Subscribe to our newsletter."), at_edge=False)
        'subscription'
        >>> find_cue(take_look("Subscribe to the theory that chips decide everything."), at_edge=False)
    """
    if not look.text or not any(character.isalnum() for character in look.text):
        return "symbols"
    reason = _short_cue(look, title, authors) if look.n_words <= 120 else None
    if reason or look.n_words > _LONGEST:
        return reason
    shielded = look.is_sentence and look.n_words >= 6 and bool(_REPORTED.search(look.lower))
    for entry in _PHRASES:
        if shielded and entry.reason not in _UNSHIELDED:
            continue
        if look.n_words > entry.max_words or (entry.where == "edge" and not at_edge):
            continue
        if entry.where == "fragment" and (look.has_verb or look.is_prose):
            continue
        if entry.is_in(look.lower):
            return entry.reason
    return None


def _short_cue(look: Look, title: str, authors: Collection[str]) -> str | None:
    if is_number(look):
        return "number"
    if is_date(look):
        return "date"
    if is_price_row(look.text):
        return "ticker"
    if is_widget(look):
        return "navigation"
    menu = find_menu(look, title)
    if menu:
        return menu
    if look.is_columned and (not look.is_sentence or not (look.n_function > 1 or look.is_prose)):
        return "table"
    address = find_address(look)
    if address:
        return address
    if is_byline(look, authors):
        return "byline"
    if (
        look.link_share >= _MANY_LINKS
        and not look.is_terminal
        and look.n_words <= 40
        and look.hint != "heading"
    ):
        return "navigation"
    if look.n_words <= 8 and not look.has_verb and _STAGE.match(look.text):
        return "stage"
    return "credit" if find_credit(look) == "credit" else None
