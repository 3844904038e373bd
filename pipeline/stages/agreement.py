"""How far two readers who annotated the same articles agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.claims.scoring import f1_scores, match_spans
from pipeline.stages.gold import GoldArticle, read_gold
from pipeline.stages.gold_scoring import same_claimant
from pipeline.stance.scoring import chance_corrected_agreement


def read_pairs(first: Sequence[Path], second: Path, articles: Path) -> list[tuple[GoldArticle, GoldArticle]]:
    """Read the annotations that both readers made.

    Args:
        first: Annotation files of the first reader.
        second: Folder of the second reader's, under the same names; a file that is not
            there was read once and is left out.
        articles: Folder of the articles.
    """
    both = [(path, second / path.name) for path in first if (second / path.name).is_file()]
    return [(read_gold(one, articles), read_gold(two, articles)) for one, two in both]


def score_agreement(pairs: Sequence[tuple[GoldArticle, GoldArticle]]) -> dict[str, Any]:
    """Score the second reading against the first.

    Returns:
        F1 of claims by span; of the claims both marked, the part with the same claimant and
        the same kind, F1 of sides concerned, and on the sides both name the part with the
        same stance and Cohen's kappa; and the counts.
    """
    n_first = n_second = matched = claimants = kinds = sides_first = sides_second = 0
    stances: list[tuple[str, str]] = []
    for one, two in pairs:
        found = match_spans([span for span, _ in one.claims], [span for span, _ in two.claims])
        n_first, n_second, matched = (
            n_first + len(one.claims),
            n_second + len(two.claims),
            matched + len(found),
        )
        for i, j in found:
            left, right = one.claims[i][1], two.claims[j][1]
            claimants += same_claimant(left, right)
            kinds += left["kind"] == right["kind"]
            sides_first, sides_second = sides_first + len(left["sides"]), sides_second + len(right["sides"])
            shared = sorted(set(left["sides"]) & set(right["sides"]))
            stances.extend((left["sides"][side], right["sides"][side]) for side in shared)
    same = sum(left == right for left, right in stances)
    return {
        "articles": len(pairs),
        "claims_by_span": f1_scores(matched, n_second, n_first),
        "claimant": round(claimants / matched, 4) if matched else 0.0,
        "kind": round(kinds / matched, 4) if matched else 0.0,
        "sides": f1_scores(len(stances), sides_second, sides_first),
        "stance": round(same / len(stances), 4) if stances else 0.0,
        "stance_kappa": round(chance_corrected_agreement(stances), 4),
        "n": {"claims": matched, "stances": len(stances)},
    }
