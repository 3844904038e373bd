"""Articles annotated by readers, found in their texts and held against what the stages say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.errors import InputError
from pipeline.ingest import list_sources, read_source
from pipeline.spans import CharSpan
from pipeline.stages.exams import run_stages
from pipeline.stages.gold_scoring import score_gold
from pipeline.stages.link import load_pack
from pipeline.stages.settings import Settings
from pipeline.stages.trivial import answer_trivially

# The fields of each list of marks by which its words are found; claims have more.
_WORDS = {
    "claims": ("text",),
    "mentions": ("text", "in", "side"),
    "look_alikes": ("text", "in"),
    "not_claims": ("text", "why"),
}
_FORM = "an annotation as corpus/gold/GUIDE.md describes it"


@dataclass(frozen=True)
class GoldArticle:
    """What readers marked in one article, with offsets into its text."""

    name: str
    text: str
    claims: tuple[tuple[CharSpan, Mapping[str, Any]], ...]
    mentions: tuple[tuple[CharSpan, str], ...]
    look_alikes: tuple[CharSpan, ...]
    not_claims: tuple[tuple[CharSpan, str], ...]


def read_gold(path: Path, articles: Path) -> GoldArticle:
    """Read one annotation file and find its words in the article.

    Args:
        path: A file as ``corpus/gold/GUIDE.md`` describes it.
        articles: Folder of the articles.

    Raises:
        InputError: Words are not in the article, a file is missing, or what it holds is no
            annotation.
    """
    try:
        marked = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(str(path), f"cannot be read ({error})", _FORM) from error
    _check_marks(marked, path)
    try:
        text = (articles / marked["article"]).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(
            str(path), f"its article cannot be read ({error})", "a file of --articles"
        ) from error
    claims = []
    cursor = 0
    for number, claim in enumerate(marked["claims"], start=1):
        start = _found(text, claim["text"], cursor, path)
        _check_claim(claim, f"{path}, claims {number}")
        claims.append((CharSpan(start, start + len(claim["text"])), claim))
        cursor = start
    mentions = tuple((_within(text, m, path), m["side"]) for m in marked["mentions"])
    left_out = []
    for item in marked["not_claims"]:
        start = _found(text, item["text"], 0, path)
        left_out.append((CharSpan(start, start + len(item["text"])), item["why"]))
    look_alikes = tuple(_within(text, m, path) for m in marked["look_alikes"])
    return GoldArticle(marked["article"], text, tuple(claims), mentions, look_alikes, tuple(left_out))


def _check_marks(marked: Any, path: Path) -> None:
    """Refuse what is no annotation before anything is looked up in it."""
    if not isinstance(marked, dict):
        raise InputError(str(path), f"holds a {type(marked).__name__}", _FORM)
    if not isinstance(marked.get("article"), str):
        raise InputError(str(path), "has no article", "the name of the article's file")
    for name, fields in _WORDS.items():
        marks = marked.get(name)
        if not isinstance(marks, list):
            raise InputError(str(path), f"has no list of {name}", _FORM)
        for number, mark in enumerate(marks, start=1):
            place = f"{path}, {name} {number}"
            if not isinstance(mark, dict):
                raise InputError(place, f"is a {type(mark).__name__}", _FORM)
            _check_words(mark, fields, place)


def _check_claim(claim: Mapping[str, Any], place: str) -> None:
    _check_words(claim, ("kind", "claimant_kind"), place)
    if claim["claimant_kind"] != "author":
        _check_words(claim, ("claimant", "claimant_name"), place)
    sides = claim.get("sides")
    if not isinstance(sides, dict) or not all(isinstance(stance, str) for stance in sides.values()):
        raise InputError(place, f"has sides {sides!r}", "a stance toward each side concerned")


def _check_words(mark: Mapping[str, Any], fields: Sequence[str], place: str) -> None:
    for field in fields:
        if not isinstance(mark.get(field), str) or not mark[field]:
            raise InputError(place, f"has {field} {mark.get(field)!r}", "words")


def _found(text: str, words: str, cursor: int, path: Path) -> int:
    start = text.find(words, cursor)
    start = text.find(words) if start < 0 else start
    if start < 0:
        raise InputError(str(path), f"words that are not in the article: {words!r}", "words copied exactly")
    return start


def _within(text: str, mention: Mapping[str, str], path: Path) -> CharSpan:
    around = _found(text, mention["in"], 0, path)
    if mention["text"] not in mention["in"]:
        raise InputError(
            str(path), f"{mention['text']!r} is not in {mention['in']!r}", "words copied exactly"
        )
    start = around + mention["in"].index(mention["text"])
    return CharSpan(start, start + len(mention["text"]))


def run_gold(
    paths: Sequence[Path], articles: Path, settings: Settings, *, trivially: bool = False
) -> dict[str, Any]:
    """Run annotated articles through all stages and score what they say.

    Args:
        paths: Annotation files.
        articles: Folder of their articles, each a text or Markdown file.
        settings: Parameters and pack.
        trivially: Score the answer that takes no reading instead.

    Raises:
        InputError: As :func:`read_gold` raises it, or an article is refused.
    """
    gold = [read_gold(path, articles) for path in paths]
    tables = []
    for article in gold:
        source = list_sources([articles / article.name])[0]
        kept, rejects = read_source(source, config=settings.section("ingest"))
        if kept.num_rows != 1 or kept.column("text")[0].as_py() != article.text:
            raise InputError(article.name, f"is no annotated article ({rejects.to_pylist()})", "a text file")
        tables.append(kept)
    joined = run_stages(pa.concat_tables(tables), settings, upto="segment" if trivially else "stance")
    rows = joined.to_pylist()
    if trivially:
        pack = load_pack(settings)
        rows = [answer_trivially(row, pack) for row in rows]
    return score_gold(list(zip(gold, rows, strict=True)))
