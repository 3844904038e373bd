"""Markup: an element tree to blocks of words, and blocks to a text with its layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.ingest.cleaning import collapsed


class Block(NamedTuple):
    """A stretch of words and its kind, one of ``BLOCK_KINDS``."""

    kind: str
    text: str


# Put before words whose kind only the page's own markup tells, so that it outlives extraction.
MARKS = {kind: f"⟦{kind}⟧" for kind in ("caption", "furniture")}

_MARK = re.compile("|".join(f"{mark} ?" for mark in MARKS.values()))

# Tags of HTML and of trafilatura's own tree that begin a block, and the kind they give it.
_KINDS = {
    **dict.fromkeys(("head", "h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("item", "li", "dt", "dd"), "list_item"),
    **dict.fromkeys(("quote", "blockquote"), "quote"),
    **dict.fromkeys(("code", "pre"), "furniture"),
    **dict.fromkeys(("cell", "td", "th"), "cell"),
    "figcaption": "caption",
}
_PLAIN_TAGS = """
p div section article main body html header figure list ul ol dl table thead tbody tfoot row tr fieldset
center details summary address hgroup ab
"""
_PLAIN = frozenset(_PLAIN_TAGS.split())
_ROWS = frozenset(("row", "tr"))
_BREAKS = frozenset(("lb", "br"))
_SKIPPED_TAGS = """
script style noscript template svg math canvas iframe object video audio nav aside footer form button select
option textarea input label title meta link graphic img
"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*(?:\s|$)|[。！？।]")
# Scripts that put no spaces between words: a sentence of theirs is known by its letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_FEWEST_PROSE_WORDS = 8
_FEWEST_CELL_WORDS = 15
_BREAK = "\n"
_MOST_ABOVE_TITLE = 0.3


def is_prose(words: str) -> bool:
    """Tell whether some words are eight or more and hold the end of a sentence."""
    n_words = len(words.split()) + len(_UNSPACED.findall(words)) // 2
    return n_words >= _FEWEST_PROSE_WORDS and _SENTENCE.search(words) is not None


def blocks_of(tree: Any) -> list[Block]:
    """Give the blocks of an lxml element tree, of HTML or of trafilatura's own tags, in order.

    Headings, list items, quotes and captions are blocks of their own, whatever they stand in;
    all of a quotation is quote. A table cell with sentences is prose; the rest of a row is one
    block of furniture. Code is furniture. Two line breaks end a paragraph, one stays.
    """
    return [block for block in _walk(tree) if any(c.isalnum() for c in block.text)]


def _walk(tree: Any) -> Iterator[Block]:
    from lxml import etree

    open_kinds: list[str] = []
    words: list[str] = []
    row: list[str] = []
    skipped: Any = None

    def ended() -> Iterator[Block]:
        kind = _innermost(open_kinds)
        for text in _paragraphs(words):
            marked = next((k for k, mark in MARKS.items() if text.startswith(mark)), None)
            text = _MARK.sub("", text)
            if marked or kind != "cell":
                yield Block(marked or kind, text)
            else:
                row.append(collapsed(text))
        words.clear()

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                words.append(_inline(element.tail))
            continue
        is_block = tag in _PLAIN or (tag in _KINDS and not (tag == "code" and _is_inline_code(element)))
        if event == "start":
            if tag in _SKIPPED or not tag:
                skipped = element
                continue
            if is_block:
                yield from ended()
                kind = _KINDS.get(tag, "")
                open_kinds.append("paragraph" if kind == "cell" and _holds_prose(element) else kind)
            words.append(_BREAK if tag in _BREAKS else _inline(element.text))
            continue
        if is_block:
            yield from ended()
            open_kinds.pop()
            if tag in _ROWS and row:
                yield Block("furniture", " | ".join(row))
                row.clear()
        if element is not tree:
            words.append(_inline(element.tail))
    yield from ended()


def _holds_prose(cell: Any) -> bool:
    words = "".join(cell.itertext())
    return is_prose(words) and len(words.split()) >= _FEWEST_CELL_WORDS


def _is_inline_code(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in {"p", "item", "li", "head"} and len(element) == 0


def _innermost(open_kinds: Sequence[str]) -> str:
    if "quote" in open_kinds:
        return "quote"
    return next((kind for kind in reversed(open_kinds) if kind), "paragraph")


def _inline(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _paragraphs(words: Sequence[str]) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", "".join(words)):
        lines = [collapsed(line) for line in part.split(_BREAK)]
        if text := _BREAK.join(line for line in lines if line):
            yield text


def laid_out(blocks: Sequence[Block], title: str | None) -> tuple[str, list[tuple[int, int, str]]]:
    """Give the text of some blocks and where each stands in it.

    Blocks are parted by an empty line. A block that repeats the title becomes the title block;
    if there is none, the title is put first. What little stands above a title heading belongs to
    the page, not to the article, and is furniture.

    Returns:
        The text, and ``(start_char, end_char, kind)`` of every block in order.
    """
    blocks = list(blocks)
    if title:
        wanted = _letters(title)
        at = next((i for i, block in enumerate(blocks) if _letters(block.text) == wanted), None)
        if at is None:
            blocks.insert(0, Block("title", title))
        else:
            above = sum(len(block.text) for block in blocks[:at])
            if blocks[at].kind == "heading" and above < _MOST_ABOVE_TITLE * sum(
                len(block.text) for block in blocks
            ):
                blocks[:at] = [Block("furniture", block.text) for block in blocks[:at]]
            blocks[at] = Block("title", blocks[at].text)
    layout: list[tuple[int, int, str]] = []
    start = 0
    for block in blocks:
        layout.append((start, start + len(block.text), block.kind))
        start += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks), layout


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
