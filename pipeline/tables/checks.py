"""Proof that published tables hold together: spans, keys, sums, order, words."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import ClaimlineError
from pipeline.schemas import (
    BLOCK_KINDS,
    CLAIM_KINDS,
    CLAIMANT_KINDS,
    FRAMINGS,
    PUBLISHED,
    REJECT_REASONS,
    STANCES,
    check_table,
)

_KEYS = {
    "articles": ["article_id"],
    "blocks": ["article_id", "block_index"],
    "sentences": ["sentence_id"],
    "tokens": ["article_id", "token_index"],
    "entities": ["entity_id"],
    "claims": ["claim_id"],
    "stances": ["claim_id", "side"],
    "claim_groups": ["claim_id"],
    "shares": ["slice", "slice_value", "side", "stance"],
}
_REFERENCES = [
    ("blocks", "article_id", "articles"),
    ("sentences", "article_id", "articles"),
    ("tokens", "sentence_id", "sentences"),
    ("entities", "sentence_id", "sentences"),
    ("claims", "sentence_id", "sentences"),
    ("claims", "article_id", "articles"),
    ("stances", "claim_id", "claims"),
    ("claim_groups", "claim_id", "claims"),
]
_VOCABULARIES = [
    ("blocks", "kind", BLOCK_KINDS),
    ("sentences", "block_kind", BLOCK_KINDS),
    ("claims", "kind", CLAIM_KINDS),
    ("claims", "claimant_kind", CLAIMANT_KINDS),
    ("claims", "framing", FRAMINGS),
    ("stances", "stance", STANCES),
    ("rejects", "reason", tuple(REJECT_REASONS)),
]
# Table, start column, end column, and the column that holds the words; null: only bounds.
_SPANS = [
    ("blocks", "start_char", "end_char", None),
    ("sentences", "start_char", "end_char", None),
    ("tokens", "start_char", "end_char", "text"),
    ("entities", "start_char", "end_char", "text"),
    ("claims", "start_char", "end_char", "text"),
    ("claims", "claimant_start_char", "claimant_end_char", "claimant"),
    ("claims", "inner_claimant_start_char", "inner_claimant_end_char", "inner_claimant"),
    ("claims", "cue_start_char", "cue_end_char", "cue"),
    ("stances", "target_start_char", "target_end_char", "target"),
]
_READING_ORDER = ["blocks", "sentences", "tokens", "entities", "claims"]

Check = Callable[[dict[str, pa.Table], dict[str, object]], Iterator[str]]


def check_run(found: Mapping[str, pa.Table], described: dict[str, object]) -> tuple[int, list[str]]:
    """Check a run's tables against each other and against the articles' text.

    Args:
        found: All published tables by name, as they were read.
        described: Content of ``run.json``.

    Returns:
        The number of facts checked, and a sentence for each kind of failure, with its
        first place. No sentences: the run holds together.
    """
    tables: dict[str, pa.Table] = {}
    failures = []
    for name, schema in PUBLISHED.items():
        try:
            tables[name] = check_table(found[name].replace_schema_metadata(None), schema, f"{name}.parquet")
        except ClaimlineError as error:
            failures.append(str(error))
    if failures:
        return len(failures), failures
    for check in (_keys, _references, _vocabularies, _spans, _order, _probabilities, _sums):
        failures.extend(check(tables, described))
    facts = sum(t.num_rows for t in tables.values()) + sum(tables[name].num_rows for name, *_ in _SPANS)
    return facts, failures


def _keys(tables: dict[str, pa.Table], _: dict[str, object]) -> Iterator[str]:
    for name, key in _KEYS.items():
        groups = tables[name].group_by(key).aggregate([([], "count_all")])
        repeated = groups.filter(pc.greater(groups.column("count_all"), 1))
        if repeated.num_rows:
            first = repeated.select(key).to_pylist()[0]
            yield f"{name}: {repeated.num_rows} keys occur more than once, the first is {first}"


def _references(tables: dict[str, pa.Table], _: dict[str, object]) -> Iterator[str]:
    for name, column, other in _REFERENCES:
        values = tables[name].column(column)
        lost = values.filter(pc.invert(pc.is_in(values, value_set=tables[other].column(column))))
        if len(lost):
            yield f"{name}.{column}: {len(lost)} values are not in {other}, the first is {lost[0]}"


def _vocabularies(tables: dict[str, pa.Table], described: dict[str, object]) -> Iterator[str]:
    sides = tuple(side["id"] for side in described["sides"])  # type: ignore[attr-defined]
    of_sides = [
        (name, column, sides)
        for name, column in (("entities", "side"), ("claims", "claimant_side"), ("stances", "side"))
    ]
    for name, column, words in [*_VOCABULARIES, *of_sides]:
        values = tables[name].column(column).drop_null()
        odd = values.filter(pc.invert(pc.is_in(values, value_set=pa.array(words, pa.string()))))
        if len(odd):
            yield f"{name}.{column}: {len(odd)} values are none of {', '.join(words)}, the first is {odd[0]}"


def _article_of(tables: dict[str, pa.Table], name: str) -> list[str]:
    if "article_id" in tables[name].column_names:
        found: list[str] = tables[name].column("article_id").to_pylist()
        return found
    of_claim = dict(
        zip(*(tables["claims"].column(c).to_pylist() for c in ("claim_id", "article_id")), strict=True)
    )
    return [of_claim.get(claim, "") for claim in tables[name].column("claim_id").to_pylist()]


def _spans(tables: dict[str, pa.Table], _: dict[str, object]) -> Iterator[str]:
    texts = dict(
        zip(*(tables["articles"].column(c).to_pylist() for c in ("article_id", "text")), strict=True)
    )
    for name, start_column, end_column, words_column in _SPANS:
        table = tables[name]
        starts, ends = table.column(start_column).to_pylist(), table.column(end_column).to_pylist()
        words = table.column(words_column).to_pylist() if words_column else [None] * len(starts)
        wrong = 0
        first = ""
        for article, start, end, word in zip(_article_of(tables, name), starts, ends, words, strict=True):
            if start is None:
                continue
            text = texts.get(article, "")
            if not 0 <= start < end <= len(text) or (word is not None and text[start:end] != word):
                first = (
                    first
                    or f"article {article} [{start}:{end}] holds {text[start:end]!r}, the row says {word!r}"
                )
                wrong += 1
        if wrong:
            yield f"{name}.{start_column}: {wrong} spans are not their words, the first: {first}"


def _order(tables: dict[str, pa.Table], _: dict[str, object]) -> Iterator[str]:
    ids = tables["articles"].column("article_id").to_pylist()
    if ids != sorted(ids):
        yield "articles: rows are not sorted by article_id"
    for name in _READING_ORDER:
        columns = [tables[name].column(c).to_pylist() for c in ("article_id", "start_char")]
        places = list(zip(*columns, strict=True))
        if any(left > right for left, right in itertools.pairwise(places)):
            yield f"{name}: rows are not in reading order (article_id, start_char)"


def _probabilities(tables: dict[str, pa.Table], _: dict[str, object]) -> Iterator[str]:
    stances = tables["stances"]
    names = ["p_supporting", "p_critical", "p_neutral"]
    total = pc.add(pc.add(stances.column(names[0]), stances.column(names[1])), stances.column(names[2]))
    off = pc.sum(pc.greater(pc.abs(pc.subtract(total, 1.0)), 1e-4)).as_py() or 0
    if off:
        yield f"stances: {off} rows have probabilities that do not add up to 1"
    for name, column in [*(("stances", n) for n in names), ("claims", "claim_score"), ("shares", "share")]:
        values = tables[name].column(column)
        outside = pc.sum(pc.or_(pc.less(values, 0.0), pc.greater(values, 1.0))).as_py() or 0
        if outside:
            yield f"{name}.{column}: {outside} values lie outside 0..1"


def _sums(tables: dict[str, pa.Table], described: dict[str, object]) -> Iterator[str]:
    counts: dict[str, int] = described["counts"]  # type: ignore[assignment]
    kept, refused = tables["articles"].num_rows, tables["rejects"].num_rows
    if counts["records"] != kept + refused:
        yield f"run.json: {counts['records']} records read are not {kept} kept and {refused} refused"
    if counts["claims"] != tables["claims"].num_rows:
        yield f"run.json: says {counts['claims']} claims, the table has {tables['claims'].num_rows}"
    if tables["claim_groups"].num_rows != tables["claims"].num_rows:
        yield "claim_groups: not every claim is in exactly one group"
    whole = tables["shares"].filter(pc.equal(tables["shares"].column("slice"), "all"))
    judged = tables["stances"].num_rows - tables["stances"].column("stance").null_count
    if (pc.sum(whole.column("claims")).as_py() or 0) != judged:
        yield "shares: the claims of slice `all` are not those of the stances table"
