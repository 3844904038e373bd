"""How often each side is supported, criticised or left alone, whole and by slice."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from pipeline.intervals import wilson_interval
from pipeline.schemas import PUBLISHED, STANCES, check_table


def share_stances(stances: pa.Table, claims: pa.Table, articles: pa.Table, groups: pa.Table) -> pa.Table:
    """Give each stance's share of a side's claims, with its uncertainty, slice by slice.

    A claim printed by two articles is two rows: ``claims`` counts it twice,
    ``independent_claims`` once. Rows where the model abstained are left out of every
    count. The interval treats the independent claims of a slice as a random sample of what
    such sources say; claims of one article resemble each other, so the true uncertainty is
    somewhat larger. It does not hold the classifier's own errors.

    Args:
        stances: Published stances. Reads ``claim_id``, ``side``, ``stance``.
        claims: Published claims. Reads ``claim_id``, ``article_id``, ``claimant_name``,
            ``claimant_side``.
        articles: Published articles. Reads ``article_id``, ``publisher``, ``published_on``.
        groups: Published claim groups. Reads ``claim_id``, ``group_id``.

    Returns:
        One row of ``shares`` for each slice, its value, side and stance, sorted by these;
        all three stances of a side are there if any is, so shares add up to 1. A claim
        without a value for a slice (no date, no publisher) is not in that slice.

    Source:
        Wilson (1927), J. Am. Stat. Assoc. 22, 209-212: the score interval, which stays
        inside 0..1 for the handful of claims a small slice has.
    """
    joined = (
        stances.select(["claim_id", "side", "stance"])
        .to_pandas()
        .dropna(subset=["stance"])
        .merge(
            claims.select(["claim_id", "article_id", "claimant_name", "claimant_side"]).to_pandas(),
            on="claim_id",
        )
        .merge(articles.select(["article_id", "publisher", "published_on"]).to_pandas(), on="article_id")
        .merge(groups.select(["claim_id", "group_id"]).to_pandas(), on="claim_id")
    )
    slices = {
        "all": pd.Series("all", index=joined.index, dtype="str"),
        "claimant": joined["claimant_name"],
        "claimant_side": joined["claimant_side"],
        "month": pd.to_datetime(joined["published_on"]).dt.strftime("%Y-%m"),
        "publisher": joined["publisher"],
    }
    parts = [_count(joined.assign(slice=name, slice_value=values)) for name, values in slices.items()]
    schema = PUBLISHED["shares"]
    frame = pd.concat(parts, ignore_index=True).sort_values(["slice", "slice_value", "side", "stance"])
    table = pa.Table.from_pandas(frame[schema.names], preserve_index=False).replace_schema_metadata(None)
    return check_table(table, schema, "table shares")


def _count(joined: pd.DataFrame) -> pd.DataFrame:
    joined = joined.dropna(subset=["slice_value"])
    cell = ["slice", "slice_value", "side"]
    counts = joined.groupby([*cell, "stance"]).agg(
        claims=("claim_id", "size"), independent_claims=("group_id", "nunique")
    )
    whole = counts.reset_index().drop(columns=["claims", "independent_claims", "stance"]).drop_duplicates()
    every = whole.merge(pd.DataFrame({"stance": list(STANCES)}), how="cross")
    counts = every.merge(counts.reset_index(), on=[*cell, "stance"], how="left").fillna(
        {"claims": 0, "independent_claims": 0}
    )
    counts = counts.astype({"claims": "int32", "independent_claims": "int32"})
    total = counts.groupby(cell)["claims"].transform("sum")
    independent = counts.groupby(cell)["independent_claims"].transform("sum")
    counts["share"] = counts["claims"] / total
    low, high = wilson_interval(counts["share"].to_numpy(), independent.to_numpy())
    return counts.assign(share_low=low, share_high=high)
