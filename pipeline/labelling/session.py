"""A labelling session: one question after the other, one key an answer, any of them undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from rich.text import Text

from pipeline.labelling.questions import Row
from pipeline.labelling.rendering import GUIDE, KEY_LINE, KEYS, QUIET_STYLE
from pipeline.labelling.storage import LabelFile

UNDO, GUIDE_KEY, QUIT = "u", "?", "q"
SKIP = ("k", " ")


class Screen(Protocol):
    """Where a session shows things and reads keys."""

    def show(self, page: Text) -> None:
        """Show a page, in place of the last one."""

    def read_key(self) -> str:
        """Give the next key; empty when there will be none any more."""


class Page(NamedTuple):
    """A question of a session.

    Attributes:
        text: What is shown.
        make_label: Gives the label row of an answer at a time.
        told_after: What is told once it is answered, such as what the model said.
    """

    text: Text
    make_label: Callable[[str, datetime], Row]
    told_after: str


class Session:
    """Ask questions until all are answered or skipped, or the labeller quits.

    Args:
        pages: The questions.
        file: Where labels go, each as soon as it is given.
        screen: Where questions are shown and keys read.
        now: The clock.

    Attributes:
        notice: What was told last.
    """

    def __init__(
        self, pages: Sequence[Page], file: LabelFile, screen: Screen, now: Callable[[], datetime]
    ) -> None:
        self._pages = pages
        self._file = file
        self._screen = screen
        self._now = now
        self._answered: list[Row | None] = []  # one an asked question; null where it was skipped
        self.notice = ""

    @property
    def given(self) -> list[Row]:
        """Labels of this session, in order."""
        return [row for row in self._answered if row is not None]

    def run(self) -> bool:
        """Ask; give whether all questions were asked."""
        while len(self._answered) < len(self._pages):
            page = self._pages[len(self._answered)]
            self._screen.show(_with_notice(page.text, self.notice, KEY_LINE))
            key = self._screen.read_key()
            if key in ("", QUIT):
                return False
            self.notice = self._act(page, key if key == GUIDE_KEY else key.lower())
        return True

    def _act(self, page: Page, key: str) -> str:
        if key in KEYS:
            row = page.make_label(KEYS[key], self._now())
            self._file.append(row)
            self._answered.append(row)
            told = f"; {page.told_after}" if page.told_after else ""
            return f"labelled {KEYS[key]}{told}"
        if key in SKIP:
            self._answered.append(None)
            return "skipped; it comes again in a later session"
        if key == UNDO:
            return self._undo()
        if key == GUIDE_KEY:
            self._screen.show(_with_notice(Text(GUIDE), "", "any key goes on"))
            self._screen.read_key()
            return ""
        return f"{key} does nothing here" if key.isprintable() else "that key does nothing here"

    def _undo(self) -> str:
        if not self._answered:
            return "nothing to undo in this session"
        row = self._answered.pop()
        if row is None:
            return "back to what was skipped"
        self._file.remove(row)
        return "the last label is taken back"


def closing_lines(given: Sequence[Row], total: int, file: LabelFile, finished: bool) -> list[str]:
    """Say what a session did and how it goes on.

    Args:
        given: Labels of the session.
        total: Questions it had.
        file: Where the labels went.
        finished: Whether all questions were asked.
    """
    counts = Counter(row["label"] or row["reason"] for row in given)
    tally = ", ".join(f"{count} {answer}" for answer, count in counts.most_common())
    done = f"{len(given)} of {total} labelled" + (f" ({tally})" if tally else "")
    rest = "" if finished else "; the same command goes on from here"
    rows = "1 label" if len(file.rows) == 1 else f"{len(file.rows):,} labels"
    return [f"{done}{rest}", f"{rows} in {file.path}"]


def _with_notice(page: Text, notice: str, keys: str) -> Text:
    shown = Text()
    if notice:
        shown.append(f"{notice}\n\n", style="bold")
    shown.append_text(page)
    shown.append(f"\n\n{keys}", style=QUIET_STYLE)
    return shown
