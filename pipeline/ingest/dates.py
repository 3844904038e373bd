"""Dates: the day a value names, read strictly or left null."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_ZONE = r"(?:z|[a-z]{2,5}|(?:utc|gmt)?\s?[+-]\d{1,2}:?(?:\d{2})?(?::\d{2})?(?:\s*\([a-z ]+\))?)"
_TIME = (
    rf"(?:(?:,|\s+at|\s+[-–|·•]|t)?\s*\d{{1,2}}(?:[:.]\d{{2}}){{1,2}}(?:[.,]\d+)?"
    rf"(?:\s*[ap]\.?m\.?)?(?:\s*{_ZONE})?|t\d{{4}}(?:\d\d)?{_ZONE}?|,?\s+\d{{1,2}}\s*[ap]\.?m\.?(?:\s*{_ZONE})?)?"
)
_WRITTEN = tuple(
    re.compile(rf"{_WEEKDAY}{order}{_TIME}", re.IGNORECASE)
    for order in (
        rf"{_YEAR}(?P<sep>[-/.]?)(?P<month>\d{{2}})(?P=sep)(?P<day>\d{{2}})",
        rf"{_YEAR}(?P<sep>[-/])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_YEAR},?\s+{_MONTH}\s+{_DAY}",
    )
)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<sep>[-/.])(?P<second>\d{{1,2}})(?P=sep){_YEAR}{_TIME}", re.IGNORECASE
)
_LONGEST_DATE = 80
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def parse_date(value: object) -> date | None:
    """Give the day that a value names without doubt, or null.

    A date with a time and a zone is the day as written, in that zone. ``03/04/2025`` may be
    March or April and is null; ``25/04/2025`` can only be April. Months without a day,
    two-digit years, and years outside 1900 to 2100 are null. A bare number is no date
    unless it reads as ``20250312``.

    Args:
        value: A string, a date, a datetime, or anything else, which is null.

    Example:
        >>> parse_date("Wed, 12 Mar 2025 08:15:00 +0100")
        datetime.date(2025, 3, 12)
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value if _FIRST_YEAR <= value.year <= _LAST_YEAR else None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 <= value < 10**8 else ""
    if not isinstance(value, str) or len(value) > _LONGEST_DATE:
        return None
    written = " ".join(value.split())
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(written):
            month = match["month"].lower()
            return _day(match["year"], str(_MONTHS.get(month[:3], month)), match["day"])
    if match := _NUMBERS.fullmatch(written):
        return _unambiguous(match["year"], match["first"], match["second"])
    return None


def _unambiguous(year: str, first: str, second: str) -> date | None:
    readings = {_day(year, first, second), _day(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
