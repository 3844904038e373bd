"""Characters inside a block that are markup, not words: they get no token."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.spans import CharSpan, merged

_URL = r"(?:https?:|/|#|mailto:|www\.|\.{1,2}/|<)[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?"
_LINK = re.compile(rf"(!?)\[([^\[\]]{{0,500}})\](\({_URL}(?:\s+[\"'][^\"\n]{{0,300}}[\"'])?\))")
_IMAGE = re.compile(
    r"!\[[^\[\]]{0,500}\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"\n]{0,300}\")?\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{1,200})\](\[[^\[\]]{0,60}\])")
_NOTE = re.compile(
    r"\[\^[\w-]{1,20}\](?::\s)?|(?<=\S)\[\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,6}\]|\[(?:edit|citation needed)\]"
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|li"
    r"|mark|ol|p|q|s"
    r"|small|span|strong|sub|sup|time|tt|u|ul)(?:\s[^<>]{0,500})?/?>|<!--.{0,500}?-->",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!$~|<>])")
_QUOTE_MARK = re.compile(r"(?<=[\n\r])[ \t]*(?:>[ \t]?)+")
_CELL_BORDER = re.compile(r"\|")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]+")
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}|~~|`{1,2}")
_MAX_STACK = 40  # open emphasis marks that a closing one is looked for among


def find_gaps(text: str, start: int, end: int, kind: str = "paragraph") -> list[CharSpan]:
    """Give where ``text[start:end]`` holds markup that no reader would read out, in order.

    Emphasis marks count only in pairs that enclose something, link and image syntax only
    with a target, tags only with the names of HTML. What is doubtful stays text.

    Args:
        text: The article.
        start: First character after the block's own mark.
        end: One past the block's last character.
        kind: Kind of the block; quotations lose the mark of every line.

    Example:
        >>> line = "It was **very** [cheap](https://example.com/), 4*5 or not."
        >>> gaps = find_gaps(line, 0, len(line))
        >>> [gap.text_of(line) for gap in gaps]
        ['**', '** [', '](https://example.com/)']
    """
    body = text[start:end]
    found = [CharSpan(a, b) for a, b in _spans(body, kind) if a < b]
    return [gap.shifted(start) for gap in _closed(body, merged(found))]


def _closed(body: str, gaps: list[CharSpan]) -> Iterator[CharSpan]:
    # Gaps with only white space between them are one.
    open_gap: CharSpan | None = None
    for gap in gaps:
        if open_gap and not body[open_gap.end : gap.start].strip():
            open_gap = CharSpan(open_gap.start, gap.end)
            continue
        if open_gap:
            yield open_gap
        open_gap = gap
    if open_gap:
        yield open_gap


def _spans(body: str, kind: str) -> Iterator[tuple[int, int]]:
    if "](" in body:
        yield from (match.span() for match in _IMAGE.finditer(body))
        for match in _LINK.finditer(_IMAGE.sub(lambda m: " " * len(m.group()), body)):
            yield match.start(), match.start(2)
            yield match.end(2), match.end()
    if "][" in body:
        for match in _REFERENCE.finditer(body):
            yield match.start(), match.start() + 1
            yield match.end(1), match.end()
    if "[" in body:
        yield from (match.span() for match in _NOTE.finditer(body))
    if "<" in body:
        yield from (match.span() for match in _TAG.finditer(body))
    if "\\" in body:
        yield from (match.span() for match in _ESCAPE.finditer(body))
    if kind == "quote" and ">" in body:
        yield from (match.span() for match in _QUOTE_MARK.finditer(body))
    if kind == "list_item" and body.count("|") >= 2:
        yield from (match.span() for match in _CELL_BORDER.finditer(body))
    if not body.isascii():
        yield from (match.span() for match in _ZERO_WIDTH.finditer(body))
    if "*" in body or "_" in body or "`" in body or "~~" in body:
        yield from _emphasis(body)


def _emphasis(body: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int, int]] = []
    for match in _EMPHASIS.finditer(body):
        mark, (start, end) = match.group(), match.span()
        before, after = body[start - 1 : start], body[end : end + 1]
        if before == "\\":
            continue
        can_close = bool(before) and not before.isspace() and not (after.isalnum() and before.isalnum())
        if can_close:
            for k in range(len(opened) - 1, max(-1, len(opened) - 1 - _MAX_STACK), -1):
                if opened[k][0] == mark and opened[k][2] < start:
                    yield opened[k][1], opened[k][2]
                    yield start, end
                    del opened[k:]
                    break
            else:
                can_close = False
        if not can_close and bool(after) and not after.isspace() and not before.isalnum():
            opened.append((mark, start, end))
