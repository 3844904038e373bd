from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.stance.promotion import compare_answers, find_refusals, read_register, write_register


def scores(all_: float, us: float, swaps: float) -> dict[str, Any]:
    macro = {"macro_f1": us}
    return {"all": {"macro_f1": all_}, "sides": {"us": macro}, "swaps": {"consistency": swaps}}


@pytest.mark.parametrize(
    ("candidate", "refused"),
    [
        (scores(0.80, 0.80, 0.95), []),
        (scores(0.79, 0.78, 0.94), []),  # each at its margin
        (scores(0.78, 0.80, 0.95), ["macro F1 falls from 0.800 to 0.780"]),
        (scores(0.90, 0.77, 0.95), ["macro F1 toward us falls from 0.800 to 0.770"]),
        (scores(0.90, 0.90, 0.90), ["side-swap consistency falls from 0.950 to 0.900"]),
    ],
)
def test_a_candidate_may_not_be_worse_beyond_the_margin(
    candidate: dict[str, Any], refused: list[str]
) -> None:
    found = find_refusals(scores(0.80, 0.80, 0.95), candidate, 0.0100001)
    assert [reason.partition(", by")[0] for reason in found] == refused


def test_what_changes_is_counted_by_side_and_direction() -> None:
    rows = [
        ("us", "neutral", "critical"),
        ("us", "neutral", "critical"),
        ("us", "critical", "critical"),
        ("china", "supporting", None),
    ]
    found = compare_answers(rows)
    assert (found["rows"], found["changed"]) == (4, 3)
    assert found["changes"] == [
        {"side": "us", "from": "neutral", "to": "critical", "rows": 2},
        {"side": "china", "from": "supporting", "to": "abstained", "rows": 1},
    ]
    assert found["shares"]["us"]["critical"] == [0.3333, 1.0]
    assert found["shares"]["china"]["supporting"] == [1.0, 0.0]


def test_the_last_five_stay(tmp_path: Path) -> None:
    assert read_register(tmp_path) == []
    rows = [{"model_id": str(i), "model": f"kept/{i}"} for i in range(7)]
    write_register(tmp_path / "models", rows)
    assert read_register(tmp_path / "models") == rows[:5]
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["promoted.json"]


@pytest.mark.parametrize("text", ["{", "[]", '{"promoted": [{"model_id": "a"}]}', '{"promoted": 3}'])
def test_a_broken_register_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "promoted.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"promoted\.json: cannot be read"):
        read_register(tmp_path)
