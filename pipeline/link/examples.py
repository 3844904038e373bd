"""Lists of names: what they exemplify, and whether they lie in one state."""

from __future__ import annotations

from pipeline.link.drafts import Board


def sides_of_examples(board: Board, preposition: int) -> list[str]:
    """Sides of "firms such as DeepSeek and Moonshot", if all examples are of one."""
    reading = board.reading
    sides: set[tuple[str, ...]] = set()
    token, last = preposition + 1, reading.sentence(preposition).last
    while token < last and (token in board.at or reading.lowers[token] in {",", "and", "or"}):
        if (draft := board.at.get(token)) is not None:
            sides.add(draft.sides)
        token += 1
    return list(sides.pop()) if len(sides) == 1 else []


def lie_apart(board: Board, where: int) -> bool:
    """Tell whether a place stands in a list with one of another state: "in Hong Kong and Manila"."""
    reading = board.reading
    homes = set()
    while True:
        draft = board.at.get(where)
        homes.add((draft.sides or draft.home) if draft is not None else ())
        following = reading.child(where, "conj")
        if following is None:
            return len(homes) > 1
        where = following
