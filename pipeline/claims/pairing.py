"""Quotation marks paired within one paragraph: straight, typographic, single, guillemets."""

from __future__ import annotations

import re

_MARK = re.compile(r"``|''|‘‘|’’|[“”„«»\"‘’']")
_SAME = {"``": "“", "‘‘": "“", "’’": "”", "''": '"'}
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", '"': '"”', "‘": ""}
OPENING = '“„«"`‘'
_BEFORE_OPEN = re.compile(r"[\s(\[{—–\-:/…*_]")
_ELISION = re.compile(r"['’‘](?:\d0s|em\b|til\b|cause\b|tis\b|twas\b|n\b|bout\b|round\b|cuz\b)", re.I)


def _single_close(text: str, start: int, end: int) -> int | None:
    # Where the single mark at ``start`` closes: a mark after a word or a full stop, not an
    # apostrophe inside a word. "the firms’ plans" looks like a close; a mark after
    # punctuation further on is the better one if no other single quotation opens before it.
    weak = None
    for match in re.finditer("[’']", text[start + 1 : end]):
        i = start + 1 + match.start()
        before, after = text[i - 1], text[i + 1 : i + 2]
        if before.isspace() or after.isalnum() or i == start + 1:
            continue
        if before in ",.?!…—)" or before in '”"':
            return i if weak is None or "‘" not in text[weak:i] else weak
        if weak is None:
            weak = i
            if not (before in "sS" and re.match(r"\s+[a-z]", text[i + 1 : i + 4])):
                return i
    return weak


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

    def _is_nested(self, at: int) -> bool:
        # A straight mark opened inside a straight quotation: nested if two closers follow.
        following = [m for m in _MARK.finditer(self.text, at, self.end) if m.group() in ('"', "''")][:2]
        roles = [self._roles(match) for match in following]
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
        close = _single_close(self.text, i, self.end)
        if close is None:
            if mark == "‘" and after.isupper():
                self.stack.append((mark, i, i + 1))  # goes on in the next paragraph, perhaps
            return i + 1
        self.found.append((i, i + 1, close, close + 1))
        return close + 1
