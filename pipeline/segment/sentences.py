"""Sentences inside a block: rules on tokens, for news prose with its quotations and abbreviations."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.segment.brackets import enclosed_until, find_brackets
from pipeline.segment.endings import CLOSERS, ENDERS, is_ending, starts_sentence

_CUT_MARKS = (frozenset({";"}), frozenset({",", "—", "–", ":", "|", "·", "•"}))


def split_sentences(
    words: Sequence[str], starts: Sequence[int], ends: Sequence[int], *, max_tokens: int
) -> list[int]:
    """Give the number of the first token of each sentence of a block, in order.

    A sentence ends after ``. ! ?`` or an ellipsis, and after the closing quotation marks and
    brackets that follow, where the next token can begin one. It does not end inside a
    parenthesis that the sentence goes on after, nor before ``he said``. Line breaks, colons
    and semicolons are no borders, except where a sentence is longer than ``max_tokens``.

    Args:
        words: The block's tokens.
        starts: First character of each, in the article.
        ends: One past the last character of each.
        max_tokens: Longest sentence.

    Returns:
        Numbers of tokens, beginning with 0; empty for a block of no tokens.

    Example:
        >>> words = ["It", "fell", ".", "He", "left", "."]
        >>> split_sentences(words, [0, 3, 7, 9, 12, 16], [2, 7, 8, 11, 16, 17], max_tokens=200)
        [0, 3]
    """
    if not words:
        return []
    borders = [0]
    brackets = find_brackets(words)
    is_odd = _quote_parity(words)
    n = len(words)
    i = 0
    has_word = False  # whether the sentence has a letter or digit yet
    while i < n:
        has_word = has_word or words[i][0].isalnum() or any(map(str.isalnum, words[i]))
        if words[i][-1] not in ENDERS:
            i += 1
            continue
        last = i
        while (
            last + 1 < n
            and words[last + 1][-1] in ENDERS
            and not words[last + 1][0].isalnum()
            and starts[last + 1] == ends[last]
        ):
            last += 1
        after = _skip_closers(words, starts, ends, last + 1, is_odd)
        if (
            after < n
            and has_word
            and is_ending(words, starts, ends, borders[-1], i, last, after)
            and starts_sentence(words, starts, ends, after)
            and not enclosed_until(words, brackets, borders[-1], after)
        ):
            borders.append(after)
            has_word = False
        i = max(last + 1, after if after < n else n)
    return _cut_long(words, _merge_marks(words, borders), max_tokens)


def _quote_parity(words: Sequence[str]) -> list[bool]:
    # For each token, whether an odd number of straight quotation marks stands before it.
    if '"' not in words:
        return []
    odd, parity = False, []
    for word in words:
        parity.append(odd)
        odd ^= word == '"'
    return parity


def _skip_closers(
    words: Sequence[str], starts: Sequence[int], ends: Sequence[int], i: int, is_odd: Sequence[bool]
) -> int:
    # Closing marks belong to the sentence before. A straight quotation mark closes where it
    # touches the word before; apart from both neighbours, where an odd number stands before it.
    while i < len(words):
        word = words[i]
        touching = starts[i] == ends[i - 1]
        if word in CLOSERS and (touching or word in "”»)]}"):
            pass
        elif word == '"':
            apart = i + 1 == len(words) or starts[i + 1] > ends[i]
            if not is_odd[i] and not (touching and apart):
                break
            if not touching and not apart:
                break
        elif not (touching and word in ("'", "*", "†", "‡")):
            break
        i += 1
    return i


def _merge_marks(words: Sequence[str], borders: list[int]) -> list[int]:
    # A stretch without letter or digit is no sentence: it goes with the one before.
    kept = [0]
    for border, following in zip(borders[1:], [*borders[2:], len(words)], strict=False):
        if any(character.isalnum() for word in words[border:following] for character in word):
            kept.append(border)
    return kept


def _cut_long(words: Sequence[str], borders: list[int], max_tokens: int) -> list[int]:
    cut: list[int] = []
    for border, following in zip(borders, [*borders[1:], len(words)], strict=True):
        cut.append(border)
        while following - cut[-1] > max_tokens:
            cut.append(_best_cut(words, cut[-1], max_tokens))
    return cut


def _best_cut(words: Sequence[str], first: int, max_tokens: int) -> int:
    for marks in _CUT_MARKS:
        for i in range(first + max_tokens - 1, first + max_tokens // 2, -1):
            if words[i] in marks:
                return i + 1
    return first + max_tokens
