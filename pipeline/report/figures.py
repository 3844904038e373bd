"""Numbers that open the claims behind them, and the sentences they stand in."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Figure:
    """A number of claims, with the question whose answer those claims are.

    The page's fragment carries the question, so a number is a link that can be shared.

    Args:
        value: How many claims; the page shows exactly as many.
        query: Filters of the page that select them.
    """

    value: int
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def href(self) -> str:
        """The fragment that opens these claims."""
        return fragment(open="list", **self.query)

    def __str__(self) -> str:
        return f"{self.value:,}"


@dataclass(frozen=True)
class Receipt:
    """Words of a sentence that open the claims behind them.

    Args:
        words: What is shown, such as a share or a number that is no number of claims.
        query: Filters of the page that select the claims.
    """

    words: str
    query: Mapping[str, str]

    @property
    def href(self) -> str:
        """The fragment that opens these claims."""
        return fragment(open="list", **self.query)

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Strong:
    """Words of a sentence that carry the answer."""

    words: str

    def __str__(self) -> str:
        return self.words


Sentence: TypeAlias = tuple[str | Figure | Receipt | Strong, ...]


def fragment(**query: str) -> str:
    """Give the part of an address after ``#`` for filters of the page.

    Example:
        >>> fragment(open="list", side="us", claimant="A & B")
        '#open=list&side=us&claimant=A%20%26%20B'
    """
    return "#" + urlencode({key: value for key, value in query.items() if value}, quote_via=quote)


def month_query(month: str) -> dict[str, str]:
    """Give the filters for a month.

    Example:
        >>> month_query("2024-02")
        {'from': '2024-02-01', 'to': '2024-02-29'}
    """
    year, number = int(month[:4]), int(month[5:7])
    return {"from": f"{month}-01", "to": f"{month}-{calendar.monthrange(year, number)[1]:02d}"}


def plain_text(sentence: Sentence) -> str:
    """Give a sentence without its links."""
    return "".join(str(part) for part in sentence)
