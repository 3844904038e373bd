"""Quotation marks paired within one paragraph: straight, typographic, single, guillemets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import islice

_SINGLE = re.compile("[’']")
_MARK = re.compile(r"``|''|‘‘|’’|[“”„«»\"‘’']")
_SAME = {"``": "“", "‘‘": "“", "’’": "”", "''": '"'}
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", '"': '"”', "‘": ""}
OPENING = '“„«"`‘'
_BEFORE_OPEN = re.compile(r"[\s(\[{—–\-:/…*_]")
_ELISION = re.compile(r"['’‘](?:\d0s|em\b|til\b|cause\b|tis\b|twas\b|n\b|bout\b|round\b|cuz\b)", re.I)


class _Singles:
    """Where single marks of a stretch may close; found once, or a long stretch would take its square."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        # A mark after a word or a full stop, not an apostrophe inside a word.
        marks = (match.start() for match in _SINGLE.finditer(text, start + 1, end))
        self.closes = [i for i in marks if not (text[i - 1].isspace() or text[i + 1 : i + 2].isalnum())]
        self.sure = [i for i in self.closes if text[i - 1] in ',.?!…—)"”']
        self.opens = [i for i in range(start, end) if text[i] == "‘"]

    def close_of(self, start: int) -> int | None:
        """Give where the single mark at ``start`` closes.

        "the firms’ plans" looks like a close; a mark after punctuation further on is the better
        one if no other single quotation opens before it.
        """
        at = bisect_right(self.closes, start + 1)
        if at == len(self.closes):
            return None
        close = self.closes[at]
        after_s = self.text[close - 1] in "sS" and re.match(r"\s+[a-z]", self.text[close + 1 : close + 4])
        if not after_s:
            return close
        later = bisect_right(self.sure, close)
        if later == len(self.sure):
            return close
        opened = bisect_left(self.opens, close)
        is_other = opened < len(self.opens) and self.opens[opened] < self.sure[later]
        return close if is_other else self.sure[later]


class Pairing:
    """The quotation marks of one stretch of text, paired.

    Args:
        text: The article.
        start: First character of the stretch.
        end: One past its last.

    Attributes:
        found: Outermost quotations: start, start and end of the words, end.
        stack: What was opened and not closed: the mark, where it begins and ends.
        stray: Whether the first of ``found`` was closed but never opened.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.found: list[tuple[int, int, int, int]] = []  # outer start, inner start, inner end, outer end
        self.stack: list[tuple[str, int, int]] = []  # mark, where it begins, where it ends
        self.stray = False  # whether the first found was closed but never opened
        self._straight: tuple[int, list[re.Match[str]]] = (end + 1, [])
        at = start
        while match := _MARK.search(text, at, end):
            at = self._read(match)

    def _roles(self, match: re.Match[str]) -> tuple[bool, bool]:
        # Whether a mark may open and may close, by the characters on both sides.
        text = self.text
        before = text[match.start() - 1] if match.start() > self.start else " "
        after = text[match.end()] if match.end() < self.end else " "
        opens = (_BEFORE_OPEN.match(before) is not None or before in OPENING) and not after.isspace()
        return opens, not before.isspace() and not after.isalnum()

    @cached_property
    def _singles(self) -> _Singles:
        return _Singles(self.text, self.start, self.end)

    def _next_straight(self, at: int) -> list[re.Match[str]]:
        # The next two straight marks. They are looked for again only behind the first of them:
        # from each mark anew, a long stretch would take its square.
        known_from, known = self._straight
        if not known_from <= at or (known and known[0].start() < at):
            marks = _MARK.finditer(self.text, at, self.end)
            known = list(islice((m for m in marks if m.group() in ('"', "''")), 2))
            self._straight = at, known
        return known

    def _is_nested(self, at: int) -> bool:
        # A straight mark opened inside a straight quotation: nested if two closers follow.
        roles = [self._roles(match) for match in self._next_straight(at)]
        return len(roles) == 2 and all(closes and not opens for opens, closes in roles)

    def _read(self, match: re.Match[str]) -> int:
        i, at = match.span()
        mark = _SAME.get(match.group(), match.group())
        opens, closes = self._roles(match)
        if mark in "'’‘":
            return self._read_single(i, mark, opens)
        top = self.stack[-1][0] if self.stack else ""
        if top and mark in _CLOSERS[top] and (mark in "”»" or closes or not opens):
            _, opened, inner = self.stack.pop()
            if not self.stack:
                self.found.append((opened, inner, i, at))
        elif mark in "“„«" or (opens and (mark == '"' or (mark == "”" and not closes))):
            mark = "“" if mark == "”" else mark
            if top == mark and not self._is_nested(at):  # opened twice: the first was never closed
                self.stack.pop()
            self.stack.append((mark, i, at))
        elif mark in '”"' and closes and not self.stack and not self.found and not self.text[i - 1].isdigit():
            self.stray = True
            self.found.append((self.start, self.start, i, at))
        return at

    def _read_single(self, i: int, mark: str, opens: bool) -> int:
        after = self.text[i + 1 : i + 2]
        if self.stack or mark == "’" or not opens or _ELISION.match(self.text, i):
            return i + 1
        if not (after.isalnum() or (after and after in OPENING + "…$£€")):
            return i + 1
        close = self._singles.close_of(i)
        if close is None:
            if mark == "‘" and after.isupper():
                self.stack.append((mark, i, i + 1))  # goes on in the next paragraph, perhaps
            return i + 1
        self.found.append((i, i + 1, close, close + 1))
        return close + 1
