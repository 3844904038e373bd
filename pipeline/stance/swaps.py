"""The side-swap audit: does an answer change when the two sides exchange their names?

What a claim says about whoever stands in a place does not depend on who stands there. So the
names are exchanged, the same place is asked about, and the answer should stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]

_NAME = re.compile(r"[A-Z0-9]")
_SPOKEN = frozenset({"I", "It", "Its", "They", "Their", "Theirs", "He", "His", "She", "Her", "Hers"}) | {
    *("We", "Our", "Ours", "Us", "You", "Your", "My", "Mine", "Both", "Neither", "Each", "These", "Those"),
    *("That", "This", "The"),
}


def is_name(words: str) -> bool:
    """Tell whether a mention is by name: capitals, and neither a pronoun nor a description.

    Example:
        >>> [is_name(words) for words in ("Nvidia", "It", "the company", "The labs")]
        [True, False, False, False]
    """
    return bool(_NAME.match(words)) and words.split()[0] not in _SPOKEN


def swap_row(row: Row, counterparts: Mapping[str, str]) -> dict[str, Any] | None:
    """Give a row with the names of its target and of its rivals exchanged.

    A name becomes its counterpart, else the first name of the other party in the same text.
    Pronouns and descriptions stay.

    Args:
        row: With ``text``, ``target_spans`` and ``rival_spans`` ([start, end] each).
        counterparts: For names of one side, a like name of another.

    Returns:
        The row with new words and the spans moved with them, or null where a name has nothing to
        be exchanged for, mentions overlap, or no name occurs.
    """
    text = row["text"]
    marked = sorted(
        [(start, end, "target_spans") for start, end in row["target_spans"]]
        + [(start, end, "rival_spans") for start, end in row["rival_spans"]]
    )
    if any(left[1] > right[0] for left, right in pairwise(marked)):
        return None
    first = {
        kind: next((text[a:b] for a, b, k in marked if k == kind and is_name(text[a:b])), None)
        for kind in ("target_spans", "rival_spans")
    }
    parts: list[str] = []
    moved: dict[str, list[list[int]]] = {"target_spans": [], "rival_spans": []}
    position = length = 0
    n_exchanged = 0
    for start, end, kind in marked:
        words = text[start:end]
        if is_name(words):
            other = first["rival_spans" if kind == "target_spans" else "target_spans"]
            new = counterparts.get(words, other)
            if new is None:
                return None
            n_exchanged += 1
        else:
            new = words
        parts += [text[position:start], new]
        length += start - position
        moved[kind].append([length, length + len(new)])
        length += len(new)
        position = end
    parts.append(text[position:])
    return {**row, "text": "".join(parts), **moved} if n_exchanged else None


def consistency(answers: Sequence[str | None], swapped: Sequence[str | None]) -> float:
    """Give the part of answers that stayed the same; 1 if nothing was asked."""
    if not answers:
        return 1.0
    return sum(a == b for a, b in zip(answers, swapped, strict=True)) / len(answers)
