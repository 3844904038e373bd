"""Furniture that other blocks give away: writers introduced, lines that come back, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.segment.bylines import has_role, is_bio
from pipeline.segment.looks import Look
from pipeline.segment.places import prose_bounds

_ABOUT = re.compile(r"about (?:the )?[\w&.' -]{2,50}$")


def mark_bios(looks: Sequence[Look], reasons: list[str | None], authors: Collection[str]) -> None:
    """Mark writers' introductions: below the article, or in any place if their names are known."""
    _, last = prose_bounds(looks, reasons)
    for i, look in enumerate(looks):
        if reasons[i] is not None or not is_bio(look, authors):
            continue
        at_end = i > 1 and i >= last - 2
        known = any(author and look.lower.startswith(author) for author in authors)
        headed = i > 0 and bool(_ABOUT.match(looks[i - 1].lower)) and has_role(look)
        apart = has_role(look) or look.is_emphasised or (i > 0 and reasons[i - 1] is not None)
        if headed:
            reasons[i - 1] = reasons[i - 1] or "bio"
        if (
            headed
            or (known and (at_end or look.is_emphasised))
            or (at_end and apart and _is_new(looks, reasons, i))
        ):
            reasons[i] = "bio"


def _is_new(looks: Sequence[Look], reasons: Sequence[str | None], i: int) -> bool:
    # Whom the article has named before is a person in it, not its writer.
    name = " ".join(looks[i].lower.split()[:2]).strip(",.")
    return not any(
        name in look.lower for look, reason in zip(looks[: i - 1], reasons, strict=False) if reason is None
    )


def mark_repeats(looks: Sequence[Look], reasons: list[str | None], title: int | None) -> None:
    """Mark lines that are no sentence and come back: the headline again, or any three times."""
    seen: dict[str, list[int]] = {}
    for i, look in enumerate(looks):
        if reasons[i] is None and not look.is_sentence:
            seen.setdefault(look.lower, []).append(i)
    for places in seen.values():
        keep = {title} & set(places)
        if keep or (len(places) >= 3 and looks[places[0]].n_words >= 3):
            for i in places:
                if i not in (keep or {places[0]}):
                    reasons[i] = "repetition"


def mark_stamps_beside(looks: Sequence[Look], reasons: list[str | None]) -> None:
    """Mark short rows between or right below price rows, and names between two figures."""
    for i in range(1, len(looks) - 1):
        look = looks[i]
        if reasons[i] is not None or look.n_words > 4 or look.is_terminal:
            continue
        before, after = reasons[i - 1], reasons[i + 1]
        in_rows = before == "ticker" and (after == "ticker" or not look.is_spaced)
        if in_rows or (before in ("number", "ticker") and after in ("number", "ticker")):
            reasons[i] = "ticker"
