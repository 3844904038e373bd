"""Rows of market prices: whole lines of them, and rows that a real text follows on the same line."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.segment.words import FUNCTION_WORDS, word_set

_QUOTE = re.compile(
    r"(?P<sign>[+\-−–▲▼△▽↑↓]\s?)?(?P<money>[$€£¥₹₿]\s?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,8}?(?=\d*\D"
    r"|$))?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<scale>[KMBT]\b)?\s?(?P<percent>%)?"
)
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_SENTENCE_BREAK = re.compile(r"[.!?…]['\"”’)]*\s+['\"“‘(]*[A-Z]|[;?!]")
_MARKET_VERBS = word_set(
    """
    fell falls rose rises dropped drops gained gains slid slides climbed climbs jumped jumps surged surges
    slipped slips tumbled tumbles soared soars lost loses added adds closed closes ended ends opened opens
    traded trades hit hits said says has have had is was were are will would costs cost raised raises grew
    grows shrank plunged advanced declined eased rallied retreated sank spent spends paid pays announced
    reported invested shares
    """
)
_LISTED = re.compile(r"\d%?,\s")
_TRAILING = re.compile(r"[\s%)\]▲▼△▽↑↓+\-−–|•·*,]*(?:(?:USDT?|EUR|GBP|CNY|pts?|bps?)\b)?[\s%)\]▲▼△▽↑↓|•·*]*")
_LEAST_QUOTES = 4
_GAP_CHARS = 64
_GAP_WORDS = 7
_HEAD_CHARS = 240
_LEAST_DIGITS = 0.06  # share of a line's first characters
_MOST_QUOTES = 200_000


def _quotes(line: str, limit: int) -> list[tuple[int, int]]:
    # A figure with a decimal part, a currency, a sign or a per cent mark is a price or a change;
    # bare whole numbers belong to names ("S&P 500") and count as neither.
    found: list[tuple[int, int]] = []
    for match in _QUOTE.finditer(line):
        whole = match["number"].isdigit() and not (match["money"] or match["percent"])
        if whole and not (match["sign"] and match["sign"] not in "-–−"):
            continue
        found.append(match.span())
        if len(found) >= limit:
            break
    return found


class _Gap(NamedTuple):
    # What stands between two figures: its length, words, words in lower case, function words,
    # whether a sentence ends in it, a verb of the markets stands in it, it begins with a comma, and
    # the last of several words is in lower case.
    chars: int
    words: int
    lower: int
    function: int
    is_broken: bool
    has_verb: bool
    has_comma: bool
    ends_lower: bool


def _look_between(line: str, start: int, end: int) -> _Gap:
    between = line[start : min(end, start + _GAP_CHARS + 1)].rstrip(": ")
    words = _WORD.findall(between)
    lower = [word for word in words if word.islower()]
    return _Gap(
        end - start,
        len(words),
        len(lower),
        sum(word.lower() in FUNCTION_WORDS for word in words),
        bool(_SENTENCE_BREAK.search(between)),
        any(word in _MARKET_VERBS for word in lower),
        between.startswith((",", ";")),
        len(words) >= 2 and words[-1].islower(),
    )


def _is_name(gap: _Gap, most_words: int = _GAP_WORDS, most_lower: int = _GAP_WORDS) -> bool:
    named = gap.chars <= _GAP_CHARS and gap.words <= most_words and gap.lower <= most_lower
    return named and not (gap.is_broken or gap.has_verb) and gap.function <= 2


def may_hold_prices(line: str) -> bool:
    """Tell quickly whether a line has digits enough at its start for a row of prices."""
    head = line[:_HEAD_CHARS]
    return sum(map(str.isdigit, head)) >= _LEAST_DIGITS * len(head)


def ticker_end(line: str) -> int:
    """Give where the row of prices at the start of a line ends; 0 if the line begins with none.

    A row has at least four prices or changes with nothing but names between them. It ends
    before the first figure that prose leads to: a market verb, a sentence break, or more
    words, or more of them in lower case, than stood between the row's own first figures.
    An odd name is let pass where the row plainly goes on behind it.

    Example:
        >>> line = "ABC 12.50 +1.2% DEF 8.10 -0.4% GHI 99.00 +0.1% Chip makers fell 3.1% on Monday."
        >>> line[ticker_end(line):]
        'Chip makers fell 3.1% on Monday.'
        >>> ticker_end("Sales rose 3.1% to $4.2 billion from $3.9 billion, profit by 2.0% to $1.1 billion.")
        0
    """
    quotes = _quotes(line, limit=_MOST_QUOTES)
    if len(quotes) < _LEAST_QUOTES:
        return 0
    reached = [0, *(stop for _, stop in quotes)]
    gaps = [_look_between(line, end, start) for end, (start, _) in zip(reached, quotes, strict=False)]
    first = gaps[: 2 * _LEAST_QUOTES]
    if not all(_is_name(gap) and gap.function <= 1 for gap in gaps[:_LEAST_QUOTES]):
        return 0
    known = [gap for gap in first if _is_name(gap)][:_LEAST_QUOTES]
    most_words = max(gap.words for gap in known) + 2
    most_lower = max(gap.lower for gap in known) + 1
    listed = any(gap.has_comma for gap in known)
    lowers = any(gap.ends_lower for gap in known)
    fits = [
        i < _LEAST_QUOTES
        or (
            _is_name(gap, most_words, most_lower)
            and (listed or not gap.has_comma)
            and (lowers or not gap.ends_lower)
        )
        for i, gap in enumerate(gaps)
    ]
    count = _LEAST_QUOTES
    while count < len(gaps):
        ahead = fits[count + 1 : count + 4]
        goes_on = gaps[count].chars <= _GAP_CHARS and not gaps[count].has_verb and ahead == [True] * 3
        if not fits[count] and not goes_on:
            break
        count += 1
    if (
        sum(gap.function for gap in gaps[:count]) > 0.6 * count
        or 3 * sum(gap.has_comma for gap in gaps[:count]) > count
    ):
        return 0
    trailing = _TRAILING.match(line, reached[count])
    return trailing.end() if trailing else reached[count]


def is_price_row(line: str) -> bool:
    """Tell whether a short line is an instrument with its price, as in a table of markets.

    Example:
        >>> is_price_row("PELHAM 400   4,118.22   -0.9%"), is_price_row("Profit rose 4.2% to $3.10")
        (True, False)
    """
    if len(line) > 90 or not any(map(str.isdigit, line)) or _LISTED.search(line):
        return False
    quotes = _quotes(line, limit=12)
    words = _WORD.findall(line)
    if any(word.islower() and (word in _MARKET_VERBS or word in FUNCTION_WORDS) for word in words):
        return False
    signed = any(line[start] in "+-−–▲▼△▽↑↓" for start, _ in quotes) or "%" in line
    figures = sum(character.isdigit() for character in line)
    return len(words) <= 6 and signed and len(quotes) >= 2 and 6 * figures >= len(line.replace(" ", ""))
