"""Questions to a stance model: a claim and a side that it concerns, cut out of its article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class ClaimSide(NamedTuple):
    """A claim and a side that has a mention in it, both structs of the article's row."""

    claim: Mapping[str, Any]
    side: str
    mentions: list[Mapping[str, Any]]
    rivals: list[Mapping[str, Any]]


def claim_sides(row: Mapping[str, Any]) -> Iterator[ClaimSide]:
    """Yield each claim of an article with each side mentioned in it, in claim order, then by side.

    A mention counts if it lies inside the claim's span; a source's name outside of it does not.

    Args:
        row: One row with the columns of MENTIONS and CLAIMS.
    """
    told = [*row["mentions"], *row["speaker_mentions"]]
    linked = [mention for mention in told if mention["side"] is not None]
    linked.sort(key=lambda mention: (mention["start_char"], mention["end_char"]))
    starts = [mention["start_char"] for mention in linked]
    for claim in row["claims"]:
        first, last = bisect_left(starts, claim["start_char"]), bisect_left(starts, claim["end_char"])
        inside = [mention for mention in linked[first:last] if mention["end_char"] <= claim["end_char"]]
        for side in sorted({mention["side"] for mention in inside}):
            own = [mention for mention in inside if mention["side"] == side]
            yield ClaimSide(claim, side, own, [mention for mention in inside if mention["side"] != side])


def target_row(row: Mapping[str, Any], asked: ClaimSide) -> dict[str, Any]:
    """Give the question about a claim and a side of an article.

    Args:
        row: One row with the article's ``text``.
        asked: One of its :func:`claim_sides`.

    Returns:
        ``id`` (the claim's id, a colon and the side), ``text`` (the claim's words), ``side``, and
        ``target_spans`` and ``rival_spans``, where the side and others are named in them.
    """
    start, end = asked.claim["start_char"], asked.claim["end_char"]
    return {
        "id": f"{asked.claim['claim_id']}:{asked.side}",
        "text": row["text"][start:end],
        "side": asked.side,
        "target_spans": [[m["start_char"] - start, m["end_char"] - start] for m in asked.mentions],
        "rival_spans": [[m["start_char"] - start, m["end_char"] - start] for m in asked.rivals],
    }
