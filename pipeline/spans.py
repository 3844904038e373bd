"""Half-open character arithmetic: every offset is in Unicode code points of one text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class CharSpan(NamedTuple):
    """A half-open stretch ``text[start:end]`` of a text."""

    start: int
    end: int

    def text_of(self, text: str) -> str:
        """Give the words the span stands for."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> CharSpan:
        """Give the span moved ``by`` characters."""
        return CharSpan(self.start + by, self.end + by)

    def contains(self, other: CharSpan) -> bool:
        """Tell whether ``other`` lies inside, its borders included."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: CharSpan) -> int:
        """Count the characters both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def trimmed(text: str, span: CharSpan) -> CharSpan:
    """Give the span without white space at its ends; an all-white span becomes empty.

    Example:
        >>> trimmed(" a b ", CharSpan(0, 5))
        CharSpan(start=1, end=4)
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return CharSpan(start, end)


def iou(left: CharSpan, right: CharSpan) -> float:
    """Give intersection over union of two spans in characters, 0 to 1.

    Example:
        >>> iou(CharSpan(0, 4), CharSpan(2, 6))
        0.3333333333333333
    """
    shared = left.overlap(right)
    union = (left.end - left.start) + (right.end - right.start) - shared
    return shared / union if union else 0.0


def merged(spans: Iterable[CharSpan]) -> list[CharSpan]:
    """Join spans that touch or overlap, in order of their starts.

    Example:
        >>> merged([CharSpan(5, 7), CharSpan(0, 3), CharSpan(2, 4)])
        [CharSpan(start=0, end=4), CharSpan(start=5, end=7)]
    """
    joined: list[CharSpan] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = CharSpan(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(CharSpan(*span))
    return joined
