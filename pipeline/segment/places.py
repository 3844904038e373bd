"""Furniture that only its place gives away: above the article, below it, or in a run of labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.segment.bylines import is_bio, names_role
from pipeline.segment.looks import Look
from pipeline.segment.related import is_headline
from pipeline.segment.words import FUNCTION_WORDS

_LEAST_RUN = 4  # labels in a row: fewer may be headings over one another
_RESUMED_WORDS = 45  # words: a single block this long after the end is the article going on
_SHARED = 0.35  # share of the content words: above it a block below the end is the article's own
_ABOUT = re.compile(r"about (?:the )?[\w&.' -]{2,50}$")
_ENDS = frozenset(
    {
        "related",
        "comments",
        "copyright",
        "navigation",
        "tags",
        "subscription",
        "contact",
        "breadcrumb",
        "read_more",
    }
)


def prose_bounds(looks: Sequence[Look], reasons: Sequence[str | None]) -> tuple[int, int]:
    """Give the first and the last block that reads as whole sentences; ``(n, -1)`` without any."""
    prose = [i for i, look in enumerate(looks) if reasons[i] is None and look.is_sentence]
    return (prose[0], prose[-1]) if prose else (len(looks), -1)


def mark_above(looks: Sequence[Look], reasons: list[str | None], title: int | None) -> None:
    """Mark what stands above the headline and, between it and the prose, names beside a date or ``By``."""
    first, _ = prose_bounds(looks, reasons)
    for i in range(min(first, title) if title is not None else 0):
        if reasons[i] is None and not looks[i].is_sentence:
            reasons[i] = "navigation"
    for i in range(title + 1 if title is not None else 0, min(first, len(looks))):
        look = looks[i]
        if reasons[i] is not None or look.is_sentence or look.hint == "heading" or look.n_words > 6:
            continue
        person = 2 <= look.n_words <= 5 and look.capital_share == 1.0 and not look.n_function
        after_by = i > 0 and looks[i - 1].lower.strip(" :|") in ("by", "words by", "written by")
        dated = any(reasons[j] == "date" for j in (i - 1, i + 1) if 0 <= j < len(looks))
        if person and (after_by or (dated and i > 0) or names_role(look)):
            reasons[i] = "byline"


def mark_runs(looks: Sequence[Look], reasons: list[str | None]) -> None:
    """Mark runs of labels as menus; the last one stays where prose follows, as its heading."""
    first, last = prose_bounds(looks, reasons)
    if last < 0:
        return
    i = 0
    while i < len(looks):
        run = i
        labels: list[int] = []
        while run < len(looks) and (_in_menu(looks[run], first <= run <= last) or reasons[run] in _BESIDE):
            if reasons[run] is None:
                labels.append(run)
            run += 1
        if len(labels) >= _LEAST_RUN or (labels and run - i >= _LEAST_RUN + 2):
            heads = (
                run < len(looks) and labels[-1] == run - 1 and reasons[run] is None and looks[run].is_sentence
            )
            for j in labels[:-1] if heads else labels:
                reasons[j] = "navigation"
        i = max(run, i + 1)


_BESIDE = frozenset({"number", "navigation", "symbols", "ticker", "rule"})


def _in_menu(look: Look, is_inside: bool) -> bool:
    if (look.hint == "list_item" and is_inside) or look.hint in ("heading", "title", "quote", "caption"):
        return False
    return look.is_label


def mark_below(looks: Sequence[Look], reasons: list[str | None]) -> None:
    """Mark what stands below the article's end: labels, other headlines and their teasers.

    The end is the first sign of a page's foot after which no two blocks of prose follow one
    another and no long one comes; seven tenths of the prose must stand before it. Below it
    sentences go too where headlines are at least as many and the words are not the article's,
    for they are teasers.
    """
    end = _find_end(looks, reasons)
    if end is not None:
        _mark_foot(looks, reasons, end)
    _, last = prose_bounds(looks, reasons)
    if last < 0:
        return
    ended = False
    for i in range(last + 1, len(looks)):
        ended = ended or reasons[i] in _ENDS
        if ended and reasons[i] is None and looks[i].hint != "quote" and is_headline(looks[i]):
            reasons[i] = "below"
    for i in range(len(looks) - 1, last, -1):
        kept_item = looks[i].hint == "list_item" and looks[i].n_words >= 3
        if reasons[i] is None:
            if kept_item or not looks[i].is_label:
                break
            reasons[i] = "below"


def _mark_foot(looks: Sequence[Look], reasons: list[str | None], end: int) -> None:
    foot = range(end + 1, len(looks))
    sentences = {i for i in foot if reasons[i] is None and looks[i].is_sentence}
    headlines = [i for i in foot if reasons[i] in (None, "related") and i not in sentences]
    known = {word for i in range(end) if reasons[i] is None for word in _content_words(looks[i])}
    few = len(sentences) == 1 or len(sentences) > len(headlines)
    kept = {i for i in sentences if few or _goes_on(looks[i], known)}
    kept |= {i for i in sentences if _ABOUT.match(looks[i - 1].lower) and not is_bio(looks[i])}
    kept |= {i - 1 for i in kept if reasons[i - 1] is None and _ABOUT.match(looks[i - 1].lower)}
    for i in foot:
        if reasons[i] is None and i not in kept:
            reasons[i] = "below"


def _content_words(look: Look) -> list[str]:
    return [word for word in look.bare_words if len(word) >= 4 and word not in FUNCTION_WORDS]


def _goes_on(look: Look, known: Collection[str]) -> bool:
    # A last paragraph speaks of what the article spoke of; a teaser of another one mostly does not.
    words = _content_words(look)
    return look.n_words >= _RESUMED_WORDS or sum(word in known for word in words) >= _SHARED * len(words)


def _find_end(looks: Sequence[Look], reasons: Sequence[str | None]) -> int | None:
    words = [look.n_words if reasons[i] is None and look.is_sentence else 0 for i, look in enumerate(looks)]
    total = sum(words)
    resumed = -1  # last block from which on the article still goes on
    for i in range(len(looks) - 1, -1, -1):
        pair = words[i] >= 12 and i + 1 < len(looks) and words[i + 1] >= 12
        if pair or words[i] >= _RESUMED_WORDS:
            resumed = i
            break
    before = 0
    for i, count in enumerate(words):
        before += count
        if i > resumed and reasons[i] in _ENDS and looks[i].n_words <= 12 and 10 * before >= 7 * total > 0:
            return i
    return None
