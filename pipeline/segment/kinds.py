"""Kinds of the blocks that are not furniture: title, heading, caption, list item or paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.segment.captions import is_caption
from pipeline.segment.looks import Look
from pipeline.segment.words import MONTHS

_LONGEST_HEADING = 14  # words
_LONGEST_SENTENCE_CASE = 9  # words: longer lines without capitals are assertions without a full stop
_LONGEST_OUTSIDE = 25  # words: of another article's headline
_LEAST_PROSE = 3  # long blocks: fewer may be a card, whose entries need no full stop
_POINTS = re.compile(
    r"(?:key |main |the )?(?:points|takeaways|highlights|findings|summary|facts|news|brief)\b|bullet"
    r"|at a glance|in brief|what (?:to|you)\b|tl;?dr|the (?:bottom line|gist)"
)
_SPEAKER = re.compile(r"^[^\s:][^:.!?]{0,60}:\s+\S")
_DATED_ITEM = re.compile(rf"^(?:\d|{MONTHS}\b)[^–—:]{{0,24}}\s?[–—:-]\s+\S", re.IGNORECASE)
_PAIR = re.compile(r"[^:]{2,30}:\s+\S")
_FOLLOWABLE = frozenset({"paragraph", "list_item", "quote", "caption", "heading"})


def find_kinds(looks: Sequence[Look], reasons: Sequence[str | None], headline: int | None) -> list[str]:
    """Give each block's kind, one of ``schemas.BLOCK_KINDS``.

    What markup said of a block stands, except that numbered one-line headings are no list
    items. Otherwise a heading is a short line without a full stop that something follows;
    lines that assert something stay paragraphs, with or without their full stop.

    Args:
        looks: The blocks of an article.
        reasons: Why each is furniture; null for what is to be read.
        headline: Number of the title's block; null if there is none.
    """
    kinds = [_own_kind(look, reason) for look, reason in zip(looks, reasons, strict=True)]
    for i, look in enumerate(looks):
        if i == headline and reasons[i] is None:
            kinds[i] = "title"
        elif kinds[i] == "title" and headline is not None:
            kinds[i] = "heading"
        elif (
            kinds[i] == "paragraph"
            and look.hint == ""
            and is_caption(look, i > 0 and looks[i - 1].hint == "image")
        ):
            kinds[i] = "caption"
        elif kinds[i] == "list_item" and _is_numbered_heading(looks, kinds, i):
            kinds[i] = "heading"
    is_open = [kind == "paragraph" and look.hint == "" for kind, look in zip(kinds, looks, strict=True)]
    listed = _unmarked_lists(looks, is_open)
    for i in _lines_outside(looks, is_open):
        kinds[i], is_open[i] = "heading", False
    for i in range(len(looks) - 1, -1, -1):
        if is_open[i] and i not in listed and _could_head(looks[i]) and _heads_something(kinds, i):
            kinds[i] = "heading"
    return kinds


def _own_kind(look: Look, reason: str | None) -> str:
    if reason is not None:
        return "furniture"
    if look.hint == "title":
        return "title"
    return look.hint or "paragraph"


def _could_head(look: Look) -> bool:
    text = look.text
    if look.n_words > _LONGEST_HEADING or len(text) > 110 or not text:
        return False
    title_case = look.capital_share >= 0.65
    last = text.rstrip("\"”’')")[-1:]
    if last in ",;" or (last in ".…" and not re.search(r"\b(?:[A-Z]\.)+$|\b(?:Inc|Corp|Ltd|Co)\.$", text)):
        return False
    if last in "!?":
        return title_case and look.n_words >= 2 and not _SPEAKER.match(text)
    if last == ":":
        return look.n_words <= 6 and not look.has_verb
    if text[0] in "—–―-":
        return False
    if text.lstrip("\"“‘('")[:1].islower() and not re.match(r"[a-z]{1,2}[A-Z]", text):
        return False
    if title_case:
        return True
    return look.n_words <= _LONGEST_SENTENCE_CASE


def _heads_something(kinds: Sequence[str], i: int) -> bool:
    # Images, advertisements and the like may stand between a heading and its text.
    for kind in kinds[i + 1 : i + 5]:
        if kind != "furniture":
            return kind in _FOLLOWABLE
    return False


def _make(look: Look) -> str:
    if _DATED_ITEM.match(look.text):
        return "dated"
    if look.is_terminal:
        return ""
    if look.n_words <= 10 and _PAIR.match(look.text):
        return "pair"
    return "long" if 5 <= look.n_words <= 25 else ""


def _unmarked_lists(looks: Sequence[Look], is_open: Sequence[bool]) -> set[int]:
    # Three or more lines of five words and more in a row, three with a colon, or two that begin
    # with a date are a list without bullets.
    makes = [_make(look) if open_ else "" for look, open_ in zip(looks, is_open, strict=True)]
    listed: set[int] = set()
    first = 0
    for make, run in groupby(makes):
        last = first + len(list(run))
        if make and last - first >= (2 if make == "dated" else 3):
            listed.update(range(first, last))
        first = last
    return listed


def _lines_outside(looks: Sequence[Look], is_open: Sequence[bool]) -> list[int]:
    # Lines without a full stop above the first or below the last long stretch of a long article:
    # its headline again or those of others. Points listed at its head stay what they are.
    prose = [i for i, look in enumerate(looks) if is_open[i] and look.is_prose and look.n_words >= 20]
    if len(prose) < _LEAST_PROSE:
        return []
    found: list[int] = []
    points = False
    for i in (*range(prose[0]), *range(prose[-1] + 1, len(looks))):
        look = looks[i]
        if not is_open[i] or look.is_terminal or look.text[-1:] in ",;:" or _make(look) in ("dated", "pair"):
            continue
        points = bool(_POINTS.match(looks[i - 1].lower)) or (points and i - 1 not in found) if i else False
        if not points and look.n_words <= (
            _LONGEST_OUTSIDE if look.capital_share >= 0.65 else _LONGEST_HEADING
        ):
            found.append(i)
    return found


def _is_numbered_heading(looks: Sequence[Look], kinds: Sequence[str], i: int) -> bool:
    look = looks[i]
    if (look.is_terminal and not look.text.endswith("?")) or look.n_words > 12 or not look.is_numbered:
        return False
    alone = (i == 0 or kinds[i - 1] != "list_item") and (i + 1 == len(kinds) or kinds[i + 1] == "paragraph")
    return alone and i + 1 < len(looks) and looks[i + 1].is_prose
