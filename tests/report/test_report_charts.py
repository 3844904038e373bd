"""The charts: SVG that takes the page's colours, links into the page and holds no text of articles raw."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.reading.opening import open_run
from pipeline.report.charts import draw_balance, draw_voices
from pipeline.report.courses import draw_months, draw_shares
from pipeline.report.drawing import CRITICAL, SUPPORTING, clean_svg
from pipeline.report.story import Story, tell_story

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def story(small_run: Path) -> Story:
    return tell_story(open_run(small_run))


def test_bars_lead_to_their_claims_and_the_keyboard_passes_over_them(story: Story) -> None:
    root = etree.fromstring(draw_balance(story.answers, width=600))
    links = list(root.iter(f"{_SVG}a"))
    assert {link.get("href") for link in links} >= {"#open=list&side=us&stance=critical"}
    assert all(link.get("tabindex") == "-1" for link in links)
    assert root.get("aria-hidden") == "true"


@pytest.mark.parametrize("width", [340, 880])
def test_charts_use_the_colours_that_the_page_replaces(story: Story, width: int) -> None:
    drawn = [
        draw_balance(story.answers, width=width),
        draw_voices(story.groups, "us", width=width),
        draw_months(story.months, "us", width=width, top=3),
        draw_shares(story.shares, "us", width=width),
    ]
    for svg in drawn:
        assert CRITICAL in svg and SUPPORTING in svg
        assert f'viewBox="0 0 {width} ' in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_a_chart_is_the_same_twice(story: Story) -> None:
    assert draw_months(story.months, "us", width=340, top=3) == draw_months(
        story.months, "us", width=340, top=3
    )


def test_an_absolute_address_becomes_a_fragment() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="2" height="3">'
        '<a xlink:href="https://somewhere.example/#open=list" role="x"><path d="M0,0h1"/></a></svg>'
    )
    assert clean_svg(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="3" viewBox="0 0 2 3" aria-hidden="true" '
        'focusable="false"><a href="#open=list" tabindex="-1"><path d="M0,0h1"/></a></svg>'
    )
