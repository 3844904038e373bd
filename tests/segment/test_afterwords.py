"""What follows an article: comments, and lists of other articles with their first sentences."""

from __future__ import annotations

from pipeline.segment.blocks import find_blocks

PROSE = [
    "Chip makers on both sides of the Pacific reported higher orders in the third quarter, and analysts said "
    "that demand would hold through next year.",
    "The figures, which were published by the ministry on Tuesday, show that imports of machines rose while "
    "imports of finished chips fell for the second year in a row.",
    "Neither government has explained the difference, and companies that were asked about it declined to say "
    "where the machines had gone.",
]
COMMENTS = [
    "Top Rated Comments",
    "gallium_fan",
    "2 days ago",
    "Nobody should be surprised that the machines went missing.",
    "Rating: 12 Votes",
    "quiet reader",
    "1 day ago",
    "The ministry has always been late with its figures.",
    "Reply",
]
TEASERS = [
    "More from The Harbor Courier",
    "Ferry strike enters its third week",
    "Crews and owners met on Monday and parted without a date for new talks.",
    "Museum of tides opens",
    "The city has waited eleven years for it.",
    "Council votes on the bridge",
    "Eight of fifteen members want it closed to cars by the spring.",
]


def kinds_below(*lines: str) -> list[str]:
    text = "\n".join([*PROSE, *lines])
    return [block.kind for block in find_blocks(text)][len(PROSE) :]


def test_comments_are_furniture_as_far_as_their_stamps_reach() -> None:
    assert set(kinds_below(*COMMENTS)) == {"furniture"}


def test_times_of_day_below_the_word_comments_are_a_live_blog() -> None:
    entries = ["Comments", "10:15", PROSE[0], "10:40", PROSE[1], "11:05", PROSE[2]]
    assert kinds_below(*entries).count("paragraph") == 3


def test_other_articles_are_furniture_with_their_first_sentences() -> None:
    assert set(kinds_below(*TEASERS)) == {"furniture"}


def test_sections_of_the_article_stay_though_each_has_one_paragraph() -> None:
    assert kinds_below("Timeline", *TEASERS[1:]).count("paragraph") == 3


def test_a_list_that_the_article_goes_on_after_stays() -> None:
    assert "paragraph" in kinds_below(*TEASERS, *PROSE)[len(TEASERS) :]


def test_lines_without_a_full_stop_outside_a_long_article_are_headlines() -> None:
    other = "Weaving mill wins its appeal against the river authority in Ostrava"
    text = "\n".join([other, "Jo Doe", *PROSE, other.replace("mill", "school")])
    assert [b.kind for b in find_blocks(text) if "wins" in text[b.start : b.end]] == ["heading", "heading"]


def test_points_listed_at_the_head_stay() -> None:
    points = [
        "Imports of machines rose for the second year in a row",
        "Neither government has explained where the machines went",
        "Analysts expect demand to hold through next year",
    ]
    blocks = find_blocks("\n".join(["Key points", *points, *PROSE]))
    assert [b.kind for b in blocks][1:4] == ["paragraph"] * 3
