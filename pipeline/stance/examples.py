"""What the encoder learns from: labelled targets, shown under other names at each pass."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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


def soften_examples(
    examples: Sequence[Example], decisions: NDArray[np.floating], share: float = 0.5
) -> list[Example]:
    """Give the examples with aims that lie between their labels and a teacher's probabilities.

    A teacher's doubt tells a smaller network which mistakes are small ones.

    Args:
        examples: What is learnt.
        decisions: A teacher's decisions before softmax, (examples, classes).
        share: How much the teacher counts, 0 to 1.

    Source:
        Hinton, Vinyals and Dean (2015), Distilling the Knowledge in a Neural Network.
    """
    odds = np.exp(decisions - decisions.max(axis=1, keepdims=True))
    taught = odds / odds.sum(axis=1, keepdims=True)
    mixed = (1 - share) * np.array([example.aim for example in examples]) + share * taught
    return [example._replace(aim=tuple(aim)) for example, aim in zip(examples, mixed.tolist(), strict=True)]
