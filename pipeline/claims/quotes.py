"""Quotation marks paired into quotations: straight, typographic, single, guillemets.

A quotation is outermost: marks inside another quotation only keep the pairing right. It
may run over sentences, and over paragraphs if the next one opens with a mark again or
closes a mark that it did not open. A mark that is never closed ends with its paragraph and
reaches no further.

Source: The rules of English typesetting, as the Chicago Manual (13.30) gives them for
quotations over paragraphs; nested quotations are not kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.claims.pairing import OPENING, Pairing
from pipeline.spans import CharSpan

_MIN_STRAY = 4  # words before a closing mark that nothing opened


@dataclass(frozen=True)
class Quotation:
    """Quoted words.

    Attributes:
        parts: One span a paragraph, with the marks.
        inner: The same without the marks.
        is_closed: Whether its last mark was found.
    """

    parts: tuple[CharSpan, ...]
    inner: tuple[CharSpan, ...]
    is_closed: bool

    @property
    def start(self) -> int:
        """First character, a mark unless the opening one is missing."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.parts[-1].end


class _Joining:
    """Joins quotations over paragraphs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotations: list[Quotation] = []
        self._running: list[tuple[CharSpan, CharSpan]] = []  # parts of one that was not closed yet

    def close(self, is_closed: bool) -> None:
        if self._running:
            parts, inner = zip(*self._running, strict=True)
            self.quotations.append(Quotation(parts, inner, is_closed))
            self._running.clear()

    def read(self, start: int, end: int, kind: str) -> None:
        if kind in ("title", "heading"):
            self.close(False)
        pairing = Pairing(self.text, start, end)
        found = list(pairing.found)
        if self._running:
            opened_again = self.text[start] in OPENING
            if (opened_again and found and found[0][0] == start) or pairing.stray:
                self._running.append(_spans(found.pop(0)))
                self.close(True)
            elif not (opened_again and pairing.stack and pairing.stack[0][1] == start):
                self.close(False)
        elif pairing.stray and len(self.text[start : found[0][2]].split()) < _MIN_STRAY:
            found.pop(0)
        for places in found:
            part, inner = _spans(places)
            self.quotations.append(Quotation((part,), (inner,), True))
        if pairing.stack:
            _, opened, inner_start = pairing.stack[0]
            if opened != start:
                self.close(False)
            self._running.append((CharSpan(opened, end), CharSpan(inner_start, end)))


def _spans(places: tuple[int, int, int, int]) -> tuple[CharSpan, CharSpan]:
    outer_start, inner_start, inner_end, outer_end = places
    return CharSpan(outer_start, outer_end), CharSpan(inner_start, inner_end)


def find_quotations(text: str, blocks: Iterable[Mapping[str, Any]]) -> list[Quotation]:
    """Give the outermost quotations of an article, in order.

    Args:
        text: The article.
        blocks: Its blocks, each with ``start_char``, ``end_char`` and ``kind``; quotations
            never join through headings or furniture.

    Returns:
        Quotations that do not overlap. Text without a mark has none.

    Example:
        >>> text = "He said “no way” twice."
        >>> block = {"start_char": 0, "end_char": len(text), "kind": "paragraph"}
        >>> [quotation.inner[0].text_of(text) for quotation in find_quotations(text, [block])]
        ['no way']
    """
    joining = _Joining(text)
    for block in blocks:
        if block["kind"] != "furniture":
            joining.read(block["start_char"], block["end_char"], block["kind"])
    joining.close(False)
    return sorted(joining.quotations, key=lambda quotation: quotation.start)
