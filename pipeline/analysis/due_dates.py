"""The date by which a forecast can be checked."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

_MONTHS = tuple(calendar.month_name)[1:]
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNTS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = {word: number for number, word in enumerate(_COUNTS, 1)} | {"an": 1, "one": 1}

# A year is four digits that are no sum, no share and no part of a longer number.
_YEAR = r"(?<![\w.,$€£¥])(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d)"
_NAMED = (
    re.compile(
        rf"\b(?:(?P<day>[0-3]?\d) )?(?P<month>{'|'.join(_MONTHS)}),? (?:(?P<day2>[0-3]?\d), )?{_YEAR}"
    ),
    re.compile(rf"\b(?:the )?(?P<quarter>first|second|third|fourth) quarter of {_YEAR}", re.IGNORECASE),
    re.compile(rf"\bQ(?P<quarter>[1-4]) {_YEAR}"),
    re.compile(_YEAR),
)
_DECADE = re.compile(r"\b(?P<decade>20\d)0s\b")
_AHEAD = re.compile(
    rf"\b(?:with)?in (?:the next )?(?P<count>\d{{1,2}}|{'|'.join(_NUMBER)}) (?P<unit>month|year)s?\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:(?P<next>next year)|(?P<this>(?:this year|the year['’]s end|the end of the year|year-end))"
    r"|(?P<decade>(?:the end of the|this) decade)|(?P<month>next month))\b",
    re.IGNORECASE,
)


def find_due(text: str, made_on: date | None) -> tuple[str | None, date | None]:
    """Give the last date a text names that is not over when the text was printed.

    Args:
        text: A forecast.
        made_on: When it was printed; without it, dates of any year count, and "next year" none.

    Returns:
        The date as exactly as it is named, and its last day; nulls if none lies ahead.

    Example:
        >>> find_due("By June 2027 the gap will have closed.", None)
        ('2027-06', datetime.date(2027, 6, 30))
        >>> find_due("They will catch up within two years.", date(2025, 3, 9))
        ('2027-03', datetime.date(2027, 3, 31))
        >>> find_due("It will sell 2,030 of them.", None)
        (None, None)
    """
    ahead = [due for due in _dates(text, made_on) if made_on is None or _last_day(due) >= made_on]
    if not ahead:
        return None, None
    best = max(ahead, key=lambda due: (_last_day(due), due))
    return best, _last_day(best)


def _dates(text: str, made_on: date | None) -> Iterator[str]:
    taken: list[tuple[int, int]] = []
    for pattern in _NAMED:
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield _named(found)
    for found in _DECADE.finditer(text):
        yield f"{found['decade']}9"
    if made_on is not None:
        yield from _counted(text, made_on)


def _named(found: re.Match[str]) -> str:
    parts, year = found.groupdict(), int(found["year"])
    if parts.get("quarter"):
        return f"{year}-{3 * _ORDER[parts['quarter'].lower()]:02d}"
    if not parts.get("month"):
        return str(year)
    month = _MONTHS.index(parts["month"]) + 1
    day = int(parts["day"] or parts["day2"] or 0)
    whole = f"{year}-{month:02d}"
    return f"{whole}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else whole


def _counted(text: str, made_on: date) -> Iterator[str]:
    for found in _AHEAD.finditer(text):
        count = found["count"].lower()
        number = int(count) if count.isdigit() else _NUMBER[count]
        yield _later(made_on, number * (12 if found["unit"].lower() == "year" else 1))
    for found in _NEXT.finditer(text):
        if found["next"]:
            yield str(made_on.year + 1)
        elif found["this"]:
            yield str(made_on.year)
        elif found["decade"]:
            yield str(made_on.year // 10 * 10 + 9)
        else:
            yield _later(made_on, 1)


def _later(day: date, months: int) -> str:
    number = day.year * 12 + day.month - 1 + months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _last_day(due: str) -> date:
    year, month, day = ([int(part) for part in due.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])
