"""Claims that say the same, in one article or in several."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schemas import PUBLISHED, check_table
from pipeline.tables.config import TablesConfig
from pipeline.tables.likeness import like_sets

_UNDATED = 2**31 - 1


def number_groups(words: pa.Array, *, config: TablesConfig) -> npt.NDArray[np.int64]:
    """Give each claim the number of its group: that of the group's first claim.

    Two claims say the same if the Jaccard index of their sets of words reaches
    ``config.same_claim``, or if a third says the same as both. Paraphrases in other words
    are not found. A claim like no other is a group of one.

    Args:
        words: The words of all claims, one list of numbers a claim.
        config: The similarity that makes a group.
    """
    lengths = pc.list_value_length(words).to_numpy(zero_copy_only=False).astype(np.int64)
    return like_sets(pc.list_flatten(words).to_numpy(), lengths, config.same_claim)


def name_groups(claims: pa.Table, articles: pa.Table, numbers: npt.NDArray[np.int64]) -> pa.Table:
    """Give the groups of claims their ids, and each its representative.

    Args:
        claims: Published claims. Reads ``claim_id`` and ``article_id``.
        articles: Published articles. Reads ``article_id``, ``duplicate_group``, ``published_on``.
        numbers: Each claim's :func:`number_groups`.

    Returns:
        One row of ``claim_groups`` a claim, sorted by group and claim. A group's id is the
        smallest of its claims'. The representative is the claim of the earliest article, undated
        ones last; ties go to the smaller id.
    """
    place = pc.index_in(claims.column("article_id"), value_set=articles.column("article_id"))
    days = articles.column("published_on").cast(pa.int32()).fill_null(_UNDATED)
    of_claim = {
        "article": _ranks(articles.column("article_id"))[place.to_numpy()],
        "day": days.to_numpy()[place.to_numpy()],
        "claim": _ranks(claims.column("claim_id")),
    }
    ids = claims.column("claim_id").combine_chunks()
    smallest = np.full(len(numbers), len(numbers), np.int64)
    np.minimum.at(smallest, numbers, of_claim["claim"])
    group = smallest[numbers]
    order = np.lexsort((of_claim["claim"], of_claim["article"], of_claim["day"], group))
    is_first = np.zeros(len(numbers), bool)
    is_first[order[np.flatnonzero(np.diff(group[order], prepend=-1))]] = True
    by_rank = np.argsort(of_claim["claim"])
    order = np.lexsort((of_claim["claim"], group))
    rows = pa.array(order)
    table = pa.table(
        {
            "group_id": ids.take(pa.array(by_rank[group[order]])),
            "claim_id": ids.take(rows),
            "article_id": claims.column("article_id").take(rows),
            "duplicate_group": articles.column("duplicate_group").take(place.take(rows)),
            "is_representative": pa.array(is_first[order]),
        }
    )
    schema = PUBLISHED["claim_groups"]
    return check_table(table.select(schema.names), schema, "table claim_groups")


def _ranks(ids: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Give each of some different ids its place in their order, from 0."""
    found: npt.NDArray[np.int64] = np.empty(len(ids), np.int64)
    found[pc.sort_indices(ids).to_numpy()] = np.arange(len(ids))
    return found
