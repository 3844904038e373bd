"""Sets that share most of their members, found without comparing all with all.

If the Jaccard index of two sets reaches ``t``, they share at least ``t n`` of the ``n`` members of
either; so in whatever order the members stand, the first ``n - t n + 3`` of one set and those of
the other have three in common. Ordered from the rarest on, few sets share three of these that are
not alike, and only sets that do are compared. Sets of at most 70 members that are alike are found
for certain, where no crowd shares a triple.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from itertools import combinations
from math import ceil
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.columns import first_linked, mix_bits

_Ints = npt.NDArray[np.int64]
_Keys = npt.NDArray[np.uint64]

_MOST_SHOWN = 24  # members by which a set is known; triples of more are too many
_KEYS_AT_ONCE = 8_000_000  # 8 bytes each, sorted in memory
_KEYED = np.dtype([("key", np.uint64), ("owner", np.uint32)])
_PAIRS_AT_ONCE = 200_000
_SETS_AT_ONCE = 100_000
# Sets of a crowd that shares a triple, as form letters do, are compared with the next ones only:
# those of them that are alike share rarer triples too.
_CROWD, _REACH_IN_CROWD = 33, 8


def like_sets(members: npt.NDArray[np.uint32], lengths: _Ints, same: float) -> _Ints:
    """Give each set the number of its group: that of the first set in it.

    Sets are of one group if their Jaccard index reaches ``same``, or if others join them.

    Args:
        members: Members of all sets, each set's different from each other.
        lengths: How many of them are each set's.
        same: The index that makes sets alike, 0.5 to 1.

    Source:
        Xiao et al. (2011), Efficient similarity joins for near-duplicate detection, ACM TODS 36:
        the prefix filter; Wang, Li & Feng (2012), SIGMOD: more than one member in common.
    """
    if not len(lengths):
        return np.empty(0, np.int64)
    distinct, number = _distinct_sets(members, lengths)
    sets = _Sets(members, lengths, distinct)
    parts = [sets.alike(pairs, same) for pairs in _candidates(sets, same)]
    pairs = np.concatenate([np.empty((0, 2), np.int64), *parts])
    return distinct[first_linked(pairs, len(distinct))][number]


def _distinct_sets(members: npt.NDArray[np.uint32], lengths: _Ints) -> tuple[_Ints, _Ints]:
    # Numbers of the first of equal sets, and for every set the place of its first among them.
    sums = np.empty(len(lengths), np.uint64)
    for rows, inside in _blocks(lengths):
        ends: _Keys = np.zeros(inside.stop - inside.start + 1, np.uint64)
        np.cumsum(mix_bits(members[inside].astype(np.uint64)), out=ends[1:])
        borders = np.concatenate(([0], np.cumsum(lengths[rows])))
        found: _Keys = ends[borders[1:]] - ends[borders[:-1]] + lengths[rows].astype(np.uint64)
        sums[rows] = mix_bits(found)
    _, first, inverse = np.unique(sums, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return first[order], place[inverse]


def _blocks(lengths: _Ints) -> Iterator[tuple[slice, slice]]:
    """Give ranges of sets, and of their members."""
    first = 0
    for begin in range(0, len(lengths), _SETS_AT_ONCE):
        rows = slice(begin, begin + _SETS_AT_ONCE)
        last = first + int(lengths[rows].sum())
        yield rows, slice(first, last)
        first = last


class _Sets:
    """Some of the sets, each with its members from the rarest on.

    A member is known by its rank in this order, four bytes, the most that many sets take.
    """

    def __init__(self, members: npt.NDArray[np.uint32], lengths: _Ints, chosen: _Ints) -> None:
        self.lengths = lengths[chosen]
        self.first = np.cumsum(self.lengths) - self.lengths
        is_chosen = np.zeros(len(lengths), bool)
        is_chosen[chosen] = True
        values, counts = np.empty(0, np.uint32), np.empty(0, np.int64)
        kept = np.empty(int(self.lengths.sum()), np.uint32)
        at = 0
        for rows, inside in _blocks(lengths):
            some = members[inside][np.repeat(is_chosen[rows], lengths[rows])]
            kept[at : at + len(some)] = some
            at += len(some)
            found, had = np.unique(some, return_counts=True)
            values, place = np.unique(np.concatenate((values, found)), return_inverse=True)
            counts = np.bincount(place, np.concatenate((counts, had)), len(values)).astype(np.int64)
        rank = np.empty(len(values), np.uint32)
        rank[np.lexsort((values, counts))] = np.arange(len(values), dtype=np.uint32)
        for rows, inside in _blocks(self.lengths):
            ranks = rank[np.searchsorted(values, kept[inside])]
            owners = np.repeat(np.arange(len(self.lengths[rows])), self.lengths[rows])
            kept[inside] = ranks[np.lexsort((ranks, owners))]
        self.ranks = kept

    def alike(self, pairs: _Ints, same: float) -> _Ints:
        """Keep the pairs (n, 2) whose Jaccard index reaches ``same``."""
        kept = [
            self._alike(pairs[i : i + _PAIRS_AT_ONCE], same) for i in range(0, len(pairs), _PAIRS_AT_ONCE)
        ]
        return np.concatenate([np.empty((0, 2), np.int64), *kept])

    def _alike(self, pairs: _Ints, same: float) -> _Ints:
        both = pairs.T.ravel()
        sizes = self.lengths[both]
        starts = np.cumsum(sizes) - sizes
        chosen = np.repeat(self.first[both] - starts, sizes) + np.arange(sizes.sum())
        of_pair = np.repeat(np.tile(np.arange(len(pairs)), 2), sizes)
        values = self.ranks[chosen]
        order = np.lexsort((values, of_pair))
        values, of_pair = values[order], of_pair[order]
        twice = (values[1:] == values[:-1]) & (of_pair[1:] == of_pair[:-1])
        shared = np.bincount(of_pair[1:][twice], minlength=len(pairs))
        found: _Ints = pairs[shared >= same * (self.lengths[pairs].sum(axis=1) - shared)]
        return found


def _candidates(sets: _Sets, same: float) -> Iterator[_Ints]:
    # Sets that are alike and not equal share three members above 2/3, two above 1/2.
    shared = 3 if same > 2 / 3 else 2 if same > 1 / 2 else 1
    sizes = [int(n) for n in np.unique(sets.lengths) if n >= shared]
    total = sum(len(_choices(n, same, shared)) * int((sets.lengths == n).sum()) for n in sizes)
    n_parts = max(1, ceil(total / _KEYS_AT_ONCE))
    keyed = (pair for n in sizes for pair in _keyed(sets, n, _choices(n, same, shared)))
    with tempfile.TemporaryDirectory(prefix="claimline-") as scratch:
        # What does not fit into memory waits in files; equal keys come into the same one.
        places = [Path(scratch, str(part)) for part in range(n_parts)]
        with ExitStack() as stack:
            files = [stack.enter_context(place.open("wb", buffering=0)) for place in places]
            for keys, owners in keyed:
                part = keys % np.uint64(n_parts)
                order = np.argsort(part, kind="stable")
                ends = np.searchsorted(part[order], np.arange(n_parts + 1))
                for number, file in enumerate(files):
                    mine = order[ends[number] : ends[number + 1]]
                    rows = np.empty(len(mine), _KEYED)
                    rows["key"], rows["owner"] = keys[mine], owners[mine]
                    file.write(rows.tobytes())
        for place in places:
            rows = np.fromfile(place, _KEYED)
            place.unlink()
            yield _neighbours(rows["key"], rows["owner"].astype(np.int64), len(sets.lengths))


def _keyed(sets: _Sets, n: int, choices: _Ints) -> Iterator[tuple[_Keys, _Ints]]:
    """Give the keys of all sets of ``n`` members, and the set that each is of."""
    rows = np.flatnonzero(sets.lengths == n)
    step = max(1, _KEYS_AT_ONCE // 8 // len(choices))
    for begin in range(0, len(rows), step):
        some = rows[begin : begin + step]
        yield _keys(sets, some, choices).ravel(), np.repeat(some, len(choices))


@cache
def _choices(n: int, same: float, shared: int) -> _Ints:
    """Give the places, ``shared`` at a time, that a set of ``n`` members is known by."""
    shown = min(n, n - ceil(same * n - 1e-9) + shared, _MOST_SHOWN)
    return np.array(list(combinations(range(shown), shared)), np.int64)


def _keys(sets: _Sets, rows: _Ints, choices: _Ints) -> _Keys:
    first = sets.first[rows][:, None]
    keys = np.zeros((len(rows), len(choices)), np.uint64)
    for column in choices.T:
        keys = mix_bits(keys + sets.ranks[first + column[None, :]].astype(np.uint64))
    return keys


def _neighbours(keys: _Keys, owners: _Ints, count: int) -> _Ints:
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))[: len(keys)]
    sizes = np.diff(np.append(starts, len(keys)))
    reach = np.repeat(np.where(sizes > _CROWD, _REACH_IN_CROWD, _CROWD), sizes)
    found = [np.empty(0, np.int64)]
    for distance in range(1, _CROWD):
        same = (keys[distance:] == keys[:-distance]) & (reach[distance:] >= distance)
        if not same.any():
            break
        found.append(np.unique(owners[:-distance][same] * count + owners[distance:][same]))
    left, right = np.divmod(np.unique(np.concatenate(found)), count)
    pairs: _Ints = np.stack((left, right), axis=1)
    apart: _Ints = pairs[left != right]
    return apart
