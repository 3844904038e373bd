"""The brief: the same story in Markdown, its texts escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading.opening import open_run
from pipeline.report.brief import escape_markdown, render_brief
from pipeline.report.story import tell_story


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words, e-mailed", "plain words, e-mailed"),
        ("# not a heading", "\\# not a heading"),
        ("- not an item", "\\- not an item"),
        ("12. not a list", "12\\. not a list"),
        ("12.5 per cent", "12\\.5 per cent"),
        ("<b>[x](y)</b> `c` a|b", "\\<b\\>\\[x\\](y)\\</b\\> \\`c\\` a\\|b"),
        ("two\n\nlines\u2028three", "two lines three"),
    ],
)
def test_markdown_shows_texts_as_they_are(text: str, written: str) -> None:
    assert escape_markdown(text) == written


def test_the_brief_tells_the_story_with_the_claims_ids(small_run: Path) -> None:
    run = open_run(small_run)
    brief = render_brief(tell_story(run))
    for heading in (
        "# Too few claims",
        "## United States",
        "### − Critics (3 claims)",
        "## Timeline",
        "## How far to trust this",
    ):
        assert heading in brief
    claim_id = run.claims.loc[run.claims["text"].str.startswith("Chinese labs"), "claim_id"].iloc[0]
    assert f"(`{claim_id}`)" in brief


def test_tags_in_articles_stay_text_in_the_brief(nasty_run: Path) -> None:
    brief = render_brief(tell_story(open_run(nasty_run)))
    assert "<script>" not in brief.replace("\\<script\\>", "")
    assert "\\<script\\>" in brief
