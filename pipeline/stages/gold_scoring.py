"""How the stages' answers on annotated articles agree with what readers marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.claims.scoring import f1_scores, match_spans
from pipeline.spans import CharSpan

if TYPE_CHECKING:
    from pipeline.stages.gold import GoldArticle

_WORD = re.compile(r"\w+")
_TITLES = {"dr", "mr", "mrs", "ms", "prof", "rep", "sen"}
_EMPTY_WORDS = {"a", "an", "and", "at", "for", "in", "of", "the", "to", "which", "who"} | _TITLES


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
        claims; ``claimant``, right given the claim, whole and by where it stands;
        ``attributed_words``, the words that somebody other than the author says; ``kind``;
        ``sides``, concerned given the claim; claimant and sides ``alone``, given the claims
        that the reader marked; ``mentions`` found and ``look_alikes`` linked;
        ``stance`` given claim and side; and the counts below each.
    """
    tally: Counter[str] = Counter()
    stances: list[tuple[str, str]] = []
    for gold, row in items:
        found = [(CharSpan(c["start_char"], c["end_char"]), c) for c in row["claims"]]
        pairs = match_spans([s for s, _ in gold.claims], [s for s, _ in found])
        tally.update(gold=len(gold.claims), found=len(found), matched=len(pairs))
        _tally_sentences(tally, gold, [s for s, _ in found], row)
        _tally_attributed_words(tally, gold, found, row)
        of_claim: dict[str, dict[str, str | None]] = {}
        for stance in row["stances"]:
            of_claim.setdefault(stance["claim_id"], {})[stance["side"]] = stance["stance"]
        for i, j in pairs:
            _tally_pair(tally, gold.claims[i], found[j][1], row, of_claim, stances)
        _tally_alone(tally, gold, found, row)
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


def _tally_alone(
    tally: Counter[str],
    gold: GoldArticle,
    found: Sequence[tuple[CharSpan, Mapping[str, Any]]],
    row: Mapping[str, Any],
) -> None:
    # Claimants and sides of every claim a reader marked, whether or not its span was found.
    told = _told(row)
    starts = [m["start_char"] for m in told]
    for span, claim in gold.claims:
        near = [(other.overlap(span), number) for number, (other, _) in enumerate(found)]
        most, best = max(near, default=(0, 0), key=lambda item: (item[0], -item[1]))
        tally["alone claimant right"] += bool(most) and same_claimant(claim, found[best][1])
        inside = told[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        sides = {mention["side"] for mention in inside if mention["side"]}
        tally.update(
            alone_sides_gold=len(claim["sides"]),
            alone_sides_found=len(sides),
            alone_sides_both=len(sides & set(claim["sides"])),
        )


def _tally_attributed_words(
    tally: Counter[str],
    gold: GoldArticle,
    found: Sequence[tuple[CharSpan, Mapping[str, Any]]],
    row: Mapping[str, Any],
) -> None:
    words = [m.start() for m in _WORD.finditer(row["text"])]
    in_gold, in_found = (
        {
            number
            for span, claim in claims
            if claim["claimant_kind"] != "author"
            for number in range(bisect_left(words, span.start), bisect_left(words, span.end))
        }
        for claims in (gold.claims, found)
    )
    tally.update(words_gold=len(in_gold), words_found=len(in_found), words_both=len(in_gold & in_found))


def _tally_mentions(tally: Counter[str], gold: GoldArticle, row: Mapping[str, Any]) -> None:
    linked = [(CharSpan(m["start_char"], m["end_char"]), m["side"]) for m in _told(row) if m["side"]]
    for span, side in gold.mentions:
        tally["mention"] += 1
        tally["mention found"] += any(s.overlap(span) and side == other for s, other in linked)
    for span in gold.look_alikes:
        tally["look-alike"] += 1
        tally["look-alike linked"] += any(s.overlap(span) for s, _ in linked)


def _told(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    # Names and what refers to them, and the words by which speakers mean themselves.
    return sorted([*row["mentions"], *row["speaker_mentions"]], key=lambda m: int(m["start_char"]))


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
        "attributed_words": f1_scores(tally["words_both"], tally["words_found"], tally["words_gold"]),
        "kind": _part(tally, "kind right", "matched"),
        "sides": f1_scores(tally["sides_both"], tally["sides_found"], tally["sides_gold"]),
        "alone": {
            "claimant": _part(tally, "alone claimant right", "gold"),
            "sides": f1_scores(
                tally["alone_sides_both"], tally["alone_sides_found"], tally["alone_sides_gold"]
            ),
        },
        "mentions_found": _part(tally, "mention found", "mention"),
        "look_alikes_linked": _part(tally, "look-alike linked", "look-alike"),
        "stance_macro_f1": round(sum(per_label) / len(per_label), 4) if per_label else 0.0,
        "n": dict(sorted(tally.items())),
    }
