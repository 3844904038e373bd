"""The claims and articles inside the page: columns of numbers that point into the articles' texts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.report.clipping import PageText, clip_texts
from pipeline.report.findings import first_rows
from pipeline.report.rows import Row, rows_of
from pipeline.report.wording import side_phrase
from pipeline.schemas import CLAIM_KINDS, STANCES

if TYPE_CHECKING:
    from pipeline.reading.run import Run

VOICES = ("author", "named", "unnamed")
_SHOWN_BLOCKS = ("title", "heading", "furniture")
# What would end a script element, or a line of a script, is written as an escape of JSON.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029\x7f"}
_ARTICLE = ["article_id", "title", "publisher", "published_on", "url", "source_path", "text"]
_CLAIMANT = ["claim_id", "claimant_start_char", "claimant_end_char"]
_TARGET = ["claim_id", "side", "target_start_char", "target_end_char"]


def page_data(run: Run, rows: Sequence[Row], sets: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Give what the page needs to show any claim in its article, as columns.

    A claim is a place in an article's text, not a copy of it. Articles that are very long in all
    are cut to what stands around their claims.

    Args:
        run: The run, for its articles, blocks, claims and stances.
        rows: ``claims_full`` as rows, in the order in which the page lists claims.
        sets: Claim ids of findings by name.
    """
    articles = rows_of(run.articles[_ARTICLE])
    places = _Places(run, articles, rows)
    claims = list(first_rows(rows).values())
    number_of = {row["claim_id"]: number for number, row in enumerate(claims)}
    # The page's script finds a claim's answers by their standing together.
    judged = [row for row in rows if row["side"] in run.sides]
    judged.sort(key=lambda row: number_of[row["claim_id"]])
    names: dict[str, int] = {}
    for row in claims:
        names.setdefault(row["claimant_name"], len(names))
    return {
        "sides": [
            {"id": side, "name": name, "phrase": side_phrase(name)} for side, name in run.sides.items()
        ],
        "stances": STANCES,
        "kinds": CLAIM_KINDS,
        "voices": VOICES,
        "names": list(names),
        "articles": _article_columns(run, articles, places),
        "claims": _columns([_claim_cells(row, places, list(run.sides), names) for row in claims]),
        "judged": _columns([_judged_cells(row, places, list(run.sides), number_of) for row in judged]),
        "sets": {name: [number_of[claim_id] for claim_id in ids] for name, ids in sets.items()},
    }


def to_script_json(data: Any) -> str:
    """Write JSON that may stand inside a script element, whatever texts it holds.

    Example:
        >>> print(to_script_json({"text": "</script><!--"}))
        {"text":"\\u003c/script\\u003e\\u003c!--"}
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


class _Places:
    """Where claims, claimants and targets stand in the texts of the page."""

    def __init__(self, run: Run, articles: Sequence[Row], rows: Sequence[Row]) -> None:
        self.number_of = {row["article_id"]: number for number, row in enumerate(articles)}
        self.claimants = {
            row["claim_id"]: (row["claimant_start_char"], row["claimant_end_char"])
            for row in rows_of(run.claims[_CLAIMANT])
            if row["claimant_start_char"] is not None
        }
        self.targets = {
            (row["claim_id"], row["side"]): (row["target_start_char"], row["target_end_char"])
            for row in rows_of(run.stances[_TARGET])
        }
        spans: list[list[tuple[int, int]]] = [[] for _ in articles]
        for row in rows:
            found = [(row["start_char"], row["end_char"]), self.claimants.get(row["claim_id"])]
            found.append(self.targets.get((row["claim_id"], row["side"])))
            spans[self.number_of[row["article_id"]]] += [span for span in found if span is not None]
        self.texts = clip_texts([row["text"] for row in articles], spans)

    def text_of(self, article_id: str) -> PageText:
        return self.texts[self.number_of[article_id]]


def _columns(cells: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    names = cells[0] if cells else ("id", "article", "name", "voice", "claim", "side", "stance")
    return {name: [cell[name] for cell in cells] for name in names}


def _article_columns(run: Run, articles: Sequence[Row], places: _Places) -> dict[str, list[Any]]:
    blocks: list[list[int]] = [[] for _ in articles]
    wanted = run.blocks[run.blocks["kind"].isin(list(_SHOWN_BLOCKS))]
    for row in rows_of(wanted[["article_id", "start_char", "end_char", "kind"]]):
        text, start, end = places.text_of(row["article_id"]), row["start_char"], row["end_char"]
        if text.holds(start, end):
            kind = _SHOWN_BLOCKS.index(row["kind"])
            blocks[places.number_of[row["article_id"]]] += [kind, text.place(start), text.place(end)]
    return {
        "id": [row["article_id"] for row in articles],
        "title": [row["title"] for row in articles],
        "publisher": [row["publisher"] for row in articles],
        "date": [row["published_on"].isoformat() if row["published_on"] else None for row in articles],
        "url": [_safe_url(row["url"]) for row in articles],
        "path": [row["source_path"] for row in articles],
        "blocks": blocks,
        "text": [text.text for text in places.texts],
    }


def _claim_cells(row: Row, places: _Places, sides: Sequence[str], names: Mapping[str, int]) -> dict[str, Any]:
    text = places.text_of(row["article_id"])
    start, end = places.claimants.get(row["claim_id"], (None, None))
    return {
        "id": row["claim_id"],
        "article": places.number_of[row["article_id"]],
        "start": text.place(row["start_char"]),
        "end": text.place(row["end_char"]),
        "kind": CLAIM_KINDS.index(row["kind"]),
        "voice": VOICES.index(row["claimant_kind"]),
        "name": names[row["claimant_name"]],
        "speaks": sides.index(row["claimant_side"]) if row["claimant_side"] in sides else -1,
        "from": -1 if start is None else text.place(start),
        "to": -1 if end is None else text.place(end),
    }


def _judged_cells(
    row: Row, places: _Places, sides: Sequence[str], number_of: Mapping[str, int]
) -> dict[str, int]:
    text = places.text_of(row["article_id"])
    start, end = places.targets[row["claim_id"], row["side"]]
    return {
        "claim": number_of[row["claim_id"]],
        "side": sides.index(row["side"]),
        "stance": len(STANCES) if row["stance"] is None else STANCES.index(row["stance"]),
        "plus": round((row["p_supporting"] or 0) * 1000),
        "minus": round((row["p_critical"] or 0) * 1000),
        "none": round((row["p_neutral"] or 0) * 1000),
        "start": text.place(start),
        "end": text.place(end),
    }


def _safe_url(url: str | None) -> str | None:
    # A page may link to where an article came from, and to nothing that could run.
    return url if url is not None and url.lower().startswith(("https://", "http://")) else None
