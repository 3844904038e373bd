"""How often each side is supported, criticised or left alone, whole and by slice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intervals import wilson_interval
from pipeline.schemas import PUBLISHED, STANCES, check_table

_CELL = ["slice", "slice_value", "side"]
# ``group`` is null for a claim like no other, so that such claims are one row a cell.
COUNTS = pa.schema(
    [
        *((name, pa.string()) for name in (*_CELL, "stance")),
        ("group", pa.int64()),
        ("claims", pa.int64()),
    ]
)


def count_stances(
    stances: pa.Table, claims: pa.Table, articles: pa.Table, groups: npt.NDArray[np.int64]
) -> pa.Table:
    """Count the stances of some articles; counts of parts of a corpus add up to those of the whole.

    Rows where the model abstained are left out. A claim without a value for a slice (no date, no
    publisher) is not in that slice.

    Args:
        stances: Published stances. Reads ``claim_id``, ``side``, ``stance``.
        claims: The published claims they are of. Reads ``claim_id``, ``article_id``,
            ``claimant_name``, ``claimant_side``.
        articles: The articles. Reads ``article_id``, ``publisher``, ``published_on``.
        groups: For each claim the number of its group; -1 for a group of one.

    Returns:
        Rows of COUNTS: claims in each slice, value, side, stance and group.
    """
    stances = stances.filter(pc.is_valid(stances.column("stance")))
    of_claim = pc.index_in(stances.column("claim_id"), value_set=claims.column("claim_id"))
    claim = claims.take(of_claim)
    of_article = pc.index_in(claim.column("article_id"), value_set=articles.column("article_id"))
    article = articles.take(of_article)
    numbers = groups[of_claim.to_numpy()]
    shared = {
        "side": stances.column("side"),
        "stance": stances.column("stance"),
        "group": pa.array(numbers, mask=numbers < 0),
        "claims": pa.array(np.ones(stances.num_rows, np.int64)),
    }
    slices = {
        "all": pa.array(["all"] * stances.num_rows, pa.string()),
        "claimant": claim.column("claimant_name"),
        "claimant_side": claim.column("claimant_side"),
        "month": pc.strftime(article.column("published_on"), "%Y-%m"),
        "publisher": article.column("publisher"),
    }
    parts = []
    for name, values in slices.items():
        names = pa.array([name] * stances.num_rows, pa.string())
        part = pa.table({"slice": names, "slice_value": values, **shared}).cast(COUNTS)
        parts.append(part.filter(pc.is_valid(part.column("slice_value"))))
    return add_counts(parts)


def add_counts(parts: Sequence[pa.Table]) -> pa.Table:
    """Add counts of several parts of a corpus."""
    whole = pa.concat_tables([COUNTS.empty_table(), *parts])
    added = whole.group_by([*_CELL, "stance", "group"]).aggregate([("claims", "sum")])
    return added.rename_columns([*_CELL, "stance", "group", "claims"]).select(COUNTS.names).cast(COUNTS)


def share_stances(counts: pa.Table) -> pa.Table:
    """Give each stance's share of a side's claims, with its uncertainty, slice by slice.

    A claim printed by two articles is two rows: ``claims`` counts it twice,
    ``independent_claims`` once. The interval treats the independent claims of a slice as a
    random sample of what such sources say; claims of one article resemble each other, so the
    true uncertainty is somewhat larger. It does not hold the classifier's own errors.

    Args:
        counts: Rows of COUNTS of the whole corpus, added.

    Returns:
        One row of ``shares`` for each slice, its value, side and stance, sorted by these;
        all three stances of a side are there if any is, so shares add up to 1.

    Source:
        Wilson (1927), J. Am. Stat. Assoc. 22, 209-212: the score interval, which stays
        inside 0..1 for the handful of claims a small slice has.
    """
    alone = pc.if_else(pc.is_null(counts.column("group")), counts.column("claims"), 1)
    cells = (
        counts.append_column("independent", alone)
        .group_by([*_CELL, "stance"])
        .aggregate([("claims", "sum"), ("independent", "sum")])
    )
    whole = cells.group_by(_CELL).aggregate([]).sort_by([(name, "ascending") for name in _CELL])
    every = whole.take(pa.array(np.repeat(np.arange(whole.num_rows), len(STANCES)))).append_column(
        "stance", pa.array(list(STANCES) * whole.num_rows, pa.string())
    )
    joined = every.join(cells, [*_CELL, "stance"]).sort_by(
        [(name, "ascending") for name in (*_CELL, "stance")]
    )
    claims, independent = (
        joined.column(f"{name}_sum").fill_null(0).to_numpy().reshape(-1, len(STANCES))
        for name in ("claims", "independent")
    )
    share = claims / claims.sum(axis=1, keepdims=True) if len(claims) else claims.astype(float)
    total = np.repeat(independent.sum(axis=1), len(STANCES))
    low, high = wilson_interval(share.ravel(), total)
    numbers = {
        "claims": claims.ravel(),
        "independent_claims": independent.ravel(),
        "share": share.ravel(),
        "share_low": low,
        "share_high": high,
    }
    table = pa.table(
        {
            **{name: joined.column(name) for name in (*_CELL, "stance")},
            **{n: pa.array(v) for n, v in numbers.items()},
        }
    )
    schema = PUBLISHED["shares"]
    return check_table(table.select(schema.names).cast(schema), schema, "table shares")
