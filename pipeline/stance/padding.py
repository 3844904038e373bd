"""Texts and targets in batches of one shape.

A text is padded to a length that it alone decides and read with others of that length, so that
what is reckoned for it, and in which order, is the same alone and in any company.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.stance.wordpieces import Pieces

_STEP = 4
_MOST = 384  # word pieces read at once; more brings nothing and costs memory


def batch_alike(lengths: Sequence[int]) -> list[list[int]]:
    """Give the numbers of things of like length in batches, the longest first.

    Example:
        >>> batch_alike([3, 9, 4, 12])
        [[1, 3], [0, 2]]
    """
    alike: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        alike.setdefault(_padded(length), []).append(number)
    batches = []
    for length in sorted(alike, reverse=True):
        numbers, rows = alike[length], max(1, _MOST // length)
        batches += [numbers[i : i + rows] for i in range(0, len(numbers), rows)]
    return batches


def pad_texts(texts: Sequence[Sequence[int]]) -> dict[str, NDArray[Any]]:
    """Give ``ids`` and ``mask`` (texts, pieces) of texts whose lengths are alike."""
    shape = len(texts), _padded(max(map(len, texts)))
    ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.float32)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return {"ids": ids, "mask": mask}


def count_kept(piece: Pieces) -> int:
    """Give how many states a target is read from: the first piece's and its own."""
    return 1 + sum(piece.target)


def pad_targets(targets: Sequence[Pieces], length: int) -> dict[str, NDArray[Any]]:
    """Give a graph's marks of targets that keep alike many states.

    Args:
        targets: Each in a text of its own row.
        length: Pieces of the padded texts.

    Returns:
        ``target`` and ``rival`` (targets, length), ``kept``, the numbers of the first piece and of
        the target's (targets, kept), and ``share``, what each of them counts in the target's mean.
    """
    marks = {name: np.zeros((len(targets), length), dtype=np.float32) for name in ("target", "rival")}
    shape = len(targets), _padded(max(map(count_kept, targets)))
    kept, share = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.float32)
    for row, piece in enumerate(targets):
        marks["target"][row, : len(piece.target)] = piece.target
        marks["rival"][row, : len(piece.rival)] = piece.rival
        own = np.flatnonzero(piece.target)
        kept[row, 1 : 1 + len(own)] = own
        share[row, 1 : 1 + len(own)] = 1 / len(own)
    return {**marks, "kept": kept, "share": share}


def _padded(length: int) -> int:
    return -(-length // _STEP) * _STEP
