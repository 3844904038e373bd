"""The claims stage: annotated articles in, attributions and claims out, a row an article."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from pipeline.claims.acts import find_acts
from pipeline.claims.attributions import find_attributions
from pipeline.claims.claims import Claim, find_claims
from pipeline.claims.config import ClaimsConfig
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.relations import Attribution, joined
from pipeline.claims.speakers import find_speaker_mentions
from pipeline.schemas import ANNOTATIONS, CLAIMS, DOCUMENTS, check_table, content_id

_COLUMNS = (
    *DOCUMENTS.names,
    *(name for name in ANNOTATIONS.names if name != "article_id"),
    "mentions",
    "authors",
)


def extract_claims(annotated: pa.Table, *, config: ClaimsConfig) -> pa.Table:
    """Give what is asserted in each article, and by whom.

    ``attributions`` holds every act of speech or thought that the article tells of, also
    those that make no claim ("wants to"); ``claims`` holds what a reader could dispute or
    check, each with its claimant; ``speaker_mentions`` the words by which speakers mean
    themselves ("we"). The result for an article depends on that article alone.

    Args:
        annotated: A row an article, with the columns of DOCUMENTS and ANNOTATIONS and, if
            mentions were linked, of MENTIONS; other columns are ignored. Without
            ``mentions`` no claimant has a side; with ``authors`` of ARTICLES the questions of
            an interview are its author's.
        config: Parameters.

    Returns:
        A table of CLAIMS in the order of ``annotated``; spans are in code points of the
        article's text. No rows in, no rows out.
    """
    names = [name for name in _COLUMNS if name in annotated.column_names]
    rows = [_row(row, config) for row in annotated.select(names).to_pylist()]
    return check_table(pa.Table.from_pylist(rows, schema=CLAIMS), CLAIMS, "claims")


def _row(row: dict[str, Any], config: ClaimsConfig) -> dict[str, Any]:
    reading = Reading(row)
    attributions = find_attributions(reading, config)
    claims = find_claims(reading, attributions, config)
    return {
        "article_id": reading.article_id,
        "attributions": [_attribution(reading, act) for act in find_acts(reading, attributions)],
        "claims": _unique([_claim(reading, claim) for claim in claims]),
        "speaker_mentions": find_speaker_mentions(reading, attributions),
    }


def _spans(reading: Reading, intervals: list[Interval]) -> list[dict[str, int]]:
    spans = []
    for interval in joined(intervals):
        span = reading.chars(interval)
        spans.append({"start_char": span.start, "end_char": span.end})
    return spans


def _attribution(reading: Reading, attribution: Attribution) -> dict[str, Any]:
    return {
        "source_spans": _spans(reading, [attribution.source] if attribution.source else []),
        "cue_spans": _spans(reading, attribution.cue),
        "content_spans": _spans(reading, attribution.content),
        "is_direct": attribution.is_direct,
    }


def _claim(reading: Reading, claim: Claim) -> dict[str, Any]:
    span, claimant, inner = reading.chars(claim.interval), claim.claimant, claim.inner
    return {
        "claim_id": content_id(reading.article_id, span.start, span.end),
        "sentence_index": claim.sentence,
        "start_char": span.start,
        "end_char": span.end,
        "text": span.text_of(reading.text),
        "kind": claim.kind,
        "claim_score": claim.score,
        "claimant_kind": claimant.kind,
        "claimant": claimant.text,
        "claimant_start_char": None if claimant.span is None else claimant.span.start,
        "claimant_end_char": None if claimant.span is None else claimant.span.end,
        "claimant_name": claimant.name,
        "claimant_side": claimant.side,
        "claimant_rule": claim.rule,
        "inner_claimant": None if inner is None else inner.text,
        "inner_claimant_start_char": None if inner is None or inner.span is None else inner.span.start,
        "inner_claimant_end_char": None if inner is None or inner.span is None else inner.span.end,
        "inner_claimant_name": None if inner is None else inner.name,
        "cue": None if claim.cue is None else claim.cue.text_of(reading.text),
        "cue_start_char": None if claim.cue is None else claim.cue.start,
        "cue_end_char": None if claim.cue is None else claim.cue.end,
        "framing": claim.framing,
        "is_direct": claim.is_direct,
    }


def _unique(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for claim in claims:
        seen.setdefault(claim["claim_id"], claim)
    return list(seen.values())
