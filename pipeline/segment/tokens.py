"""Tokens of a block: spaCy's English tokenizer, with offsets in the article and markup left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise

from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.spans import CharSpan

_MAX_CACHED_STRINGS = 400_000
_CJK_STOP = re.compile("[。！？]+[」』”’）】]*")


@cache
def _english() -> English:
    return English()


def english_tokenizer() -> Callable[[str], Doc]:
    """Give spaCy's rule-based English tokenizer, which loads no model.

    The tokenizer remembers every distinct string it has met. It is made anew when these
    are very many, so that a long run does not fill the memory; tokens never change by it.
    """
    if len(_english().vocab.strings) > _MAX_CACHED_STRINGS:
        _english.cache_clear()
    return _english().tokenizer


def tokenize_span(
    text: str,
    start: int,
    end: int,
    *,
    tokenizer: Callable[[str], Doc],
    gaps: Iterable[CharSpan] = (),
    max_run_chars: int = 200,
) -> tuple[list[int], list[int]]:
    """Give the starts and ends of the tokens of ``text[start:end]``, white space left out.

    Args:
        text: The article.
        start: First character.
        end: One past the last character.
        tokenizer: The tokenizer, from :func:`english_tokenizer`.
        gaps: Stretches that get no token, in order and disjoint, inside the span.
        max_run_chars: Longest stretch without white space that spaCy sees in one piece: its
            rules for prefixes and suffixes take quadratic time on longer ones.

    Returns:
        Two lists of the same length; offsets are in ``text``.

    Example:
        >>> text = "It cost **$3.5 bn**."
        >>> starts, ends = tokenize_span(
        ...     text, 0, 20, tokenizer=english_tokenizer(), gaps=[CharSpan(8, 10), CharSpan(17, 19)])
        >>> [text[s:e] for s, e in zip(starts, ends)]
        ['It', 'cost', '$', '3.5', 'bn', '.']
    """
    starts: list[int] = []
    ends: list[int] = []
    for first, last in _pieces(text, start, end, gaps, max_run_chars):
        doc = tokenizer(text[first:last])
        offsets = doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).astype("int64")
        offsets = offsets[offsets[:, 2] == 0]
        starts += (offsets[:, 0] + first).tolist()
        ends += (offsets[:, 0] + offsets[:, 1] + first).tolist()
    return starts, ends


def _pieces(
    text: str, start: int, end: int, gaps: Iterable[CharSpan], max_run_chars: int
) -> Iterator[tuple[int, int]]:
    position = start
    for gap in gaps:
        if position < gap.start:
            yield from _runs(text, position, gap.start, max_run_chars)
        position = max(position, gap.end)
    if position < end:
        yield from _runs(text, position, end, max_run_chars)


def _runs(text: str, start: int, end: int, max_run_chars: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    cuts: list[int] = []
    if "。" in piece or "！" in piece or "？" in piece:
        cuts = [match.end() for match in _CJK_STOP.finditer(piece)]
    if len(piece) > max_run_chars and max(map(len, piece.split()), default=0) > max_run_chars:
        for run in re.finditer(rf"(?<!\S)\S{{{max_run_chars + 1},}}", piece):
            inside = [run.start(), *(cut for cut in cuts if run.start() < cut < run.end()), run.end()]
            for a, b in pairwise(inside):
                cuts.extend(range(a + max_run_chars, b, max_run_chars))
        cuts.sort()
    begin = 0
    for cut in cuts:
        if begin < cut < len(piece):
            yield start + begin, start + cut
            begin = cut
    yield start + begin, end
