from __future__ import annotations

import pytest

from pipeline.claims.scoring import f1_scores, match_spans, score_attributions, score_claim_flags
from pipeline.spans import CharSpan

TEXT = "Ann said the sky is blue. Bob left."


def _attribution(source: list[list[int]], content: list[list[int]]) -> dict[str, list[list[int]]]:
    return {"source": source, "cue": [[4, 8]], "content": content}


ANN = _attribution([[0, 3]], [[9, 24]])


@pytest.mark.parametrize(
    ("counts", "f1"),
    [((0, 0, 0), 1.0), ((0, 3, 0), 0.0), ((0, 0, 3), 0.0), ((1, 2, 1), 0.6667), ((2, 2, 2), 1.0)],
)
def test_f1_of_counts(counts: tuple[int, int, int], f1: float) -> None:
    assert f1_scores(*counts)["f1"] == f1


def test_spans_pair_one_to_one_and_the_best_first() -> None:
    gold = [CharSpan(0, 10), CharSpan(10, 20)]
    predicted = [CharSpan(0, 20), CharSpan(0, 9), CharSpan(30, 40)]
    assert match_spans(gold, predicted) == [(0, 1), (1, 0)]


def test_flags_count_what_is_taken_for_a_claim() -> None:
    scores = score_claim_flags([True, True, False, False], [True, False, True, False])
    assert (scores["precision"], scores["recall"], scores["false_claims"]) == (0.5, 0.5, 0.5)


def test_a_whole_attribution_is_found_with_its_source() -> None:
    scores = score_attributions([(TEXT, [ANN], [ANN])])
    assert scores["content_words"]["f1"] == 1.0
    assert scores["found_with_right_source"] == 1.0


def test_half_the_words_and_another_source() -> None:
    scores = score_attributions([(TEXT, [ANN], [_attribution([[26, 29]], [[9, 16]])])])
    assert scores["content_words"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert (scores["found"], scores["found_with_right_source"]) == (1.0, 0.0)


def test_nothing_found_is_zero() -> None:
    assert score_attributions([(TEXT, [ANN], [])])["found"] == 0.0
