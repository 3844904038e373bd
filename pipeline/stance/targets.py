"""Questions to the classifier: a claim and a side that it concerns, cut out of its article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.errors import InputError
from pipeline.schemas import TARGETS, check_table
from pipeline.spans import CharSpan

Row = dict[str, Any]
_TOKEN_COLUMNS = ("lemmas", "pos", "tags", "deps")


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
    for claim in row["claims"]:
        span = CharSpan(claim["start_char"], claim["end_char"])
        inside = [m for m in linked if span.contains(CharSpan(m["start_char"], m["end_char"]))]
        for side in sorted({mention["side"] for mention in inside}):
            own = [mention for mention in inside if mention["side"] == side]
            yield ClaimSide(claim, side, own, [mention for mention in inside if mention["side"] != side])


def _cut_tokens(row: Mapping[str, Any], span: CharSpan) -> Row:
    # The token columns of a stretch of the text, offsets and heads re-based to it.
    first = bisect_left(row["token_starts"], span.start)
    last = bisect_left(row["token_starts"], span.end)
    while last > first and row["token_ends"][last - 1] > span.end:
        last -= 1
    columns: Row = {name: row[name][first:last] for name in _TOKEN_COLUMNS}
    columns["token_starts"] = [start - span.start for start in row["token_starts"][first:last]]
    columns["token_ends"] = [end - span.start for end in row["token_ends"][first:last]]
    columns["heads"] = [
        (head if first <= head < last else own) - first
        for own, head in enumerate(row["heads"][first:last], start=first)
    ]
    return columns


def _spans(spans: Iterable[CharSpan]) -> list[dict[str, int]]:
    return [{"start_char": span.start, "end_char": span.end} for span in spans]


def target_row(row: Mapping[str, Any], asked: ClaimSide) -> Row:
    """Give the row of TARGETS for a claim and a side of an article.

    Args:
        row: One row with the columns of DOCUMENTS and ANNOTATIONS.
        asked: One of its :func:`claim_sides`.
    """
    claim = asked.claim
    span = CharSpan(claim["start_char"], claim["end_char"])

    def relative(mentions: list[Mapping[str, Any]]) -> list[dict[str, int]]:
        return _spans(CharSpan(m["start_char"], m["end_char"]).shifted(-span.start) for m in mentions)

    return {
        "id": f"{claim['claim_id']}:{asked.side}",
        "text": span.text_of(row["text"]),
        "side": asked.side,
        "target_spans": relative(asked.mentions),
        "rival_spans": relative(asked.rivals),
        **_cut_tokens(row, span),
    }


def find_targets(annotated: pa.Table) -> pa.Table:
    """Give a question for each claim and each side with a mention inside the claim.

    Args:
        annotated: One row an article, with the columns of DOCUMENTS, ANNOTATIONS, MENTIONS and
            CLAIMS. Reads text, token columns, mentions and claims.

    Returns:
        A table of TARGETS in article order, then claim order, then by side. ``id`` is the
        claim's id, a colon and the side. A head outside of the claim became the token itself.
    """
    rows = [target_row(row, asked) for row in annotated.to_pylist() for asked in claim_sides(row)]
    return check_table(pa.Table.from_pylist(rows, schema=TARGETS), TARGETS, "find_targets")


def make_targets(asked: Iterable[Mapping[str, Any]], annotated: pa.Table) -> pa.Table:
    """Give a question for each text with a marked target, as labels and exams hold them.

    Args:
        asked: Rows with ``id``, ``text`` and either ``target_spans`` (a list of [start, end]) or
            ``target_span`` (one). Optional: ``side``, and ``rival_spans``, where other sides are.
        annotated: One row a text, in any order and each text once, with the columns of
            DOCUMENTS and ANNOTATIONS; a row is found by its ``text``.

    Returns:
        A table of TARGETS in the order of ``asked``.

    Raises:
        InputError: A text was not annotated, or a span does not lie inside its text.
    """
    row_of = {row["text"]: row for row in annotated.to_pylist()}
    rows = []
    for item in asked:
        text = item["text"]
        if text not in row_of:
            raise InputError(f"target {item['id']}", "its text was not annotated", "one annotated row a text")
        whole = CharSpan(0, len(text))
        spans = [CharSpan(*span) for span in item.get("target_spans") or [item["target_span"]]]
        rivals = [CharSpan(*span) for span in item.get("rival_spans") or []]
        for span in (*spans, *rivals):
            if span.start >= span.end or not whole.contains(span):
                raise InputError(
                    f"target {item['id']}", f"span {list(span)}", f"[start, end] inside 0 to {len(text)}"
                )
        rows.append(
            {
                "id": item["id"],
                "text": text,
                "side": item.get("side"),
                "target_spans": _spans(spans),
                "rival_spans": _spans(rivals),
                **_cut_tokens(row_of[text], whole),
            }
        )
    return check_table(pa.Table.from_pylist(rows, schema=TARGETS), TARGETS, "make_targets")
