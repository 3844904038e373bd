"""Articles annotated by readers, found in their texts and held against what the stages say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.claims.scoring import f1_scores, match_spans
from pipeline.errors import InputError
from pipeline.ingest import list_sources, read_source
from pipeline.spans import CharSpan
from pipeline.stages.exams import run_stages
from pipeline.stages.settings import Settings

_WORD = re.compile(r"\w+")
_TITLES = {"dr", "mr", "mrs", "ms", "prof", "rep", "sen"}
_EMPTY_WORDS = {"a", "an", "and", "at", "for", "in", "of", "the", "to", "which", "who"} | _TITLES


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
        InputError: Words are not in the article, or a file is missing or no JSON.
    """
    try:
        marked = json.loads(path.read_text(encoding="utf-8"))
        text = (articles / marked["article"]).read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "an annotation and its article") from error
    claims = []
    cursor = 0
    for claim in marked["claims"]:
        start = _found(text, claim["text"], cursor, path)
        claims.append((CharSpan(start, start + len(claim["text"])), claim))
        cursor = start
    mentions = tuple((_within(text, m, path), m["side"]) for m in marked["mentions"])
    left_out = []
    for item in marked["not_claims"]:
        start = _found(text, item["text"], 0, path)
        left_out.append((CharSpan(start, start + len(item["text"])), item["why"]))
    look_alikes = tuple(_within(text, m, path) for m in marked["look_alikes"])
    return GoldArticle(marked["article"], text, tuple(claims), mentions, look_alikes, tuple(left_out))


def _found(text: str, words: str, cursor: int, path: Path) -> int:
    start = text.find(words, cursor)
    start = text.find(words) if start < 0 else start
    if start < 0:
        raise InputError(str(path), f"words that are not in the article: {words!r}", "words copied exactly")
    return start


def _within(text: str, mention: Mapping[str, str], path: Path) -> CharSpan:
    around = _found(text, mention["in"], 0, path)
    start = around + mention["in"].index(mention["text"])
    return CharSpan(start, start + len(mention["text"]))


def run_gold(paths: Sequence[Path], articles: Path, settings: Settings) -> dict[str, Any]:
    """Run annotated articles through all stages and score what they say.

    Args:
        paths: Annotation files.
        articles: Folder of their articles, each a text or Markdown file.
        settings: Parameters and pack.

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
    joined = run_stages(pa.concat_tables(tables), settings, upto="stance")
    return score_gold(list(zip(gold, joined.to_pylist(), strict=True)))


def name_words(name: str) -> frozenset[str]:
    """Give the words of a name that tell it apart from others.

    Example:
        >>> sorted(name_words("Ms. Carla Brandvold's"))
        ['brandvold', 'carla']
    """
    words = _WORD.findall(re.sub(r"['’]s\b", "", name).casefold())
    return frozenset(words) - _EMPTY_WORDS


def same_claimant(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Tell whether two claims have the same claimant, by name or by the words used."""
    if "author" in (gold["claimant_kind"], found["claimant_kind"]):
        return bool(gold["claimant_kind"] == found["claimant_kind"])
    left, right = name_words(gold["claimant_name"]), name_words(found["claimant_name"])
    if left and right and (left <= right or right <= left):
        return True
    left, right = name_words(gold["claimant"]), name_words(found["claimant"])
    return bool(left and right and (left <= right or right <= left))


def score_gold(items: Sequence[tuple[GoldArticle, Mapping[str, Any]]]) -> dict[str, Any]:
    """Score articles end to end, each decision given the one before.

    Args:
        items: Each article's marks, and the joined row of its datasets up to ``stances``.

    Returns:
        ``claims`` by span (intersection over union of at least half, one to one) and by
        sentence; ``false_claims``, the part of furniture, headings and questions taken for
        claims; ``claimant``, right given the claim, whole and by where it stands; ``kind``;
        ``sides``, concerned given the claim; ``mentions`` found and ``look_alikes`` linked;
        ``stance`` given claim and side; and the counts below each.
    """
    tally: Counter[str] = Counter()
    stances: list[tuple[str, str]] = []
    for gold, row in items:
        found = [(CharSpan(c["start_char"], c["end_char"]), c) for c in row["claims"]]
        pairs = match_spans([s for s, _ in gold.claims], [s for s, _ in found])
        tally.update(gold=len(gold.claims), found=len(found), matched=len(pairs))
        _tally_sentences(tally, gold, [s for s, _ in found], row)
        of_claim: dict[str, dict[str, str | None]] = {}
        for stance in row["stances"]:
            of_claim.setdefault(stance["claim_id"], {})[stance["side"]] = stance["stance"]
        for i, j in pairs:
            _tally_pair(tally, gold.claims[i], found[j][1], row, of_claim, stances)
        _tally_mentions(tally, gold, row)
    return _scores(tally, stances)


