from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.due_dates import find_due
from pipeline.analysis.forecasts import collect_forecasts

MADE_ON = date(2025, 3, 9)


@pytest.mark.parametrize(
    ("text", "due", "due_on"),
    [
        ("China will make half of its chips by 2030.", "2030", date(2030, 12, 31)),
        ("The plant opens in June 2027.", "2027-06", date(2027, 6, 30)),
        ("The rule takes effect on 1 February 2028.", "2028-02-01", date(2028, 2, 1)),
        ("The rule takes effect on February 1, 2028.", "2028-02-01", date(2028, 2, 1)),
        ("Work starts in the first quarter of 2027.", "2027-03", date(2027, 3, 31)),
        ("Shipments double by Q3 2026.", "2026-09", date(2026, 9, 30)),
        ("It will be so by the 2030s.", "2039", date(2039, 12, 31)),
        ("From 2026 to 2029 spending will double.", "2029", date(2029, 12, 31)),
        ("Sales will pass those of 2024 this year.", "2025", date(2025, 12, 31)),
        ("They will release it next year.", "2026", date(2026, 12, 31)),
        ("They will catch up within a year.", "2026-03", date(2026, 3, 31)),
        ("In five years the lead will be gone.", "2030-03", date(2030, 3, 31)),
        ("In the next 18 months prices will halve.", "2026-09", date(2026, 9, 30)),
        ("The lead will be gone by the end of the decade.", "2029", date(2029, 12, 31)),
        ("By 31 June 2026 it will be over.", "2026-06", date(2026, 6, 30)),
        # near misses
        ("It will repeat what happened in 2022.", None, None),
        ("It will sell 2,030 of them.", None, None),
        ("It will cost $2030.", None, None),
        ("The GPT-2030x will be faster.", None, None),
        ("It will never happen.", None, None),
    ],
)
def test_the_date_a_forecast_falls_due(text: str, due: str | None, due_on: date | None) -> None:
    assert find_due(text, MADE_ON) == (due, due_on)


def test_an_undated_article_counts_no_years_from_itself() -> None:
    assert find_due("It will be done next year, or within five years.", None) == (None, None)
    assert find_due("It will be done by 2030.", None) == ("2030", date(2030, 12, 31))


@given(st.text(), st.dates() | st.none())
def test_any_text_is_read(text: str, made_on: date | None) -> None:
    due, due_on = find_due(text, made_on)
    assert (due is None) == (due_on is None)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_written_out_comes_back(day: date) -> None:
    assert find_due(f"It ends on {day.day} {day:%B} {day.year}.", None) == (day.isoformat(), day)


def test_forecasts_alone_are_collected_the_nearest_first(claims_full: Any) -> None:
    full = claims_full(
        {"text": "It will be done.", "kind": "forecast"},
        {"text": "It will be done by 2030.", "kind": "forecast", "side": "us", "stance": "critical"},
        {"text": "It will be done by 2026.", "kind": "forecast", "claimant_name": "Ann Ames"},
        {"text": "It was done by 2026."},
    )
    found = collect_forecasts(full)
    assert found["due"].fillna("").tolist() == ["2026", "2030", ""]
    assert found["claimant_name"].tolist() == ["Ann Ames", "author", "author"]
    assert found["stance"].fillna("").tolist() == ["", "critical", ""]
    assert set(found["made_on"]) == {date(2025, 3, 1)}
    assert collect_forecasts(full[:0]).empty


def test_a_forecast_printed_often_is_told_once(claims_full: Any) -> None:
    every = {"text": "It will be done.", "kind": "forecast", "group_id": "g", "side": "us"}
    full = claims_full({**every, "is_representative": False}, {**every, "claimant_name": "Ann Ames"})
    (row,) = collect_forecasts(full).to_dict("records")
    assert (row["claimant_name"], row["claims"]) == ("Ann Ames", 2)
