"""How well spans, claims and attributions agree with what readers marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.spans import CharSpan, iou, merged

_WORD = re.compile(r"\w+")


def f1_scores(right: float, predicted: float, gold: float) -> dict[str, float]:
    """Give precision, recall and F1 from counts; nothing predicted of nothing is perfect.

    Example:
        >>> f1_scores(2, 4, 2)
        {'precision': 0.5, 'recall': 1.0, 'f1': 0.6667}
    """
    precision = right / predicted if predicted else float(not gold)
    recall = right / gold if gold else float(not predicted)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def match_spans(
    gold: Sequence[CharSpan], predicted: Sequence[CharSpan], *, min_iou: float = 0.5
) -> list[tuple[int, int]]:
    """Pair spans one to one, the best overlap first.

    Args:
        gold: Spans that readers marked.
        predicted: Spans that were found.
        min_iou: Least intersection over union, in characters, that makes a pair.

    Returns:
        Pairs of indices (gold, predicted), sorted.
    """
    scored = [
        (-iou(g, p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g.overlap(p) and iou(g, p) >= min_iou
    ]
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def area_under_curve(gold: Sequence[bool], scores: Sequence[float]) -> float:
    """Give the chance that a claim scores higher than a text that is none; ties count half.

    Example:
        >>> area_under_curve([True, False, True, False], [0.9, 0.1, 0.4, 0.4])
        0.875
    """
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    ranks, i = 0.0, 0
    while i < len(order):
        j = i
        while j < len(order) and scores[order[j]] == scores[order[i]]:
            j += 1
        ranks += sum(gold[k] for k in order[i:j]) * (i + j + 1) / 2  # the mean rank of a tie
        i = j
    right = sum(gold)
    pairs = right * (len(gold) - right)
    return round((ranks - right * (right + 1) / 2) / pairs, 4) if pairs else 0.0


def calibration_error(gold: Sequence[bool], scores: Sequence[float], *, bins: int = 10) -> float:
    """Give the mean distance of the score from the part of claims, over bins of equal width.

    Example:
        >>> calibration_error([True, False], [0.9, 0.1])
        0.1
    """
    total = 0.0
    for place in range(bins):
        held = [i for i, score in enumerate(scores) if min(bins - 1, int(score * bins)) == place]
        total += abs(sum(scores[i] for i in held) - sum(gold[i] for i in held))
    return round(total / len(gold), 4) if gold else 0.0


def score_claim_flags(
    gold: Sequence[bool], predicted: Sequence[bool], scores: Sequence[float] | None = None
) -> dict[str, Any]:
    """Score texts marked claim or not.

    Args:
        gold: Whether each text is a claim.
        predicted: Whether it was taken for one.
        scores: Its ``claim_score``, 0 where no claim was found; null if there are none.

    Returns:
        ``precision``, ``recall`` and ``f1`` of claims, ``accuracy``, ``n`` and, of the texts
        that are none, the part taken for a claim (``false_claims``); with scores also
        ``auc`` and ``calibration_error``.
    """
    ranked = (
        {}
        if scores is None
        else {"auc": area_under_curve(gold, scores), "calibration_error": calibration_error(gold, scores)}
    )
    right = sum(g and p for g, p in zip(gold, predicted, strict=True))
    none = [p for g, p in zip(gold, predicted, strict=True) if not g]
    agree = sum(g == p for g, p in zip(gold, predicted, strict=True))
    return {
        **f1_scores(right, sum(predicted), sum(gold)),
        "accuracy": round(agree / len(gold), 4) if gold else 0.0,
        "false_claims": round(sum(none) / len(none), 4) if none else 0.0,
        **ranked,
        "n": len(gold),
    }


def _spans(pairs: Iterable[Sequence[int]]) -> list[CharSpan]:
    return merged(CharSpan(start, end) for start, end in pairs)


def _words(text: str, spans: Iterable[CharSpan]) -> set[int]:
    """Give the places of the words inside spans, by where each word starts."""
    return {s.start + m.start() for s in spans for m in _WORD.finditer(text[s.start : s.end])}


def score_attributions(
    items: Iterable[tuple[str, Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]],
) -> dict[str, Any]:
    """Score attributions, each a source, a cue and a content of one or more spans.

    A gold attribution is found if a predicted one shares at least half of their joint
    content words; pairs are one to one. Its source is right if the two sources share a
    word; of two empty sources too.

    Args:
        items: For each text its words, the gold and the predicted attributions, with lists
            of ``[start, end]`` under ``source``, ``cue`` and ``content``.

    Returns:
        ``content_words`` (precision, recall, F1 over the words in any content),
        ``attributions`` (of whole attributions), ``found`` and ``found_with_right_source``
        (parts of the gold ones), and counts.
    """
    right = predicted_words = gold_words = found = sourced = n_gold = n_predicted = 0
    for text, gold, predicted in items:
        gold_content = [_words(text, _spans(a["content"])) for a in gold]
        predicted_content = [_words(text, _spans(a["content"])) for a in predicted]
        all_gold = set().union(*gold_content) if gold_content else set()
        all_predicted = set().union(*predicted_content) if predicted_content else set()
        right += len(all_gold & all_predicted)
        gold_words += len(all_gold)
        predicted_words += len(all_predicted)
        n_gold += len(gold)
        n_predicted += len(predicted)
        for i, j in _match_words(gold_content, predicted_content):
            found += 1
            sources = [_words(text, _spans(a["source"])) for a in (gold[i], predicted[j])]
            sourced += bool(sources[0] & sources[1]) or not (sources[0] or sources[1])
    return {
        "content_words": f1_scores(right, predicted_words, gold_words),
        "attributions": f1_scores(found, n_predicted, n_gold),
        "found": round(found / n_gold, 4) if n_gold else 0.0,
        "found_with_right_source": round(sourced / n_gold, 4) if n_gold else 0.0,
        "n_gold": n_gold,
        "n_predicted": n_predicted,
    }


def _match_words(gold: Sequence[set[int]], predicted: Sequence[set[int]]) -> list[tuple[int, int]]:
    scored = [
        (-len(g & p) / len(g | p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g & p and 2 * len(g & p) >= len(g | p)
    ]
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs
