from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.dates import parse_date

MARCH = date(2025, 3, 12)


@pytest.mark.parametrize(
    "value",
    [
        "2025-03-12",
        "2025-03-12T23:59:59Z",
        "2025-03-12 08:15",
        "2025-03-12T08:15:00.123456+05:30",
        "2025-03-12T08:15:00-0500",
        "2025/03/12",
        "2025/3/12",
        "2025.03.12",
        "20250312",
        "20250312T081500Z",
        20250312,
        "Wed, 12 Mar 2025 08:15:00 +0100",
        "Wed, 12 Mar 2025 08:15:00 GMT",
        "March 12, 2025",
        "MARCH 12 2025",
        "Mar. 12, 2025",
        "March 12th, 2025",
        "12 March 2025",
        "12th of March, 2025",
        "12-Mar-2025",
        "Wednesday, March 12, 2025 at 4:48 PM ET",
        "12 March 2025, 18.42 GMT",
        "  March   12,\u00a02025 ",
        date(2025, 3, 12),
        datetime(2025, 3, 12, 23, 59, tzinfo=UTC),
    ],
)
def test_a_day_is_read(value: object) -> None:
    assert parse_date(value) == MARCH


@pytest.mark.parametrize(
    ("value", "day"),
    [("25/04/2025", date(2025, 4, 25)), ("04/25/2025", date(2025, 4, 25)), ("03/03/2025", date(2025, 3, 3))],
)
def test_numbers_are_read_where_only_one_day_fits(value: str, day: date) -> None:
    assert parse_date(value) == day


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2025",
        "3.4.2025",
        "March 2025",
        "2025",
        2025,
        "2025-03",
        "12/03/25",
        "2025-02-30",
        "2025-13-01",
        "March 32, 2025",
        "1899-12-31",
        "2101-01-01",
        "0001-01-01",
        date(1800, 1, 1),
        1741766400,
        17417664.5,
        "yesterday",
        "Updated March 12, 2025",
        "2025-03-12 and more words",
        "",
        " " * 1000,
        None,
        True,
        ["2025-03-12"],
    ],
)
def test_a_doubtful_date_is_null(value: object) -> None:
    assert parse_date(value) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_way_of_writing_a_day_gives_it_back(day: date) -> None:
    for written in (day.isoformat(), f"{day:%d %B %Y}", f"{day:%b} {day.day}, {day.year}", f"{day:%Y%m%d}"):
        assert parse_date(written) == day


@given(st.text(max_size=90))
def test_any_text_gives_a_day_or_null(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)
