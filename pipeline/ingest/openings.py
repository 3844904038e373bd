"""Openings: the title, byline and date that the first lines of a plain text state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.dates import parse_date
from pipeline.ingest.fields import find_fields, metadata_of
from pipeline.ingest.metadata import PARTICLES, names_of

_LOOK_CHARS = 4000
_LOOK_LINES = 12
_MOST_CREDIT_CHARS = 160
_LABELS = ("title", "authors", "publisher", "published_on", "url")
_MOST_SKIPPED = 6
_MOST_TITLE_WORDS = 25
_MOST_TITLE_CHARS = 250
_FEWEST_TITLE_WORDS = 2
# Below furniture a few words are more likely another piece of it, unless the story follows.
_FEWEST_SURE_WORDS = 4
_FEWEST_BODY_WORDS = 12

_FURNITURE = re.compile(
    r"(?:skip|jump|back) (?:to|navigation)\b|sign (?:in|up)\b|log ?in\b|subscribe (?:to|now|for|today)\b"
    r"|share (?:this|on)\b|follow (?:us|@)|advertise(?:ment|r)|sponsored (?:by|content)|paid (?:post|content)"
    r"|promoted\b|read (?:more|next)\b|click here|view (?:in|this email)|all rights reserved|copyright\b|©"
    r"|(?:we|this (?:web)?site) uses? cookies|accept (?:all )?cookies|listen to this|getty images"
    r"|(?:photo|image|photograph|picture)s?(?: by| credit)?:|(?:photo|photograph|image|illustration) by"
    r"|\d+ min(?:ute)?s?\b|(?:last )?updated(?::| on| at| \w+ \d)|(?:first )?published(?::| on| at| \w+ \d)"
    r"|posted (?:on|by|at|in)\b|toggle |main (?:menu|navigation)|table of contents|breaking news$"
    r"|\(c\)|live updates?$|open (?:in app|menu|search)|search for|newsletters?$|get the app",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"!\[|^\[[^\]]*\](?:\(|$)|<[a-z/!]|https?://|www\.|\S@\S+\.\w|^[-*_=#~|•·>]{3,}")
_CRUMBS = re.compile(r"[>»›]\s*\S+$|\S(?:\t|\s{2,})\S.*\S(?:\t|\s{2,})\S")
_BARS = re.compile(r"\s[|•·»›]\s")
_TICKER = re.compile(r"[▲▼△▽↑↓]|[-+]\d+(?:\.\d+)?\s?%|\b[A-Z]{2,5}:?\s+\$?\d+[.,]\d+\b")
# A masthead is a short line, or the first part of one, that ends in what outlets call themselves.
_MASTHEAD = re.compile(
    r"(?:\S+\s+){1,4}(?:wire|desk|times|post|news|dispatch|daily|weekly|monthly|review|journal|markets|capital"
    r"|research|press|herald|tribune|gazette|observer|standard|ledger|chronicle|magazine|newsletter|media"
    r"|courier|bulletin|packet|sentinel|telegraph|today|online)(?:\s*[/|·•:].*)?"
    r"|for immediate release:?|press release:?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.:;,…][\"'”’)\]]*$")
# Ends that look like a full stop and belong to an abbreviation.
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|vs)\.)[\"'”’)]*$")

_CREDIT = re.compile(r"\d{4}|\bby\b", re.IGNORECASE)
_BYLINE = re.compile(r"(?:written |reported )?by:?\s+(?P<names>\S.*)", re.IGNORECASE)
# Words with which a line that begins with "By" names no person.
_NO_PERSON = re.compile(
    r"\b(?:staff|reporters?|editors?|editorial|desk|team|newsroom|correspondents?|invitation|only|writers?"
    r"|contributors?|the|this|that|our|design|law|default|contrast|comparison|far|numbers|january|february"
    r"|march|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]+\s+")
_DATE_LABEL = re.compile(r"(?:(?:first\s+)?(?:published|posted)(?:\s+(?:on|at))?:?|date:)\s+", re.IGNORECASE)


_DATELINE = re.compile(
    r"[A-Z][\w.’' ]{1,40}(?:, [A-Z][\w. ]{1,20})?,? \(?(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\)?"
    r"\s*(?:/|--|[–—(])"
)
_PLACE_AND_DATE = re.compile(r"[A-Z][\w’'& ]{1,40}, (?P<date>.*\d{4})")
_LABELLED = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{1,24}):\s+(?P<value>\S.*)")
_FEWEST_LABELLED = 2


@dataclass
class Opening:
    """What the first lines of a text state; null and empty where they do not."""

    title: str | None = None
    authors: list[str] = field(default_factory=list)
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None


def read_opening(text: str, *, config: IngestConfig) -> Opening:
    """Read title, byline and date from the first lines of a plain text.

    Two or more lines such as ``Title: …`` and ``Date: …`` at the very top are read like a record.
    Otherwise the title is the first line that is no furniture, if it is short, does not end like
    a sentence and more text follows. Byline and date count only on lines of their own near the
    top, ``By Ann Lee`` or ``By Ann Lee | 3 March 2025``, and a date in a press release's dateline.

    Returns:
        What is unmistakable; the rest is null or empty.
    """
    lines = [line.strip() for line in text[:_LOOK_CHARS].split("\n")]
    lines = [line for line in lines if line]
    labelled = _labelled(lines, config)
    if labelled is not None:
        return labelled
    opening = Opening(title=_title(lines))
    for line in lines[:_LOOK_LINES]:
        authors, day = _credits(line)
        opening.authors = opening.authors or authors
        opening.published_on = opening.published_on or day or _dateline(line)
    return opening


def _labelled(lines: list[str], config: IngestConfig) -> Opening | None:
    record: dict[str, str] = {}
    for line in lines:
        match = _LABELLED.fullmatch(line)
        known = match and any(find_fields([match["name"]], ours, config=config) for ours in _LABELS)
        if not match or not known:
            break
        record.setdefault(match["name"], match["value"])
    return Opening(**metadata_of(record, config=config)) if len(record) >= _FEWEST_LABELLED else None


def _title(lines: list[str]) -> str | None:
    for i, line in enumerate(lines[:_MOST_SKIPPED]):
        words = line.split()
        if _is_furniture(line) or len(words) < _FEWEST_TITLE_WORDS or (i and _BARS.search(line)):
            continue
        if i and len(words) < _FEWEST_SURE_WORDS and not _leads_to_body(lines[i + 1 :]):
            continue
        is_sentence = bool(_SENTENCE_END.search(line)) and not _ABBREVIATED.search(line)
        is_long = len(words) > _MOST_TITLE_WORDS or len(line) > _MOST_TITLE_CHARS
        is_last = i == len(lines) - 1
        return None if is_sentence or is_long or is_last or line[0].islower() else line
    return None


def _leads_to_body(lines: list[str]) -> bool:
    return bool(lines) and (len(lines[0].split()) >= _FEWEST_BODY_WORDS or _credits(lines[0]) != ([], None))


def _is_furniture(line: str) -> bool:
    letters = sum(c.isalpha() for c in line)
    return (
        letters < len(line) / 2
        or any(pattern.search(line) for pattern in (_MARKUP, _CRUMBS, _TICKER))
        or _FURNITURE.match(line) is not None
        or _MASTHEAD.fullmatch(line) is not None
        or len(_BARS.findall(line)) > 1
        or _credits(line) != ([], None)
    )


def _credits(line: str) -> tuple[list[str], date | None]:
    # What the parts of a short line between bars and dashes say: a byline, a date, or neither.
    if len(line) > _MOST_CREDIT_CHARS or not _CREDIT.search(line):
        return [], None
    parts = [part for part in _PARTS.split(line) if part]
    days = [parse_date(_DATE_LABEL.sub("", part)) for part in parts]
    days += [parse_date(match["date"]) for part in parts if (match := _PLACE_AND_DATE.fullmatch(part))]
    people = [_people(part) for part in parts]
    return next(filter(None, people), []), next(filter(None, days), None)


def _dateline(line: str) -> date | None:
    match = _DATELINE.match(line)
    return parse_date(match["date"]) if match else None


def _people(part: str) -> list[str]:
    match = _BYLINE.fullmatch(part)
    if not match or part.endswith((".", "?", "!", ":")):
        return []
    # "Ann Lee and Bo Chen, The Daily Planet" and "Ann Lee, March 3, 2025": names come before the comma.
    before, _, after = match["names"].partition(", ")
    alone = bool(after) and (parse_date(after) is not None or " and " in before)
    names = names_of(before if alone else match["names"])
    return names if names and all(map(_is_person, names)) else []


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 5
        and all(word[0].isupper() or word in PARTICLES for word in words)
        and not _NO_PERSON.search(name)
    )
