"""Parentheses that a sentence goes on after, so that what stands inside is no border."""

from __future__ import annotations

from collections.abc import Sequence

_PAIRS = {")": "(", "]": "[", "）": "（"}
_OPENING = frozenset(_PAIRS.values())
_FARTHEST = 120  # tokens: a parenthesis that closes later than this was most likely never closed


def find_brackets(words: Sequence[str]) -> list[tuple[int, int]]:
    """Give the opening and the closing token of each outermost pair of brackets, in order.

    Example:
        >>> find_brackets(["a", "(", "b", ")", "c", "("])
        [(1, 3)]
    """
    if not any(mark in words for mark in _OPENING):
        return []
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for i, word in enumerate(words):
        if word in _OPENING:
            opened.append(i)
        elif word in _PAIRS:
            while opened and (words[opened[-1]] != _PAIRS[word] or i - opened[-1] > _FARTHEST):
                opened.pop()
            if opened:
                start = opened.pop()
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, i))
    return pairs


def enclosed_until(words: Sequence[str], brackets: Sequence[tuple[int, int]], first: int, after: int) -> bool:
    """Tell whether a border before token ``after`` would stand inside brackets it may not cut.

    Brackets that open in the middle of the sentence hold it together. Those that open it do
    so only where it goes on after them in lower case.

    Args:
        words: The block's tokens.
        brackets: What :func:`find_brackets` says of them.
        first: First token of the sentence.
        after: Token before which the border would stand.
    """
    low, high = 0, len(brackets)
    while low < high:
        middle = (low + high) // 2
        if brackets[middle][0] < after:
            low = middle + 1
        else:
            high = middle
    if not low or not brackets[low - 1][0] < after <= brackets[low - 1][1]:
        return False
    start, end = brackets[low - 1]
    if start > first and not all(not word[0].isalnum() for word in words[first:start]):
        return True
    following = words[end + 1] if end + 1 < len(words) else ""
    return following[:1].islower() or following in (",", ";", ":")
