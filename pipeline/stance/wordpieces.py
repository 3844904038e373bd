"""Texts as word pieces with a target's and its rivals' pieces marked, as the encoder reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

LONGEST = 160


class Pieces(NamedTuple):
    """A text, cropped to what the encoder reads, and where the target is in it.

    Attributes:
        ids: Word pieces, the tokenizer's first and last special piece included.
        target: 1 where a piece belongs to a mention of the target, else 0; at least one is 1.
        rival: 1 where a piece belongs to a mention of another side, else 0.
    """

    ids: tuple[int, ...]
    target: tuple[int, ...]
    rival: tuple[int, ...]


def _marks(offsets: Sequence[tuple[int, int]], spans: Iterable[Sequence[int]]) -> list[int]:
    marked = [0] * len(offsets)
    for start, end in spans:
        for i, (first, last) in enumerate(offsets):
            if first < end and start < last:
                marked[i] = 1
    return marked


def _window(target: Sequence[int], longest: int) -> slice:
    # The pieces around the target: all of them, or a stretch that holds its first mention midway.
    if len(target) <= longest:
        return slice(0, len(target))
    first = target.index(1) if 1 in target else 0
    start = min(max(0, first - longest // 2), len(target) - longest)
    return slice(start, start + longest)


def mark_pieces(
    tokenizer: Any,
    text: str,
    target_spans: Iterable[Sequence[int]],
    rival_spans: Iterable[Sequence[int]] = (),
    *,
    longest: int = LONGEST,
) -> Pieces:
    """Give a text's word pieces with the target's and the rivals' marked.

    Args:
        tokenizer: A ``tokenizers.Tokenizer`` that adds one special piece at either end.
        text: What is judged.
        target_spans: Where the target is named, each (start, end) in code points of ``text``.
        rival_spans: The same of other sides.
        longest: Most pieces kept, special ones included, at least 3; a longer text is cropped
            round the target's first mention.

    Returns:
        The pieces. A target that has no piece of its own (white space) marks the first piece.
    """
    encoding = tokenizer.encode(text, add_special_tokens=True)
    ids, offsets = encoding.ids, encoding.offsets[1:-1]
    target, rival = _marks(offsets, target_spans), _marks(offsets, rival_spans)
    rival = [mark and not own for mark, own in zip(rival, target, strict=True)]
    kept = _window(target, longest - 2)
    inner = target[kept]
    none = int(1 not in inner)
    return Pieces(
        (ids[0], *ids[1:-1][kept], ids[-1]),
        (none, *inner, 0),
        (0, *(int(mark) for mark in rival[kept]), 0),
    )
