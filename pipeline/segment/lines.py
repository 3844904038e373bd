"""Lines of a text, and which of them are one paragraph that was broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.segment.words import FUNCTION_WORDS, ends_sentence

_WIDEST_WRAP = 130  # characters: text that is broken at all is broken before this
_COLUMNS = "   "  # wide gaps inside a line set columns, not prose
_LEAST_OPEN = 40  # characters: shorter lines may well be headings or labels


class Line(NamedTuple):
    """A line that is not blank, white space at its ends left out.

    Attributes:
        start: First character.
        end: One past the last character.
        indent: White-space characters before it.
        is_spaced: Whether a blank line or the text's start stands before it.
    """

    start: int
    end: int
    indent: int
    is_spaced: bool


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Give the lines of ``text[start:end]`` that are not blank, in order.

    Example:
        >>> split_lines("One.\\n\\n  Two.")
        [Line(start=0, end=4, indent=0, is_spaced=True), Line(start=8, end=12, indent=2, is_spaced=True)]
    """
    lines: list[Line] = []
    position, spaced = start, True
    for raw in text[start:end].splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(position + indent, position + indent + len(bare), indent, spaced))
        spaced = not bare
        position += len(raw)
    return lines


def _opens_lower(text: str, line: Line) -> bool:
    head = text[line.start : line.start + 24].lstrip("\"'“‘(")
    # iPhone and xAI begin sentences, a lower-case word goes on with one.
    return head[:1].islower() and not re.match(r"[a-z]{1,2}[A-Z]", head)


def _hangs(text: str, line: Line) -> bool:
    # No sentence or heading ends with a comma, a hyphenated break or a function word.
    tail = text[max(line.start, line.end - 24) : line.end]
    last = tail.split()[-1]
    return last[-1] in ",-—–" or (last.lower() in FUNCTION_WORDS and last.islower())


def wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Give the width at which the text's paragraphs were broken; null if they were not.

    In text with one paragraph a line nearly every long line ends a sentence. In text
    broken at a width most lines do not, and what follows them begins in lower case.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.is_spaced and 30 <= a.end - a.start <= _WIDEST_WRAP]
    if len(pairs) < 3:
        return None
    open_ended = [(a, b) for a, b in pairs if not ends_sentence(text[a.start : a.end])]
    going_on = [a for a, b in open_ended if _opens_lower(text, b)]
    if len(open_ended) < 0.45 * len(pairs) or len(going_on) < 0.3 * len(pairs):
        return None
    widths = sorted(a.end - a.start + a.indent for a in going_on)
    return widths[min(len(widths) - 1, int(0.98 * len(widths)))]


def goes_on(text: str, line: Line, following: Line, width: int | None) -> bool:
    """Tell whether a line that follows without a blank line belongs to the same paragraph.

    It does where the next word had no room (the text is broken at ``width``), and where a
    long line without an end is followed by a small letter.

    Args:
        text: The text.
        line: A line.
        following: The next line, which is not blank and bears no mark of its own.
        width: What :func:`wrap_width` says of the text.
    """
    if following.is_spaced:
        return False
    length = line.end - line.start
    shown = text[line.start : line.end]
    if _COLUMNS in shown:
        return False
    is_open = not ends_sentence(shown)
    if width is None:
        # Cheap tests first: most lines of unbroken text fail the first.
        return (
            is_open
            and length >= _LEAST_OPEN
            and (
                (_opens_lower(text, following) and shown[-1] != ":")
                or (length <= 2 * _WIDEST_WRAP and _hangs(text, line))
            )
        )
    if length + line.indent > width + 8 or following.indent > line.indent + 1:
        return False
    if is_open and length >= 0.4 * width and (_opens_lower(text, following) or _hangs(text, line)):
        return True
    first_word = len(text[following.start : following.end].split(maxsplit=1)[0])
    return length + line.indent + 1 + first_word > width
