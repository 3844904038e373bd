"""Metadata: people, publishers, addresses and titles, read strictly or left null."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import urlsplit

_LINK = re.compile(r"https?://\S+$", re.IGNORECASE)
_LONGEST_WORDS = 500
_MOST_NAMES = 50
_MOST_NAME_WORDS = 6
_BETWEEN_NAMES = re.compile(r"\s*(?:;|\||\s&\s|\s+and\s+)\s*|\s*,\s*(?:and\s+)?", re.IGNORECASE)
_LEAD_IN = re.compile(r"^(?:(?:written|reported)\s+)?by:?\s+", re.IGNORECASE)
# What follows a name on the same line and is no part of it.
_AFTER_NAME = re.compile(
    r"\s+(?:is|for|at|in(?=\s+[A-Z])|with|via|writes|reports|published|updated|posted"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b.*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|[@\d<>{}\[\]=_]|\b(?:admin|unknown|n/a|null|none|anonymous)$|admin$", re.IGNORECASE
)
_TIME_WORD = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)$",
    re.IGNORECASE,
)
# Behind a first name: a degree, a post, or what makes a name junior.
_NO_FURTHER_NAME = re.compile(
    r"(?:[A-Z]{1,4}|Ph\.?D|M\.?D|Jr|Sr|Esq)\.?$|.*\b(?:[Ww]riter|[Rr]eporter|[Ee]ditor|[Cc]orrespondent)$"
)
# Small words inside names.
_PARTICLE_WORDS = "de da di du dos del della van von der den ter bin ibn al el la le y"
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_NAME_WORDS = PARTICLES | {"of", "the", "in"}


def plain_words(value: object) -> str | None:
    """Give a value as words on one line, or null if it holds none or cannot be text."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "@value", "text") if value.get(key)), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = " ".join(unescape(str(value)).split())
    if not words or len(words) > _LONGEST_WORDS or not _is_unicode(words):
        return None
    return words.replace("\0", "")


def _is_unicode(words: str) -> bool:
    return words.isascii() or not any("\ud800" <= c <= "\udfff" for c in words)


def link_of(value: object) -> str | None:
    """Give a web address, or null for anything else."""
    words = plain_words(value)
    return words if words and _LINK.match(words) else None


def publisher_of(value: object) -> str | None:
    """Give a publisher's name; of a web address its host without ``www``.

    Example:
        >>> publisher_of("https://www.example.org/news")
        'example.org'
    """
    words = plain_words(value)
    if words and _LINK.match(words):
        words = urlsplit(words).netloc.removeprefix("www.")
    return words or None


def names_of(value: object) -> list[str]:
    """Give the people a byline names, in order, each once.

    A string is cut at commas, semicolons, bars, ampersands and "and"; ``Doe, Jane`` stays whole.
    Addresses, handles, dates and placeholders such as ``admin`` are left out.

    Example:
        >>> names_of("By Ann Lee, Bo Chen and C. Díaz")
        ['Ann Lee', 'Bo Chen', 'C. Díaz']
    """
    values: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    names: dict[str, None] = {}
    for item in list(values)[:_MOST_NAMES]:
        words = plain_words(item)
        for name in _split_names(words) if words else []:
            names.setdefault(name)
    return list(names)


def _split_names(byline: str) -> Iterator[str]:
    byline = _LEAD_IN.sub("", byline)
    parts = _BETWEEN_NAMES.split(byline)
    if len(parts) == 2 and "," in byline and all(part and " " not in part for part in parts):
        parts = [byline]
    for i, part in enumerate(parts):
        name = _AFTER_NAME.sub("", part.strip(" ,;:-–—•\"'"))
        if not (i and _NO_FURTHER_NAME.match(name)) and _is_name(name):
            yield name


def _is_name(name: str) -> bool:
    words = name.split()
    if not any(c.isalpha() for c in name) or len(words) > _MOST_NAME_WORDS:
        return False
    # A phrase has small words that a name has not; a byline all in small letters may be a name.
    capitals = [word[0].isupper() or not word[0].isalpha() or word in _NAME_WORDS for word in words]
    is_phrase = any(capitals) and not all(capitals)
    return not (is_phrase or _NO_NAME.search(name) or _TIME_WORD.match(name))


_TITLE_BREAK = re.compile(r"\s+[|–—·»:-]\s+|\s*\|\s*")


def title_without_site(title: str | None, *sites: str | None) -> str | None:
    """Give a page's title without the site's name at either end.

    Example:
        >>> title_without_site("Chips and Chess - The Daily Planet", "Daily Planet")
        'Chips and Chess'
    """
    if not title:
        return None
    known = {_bare(site) for site in sites if site} - {""}
    breaks = list(_TITLE_BREAK.finditer(title))
    for cut in breaks:
        tail = _bare(title[cut.end() :])
        if tail in known and title[: cut.start()].strip():
            return title[: cut.start()].strip()
    if breaks and _bare(title[: breaks[0].start()]) in known and title[breaks[0].end() :].strip():
        return title[breaks[0].end() :].strip()
    return title


def _bare(words: str) -> str:
    bare = re.sub(
        r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co\.uk|io|ai|news)$|^the\s+",
        "",
        words.casefold().strip(),
    )
    return re.sub(r"[\W_]+", "", bare)
