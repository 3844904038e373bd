"""The articles' texts as the page holds them: whole, or cut to what stands around their claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

GAP = "\n\n[…]\n\n"
# Characters that all articles of a page may have before they are cut, and how many stay on either
# side of a claim then: a paragraph or two.
MOST_CHARS, AROUND = 4_000_000, 600

Spans = Iterable[tuple[int, int]]


class PageText:
    r"""A text as the page holds it, and where its places went.

    Places of the page count UTF-16 units, because the page's script does; everywhere else they
    count code points.

    Args:
        text: An article's text.
        kept: Stretches of it to keep, in order, apart from one another; the whole text by default.

    Example:
        >>> page = PageText("a\U0001f600b")
        >>> [page.place(number) for number in (0, 1, 2, 3)]
        [0, 1, 3, 4]
    """

    def __init__(self, text: str, kept: Sequence[tuple[int, int]] | None = None) -> None:
        self._kept = [(0, len(text))] if kept is None else list(kept)
        pieces: list[str] = []
        self._shifts: list[int] = []
        length = 0
        for start, end in self._kept:
            if start > 0:
                pieces.append(GAP)
                length += len(GAP)
            self._shifts.append(length - start)
            pieces.append(text[start:end])
            length += end - start
        if self._kept[-1][1] < len(text):
            pieces.append(GAP)
        self.text = "".join(pieces)
        self._starts = [start for start, _ in self._kept]
        is_plain = self.text.isascii() or max(self.text) < "\U00010000"
        self._wide = [] if is_plain else [n for n, char in enumerate(self.text) if char >= "\U00010000"]

    def place(self, at: int) -> int:
        """Give the place on the page of a place in the article that was kept."""
        moved = at + self._shifts[max(0, bisect_right(self._starts, at) - 1)]
        return moved + bisect_left(self._wide, moved)

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch of the article was kept whole."""
        first, last = self._kept[max(0, bisect_right(self._starts, start) - 1)]
        return first <= start and end <= last


def clip_texts(texts: Sequence[str], spans: Sequence[Spans], *, most: int = MOST_CHARS) -> list[PageText]:
    """Give the articles' texts, cut to the surroundings of their spans if they are too long in all.

    Args:
        texts: The articles' texts.
        spans: For each article, what must stay: first and one past the last character.
        most: Characters that all texts may have together before they are cut.
    """
    if sum(map(len, texts)) <= most:
        return [PageText(text) for text in texts]
    return [PageText(text, _kept(len(text), wanted)) for text, wanted in zip(texts, spans, strict=True)]


def _kept(length: int, spans: Spans) -> list[tuple[int, int]]:
    kept = [(0, min(AROUND, length))]
    for start, end in sorted(spans):
        low, high = max(0, start - AROUND), min(length, end + AROUND)
        if low <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], high))
        else:
            kept.append((low, high))
    return kept