def _tally_pair(
    tally: Counter[str],
    marked: tuple[CharSpan, Mapping[str, Any]],
    found: Mapping[str, Any],
    row: Mapping[str, Any],
    of_claim: Mapping[str, Mapping[str, str | None]],
    stances: list[tuple[str, str]],
) -> None:
    _, claim = marked
    sentence = row["sentences"][found["sentence_index"]]
    near = row["text"][sentence["start_char"] : sentence["end_char"]]
    where = (
        "author"
        if claim["claimant_kind"] == "author"
        else "here"
        if claim["claimant"] in near
        else "elsewhere"
    )
    tally[f"claimant {where}"] += 1
    tally[f"claimant {where} right"] += same_claimant(claim, found)
    tally["kind right"] += claim["kind"] == found["kind"]
    sides = of_claim.get(found["claim_id"], {})
    tally.update(
        sides_gold=len(claim["sides"]),
        sides_found=len(sides),
        sides_both=len(set(sides) & set(claim["sides"])),
    )
    for side in sorted(set(sides) & set(claim["sides"])):
        stances.append((claim["sides"][side], sides[side] or "abstained"))


def _tally_sentences(
    tally: Counter[str], gold: GoldArticle, found: Sequence[CharSpan], row: Mapping[str, Any]
) -> None:
    for sentence in row["sentences"]:
        span = CharSpan(sentence["start_char"], sentence["end_char"])
        in_gold = any(span.overlap(s) >= 4 for s, _ in gold.claims)
        in_found = any(span.overlap(s) >= 4 for s in found)
        tally.update(sentence_gold=in_gold, sentence_found=in_found, sentence_both=in_gold and in_found)
    for span, _ in gold.not_claims:
        tally["left out"] += 1
        tally["left out found"] += any(2 * span.overlap(s) > s.end - s.start for s in found)


def _tally_mentions(tally: Counter[str], gold: GoldArticle, row: Mapping[str, Any]) -> None:
    linked = [(CharSpan(m["start_char"], m["end_char"]), m["side"]) for m in row["mentions"] if m["side"]]
    for span, side in gold.mentions:
        tally["mention"] += 1
        tally["mention found"] += any(s.overlap(span) and side == other for s, other in linked)
    for span in gold.look_alikes:
        tally["look-alike"] += 1
        tally["look-alike linked"] += any(s.overlap(span) for s, _ in linked)


def _part(tally: Counter[str], of: str, whole: str) -> float:
    return round(tally[of] / tally[whole], 4) if tally[whole] else 0.0


def _scores(tally: Counter[str], stances: Sequence[tuple[str, str]]) -> dict[str, Any]:
    labels = sorted({gold for gold, _ in stances})
    per_label = []
    for label in labels:
        both = sum(g == f == label for g, f in stances)
        per_label.append(
            f1_scores(both, sum(f == label for _, f in stances), sum(g == label for g, _ in stances))["f1"]
        )
    tally["claimant"] = sum(tally[f"claimant {w}"] for w in ("author", "here", "elsewhere"))
    tally["claimant right"] = sum(tally[f"claimant {w} right"] for w in ("author", "here", "elsewhere"))
    return {
        "claims_by_span": f1_scores(tally["matched"], tally["found"], tally["gold"]),
        "claims_by_sentence": f1_scores(
            tally["sentence_both"], tally["sentence_found"], tally["sentence_gold"]
        ),
        "false_claims": _part(tally, "left out found", "left out"),
        "claimant": _part(tally, "claimant right", "claimant"),
        **{
            f"claimant_{w}": _part(tally, f"claimant {w} right", f"claimant {w}")
            for w in ("author", "here", "elsewhere")
        },
        "kind": _part(tally, "kind right", "matched"),
        "sides": f1_scores(tally["sides_both"], tally["sides_found"], tally["sides_gold"]),
        "mentions_found": _part(tally, "mention found", "mention"),
        "look_alikes_linked": _part(tally, "look-alike linked", "look-alike"),
        "stance_macro_f1": round(sum(per_label) / len(per_label), 4) if per_label else 0.0,
        "n": dict(sorted(tally.items())),
    }
