"""How numbers, shares, dates and names read in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

STANCE_SIGNS = {"supporting": "+", "critical": "−", "neutral": "○", None: "?"}


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Give a number with its noun.

    Example:
        >>> count_of(1, "article"), count_of(1915, "claim"), count_of(0, "story", "stories")
        ('1 article', '1,915 claims', '0 stories')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def number_word(number: int) -> str:
    """Write small numbers out.

    Example:
        >>> number_word(2), number_word(12)
        ('two', '12')
    """
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def percent(share: float | None) -> str:
    r"""Give a share as whole per cents that no line break parts; a dash where it is not known.

    Example:
        >>> [percent(share).replace("\u00a0", " ") for share in (0.305, 0.004, 0, 0.998, None)]
        ['30 %', 'under 1 %', '0 %', 'over 99 %', '–']
    """
    if share is None:
        return "–"
    if 0 < share < 0.005:
        return "under\u00a01\u00a0%"
    if 0.995 <= share < 1:
        return "over\u00a099\u00a0%"
    return f"{share * 100:.0f}\u00a0%"


def percent_range(low: float | None, high: float | None) -> str:
    r"""Give an interval of shares.

    Example:
        >>> percent_range(0.27, 0.344).replace("\u00a0", " "), percent_range(None, None)
        ('27 to 34 %', '–')
    """
    return "–" if low is None or high is None else f"{low * 100:.0f} to {high * 100:.0f}\u00a0%"


def long_date(day: date | None) -> str:
    """Give a date as people write it; empty where it is not known.

    Example:
        >>> long_date(date(2025, 5, 7)), long_date(None)
        ('7 May 2025', '')
    """
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_name(month: str, *, short: bool = False) -> str:
    """Give a month of the form 2025-05 as people write it.

    Example:
        >>> month_name("2025-05"), month_name("2025-09", short=True)
        ('May 2025', 'Sep 2025')
    """
    name = _MONTHS[int(month[5:7]) - 1]
    return f"{name[:3] if short else name} {month[:4]}"


def due_date(due: str | None) -> str:
    """Give a year, a month or a day as people write it; empty where there is none.

    Example:
        >>> due_date("2030"), due_date("2027-06"), due_date("2027-06-01"), due_date(None)
        ('2030', 'June 2027', '1 June 2027', '')
    """
    if not due or len(due) == 4:
        return due or ""
    return month_name(due) if len(due) == 7 else long_date(date.fromisoformat(due))


def join_words(words: Sequence[str]) -> str:
    """Give a list as a phrase.

    Example:
        >>> join_words(["a"]), join_words(["a", "b", "c"])
        ('a', 'a, b and c')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def side_phrase(name: str) -> str:
    """Give a side's name as it stands inside a sentence: with "the" where English wants it.

    Example:
        >>> side_phrase("United States"), side_phrase("China"), side_phrase("Open models")
        ('the United States', 'China', 'open models')
    """
    if name.split()[-1] in {"States", "Kingdom", "Union", "Nations", "Emirates", "Republic", "Netherlands"}:
        return f"the {name}"
    # A name of several words of which only the first has a capital is a common noun.
    words = name.split()
    if len(words) > 1 and words[0][1:].islower() and all(word.islower() for word in words[1:]):
        return name[0].lower() + name[1:]
    return name


def sentence_case(text: str) -> str:
    """Give a sentence its capital.

    Example:
        >>> sentence_case("the United States leads")
        'The United States leads'
    """
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """Give a text of an article on one line, its runs of white space made one space."""
    return " ".join(text.split())
