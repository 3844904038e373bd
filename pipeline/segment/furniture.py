"""Furniture: what stands on a page beside its article and is not to be read as prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.segment.afterwords import mark_comments, mark_teasers
from pipeline.segment.bylines import names_in_byline
from pipeline.segment.captions import find_credit
from pipeline.segment.cues import find_cue
from pipeline.segment.looks import Look, take_look
from pipeline.segment.neighbours import mark_bios, mark_repeats, mark_stamps_beside
from pipeline.segment.parts import Part
from pipeline.segment.places import mark_above, mark_below, mark_runs
from pipeline.segment.reasons import STRUCTURES
from pipeline.segment.related import mark_related

_SITE_SUFFIX = re.compile(r"\s[|–—-]\s[^|–—]{1,60}$")
_SUFFIX_CHARS = 80  # punctuation and a site's name may make a line this much longer than the title
_NOT_LETTERS = re.compile(r"[\W_]+")


def plain_title(title: str | None) -> str:
    """Give a title's letters and digits in lower case with single spaces, to compare it by."""
    return _NOT_LETTERS.sub(" ", title or "").strip().lower()


def find_title(looks: Sequence[Look], title: str | None) -> int | None:
    """Give the number of the block that is the article's headline; null if none is.

    The first block that equals the title, unless a whole menu and the title again stand
    between it and the prose: then it was the page's name, and the last one counts.
    """
    wanted = {plain_title(title), plain_title(_SITE_SUFFIX.sub("", title or ""))} - {""}
    if not wanted:
        return None
    first_prose = next((i for i, look in enumerate(looks) if look.is_prose), len(looks))
    longest = max(map(len, wanted)) + _SUFFIX_CHARS
    places = [
        i
        for i, look in enumerate(looks)
        if len(look.text) <= longest
        and (plain_title(look.text) in wanted or plain_title(_SITE_SUFFIX.sub("", look.text)) in wanted)
    ]
    if not places:
        return None
    before = [i for i in places if i <= first_prose]
    return before[-1] if before and before[-1] - before[0] > 3 else places[0]


def find_furniture(
    text: str,
    parts: Sequence[Part],
    *,
    title: str | None = None,
    authors: Collection[str] = (),
) -> list[str | None]:
    """Give for each part of an article why it is furniture; null for what is to be read.

    First each part is judged by its own words; then places decide: lists of other articles,
    runs of labels, what stands above the headline or below the article's end. A sentence
    about subscriptions, cookies or shares stays what it is: prose.

    Args:
        text: The article.
        parts: Its parts, as :func:`~pipeline.segment.parts.find_parts` gives them.
        title: The article's title; null if unknown.
        authors: Its authors' names.

    Returns:
        One reason or null for each part; ``reasons.REASONS`` says what each means.

    Example:
        >>> from pipeline.segment.parts import find_parts
        >>> page = "Home | News | Sport\\nChip exports rose for the third month, officials said.\\nShare"
        >>> find_furniture(page, find_parts(page))
        ['navigation', None, 'navigation']
    """
    looks = [
        take_look(text[part.body : part.end], part.hint, part.is_spaced, text[part.start : part.body])
        for part in parts
    ]
    return furniture_reasons(looks, find_title(looks, title), plain_title(title), authors)


def furniture_reasons(
    looks: Sequence[Look], headline: int | None, title: str, authors: Collection[str]
) -> list[str | None]:
    """Give :func:`find_furniture`'s answer for looks that were taken and a headline that was found."""
    names = [name.lower() for name in authors if len(name.split()) >= 2]
    long_prose = [i for i, look in enumerate(looks) if look.is_prose and look.n_words >= 25]
    first, last = (long_prose[0], long_prose[-1]) if long_prose else (len(looks), -1)
    reasons: list[str | None] = []
    for i, look in enumerate(looks):
        if look.hint in STRUCTURES or look.hint == "furniture":
            reasons.append(look.hint)
        elif i == headline:
            reasons.append(None)
        else:
            at_edge = i <= first or i >= last
            trail = headline is not None and _ends_with_title(look, title)
            reasons.append(
                "breadcrumb" if trail else find_cue(look, at_edge=at_edge, title=title, authors=names)
            )
    names += [
        name for i, look in enumerate(looks) if reasons[i] == "byline" for name in names_in_byline(look)
    ]
    _keep_captions(looks, reasons)
    mark_stamps_beside(looks, reasons)
    mark_related(looks, reasons)
    mark_comments(looks, reasons)
    mark_teasers(looks, reasons)
    mark_repeats(looks, reasons, headline)
    mark_above(looks, reasons, headline)
    mark_bios(looks, reasons, names)
    mark_runs(looks, reasons)
    mark_below(looks, reasons)
    mark_bios(looks, reasons, names)  # again: with teasers gone, the writer's may be the last block
    if headline is not None:
        reasons[headline] = None
    return reasons


def _ends_with_title(look: Look, title: str) -> bool:
    # A trail without separators: the sections' names, then the headline once more.
    before = look.n_words - title.count(" ") - 1
    return (
        title.count(" ") + 1 >= 3
        and 1 <= before <= 12
        and not look.is_terminal
        and plain_title(look.text).endswith(" " + title)
    )


def _keep_captions(looks: Sequence[Look], reasons: list[str | None]) -> None:
    # A copyright sign behind a description of a picture makes it a caption, not a notice.
    for i, look in enumerate(looks):
        if reasons[i] == "copyright" and look.n_words > 14 and find_credit(look) == "caption":
            reasons[i] = None
