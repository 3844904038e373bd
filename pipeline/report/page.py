"""The story as one HTML file that needs nothing else: no server, no network, no library."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from pipeline.report.charts import draw_balance, draw_voices
from pipeline.report.courses import draw_months, draw_shares
from pipeline.report.payload import page_data, to_script_json
from pipeline.report.story import Story
from pipeline.report.titles import title_balance, title_months, title_shares, title_voices
from pipeline.report.wording import STANCE_SIGNS, count_of, percent, percent_range, side_phrase

if TYPE_CHECKING:
    from pipeline.reading.run import Run

_SCRIPTS = ("claims.js", "list.js", "article.js", "page.js")
# Wide and narrow pictures of the charts that are as wide as the page.
_WIDE, _NARROW, _HALF = 880, 340, 360


def render_page(run: Run, story: Story) -> str:
    """Lay the story out as a page.

    Texts of articles reach the page in two ways only: through the template, which escapes
    everything, and as JSON in an element that no browser runs. The page's policy allows its
    own script by digest and no other, and nothing from the network.

    Args:
        run: The run, for its articles' texts.
        story: What the run says.

    Returns:
        The HTML; the same tables give the same bytes.
    """
    script = "".join(read_asset(name) for name in _SCRIPTS)
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return _template().render(
        story=story,
        charts=_charts(story),
        style=Markup(read_asset("page.css")),
        script=Markup(script),
        script_digest=digest,
        data=Markup(to_script_json(page_data(run, story.rows, story.sets))),
    )


def read_asset(name: str) -> str:
    """Give the text of a file that the page is made of."""
    return resources.files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(read_asset),
    )
    environment.filters.update(percent=percent, side_phrase=side_phrase)
    environment.globals.update(
        percent_range=percent_range,
        count_of=count_of,
        signs=STANCE_SIGNS,
        stances=("critical", "neutral", "supporting"),
    )
    return environment.get_template("page.html.j2")


def _charts(story: Story) -> dict[str, Any]:
    """Give each chart's title and pictures; by side where there is one a side."""
    told = [answer for answer in story.answers if answer.columns]
    if not told:
        return {"balance": None, "voices": {}, "months": {}, "shares": {}}
    top = max(
        (
            figure.value
            for month in story.months
            for cells in month.cells.values()
            for stance, figure in cells.items()
            if stance != "neutral"
        ),
        default=0,
    )
    charts: dict[str, Any] = {
        "balance": (title_balance(told), *(Markup(draw_balance(told, width=w)) for w in (_WIDE, _NARROW))),
        "voices": {},
        "months": {},
        "shares": {},
    }
    for answer in told:
        side, name = answer.side, answer.name
        charts["voices"][side] = (
            title_voices(story.groups, side, name),
            Markup(draw_voices(story.groups, side, width=_HALF)),
        )
        charts["shares"][side] = (
            title_shares(story.shares, side, name),
            Markup(draw_shares(story.shares, side, width=_HALF)),
        )
        if story.months:
            charts["months"][side] = (
                title_months(story.months, side, name),
                *(
                    Markup(draw_months(story.months, side, width=w, top=max(top, 1)))
                    for w in (_WIDE, _NARROW)
                ),
            )
    return charts
