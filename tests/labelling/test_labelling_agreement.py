from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.labelling.agreement import cohen_kappa, krippendorff_alpha, overall_alpha, pair_agreements
from pipeline.labelling.report import agreement_lines
from pipeline.labelling.settling import open_disagreements, settle_labels


def _rows(*told: str) -> list[dict[str, Any]]:
    """Make rows from ``id labeller answer``."""
    rows = []
    for line in told:
        name, labeller, answer = line.split()
        reason = answer if answer in ("no_claim", "wrong_side") else None
        rows.append(
            {
                "id": name,
                "text": f"text {name}",
                "label": None if reason else answer,
                "reason": reason,
                "labeller": labeller,
            }
        )
    return rows


def test_alpha_is_that_of_krippendorffs_example_with_gaps() -> None:
    # Krippendorff (2011), section C: four observers, twelve units, nominal alpha .743.
    observers = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    units = [
        [v for v in unit if v != "."] for unit in zip(*(line.split() for line in observers), strict=True)
    ]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_is_that_of_krippendorffs_binary_example() -> None:
    # Krippendorff (2011), section A: two observers, ten units, alpha .095.
    units = list(zip("0100000010", "1110010000", strict=True))
    assert krippendorff_alpha(units) == pytest.approx(0.095, abs=0.0005)


def test_kappa_of_a_two_by_two_table() -> None:
    # 20 times both yes, 15 times both no, 5 and 10 times apart: (.7 - .5) / (1 - .5).
    both = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(both) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        ([], None),
        ([["a"], ["b"]], None),
        ([["a", "a"], ["a", "a"]], None),
        ([["a", "a"], ["b", "b"]], 1.0),
    ],
)
def test_alpha_at_its_edges(units: list[list[str]], alpha: float | None) -> None:
    assert krippendorff_alpha(units) == alpha


def test_pairs_compare_last_answers_and_leave_adjudicators_out() -> None:
    rows = _rows(
        "1 ada neutral",
        "1 ben critical",
        "1 ada critical",
        "2 ada neutral",
        "2 ben no_claim",
        "3 eve neutral",
        "1 adjudicated neutral",
    )
    pairs = pair_agreements(rows)
    assert [(pair.first, pair.second, pair.n, pair.raw) for pair in pairs] == [("ada", "ben", 2, 0.5)]
    assert dict(pairs[0].table) == {("critical", "critical"): 1, ("neutral", "no_claim"): 1}
    assert overall_alpha(rows) == krippendorff_alpha([["critical", "critical"], ["neutral", "no_claim"]])


def test_the_report_says_all_of_it() -> None:
    rows = _rows(
        "1 ada neutral",
        "1 ben neutral",
        "2 ada critical",
        "2 ben neutral",
        "3 ada critical",
        "3 ben critical",
    )
    assert agreement_lines(rows, "labels.jsonl") == [
        "ada and ben: 67% the same of 3, Cohen's kappa 0.40",
        "  ada down, ben across",
        "            critical   neutral",
        "  critical         1         1",
        "  neutral          0         1",
        "",
        "Krippendorff's alpha over all labellers: 0.44",
        "3 questions, 2 settled, 1 in dispute (settle them with --adjudicate)",
        "",
        "2  ada: critical, ben: neutral",
        "  text 2",
    ]


def test_the_report_needs_two_labellers_of_one_question() -> None:
    with pytest.raises(InputError, match=r"a\.jsonl: no question was labelled by two; .* second labeller"):
        agreement_lines(_rows("1 ada neutral", "2 ben neutral"), "a.jsonl")


@pytest.mark.parametrize(
    ("told", "settled"),
    [
        (["1 ada neutral"], [("neutral", "only label", 1, 1)]),
        (["1 ada neutral", "1 ben neutral", "1 eve critical"], [("neutral", "majority", 2, 3)]),
        (["1 ada neutral", "1 ben critical"], []),
        (["1 ada neutral", "1 ben critical", "1 eve supporting"], []),
        (["1 ada neutral", "1 ben critical", "1 adjudicated critical"], [("critical", "adjudicated", 1, 2)]),
        (["1 ada neutral", "1 adjudicated no_claim"], [(None, "adjudicated", 0, 1)]),
        (["1 adjudicated neutral", "1 adjudicated critical"], [("critical", "adjudicated", 0, 0)]),
        (["1 ada neutral", "1 ada critical"], [("critical", "only label", 1, 1)]),
        (["1 ada no_claim", "1 ben no_claim"], [(None, "majority", 2, 2)]),
    ],
)
def test_settling(told: list[str], settled: list[tuple[Any, ...]]) -> None:
    found = settle_labels(_rows(*told))
    assert [(row["label"], row["settled_by"], row["votes"], row["voters"]) for row in found] == settled


def test_equal_ids_of_different_texts_are_different_questions() -> None:
    rows = [{**row, "text": row["labeller"]} for row in _rows("1 ada neutral", "1 ben critical")]
    assert len(settle_labels(rows)) == 2
    assert open_disagreements(rows) == []


def test_rows_without_a_labeller_are_one_labellers() -> None:
    rows = [{"id": "1", "text": "a", "label": label} for label in ("neutral", "critical")]
    assert [row["label"] for row in settle_labels(rows)] == ["critical"]


def test_a_decision_ends_a_disagreement() -> None:
    apart = _rows("1 ada neutral", "1 ben critical")
    assert open_disagreements(apart) == [apart]
    assert open_disagreements([*apart, *_rows("1 adjudicated neutral")]) == []
