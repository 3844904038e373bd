"""What the encoder learns from: labelled targets, shown under other names at each pass."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.stance.labels import Label
from pipeline.stance.renaming import draw_names, exchange_names, rename_actors


class Example(NamedTuple):
    """A text with a marked target and how probable each stance is, in the order of ``STANCES``.

    Attributes:
        text: What is judged.
        target_spans: Where the target is named, each [start, end].
        rival_spans: The same of other sides.
        aim: A probability for each stance.
        weight: How often the row counts.
        of_contest: Whether names in it may be replaced: rows of contests, not of open news.
    """

    text: str
    target_spans: list[list[int]]
    rival_spans: list[list[int]]
    aim: tuple[float, ...]
    weight: float = 1.0
    of_contest: bool = False


def vary_example(example: Example, renamed: float, chance: random.Random) -> Example:
    """Give the example as one pass shows it: perhaps renamed, some marks left out.

    The rivals' marks go in four of ten rows and all but the target's first mention in three of
    ten, since those who ask often know no more than that.
    """
    text, target, rival = example.text, example.target_spans, example.rival_spans
    if example.of_contest and chance.random() < renamed:
        names = exchange_names(text, target, rival) if chance.random() < 0.3 else {}
        text, (target, rival) = rename_actors(text, [target, rival], names or draw_names(text, chance))
    if rival and chance.random() < 0.4:
        rival = []
    if len(target) > 1 and chance.random() < 0.3:
        target = target[:1]
    return example._replace(text=text, target_spans=target, rival_spans=rival)


def label_examples(labels: Iterable[Label], classes: Sequence[str]) -> Iterator[Example]:
    """Yield an example for each label."""
    for label in labels:
        aim = tuple(float(label.label == name) for name in classes)
        contest = label.side is not None
        yield Example(label.text, label.target_spans, label.rival_spans, aim, 1.0, contest)
