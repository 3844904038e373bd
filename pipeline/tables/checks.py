"""Proof that published tables hold together: spans, keys, sums, order, words.

Tables are read side by side, some hundred articles at a time, so that a proof takes as much
memory for a hundred thousand articles as for a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.columns import TextColumn
from pipeline.errors import DamagedTableError, SchemaError
from pipeline.schemas import (
    BLOCK_KINDS,
    CLAIM_KINDS,
    CLAIMANT_KINDS,
    FRAMINGS,
    PUBLISHED,
    REJECT_REASONS,
    STANCES,
)
from pipeline.tables.cursors import Cursor

_ARTICLES_AT_ONCE = 512
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
_BY_ARTICLE = ("blocks", "sentences", "tokens", "entities", "claims")
_STANCES_OF = ("stances", "claim_id", "claims")
_INSIDE = [("stances", f"p_{name}") for name in STANCES] + [("claims", "claim_score"), ("shares", "share")]


def check_run(
    found: Mapping[str, pa.Table | Iterator[pa.Table]], described: Mapping[str, Any]
) -> tuple[int, list[str]]:
    """Check a run's tables against each other and against the articles' text.

    Args:
        found: All published tables by name, or their pieces in order.
        described: Content of ``run.json``.

    Returns:
        The number of facts checked, and a sentence for each kind of failure, with its
        first place. No sentences: the run holds together.
    """
    return _Proof(described).check(found)


class _Proof:
    """What was found so far; each kind of failure with how often and the first place."""

    def __init__(self, described: Mapping[str, Any]) -> None:
        self.described = described
        self.failures: dict[str, tuple[int, str]] = {}
        sides = tuple(side["id"] for side in described["sides"])
        model = described.get("models", {}).get("stance")
        self.vocabularies = [
            *_VOCABULARIES,
            *(
                (n, c, sides)
                for n, c in (("entities", "side"), ("claims", "claimant_side"), ("stances", "side"))
            ),
            *([("stances", "model_id", (model,))] if model else []),
        ]

    def note(self, sentence: str, count: int, first: object = "") -> None:
        """Keep a failure; ``{count}`` and ``{first}`` in the sentence are filled at the end."""
        if count:
            before, place = self.failures.get(sentence, (0, str(first)))
            self.failures[sentence] = (before + count, place)

    def check(self, found: Mapping[str, pa.Table | Iterator[pa.Table]]) -> tuple[int, list[str]]:
        cursors: dict[str, Cursor] = {}
        broken = []
        for name in PUBLISHED:
            try:
                cursors[name] = Cursor(name, found[name])
            except (SchemaError, DamagedTableError) as error:
                broken.append(str(error))
        if broken:
            return len(broken), broken
        try:
            self._side_by_side(cursors)
        except (SchemaError, DamagedTableError) as error:
            return 1, [str(error)]
        facts = sum(c.rows for c in cursors.values()) + sum(cursors[name].rows for name, *_ in _SPANS)
        return facts, [
            sentence.replace("{count}", str(count)).replace("{first}", first)
            for sentence, (count, first) in self.failures.items()
        ]

    def _side_by_side(self, cursors: Mapping[str, Cursor]) -> None:
        claim_ids, judged, before = [], 0, ""
        while (articles := cursors["articles"].some(_ARTICLES_AT_ONCE)).num_rows:
            ids = articles.column("article_id")
            last = pc.max(ids).as_py()
            if not _is_sorted(ids) or ids[0].as_py() < before:
                self.note("articles: rows are not sorted by article_id", 1)
            before = last
            part = {name: cursors[name].until(last) for name in _BY_ARTICLE}
            part["stances"] = cursors["stances"].of("claim_id", part["claims"].column("claim_id"))
            self._check_part({"articles": articles, **part})
            claim_ids.append(part["claims"].column("claim_id"))
            judged += part["stances"].num_rows - part["stances"].column("stance").null_count
        for name, column, other in [*((n, "article_id", "articles") for n in _BY_ARTICLE), _STANCES_OF]:
            self._lost(name, column, other, cursors[name].rest().column(column))
        whole = {name: cursors[name].rest() for name in ("claim_groups", "shares", "rejects")}
        known = pa.chunked_array([chunk for ids in claim_ids for chunk in ids.chunks], pa.string())
        for name, table in whole.items():
            self._keys(name, table)
            self._words(name, table)
            self._numbers(name, table)
        self._keys("claims", pa.table({"claim_id": known}))
        groups = whole["claim_groups"].column("claim_id")
        self._lost("claim_groups", "claim_id", "claims", _not_in(groups, known))
        if len(groups) != len(known):
            self.note("claim_groups: not every claim is in exactly one group", 1)
        self._sums(cursors, whole["shares"], judged)

    def _check_part(self, part: Mapping[str, pa.Table]) -> None:
        for name, table in part.items():
            self._keys(name, table)
            self._words(name, table)
            self._numbers(name, table)
        for name, column, other in _REFERENCES:
            self._lost(name, column, other, _not_in(part[name].column(column), part[other].column(column)))
        ids = part["articles"].column("article_id")
        numbers = {name: pc.index_in(part[name].column("article_id"), value_set=ids) for name in _BY_ARTICLE}
        of_claim = pc.index_in(
            part["stances"].column("claim_id"), value_set=part["claims"].column("claim_id")
        )
        numbers["stances"] = pc.take(numbers["claims"], of_claim)
        texts = TextColumn(part["articles"].column("text"))
        for name, start, end, words in _SPANS:
            self._spans(name, part[name], numbers[name], (ids, texts), (start, end, words))
        for name in _BY_ARTICLE:
            place = numbers[name].fill_null(0).to_numpy().astype(np.int64) << 32
            place += part[name].column("start_char").to_numpy()
            if (np.diff(place) < 0).any():
                self.note(f"{name}: rows are not in reading order (article_id, start_char)", 1)

    def _keys(self, name: str, table: pa.Table) -> None:
        key = _KEYS.get(name, [])
        if not key or (name == "claims" and "article_id" in table.column_names):
            return  # claims are compared with those of all articles
        groups = table.group_by(key).aggregate([([], "count_all")])
        if groups.num_rows < table.num_rows:
            repeated = groups.filter(pc.greater(groups.column("count_all"), 1))
            first = repeated.select(key).slice(0, 1).to_pylist()[0]
            sentence = f"{name}: {{count}} keys occur more than once, the first is {{first}}"
            self.note(sentence, repeated.num_rows, first)

    def _lost(self, name: str, column: str, other: str, lost: pa.ChunkedArray) -> None:
        sentence = f"{name}.{column}: {{count}} values are not in {other}, the first is {{first}}"
        self.note(sentence, len(lost), lost[0] if len(lost) else "")

    def _words(self, name: str, table: pa.Table) -> None:
        for of, column, words in self.vocabularies:
            if of == name:
                odd = _not_in(table.column(column).drop_null(), pa.array(words, pa.string()))
                sentence = f"{name}.{column}: {{count}} values are none of {', '.join(words)}"
                self.note(f"{sentence}, the first is {{first}}", len(odd), odd[0] if len(odd) else "")

    def _numbers(self, name: str, table: pa.Table) -> None:
        if name == "stances":
            shares = [table.column(f"p_{stance}").to_numpy() for stance in STANCES]
            off = np.abs(sum(shares) - 1) > 1e-4
            self.note("stances: {count} rows have probabilities that do not add up to 1", int(off.sum()))
        for of, column in _INSIDE:
            if of == name:
                values = table.column(column).to_numpy()
                outside = int((~((values >= 0) & (values <= 1))).sum())
                self.note(f"{name}.{column}: {{count}} values lie outside 0..1", outside)

    def _spans(
        self,
        name: str,
        table: pa.Table,
        numbers: pa.Array,
        articles: tuple[pa.ChunkedArray, TextColumn],
        columns: tuple[str, str, str | None],
    ) -> None:
        ids, texts = articles
        known = pc.and_(pc.is_valid(table.column(columns[0])), pc.is_valid(numbers)).combine_chunks()
        table, article = table.filter(known), numbers.filter(known).to_numpy().astype(np.int64)
        starts, ends = (table.column(c).to_numpy(zero_copy_only=False).astype(np.int64) for c in columns[:2])
        wrong = ~((starts >= 0) & (starts < ends) & (ends <= texts.lengths[article]))
        clipped = np.where(wrong, 0, starts), np.where(wrong, 0, ends)
        held = texts.words(article, *clipped)
        if columns[2]:
            wrong |= ~pc.equal(held, table.column(columns[2])).to_numpy(zero_copy_only=False).astype(bool)
        if wrong.any():
            first = int(np.flatnonzero(wrong)[0])
            told = table.column(columns[2])[first].as_py() if columns[2] else None
            sentence = f"{name}.{columns[0]}: {{count}} spans are not their words, the first: {{first}}"
            span, words = f"[{starts[first]}:{ends[first]}]", held[first].as_py()
            place = f"article {ids[article[first]]} {span} holds {words!r}, the row says {told!r}"
            self.note(sentence, int(wrong.sum()), place)

    def _sums(self, cursors: Mapping[str, Cursor], shares: pa.Table, judged: int) -> None:
        counts: Mapping[str, int] = self.described["counts"]
        kept, refused = cursors["articles"].rows, cursors["rejects"].rows
        if counts["records"] != kept + refused:
            self.note(
                f"run.json: {counts['records']} records read are not {kept} kept and {refused} refused", 1
            )
        claims = cursors["claims"].rows
        if counts["claims"] != claims:
            self.note(f"run.json: says {counts['claims']} claims, the table has {claims}", 1)
        whole = shares.filter(pc.equal(shares.column("slice"), "all"))
        if (pc.sum(whole.column("claims")).as_py() or 0) != judged:
            self.note("shares: the claims of slice `all` are not those of the stances table", 1)


def _not_in(values: pa.ChunkedArray, known: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray:
    return values.filter(pc.invert(pc.is_in(values, value_set=known)))


def _is_sorted(ids: pa.ChunkedArray) -> bool:
    return bool(pc.all(pc.less_equal(ids.slice(0, len(ids) - 1), ids.slice(1))).as_py() in (True, None))
