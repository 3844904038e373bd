"""Points on pairs of sentences written for it: paraphrases, and sentences that only look like one."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.analysis.points import find_points

PAIRS = Path(__file__).with_name("pairs.tsv")
_SIDES = {
    "us": r"America|Washington|United States|Nvidia|Meta|OpenAI|Anthropic|Google|Congress|Senate|Pentagon|Commerce",
    "china": r"Chin|Beijing|Huawei|DeepSeek|Alibaba|Tencent",
    "open": r"[Oo]pen(-weight)? (model|ones)",
    "closed": r"[Cc]losed (model|lab|ones)",
}
# Floors, a little under what was measured: precision and recall on the half that thresholds were
# set on, and on the other half.
_FLOORS = {"tuned": (0.9, 0.6), "reported": (0.9, 0.75)}


def _read_pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def home(claims_full: Any) -> dict[str, str]:
    """The point of every sentence of the pairs, all of them read as one run."""
    rows = []
    for number, pair in enumerate(_read_pairs()):
        for end in ("left", "right"):
            known = {"claim_id": f"{number} {end}", "article_id": f"{number} {end}", "text": pair[end]}
            sides = [side for side, names in _SIDES.items() if re.search(names, pair[end])]
            rows += [{**known, "side": side, "stance": "neutral"} for side in sides] or [known]
    points = find_points(claims_full(*rows))
    return {
        claim: point
        for point, claims in zip(points["point_id"], points["claim_ids"], strict=True)
        for claim in claims
    }


def test_the_pairs_are_many_and_differ() -> None:
    pairs = _read_pairs()
    assert len(pairs) >= 120
    assert len({(pair["left"], pair["right"]) for pair in pairs}) == len(pairs)
    assert {pair["label"] for pair in pairs} == {"same", "other"}


@pytest.mark.parametrize("half", list(_FLOORS))
def test_paraphrases_are_joined_and_lookalikes_are_not(home: dict[str, str], half: str) -> None:
    hits = misses = false = 0
    for number, pair in enumerate(_read_pairs()):
        if (number % 2 == 0) != (half == "tuned"):
            continue
        left, right = home.get(f"{number} left"), home.get(f"{number} right")
        joined = left is not None and left == right
        hits += joined and pair["label"] == "same"
        false += joined and pair["label"] == "other"
        misses += not joined and pair["label"] == "same"
    precision, recall = _FLOORS[half]
    assert hits / (hits + false) >= precision
    assert hits / (hits + misses) >= recall


SAID = "Export controls slowed the training of Chinese models."


def _two(claims_full: Any, other: str, first: dict[str, Any], second: dict[str, Any]) -> int:
    return len(find_points(claims_full({"text": SAID, **first}, {"text": other, **second})))


@pytest.mark.parametrize(
    ("other", "first", "second", "points"),
    [
        ("The export controls have slowed training of models in China.", {}, {}, 1),
        ("The export controls have not slowed training of models in China.", {}, {}, 0),
        ("The export controls slowed the training of Indian models.", {}, {}, 0),
        (SAID, {"side": "us", "stance": "neutral"}, {"side": "china", "stance": "neutral"}, 0),
        (SAID, {"side": "us", "stance": "critical"}, {"side": "us", "stance": "supporting"}, 0),
        (SAID, {"side": "us", "stance": "critical"}, {"side": "us", "stance": "neutral"}, 1),
        (SAID, {"side": "us", "stance": "critical"}, {}, 0),
        (SAID, {"article_id": "a"}, {"article_id": "a"}, 0),
    ],
    ids=[
        "reworded",
        "negated",
        "another name",
        "another side",
        "opposed",
        "unsure",
        "no side",
        "one article",
    ],
)
def test_what_is_one_point(claims_full: Any, other: str, first: Any, second: Any, points: int) -> None:
    assert _two(claims_full, other, first, second) == points


def test_a_point_counts_voices_origins_and_articles(claims_full: Any) -> None:
    wire = {"duplicate_group": "wire", "group_id": "g", "is_representative": False}
    full = claims_full(
        {**wire, "claimant_name": "Ann Ames", "is_representative": True},
        {**wire, "claimant_name": "ANN AMES"},
        {"claimant_name": "Bo Li"},
        {"claimant_name": "Reuters", "inner_claimant_name": "Bo Li"},
        {"claimant_name": "officials", "claimant_kind": "unnamed"},
        text=SAID,
        side="china",
        stance="critical",
    )
    point = find_points(full).iloc[0]
    assert (point["claims"], point["voices"], point["origins"], point["articles"]) == (5, 3, 4, 5)
    assert (point["side"], point["stance"], point["text"]) == ("china", "critical", SAID)


def test_a_claim_about_three_sides_is_a_row_for_each(claims_full: Any) -> None:
    rows = [
        {"claim_id": f"c{n}", "article_id": f"a{n}", "side": side, "stance": "neutral"}
        for n in (1, 2)
        for side in ("us", "china", "europe")
    ]
    points = find_points(claims_full(*rows, text=SAID))
    assert points["side"].tolist() == ["china", "europe", "us"]
    assert points["claims"].tolist() == [2, 2, 2]


@pytest.mark.parametrize("text", ["It works.", "They were wrong.", "", "…"])
def test_words_that_say_nothing_are_no_point(claims_full: Any, text: str) -> None:
    assert find_points(claims_full({"group_id": "g"}, {"group_id": "g"}, text=text)).empty


def test_no_claims_no_points(claims_full: Any) -> None:
    points = find_points(claims_full())
    assert points.empty
    assert str(points["voices"].dtype) == "int64[pyarrow]"
