from __future__ import annotations

from typing import Any

import pytest

from pipeline.ingest.metadata import link_of, names_of, plain_words, publisher_of, title_without_site


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("Ann Lee and Bo Chen", ["Ann Lee", "Bo Chen"]),
        ("Ann Lee, Bo Chen, and Cy Diaz", ["Ann Lee", "Bo Chen", "Cy Diaz"]),
        ("Ann Lee; Bo Chen & Cy Diaz", ["Ann Lee", "Bo Chen", "Cy Diaz"]),
        ("Lee, Ann", ["Lee, Ann"]),
        (["Ann Lee", "Bo Chen", "Ann Lee"], ["Ann Lee", "Bo Chen"]),
        ([{"name": "Ann Lee"}, {"@type": "Person"}], ["Ann Lee"]),
        ({"name": "Ann Lee"}, ["Ann Lee"]),
        ("Martin Luther King Jr.", ["Martin Luther King Jr."]),
        ("Ilana Weiss, MS, RDN", ["Ilana Weiss"]),
        ("Tom Krisher, AP Auto Writer", ["Tom Krisher"]),
        ("Phil Helsel is a reporter", ["Phil Helsel"]),
        ("Ann Lee in Tacoma", ["Ann Lee"]),
        ("Jeff Foust Monday", ["Jeff Foust"]),
        ("Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("janie har", ["janie har"]),
        ("王小明", ["王小明"]),
        ("AFP", ["AFP"]),
    ],
)
def test_names_are_found(byline: object, names: list[str]) -> None:
    assert names_of(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        None,
        "",
        "   ",
        "admin",
        "Jdadmin",
        "https://facebook.com/annlee",
        "ann@example.org",
        "@annlee",
        "November",
        "12 March 2025",
        "Detroit News wire services",
        "one of the many people who wrote this",
        True,
        [None, {}],
        "\ud800",
    ],
)
def test_what_is_no_name_is_left_out(byline: object) -> None:
    assert names_of(byline) == []


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("Chips and Chess | The Daily Planet", "Daily Planet", "Chips and Chess"),
        ("Chips - and Chess - dailyplanet.com", "www.dailyplanet.com", "Chips - and Chess"),
        ("Daily Planet: Chips", "Daily Planet", "Daily Planet: Chips"),
        ("Daily Planet | Chips", "Daily Planet", "Chips"),
        ("Chips | Daily Planet", None, "Chips | Daily Planet"),
        ("US-China race", "China", "US-China race"),
        ("Daily Planet", "Daily Planet", "Daily Planet"),
        (None, "Daily Planet", None),
    ],
)
def test_a_title_loses_the_site(title: str | None, site: str | None, bare: str | None) -> None:
    assert title_without_site(title, site) == bare


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("  a \n b ", "a b"),
        ("AT&amp;T", "AT&T"),
        (2025, "2025"),
        ({"name": "x"}, "x"),
        ("x" * 1000, None),
        ("half \ud800", None),
        (True, None),
        ([], None),
        ({}, None),
        ("", None),
    ],
)
def test_words_are_plain(value: Any, words: str | None) -> None:
    assert plain_words(value) == words


def test_links_and_publishers() -> None:
    assert link_of("https://example.org/a?b=c") == "https://example.org/a?b=c"
    assert [link_of(bad) for bad in ("example.org", "javascript:alert(1)", "http://", None, 5)] == [None] * 5
    assert publisher_of({"id": None, "name": "Reuters"}) == "Reuters"
    assert publisher_of("https://www.example.org/x") == "example.org"
