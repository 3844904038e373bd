from __future__ import annotations

from datetime import date

import pytest

from pipeline.ingest import IngestConfig
from pipeline.ingest.openings import Opening, read_opening

BODY = "\n\nThe ministry said on Monday that the rule would be withdrawn, and that another would follow it.\n"


def opening(text: str) -> Opening:
    return read_opening(text, config=IngestConfig())


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Chips and chess", "Chips and chess"),
        ("Who really gains from free models?", "Who really gains from free models?"),
        ("China catches up with the U.S.", "China catches up with the U.S."),
        ("‘Packed between teacups’: a trial begins", "‘Packed between teacups’: a trial begins"),
        ("Chips and chess | The Planet", "Chips and chess | The Planet"),
        # Furniture above the headline is passed over.
        ("Skip to main content\nMenu\nChips and chess at noon", "Chips and chess at noon"),
        (
            "The Tarn Dispatch\nHome   World   Courts   Crossword\nJury hears of hidden chips",
            "Jury hears of hidden chips",
        ),
        (
            "NVDA 120.40 ▼ -1.12% | AMD 98.10 ▲ +0.3%\nMakers of chips fall again",
            "Makers of chips fall again",
        ),
        ("![](https://cdn.example/a.webp)\nThe race for control goes on", "The race for control goes on"),
        ("12 March 2025\nThe race for control goes on", "The race for control goes on"),
        ("FOR IMMEDIATE RELEASE\nLantern opens its third campus", "Lantern opens its third campus"),
        ("By Ann Lee\nThe race for control goes on", "The race for control goes on"),
        # Abstentions.
        ("We scan new podcasts and send you the top five.", None),
        ("“We will win.”", None),
        ("Key points:", None),
        ("and so the story goes on here", None),
        ("Chips", None),
        (" ".join(["word"] * 26), None),
        ("https://example.org/article", None),
    ],
)
def test_the_title_is_the_first_line_that_can_be_one(head: str, title: str | None) -> None:
    assert opening(head + BODY).title == title


def test_a_single_line_has_no_title() -> None:
    assert opening("Chips and chess at noon").title is None
    assert opening("").title is None


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("By Ann Lee", ["Ann Lee"], None),
        ("by Ann Lee and Bo Chen", ["Ann Lee", "Bo Chen"], None),
        ("By Ann Lee and Bo Chen, The Planet", ["Ann Lee", "Bo Chen"], None),
        ("By Ann Lee, March 12, 2025", ["Ann Lee"], date(2025, 3, 12)),
        ("By Ann Lee | 12 March 2025 | 4 min read", ["Ann Lee"], date(2025, 3, 12)),
        ("12 March 2025", [], date(2025, 3, 12)),
        ("Published: March 12, 2025", [], date(2025, 3, 12)),
        ("March 12, 2025 · 3 min read · 41 sources", [], date(2025, 3, 12)),
        ("Harrowgate Post, 12 March 2025", [], date(2025, 3, 12)),
        (
            "TUCSON, Ariz., March 12, 2025 /Newswire/ -- Lantern said today that it grows.",
            [],
            date(2025, 3, 12),
        ),
        # Near misses.
        ("Updated March 12, 2025", [], None),
        ("By invitation only", [], None),
        ("By Staff Reporter", [], None),
        ("By comparison, China spends less.", [], None),
        ("By 2030 China will lead.", [], None),
        ("On 12 March 2025 the rule was withdrawn by the ministry.", [], None),
        ("The panel met at the Fernhollow Forum for Science and Trade, 7 May 2026", [], None),
        ("03/04/2025", [], None),
    ],
)
def test_bylines_and_dates_count_only_on_lines_of_their_own(
    line: str, authors: list[str], day: date | None
) -> None:
    found = opening(f"Chips and chess\n{line}{BODY}")
    assert (found.title, found.authors, found.published_on) == ("Chips and chess", authors, day)


def test_labelled_lines_are_read_like_a_record() -> None:
    head = "Title: Chips\nAuthor: Ann Lee\nDate: 2025-03-12\nSource: The Planet\nURL: https://example.org/a\n"
    assert opening(head + BODY) == Opening(
        "Chips", ["Ann Lee"], "The Planet", date(2025, 3, 12), "https://example.org/a"
    )
    assert opening("Title: only one of them" + BODY).authors == []
    assert opening("MODERATOR: Welcome back to all.\nLEE: Thank you." + BODY).authors == []
