"""An attribution as the rules hand it on, and arithmetic on token intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.claims.lexicon import Frame
from pipeline.claims.readings import Interval

# A rule's answer: its name, how it frames the words, and the words; null for no answer.
Found = tuple[str, Frame, list[Interval]] | None


@dataclass
class Attribution:
    """Somebody is said to have said or thought something.

    Attributes:
        rule: A key of ``lexicon.CLAIMANT_RULES``.
        anchor: The token that the cue hangs on.
        source: Token interval of the source; null if the text names none.
        head: Head token of the source.
        cue: Token intervals of the cue; empty for a label or a carried quotation.
        content: Token intervals of what is attributed, in order.
        framing: One of ``schemas.FRAMINGS``.
        voice: ``source`` or ``author``, see ``lexicon.Frame``.
        is_direct: Whether the content stands in quotation marks.
        extra: Tokens of the reporting clause besides source and cue ("on Tuesday").
        inner: Attributions that stand in the content: what the source says that others said.
    """

    rule: str
    anchor: int
    source: Interval | None
    head: int | None
    cue: list[Interval]
    content: list[Interval]
    framing: str = "stated"
    voice: str = "source"
    is_direct: bool = False
    extra: Interval | None = None
    inner: list[Attribution] = field(default_factory=list, repr=False, compare=False)

    @property
    def size(self) -> int:
        """Number of content tokens."""
        return sum(end - start for start, end in self.content)

    @property
    def start(self) -> int:
        """First content token."""
        return self.content[0][0]


def holds(intervals: Iterable[Interval], i: int) -> bool:
    """Tell whether a token lies in one of the intervals."""
    return any(start <= i < end for start, end in intervals)


def without(interval: Interval, holes: Iterable[Interval]) -> list[Interval]:
    """Give what is left of an interval after the holes are cut out.

    Example:
        >>> without((0, 9), [(3, 5), (8, 12)])
        [(0, 3), (5, 8)]
    """
    left = [interval]
    for low, high in holes:
        left = [
            piece
            for start, end in left
            for piece in (((start, end),) if high <= start or low >= end else ((start, low), (high, end)))
            if piece[0] < piece[1]
        ]
    return left


def joined(intervals: Sequence[Interval]) -> list[Interval]:
    """Give intervals in order, those that touch or overlap made one.

    Example:
        >>> joined([(4, 6), (0, 2), (1, 4)])
        [(0, 6)]
    """
    result: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result
