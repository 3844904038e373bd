"""Questions to a labeller: a claim and a side that it concerns, cut out of the published tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.schemas import STANCES
from pipeline.spans import CharSpan

Row = dict[str, Any]

# The published tables a question is made from, with the columns that are read.
TABLES: dict[str, tuple[str, ...]] = {
    "articles": (
        *("article_id", "source_path", "source_record", "title", "publisher", "published_on", "text"),
        "duplicate_group",
    ),
    "sentences": ("article_id", "start_char", "end_char", "block_kind"),
    "claims": (
        *("claim_id", "article_id", "start_char", "end_char", "text", "claimant_kind", "claimant_name"),
    ),
    "stances": (
        *("claim_id", "side", "stance", "p_supporting", "p_critical", "p_neutral", "model_id"),
        *("target", "target_start_char", "target_end_char"),
    ),
    "entities": ("article_id", "start_char", "end_char", "side"),
    "claim_groups": ("group_id", "claim_id", "article_id"),
}

# Context is for reading, not for archiving: a sentence of a machine-made page may be endless.
MAX_CONTEXT_CHARS = 600


class Question(NamedTuple):
    """A claim and a side, with what a labeller must see and what choosing looks at.

    Attributes:
        row: The fields of a label row that do not depend on the labeller: ``id`` (claim id,
            colon, side), ``text``, ``target``, ``target_span``, ``mentions``, ``side``,
            ``rival_mentions``, context and origin. Spans are [start, end] in ``text``.
        model: What the model said: ``model_id``, ``model_stance`` and its probabilities.
        group_id: The claim's group of equals.
        group_articles: Articles in which that group stands, 1 or more.
    """

    row: Row
    model: Row
    group_id: str
    group_articles: int

    @property
    def id(self) -> str:
        """The id that all labels of this question carry."""
        return str(self.row["id"])


def make_questions(
    tables: Mapping[str, pa.Table], side_names: Mapping[str, str] | None = None
) -> list[Question]:
    """Give a question for each row of ``stances``, in the table's order.

    Args:
        tables: The published :data:`TABLES` by name, with those columns or more.
        side_names: Names of sides for people, by id; a side without one is named by its id.
    """
    articles = {row["article_id"]: row for row in tables["articles"].to_pylist()}
    claims = {row["claim_id"]: row for row in tables["claims"].to_pylist()}
    passages = _Passages(tables["sentences"])
    linked = _sides_by_article(tables["entities"])
    reach = _articles_of_groups(tables["claim_groups"])
    questions = []
    for stance in tables["stances"].to_pylist():
        claim = claims[stance["claim_id"]]
        article = articles[claim["article_id"]]
        side = stance["side"]
        row = {
            **_row(claim, stance, linked[claim["article_id"]]),
            "side_name": (side_names or {}).get(side, side),
            **_origin(claim, article, passages),
        }
        model = {
            "model_id": stance["model_id"],
            "model_stance": stance["stance"],
            **{f"p_{name}": round(stance[f"p_{name}"], 4) for name in STANCES},
        }
        questions.append(Question(row, model, *reach[claim["claim_id"]]))
    return questions


def _row(claim: Row, stance: Row, linked: Sequence[Row]) -> Row:
    span = CharSpan(claim["start_char"], claim["end_char"])
    target = CharSpan(stance["target_start_char"], stance["target_end_char"]).shifted(-span.start)
    own: set[CharSpan] = {target}
    rivals: set[CharSpan] = set()
    for mention in _inside(linked, span):
        place = CharSpan(mention["start_char"], mention["end_char"]).shifted(-span.start)
        (own if mention["side"] == stance["side"] else rivals).add(place)
    return {
        "id": f"{claim['claim_id']}:{stance['side']}",
        "text": claim["text"],
        "target": stance["target"],
        "target_span": list(target),
        "mentions": [list(place) for place in sorted(own)],
        "side": stance["side"],
        "rival_mentions": [list(place) for place in sorted(rivals)],
    }


def _origin(claim: Row, article: Row, passages: _Passages) -> Row:
    span = CharSpan(claim["start_char"], claim["end_char"])
    before, after = passages.around(claim["article_id"], span, article["text"])
    day = article["published_on"]
    return {
        "context_before": before,
        "context_after": after,
        "claim_id": claim["claim_id"],
        "article_id": claim["article_id"],
        "group": article["duplicate_group"],
        "source_path": article["source_path"],
        "source_record": article["source_record"],
        "title": article["title"],
        "publisher": article["publisher"],
        "published_on": None if day is None else day.isoformat(),
        "claimant_kind": claim["claimant_kind"],
        "claimant_name": claim["claimant_name"],
    }


class _Passages:
    """Sentences by article, to find what stands around a claim."""

    def __init__(self, sentences: pa.Table) -> None:
        self._spans: dict[str, list[CharSpan]] = defaultdict(list)
        columns = ("article_id", "start_char", "end_char", "block_kind")
        for article, start, end, kind in zip(
            *(sentences.column(name).to_pylist() for name in columns), strict=True
        ):
            if kind != "furniture":
                self._spans[article].append(CharSpan(start, end))

    def around(self, article_id: str, claim: CharSpan, text: str) -> tuple[str, str]:
        """Give the words before and after a claim: the rest of its sentence, and one sentence more."""
        spans = self._spans[article_id]
        first = bisect_right(spans, claim.start, key=attrgetter("end"))
        last = bisect_left(spans, claim.end, key=attrgetter("start"))
        start = min(spans[max(first - 1, 0)].start if spans else claim.start, claim.start)
        end = max(spans[min(last, len(spans) - 1)].end if spans else claim.end, claim.end)
        before = text[max(start, claim.start - MAX_CONTEXT_CHARS) : claim.start]
        return before, text[claim.end : min(end, claim.end + MAX_CONTEXT_CHARS)]


def _sides_by_article(entities: pa.Table) -> Mapping[str, list[Row]]:
    linked: dict[str, list[Row]] = defaultdict(list)
    for row in entities.select(["article_id", "start_char", "end_char", "side"]).to_pylist():
        if row["side"] is not None:
            linked[row["article_id"]].append(row)
    for rows in linked.values():
        rows.sort(key=itemgetter("start_char"))
    return linked


def _inside(linked: Sequence[Row], span: CharSpan) -> list[Row]:
    first = bisect_left(linked, span.start, key=itemgetter("start_char"))
    last = bisect_left(linked, span.end, key=itemgetter("start_char"))
    return [row for row in linked[first:last] if row["end_char"] <= span.end]


def _articles_of_groups(groups: pa.Table) -> dict[str, tuple[str, int]]:
    rows = groups.select(["group_id", "claim_id", "article_id"]).to_pylist()
    articles: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        articles[row["group_id"]].add(row["article_id"])
    return {row["claim_id"]: (row["group_id"], len(articles[row["group_id"]])) for row in rows}
