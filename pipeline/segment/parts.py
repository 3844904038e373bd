"""Stretches of an article as its lines and marks show them, before anyone asks what they say."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from pipeline.segment.lines import Line, goes_on, split_lines, wrap_width
from pipeline.segment.marks import (
    BULLET,
    FENCE,
    HEADING,
    LONE_BULLET,
    QUOTE,
    UNDERLINE,
    has_sentence_cell,
    is_code,
    is_delimiter_row,
    is_marked,
    structure_of,
)
from pipeline.segment.tickers import may_hold_prices, ticker_end
from pipeline.segment.words import ends_sentence

_FRONT_MATTER_LINES = 200


class Part(NamedTuple):
    """A stretch of the text.

    Attributes:
        start: First character, a bullet or other mark included.
        end: One past the last character.
        body: First character after the mark.
        hint: One of ``schemas.BLOCK_KINDS`` or of ``reasons.STRUCTURES`` where a mark tells it; else empty.
        is_spaced: Whether a blank line or the text's start stands before it.
        level: Depth of a marked heading, 1 to 6; 0 for everything else.
    """

    start: int
    end: int
    body: int
    hint: str = ""
    is_spaced: bool = False
    level: int = 0


def find_parts(text: str, start: int = 0, end: int | None = None) -> list[Part]:
    """Give the stretches of ``text[start:end]`` in order; together they hold all that is not white.

    Lines of a paragraph that was broken at a width are joined; a bullet is a stretch of its
    own; a row of prices before a text is cut off from it.
    """
    return _Reader(text, split_lines(text, start, end)).read(start == 0)


class _Reader:
    # Walks over the lines once; each method takes what begins at line i and gives the line after it.

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.width: int | None = None
        self.parts: list[Part] = []
        self.fences = [
            i for i, line in enumerate(lines) if line.end - line.start < 8 and FENCE.match(self.shown(i))
        ]
        self.last_comment_end = text.rfind("-->")

    def shown(self, i: int) -> str:
        return self.text[self.lines[i].start : self.lines[i].end]

    def add(self, first: int, last: int, hint: str = "", mark: int = 0, level: int = 0) -> int:
        line = self.lines[first]
        self.parts.append(
            Part(line.start, self.lines[last].end, line.start + mark, hint, line.is_spaced, level)
        )
        return last + 1

    def read(self, from_top: bool) -> list[Part]:
        i = self.take_front_matter() if from_top else 0
        self.width = wrap_width(self.text, self.lines[i:])
        while i < len(self.lines):
            i = self.take(i)
        return self.parts

    def take_front_matter(self) -> int:
        if not self.lines or self.shown(0) not in ("---", "+++"):
            return 0
        for i in range(1, min(len(self.lines), _FRONT_MATTER_LINES)):
            if self.shown(i) in (self.shown(0), "..."):
                inside = self.text[self.lines[0].end : self.lines[i].start]
                return self.add(0, i, "front_matter") if ":" in inside or "=" in inside else 0
        return 0

    def is_dash_inside(self, i: int) -> bool:
        # Where paragraphs were broken at a width, a dash of prose may come to begin a line.
        if self.width is None or self.text[self.lines[i + 1].start] not in "–—":
            return False
        shown = self.shown(i)
        return len(shown) >= 0.6 * self.width and shown[-1] != ":" and not ends_sentence(shown)

    def last_line(self, i: int, *, indented: bool = False) -> int:
        first = self.lines[i]
        while i + 1 < len(self.lines):
            following = self.lines[i + 1]
            if following.is_spaced or (is_marked(self.shown(i + 1)) and not self.is_dash_inside(i)):
                break
            hangs = indented and following.indent >= first.indent + 2
            if not hangs and not goes_on(self.text, self.lines[i], following, self.width):
                break
            i += 1
        return i

    def take(self, i: int) -> int:
        line, shown = self.lines[i], self.shown(i)
        if i + 1 < len(self.lines) and "|" in shown and is_delimiter_row(self.shown(i + 1)):
            return self.take_table(i)
        if shown[0].isalpha() and shown[1:2].isalpha():
            return self.take_paragraph(i)
        if FENCE.match(shown):
            return self.take_fence(i, shown[:3])
        if UNDERLINE.match(shown):
            self.mark_heading(line, shown)
        structure = structure_of(shown)
        if structure == "table":
            return self.take_table(i)
        if shown.startswith("<!--"):
            return self.take_comment(i)
        if shown in LONE_BULLET and i + 1 < len(self.lines) and not is_marked(self.shown(i + 1)):
            return self.add(i, i + 1, "list_item", self.lines[i + 1].start - line.start)
        if structure:
            return self.add(i, i, structure)
        heading = HEADING.match(shown)
        if heading:
            return self.add(i, i, "heading", heading.end(), len(heading.group(1)))
        if shown[0] == ">":
            return self.take_quote(i)
        bullet = BULLET.match(shown)
        if bullet and not self.is_attribution(shown):
            return self.add(i, self.last_line(i, indented=True), "list_item", bullet.end())
        if line.indent >= 4 and is_code(shown):
            return self.add(i, i, "code")
        return self.take_paragraph(i)

    def is_attribution(self, shown: str) -> bool:
        # A dash and a name right under a quotation say whose words it was.
        if shown[0] not in "—–―-" or not self.parts or len(shown) > 120:
            return False
        return self.text[self.parts[-1].end - 1] in "\"”’»'" and shown[1:].lstrip()[:1].isupper()

    def mark_heading(self, line: Line, shown: str) -> None:
        # A line of = or - right under a short line makes that line a heading.
        if not self.parts or line.is_spaced:
            return
        title = self.parts[-1]
        if title.hint == "" and title.is_spaced and title.end - title.start <= 120:
            self.parts[-1] = title._replace(hint="heading", level=1 if shown[0] == "=" else 2)

    def take_paragraph(self, i: int) -> int:
        last = self.last_line(i)
        start, end = self.lines[i].start, self.lines[i].end
        if last > i or not may_hold_prices(self.text[start:end]):
            return self.add(i, last)
        row = self.text[start : start + ticker_end(self.text[start:end])].rstrip()
        if not row:
            return self.add(i, i)
        self.parts.append(Part(start, start + len(row), start, "ticker", self.lines[i].is_spaced))
        rest = self.text[start + len(row) : end]
        if rest.strip():
            begin = end - len(rest.lstrip())
            self.parts.append(Part(begin, end, begin, "", True))
        return i + 1

    def take_fence(self, i: int, mark: str) -> int:
        # A fence that nothing closes would swallow the article: then only its line is code.
        for j in self.fences[bisect_right(self.fences, i) :][:8]:
            if self.shown(j).startswith(mark):
                return self.add(i, j, "code")
        return self.add(i, i, "code")

    def take_comment(self, i: int) -> int:
        last, start = i, self.lines[i].start
        if start <= self.last_comment_end:
            close = self.text.find("-->", start) + 3
            while last + 1 < len(self.lines) and self.lines[last].end < close:
                last += 1
        return self.add(i, last, "markup")

    def take_table(self, i: int) -> int:
        first = i
        while i < len(self.lines) and "|" in self.shown(i) and (i == first or not self.lines[i].is_spaced):
            row = self.shown(i)
            if has_sentence_cell(row):
                i = self.add(i, i, "list_item", len(row) - len(row.lstrip("| \t")))
            else:
                i = self.add(i, i, "table")
        return i

    def take_quote(self, i: int) -> int:
        # Quoted lines make one quotation until a blank one, which may bear the mark as well.
        last, mark = i, QUOTE.match(self.shown(i))
        assert mark
        while last + 1 < len(self.lines) and not self.lines[last + 1].is_spaced:
            following = self.shown(last + 1)
            if following[0] != ">" or not following.strip("> \t"):
                break
            last += 1
        return self.add(i, last, "quote", mark.end())
