"""The mechanism of furniture's wording: shapes of text, how long a block may be, and where.

The shapes themselves are in ``offers`` (what a page wants its reader to do), ``pointers``
(where it sends them) and ``notes`` (what it says about itself). Each is general, such as
an imperative with the thing that a site offers, and reads lower-case text with straight
apostrophes.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Phrase(NamedTuple):
    """A shape of furniture.

    Attributes:
        reason: What it is.
        max_words: Longest block that it may be.
        where: ``anywhere``; ``edge``: only above the first or below the last long prose;
            ``fragment``: only where no finite verb stands.
        opening: Matched at the start of the lower-case text; null if no shape begins there.
        inside: Searched anywhere in it; null if every shape begins at the start.
        needs: Pieces of text one of which every inside shape holds, which are quick to look
            for; empty if there are none.
    """

    reason: str
    max_words: int
    where: str
    opening: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    needs: tuple[str, ...] = ()

    def is_in(self, lower: str) -> bool:
        """Tell whether the phrase occurs in a text in lower case."""
        if self.opening is not None and self.opening.match(lower):
            return True
        if self.inside is None or (self.needs and not any(need in lower for need in self.needs)):
            return False
        return self.inside.search(lower) is not None


def phrase(reason: str, max_words: int, where: str, *shapes: str, needs: str = "") -> Phrase:
    """Give a phrase of several shapes, any of which is enough.

    Args:
        reason: What it is.
        max_words: Longest block that it may be.
        where: ``anywhere``, ``edge`` or ``fragment``.
        shapes: Regular expressions; ``^`` begins those that are matched at the start.
        needs: What :attr:`Phrase.needs` holds, white space between its pieces, ``_`` for a space in one.
    """
    opening = [shape for shape in shapes if shape.startswith("^")]
    inside = [shape for shape in shapes if not shape.startswith("^")]
    needed = tuple(need.replace("_", " ") for need in needs.split()) if needs else ()
    return Phrase(reason, max_words, where, _either(opening), _either(inside), needed)


def _either(shapes: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{shape})" for shape in shapes)) if shapes else None
