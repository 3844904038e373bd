"""Pages and links whose cost would be the square of their length, counted in work and not in seconds."""

from __future__ import annotations

import pytest

from pipeline.ingest.config import FIELD_NAMES, IngestConfig
from pipeline.link.whereabouts import _alone_in_block, _differing_before, _Place

from .conftest import MOST_SECONDS, Read

WORDS = "The house of the men said that it was. "


@pytest.mark.parametrize("tag", ["b", "span", "a"])
def test_words_in_twenty_thousand_tags_are_read_in_time(read: Read, tag: str) -> None:
    inside = f"<{tag}>it was said</{tag}> that the men of the house said so. "
    page = f"<html><body><article><p>{WORDS * 5}</p><p>{inside * 10_000}</p></article></body></html>"
    found = read("a.html", page)
    (article,) = found.articles
    assert article["text"].count("it was said that the men of the house said so.") == 10_000
    assert found.seconds < 2 * MOST_SECONDS


def test_a_paragraph_of_lines_without_end_is_refused(read: Read) -> None:
    page = f"<html><body><article><p>{WORDS * 5}</p><p>{'it was<br>' * 4000}</p></article></body></html>"
    assert read("a.html", page).reasons == ["unreadable"]


def test_rows_of_a_sheet_keep_the_names_of_its_header(read: Read) -> None:
    row = f'"{WORDS}",Ann Lee,2024-05-01\n'
    (article,) = read("a.csv", f"Full Text,Byline,pub_date\n{row}").articles
    assert article["authors"] == ["Ann Lee"]
    assert str(article["published_on"]) == "2024-05-01"
    assert IngestConfig().names_of("text") == FIELD_NAMES["text"]


PLACES = [
    _Place(i, block, side)
    for i, (block, side) in enumerate([(0, "a"), (0, "a"), (0, "b"), (1, "b"), (1, "b")])
]


def test_places_tell_at_once_what_a_look_back_would() -> None:
    assert _alone_in_block(PLACES) == [True, True, False, True, True]
    assert _differing_before(PLACES) == [-1, -1, 1, 1, 1]
    assert (_alone_in_block([]), _differing_before([])) == ([], [])
