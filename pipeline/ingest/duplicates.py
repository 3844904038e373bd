"""Duplicates: wire copy, reprints and other near copies, found without comparing all pairs.

Hashes are taken range by range, so that memory depends on the size of a range and on the copies
there are, not on how many articles: what articles share in one range adds up to what they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.columns import first_linked, list_lengths
from pipeline.ingest.config import IngestConfig
from pipeline.schemas import DUPLICATES

_Hashes = npt.NDArray[np.uint64]
_Ints = npt.NDArray[np.int64]

# Shingles in more articles than this weigh less the more have them, like the lines of one site.
_FEW_ARTICLES = 3
_LEAST_WEIGHT = 0.3
_FEWEST_SHARED = 8
_LEAST_CHAIN_SHARE = 0.05
_NO_LIMIT = np.uint64(2**64 - 1)
_HASHES_AT_ONCE = 8_000_000  # 16 bytes each while they are sorted


def group_near_duplicates(
    sketches: pa.Table | Callable[[], Iterable[pa.Table]], *, config: IngestConfig
) -> pa.Table:
    """Give the articles that are copies of one another one group.

    Two articles are near copies if the smaller is mostly contained in the larger: changed
    headlines, cut paragraphs and added lines keep them together. Copies of copies are of one
    group. Stories on one topic that share a quotation or two stay apart. Words that many
    articles share, such as a site's notices, count less.

    Args:
        sketches: SKETCHES of all articles, made with the same config, in any order; or what
            gives them anew at each call, in pieces, sorted by ``article_id``.
        config: Sketch size, and how much must be contained.

    Returns:
        DUPLICATES, one row an article, sorted by ``article_id``; none for none.
    """
    if isinstance(sketches, pa.Table):
        whole = sketches.sort_by("article_id")
        read: Callable[[], Iterable[pa.Table]] = lambda: [whole]  # noqa: E731
    else:
        read = sketches
    pieces = [piece.column("article_id") for piece in read()]
    ids = pa.chunked_array([chunk for piece in pieces for chunk in piece.chunks], pa.string())
    lengths = np.concatenate([np.empty(0, np.int64), *(list_lengths(p.column("signature")) for p in read())])
    shared = _find_shared(read, lengths)
    found = _Copies(config, shared, _signatures_of(read, np.unique(shared.pairs)))
    are = np.array([found.are_copies(left, right) for left, right in shared.pairs.tolist()], bool)
    leaders = first_linked(shared.pairs[are], len(ids))
    return pa.table({"article_id": ids, "duplicate_group": ids.take(pa.array(leaders))}, schema=DUPLICATES)


@dataclass(frozen=True)
class _Shared:
    """What articles share: pairs that may be copies, (n, 2); and the hashes of many, with their counts."""

    pairs: _Ints
    frequent: _Hashes
    counts: _Ints


def _find_shared(read: Callable[[], Iterable[pa.Table]], lengths: _Ints) -> _Shared:
    # Each hash links its articles in a chain, not each with each, so the links are never more than
    # the hashes; copies share many hashes and meet in many chains.
    n_ranges = max(1, ceil(int(lengths.sum()) / _HASHES_AT_ONCE))
    borders = [int(2**64 * i / n_ranges) for i in range(n_ranges)] + [2**64 - 1]
    codes, times = np.empty(0, np.int64), np.empty(0, np.int64)
    frequent, counts = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for low, high in pairwise(borders):
        hashes, owners = _hashes_between(read, np.uint64(low), np.uint64(high), n_ranges)
        order = np.lexsort((owners, hashes))
        hashes, owners = hashes[order], owners[order]
        values, first = np.unique(hashes, return_index=True)
        had = np.diff(np.append(first, len(hashes)))
        frequent.append(values[had > _FEW_ARTICLES])
        counts.append(had[had > _FEW_ARTICLES])
        linked = hashes[1:] == hashes[:-1]
        links = owners[:-1][linked] * len(lengths) + owners[1:][linked]
        found, often = np.unique(links, return_counts=True)
        codes, inverse = np.unique(np.concatenate((codes, found)), return_inverse=True)
        times = np.bincount(inverse, np.concatenate((times, often)), len(codes)).astype(np.int64)
    left, right = np.divmod(codes, max(1, len(lengths)))
    enough = times >= _LEAST_CHAIN_SHARE * np.minimum(lengths[left], lengths[right])
    pairs = np.stack((left[enough], right[enough]), axis=1)
    return _Shared(pairs, np.concatenate(frequent), np.concatenate(counts))


def _hashes_between(
    read: Callable[[], Iterable[pa.Table]], low: np.uint64, high: np.uint64, n_ranges: int
) -> tuple[_Hashes, _Ints]:
    """Give the hashes of all articles in a range, and the number of the article that each is of."""
    parts, numbers = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    first = 0
    for piece in read():
        lengths = list_lengths(piece.column("signature"))
        hashes = np.concatenate(
            [np.empty(0, np.uint64), *(_flat(c) for c in piece.column("signature").chunks)]
        )
        owners = np.repeat(np.arange(first, first + len(lengths)), lengths)
        first += len(lengths)
        if n_ranges > 1:
            inside = (hashes >= low) & ((hashes < high) | (high == _NO_LIMIT))
            hashes, owners = hashes[inside], owners[inside]
        parts.append(hashes)
        numbers.append(owners)
    return np.concatenate(parts), np.concatenate(numbers)


def _flat(signatures: pa.ListArray) -> _Hashes:
    found: _Hashes = signatures.flatten().to_numpy(zero_copy_only=False)
    return found


def _signatures_of(read: Callable[[], Iterable[pa.Table]], wanted: _Ints) -> dict[int, _Hashes]:
    found: dict[int, _Hashes] = {}
    first = 0
    for piece in read():
        inside = wanted[(wanted >= first) & (wanted < first + piece.num_rows)]
        rows = piece.column("signature").take(pa.array(inside - first))
        found.update((int(n), np.asarray(row.values, np.uint64)) for n, row in zip(inside, rows, strict=True))
        first += piece.num_rows
    return found


class _Copies:
    """Judges pairs of articles that share hashes."""

    def __init__(self, config: IngestConfig, shared: _Shared, signatures: dict[int, _Hashes]) -> None:
        self.config, self.shared, self.signatures = config, shared, signatures

    def are_copies(self, left: int, right: int) -> bool:
        """Tell whether the smaller article is mostly contained in the larger."""
        a, b = self.signatures[left], self.signatures[right]
        # A full sketch knows nothing above its largest hash; compare both below the lower limit only.
        limit = min(self._limit(a), self._limit(b))
        a, b = a[a <= limit], b[b <= limit]
        common = np.intersect1d(a, b, assume_unique=True)
        if len(common) < _FEWEST_SHARED:
            return len(common) == len(a) == len(b) > 0
        weight, *sizes = (float(self._weights(hashes).sum()) for hashes in (common, a, b))
        return weight >= self.config.min_containment * min(sizes) and weight >= self.config.min_overlap * max(
            sizes
        )

    def _weights(self, hashes: _Hashes) -> npt.NDArray[np.float64]:
        counts = np.full(len(hashes), _FEW_ARTICLES, np.int64)
        if len(self.shared.frequent):
            place = np.minimum(np.searchsorted(self.shared.frequent, hashes), len(self.shared.frequent) - 1)
            is_frequent = self.shared.frequent[place] == hashes
            counts[is_frequent] = self.shared.counts[place[is_frequent]]
        weights: npt.NDArray[np.float64] = np.maximum(np.sqrt(_FEW_ARTICLES / counts), _LEAST_WEIGHT)
        return weights

    def _limit(self, signature: _Hashes) -> np.uint64:
        full = len(signature) >= self.config.sketch_size
        return np.uint64(signature[-1]) if full else _NO_LIMIT
