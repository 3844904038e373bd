from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from pipeline.analysis.contradictions import find_contradictions

SAID = "The export controls slowed the training of Chinese models."


def _reasons(claims_full: Any, *rows: dict[str, Any]) -> list[str]:
    return list(find_contradictions(claims_full(*rows))["reason"])


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        ("The export controls did not slow the training of Chinese models.", ["negated"]),
        ("The export controls sped up the training of Chinese models.", []),
        ("The export controls accelerated the training of Chinese models.", ["opposite"]),
        ("It was late, but the export controls never slowed the training of Chinese models.", ["negated"]),
        ("The export controls may not have slowed the training of Chinese models.", []),
        ("The export controls did not accelerate the training of Chinese models.", []),
        ("The export controls did not slow the training of Indian models.", []),
        ("The export controls slowed the training of large Chinese models.", []),
        ("The export controls did not anger American allies.", []),
        (SAID, []),
    ],
)
def test_what_contradicts(claims_full: Any, other: str, reasons: list[str]) -> None:
    assert _reasons(claims_full, {"text": SAID}, {"text": other}) == reasons


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        ({"claimant_name": "Ann Ames"}, {"claimant_name": "Bo Li"}, ["stance"]),
        ({"claimant_name": "Ann Ames"}, {"claimant_name": "Ann Ames"}, []),
        ({"claimant_name": "Ann Ames"}, {"claimant_name": "Bo Li", "p_supporting": 0.6}, []),
        ({"claimant_name": "Ann Ames"}, {"claimant_name": "Bo Li", "stance": "neutral"}, []),
        ({"claimant_name": "Ann Ames"}, {"claimant_name": "Bo Li", "side": "china"}, []),
    ],
    ids=["two voices", "one voice", "unsure", "neutral", "another side"],
)
def test_opposite_stances_in_like_words(
    claims_full: Any, first: Any, second: Any, reasons: list[str]
) -> None:
    made = {"text": SAID, "side": "us", "stance": "critical", **first}
    assert _reasons(claims_full, made, {**made, "stance": "supporting", **second}) == reasons


@pytest.mark.parametrize(
    ("left", "right", "reasons"),
    [
        ("Closed models are cheap to run on hospital servers.", "Closed models are expensive to run on hospital servers.", ["opposite"]),
        ("Cheap models spread through hospital servers.", "Expensive models spread through hospital servers.", []),
        ("Chip exports rose in March.", "Chip exports fell in March.", ["opposite"]),
        ("Chip exports rose last month.", "Chip exports rose next month.", []),
    ],
)  # fmt: skip
def test_an_adjective_before_its_noun_says_only_which(
    claims_full: Any, left: str, right: str, reasons: list[str]
) -> None:
    assert _reasons(claims_full, {"text": left}, {"text": right}) == reasons


def test_a_speaker_who_turns_a_phrase_does_not_contradict_himself(claims_full: Any) -> None:
    other = "The export controls did not slow the training of Chinese models."
    same = {"article_id": "a", "duplicate_group": "a"}
    assert _reasons(claims_full, {"text": SAID, **same}, {"text": other, **same}) == []
    assert _reasons(
        claims_full, {"text": SAID, **same}, {"text": other, "claimant_name": "Bo Li", **same}
    ) == ["negated"]


def test_a_pair_is_a_row_for_each_side_both_concern(claims_full: Any) -> None:
    other = "The export controls did not slow the training of Chinese models."
    rows = [
        {"claim_id": claim, "article_id": claim, "text": text, "side": side, "stance": "neutral"}
        for claim, text, sides in (("c1", SAID, ("china", "europe", "us")), ("c2", other, ("china", "us")))
        for side in sides
    ]
    found = find_contradictions(claims_full(*rows))
    assert found[["claim_id_a", "claim_id_b", "side"]].values.tolist() == [
        ["c1", "c2", "china"],
        ["c1", "c2", "us"],
    ]


def test_negations_and_opposites_are_found_and_paraphrases_are_not(claims_full: Any) -> None:
    with Path(__file__).with_name("pairs.tsv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    rows = [
        {"claim_id": f"{number} {end}", "article_id": f"{number} {end}", "text": pair[end]}
        for number, pair in enumerate(pairs)
        for end in ("left", "right")
    ]
    found = find_contradictions(claims_full(*rows))
    flagged = set(zip(found["claim_id_a"], found["claim_id_b"], strict=True))
    kinds = [
        pair["kind"] if pair["label"] == "other" else "same"
        for number, pair in enumerate(pairs)
        if (f"{number} left", f"{number} right") in flagged
    ]
    turned = sum(pair["kind"] in ("negation", "opposite") for pair in pairs)
    assert sum(kind in ("negation", "opposite") for kind in kinds) == turned
    assert "same" not in kinds
    # What else is flagged does contradict: all and few, passed and failed.
    assert set(kinds) <= {"negation", "opposite", "quantity", "cause", "topic"}


def test_no_claims_no_contradictions(claims_full: Any) -> None:
    assert find_contradictions(claims_full()).empty
