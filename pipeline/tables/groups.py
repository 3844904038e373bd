"""Claims that say the same, in one article or in several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.schemas import PUBLISHED, check_table
from pipeline.tables.config import TablesConfig

_WORD = re.compile(r"\w+")
_PERMUTATIONS = 64
# Below the similarity that groups, because the sketch of a pair at 0.7 may say 0.5.
_SKETCH_THRESHOLD = 0.5


def group_claims(claims: pa.Table, articles: pa.Table, *, config: TablesConfig) -> pa.Table:
    """Group claims whose words are nearly the same.

    Two claims say the same if the Jaccard index of their sets of words reaches
    ``config.same_claim``, or if a third says the same as both. Paraphrases in other words
    are not found. A claim like no other is a group of one.

    Args:
        claims: Published claims. Reads ``claim_id``, ``article_id``, ``text``.
        articles: Published articles. Reads ``article_id``, ``duplicate_group``, ``published_on``.
        config: The similarity that makes a group.

    Returns:
        One row of ``claim_groups`` a claim, sorted by group and claim. The representative
        is the claim of the earliest article, undated ones last; ties go to the smaller id.
    """
    texts = claims.column("text").to_pylist()
    group_of = _joined_numbers(texts, config.same_claim)
    frame = claims.select(["claim_id", "article_id"]).to_pandas()
    frame["number"] = pd.Series(group_of, index=frame.index, dtype="int64")
    known = articles.select(["article_id", "duplicate_group", "published_on"]).to_pandas()
    frame = frame.merge(known, on="article_id", how="left", validate="many_to_one")
    frame["group_id"] = frame.groupby("number")["claim_id"].transform("min")
    frame["published_on"] = pd.to_datetime(frame["published_on"])
    frame = frame.sort_values(["group_id", "published_on", "article_id", "claim_id"], na_position="last")
    frame["is_representative"] = ~frame.duplicated("group_id")
    frame = frame.sort_values(["group_id", "claim_id"])
    schema = PUBLISHED["claim_groups"]
    table = pa.Table.from_pandas(frame[schema.names], preserve_index=False)
    return check_table(table.replace_schema_metadata(None), schema, "table claim_groups")


def _joined_numbers(texts: Sequence[str], same: float) -> list[int]:
    """Give each text the number of its group: that of the first text in it."""
    words = [frozenset(_WORD.findall(text.casefold())) for text in texts]
    first_with: dict[frozenset[str], int] = {}
    parent = list(range(len(texts)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, bag in enumerate(words):
        parent[i] = first_with.setdefault(bag, i)
    distinct = sorted(first_with.values())
    if len(distinct) > 1:
        from datasketch import MinHash, MinHashLSH

        index: Any = MinHashLSH(threshold=_SKETCH_THRESHOLD, num_perm=_PERMUTATIONS)
        sketches = MinHash.bulk(
            [[word.encode() for word in sorted(words[i])] for i in distinct], num_perm=_PERMUTATIONS, seed=1
        )
        for i, sketch in zip(distinct, sketches, strict=True):
            for j in sorted(index.query(sketch)):
                shared = len(words[i] & words[j])
                if shared >= same * (len(words[i]) + len(words[j]) - shared) and root(i) != root(j):
                    low, high = sorted((root(i), root(j)))
                    parent[high] = low
            index.insert(i, sketch)
    return [root(i) for i in range(len(texts))]
