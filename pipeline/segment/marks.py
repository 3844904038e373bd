"""Marks at the start of a line: bullets, headings, quotes, tables, code and other markup."""

from __future__ import annotations

import re

from pipeline.segment.words import ends_sentence

BULLET = re.compile(
    r"(?!\([cC]\)\s*(?:19|20)\d\d)(?:[-*+–—−]\s+|[•‣⁃◦▪▫■□●○◆◇►▸▶➤➢✓✔✦❖→·∙]\s*|\(?\d{1,3}[.)]\s+"
    r"|\((?:[a-zA-Z]|[ivx]{2,4})\)\s+|[a-z]\)\s+|[a-h]\.\s+)"
    r"(?:\[[ xX]\]\s+)?(?=\S)"
)
LONE_BULLET = frozenset("•‣⁃◦▪▫■□●○◆◇►▸▶➤➢✓✔✦❖∙")
HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
QUOTE = re.compile(r"(?:>\s?)+")
FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
UNDERLINE = re.compile(r"(={3,}|-{3,})$")

_DELIMITER_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$|\|\s*:?-{2,}:?\s*\|$")
_IMAGE_ONLY = re.compile(
    r"(?:\[?!\[[^\[\]]{0,500}\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?"
    r"(?:\s+[\"'][^\"\n]{0,300}[\"'])?\)|\[[^\[\]]{0,100}\])"
    r"(?:\]\([^()\s]{0,2000}\))?\s*)+"
)
_DEFINITION = re.compile(r"\[[^\[\]^][^\[\]]{0,200}\]:\s+\S+(?:\s+[\"'(].{0,200})?$")
_SHORTCODE = re.compile(
    r"(?:\{\{.{0,500}\}\}|\{%.{0,500}%\}|:::\s?\w*|\[/?\w+\s[^\]]{0,300}=[^\]]{0,300}\].{0,200})$"
)
_TAGS_ONLY = re.compile(
    r"(?:</?(?:a|article|aside|b|blockquote|br|center|details|div|em|figcaption|figure|font|footer|h[1-6]"
    r"|header|hr|i|img|li"
    r"|main|nav|ol|p|picture|section|small|span|strong|summary|table|tbody|td|th|thead|tr|u|ul"
    r"|video)\b[^<>]{0,500}>\s*)+"
)
_SELF_TAG = re.compile(
    r"<(?:img|iframe|script|style|svg|video|audio|source|link|meta|input|form|button|object"
    r"|embed)\b[^<>]{0,1000}>"
)
_MEDIA_NOTE = re.compile(
    r"\[(?:image|photo|video|audio|embed|caption|gallery|advertisement|ad|map|chart"
    r"|graphic)\b[^\[\]]{0,200}\]$",
    re.I,
)
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:import|from|def|class|return|var|let|const|function|if|for|while|#include|<\?php"
    r"|\$)\b.*[(){};=:]"
)


def structure_of(line: str) -> str | None:
    """Give what a whole line of markup is (``image``, ``table``, ``markup``, ``rule``); null if it is words.

    Example:
        >>> structure_of("![](https://example.com/a.jpg)"), structure_of("| --- | --- |"), structure_of("***")
        ('image', 'table', 'rule')
        >>> structure_of("Words.")
    """
    first = line[0]
    if first.isalnum():
        return None
    if first == "!" or first == "[":
        if _IMAGE_ONLY.fullmatch(line):
            return "image"
        if first == "[" and (_DEFINITION.match(line) or _SHORTCODE.match(line) or _MEDIA_NOTE.match(line)):
            return "markup"
    if first == "<" and (_TAGS_ONLY.fullmatch(line) or _SELF_TAG.match(line) or line.startswith("<!--")):
        return "markup"
    if first in "{:" and _SHORTCODE.match(line):
        return "markup"
    if (first == "|" and line.count("|") >= 2) or (first in "-:|" and _DELIMITER_ROW.match(line)):
        return "table"
    if len(line) < 400 and not any(character.isalnum() for character in line):
        return "rule"
    return None


def is_marked(line: str) -> bool:
    """Tell whether a line bears a mark, so that it begins something and goes on with nothing."""
    if line[0].isalpha() and line[1:2].isalpha():
        return False
    marks = (BULLET, HEADING, QUOTE, FENCE)
    return any(mark.match(line) for mark in marks) or structure_of(line) is not None


def is_delimiter_row(line: str) -> bool:
    """Tell whether a line is the row of dashes under a Markdown table's head."""
    return "|" in line and bool(_DELIMITER_ROW.match(line))


def has_sentence_cell(row: str) -> bool:
    """Tell whether a cell of a table row is a whole sentence, so that the row is worth reading."""
    return any(len(cell.split()) >= 6 and ends_sentence(cell.strip()) for cell in row.split("|"))


def is_code(line: str) -> bool:
    """Tell whether an indented line looks like source code and not like indented prose."""
    return bool(_CODE.search(line))
