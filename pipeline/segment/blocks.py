"""Blocks of an article: what each stretch of it is, furniture included, nothing left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.schemas import BLOCK_KINDS
from pipeline.segment.furniture import find_title, furniture_reasons, plain_title
from pipeline.segment.kinds import find_kinds
from pipeline.segment.looks import take_look
from pipeline.segment.marks import BULLET
from pipeline.segment.parts import Part, find_parts
from pipeline.spans import CharSpan, trimmed


class Block(NamedTuple):
    """A stretch of an article.

    Attributes:
        start: First character; never white space.
        end: One past the last character.
        kind: One of ``schemas.BLOCK_KINDS``.
        body: First character after a bullet, a heading's marks or a quotation's.
        reason: Why it is furniture; null for every other kind.
    """

    start: int
    end: int
    kind: str
    body: int
    reason: str | None


def find_blocks(
    text: str,
    *,
    layout: Sequence[Mapping[str, Any]] | None = None,
    title: str | None = None,
    authors: Collection[str] = (),
) -> list[Block]:
    """Give the blocks of an article in order.

    Every character that is not white space lies in exactly one block.

    Args:
        text: The article.
        layout: Blocks that its reader knew from markup, as in ``articles.layout``; their
            borders are kept. What they leave out is read line by line.
        title: Its title; null if unknown.
        authors: Its authors' names.

    Example:
        >>> for block in find_blocks("Why it matters\\nChips are scarce, and everyone wants them.\\nShare"):
        ...     print(block.start, block.end, block.kind, block.reason)
        0 14 heading None
        15 57 paragraph None
        58 63 furniture navigation
    """
    parts = find_parts(text) if layout is None else list(_laid_out(text, layout))
    looks = [
        take_look(text[part.body : part.end], part.hint, part.is_spaced, text[part.start : part.body])
        for part in parts
    ]
    headline = find_title(looks, title)
    if headline is None:
        marked = (i for i, part in enumerate(parts) if part.level == 1 or part.hint == "title")
        headline = next((i for i in marked if i <= 12), None)
    reasons = furniture_reasons(looks, headline, plain_title(title), authors)
    kinds = find_kinds(looks, reasons, headline)
    return [
        Block(part.start, part.end, kind, part.start if kind == "furniture" else part.body, reason)
        for part, kind, reason in zip(parts, kinds, reasons, strict=True)
    ]


def _laid_out(text: str, layout: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    # The layout's blocks, clipped so that they are in order and disjoint, and lines for the rest.
    reached = 0
    for block in layout:
        start, end = max(reached, int(block["start_char"])), min(len(text), int(block["end_char"]))
        span = trimmed(text, CharSpan(start, end)) if start < end else CharSpan(start, start)
        if span.start >= span.end:
            continue
        yield from find_parts(text, reached, span.start) if text[reached : span.start].strip() else ()
        kind = block["kind"] if block["kind"] in BLOCK_KINDS else "paragraph"
        bullet = BULLET.match(text, span.start, span.end) if kind == "list_item" else None
        yield Part(span.start, span.end, bullet.end() if bullet else span.start, kind, True)
        reached = span.end
    if text[reached:].strip():
        yield from find_parts(text, reached)
