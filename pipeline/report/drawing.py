"""An Altair chart as SVG that belongs to the page: its colours, its fonts, its links.

Charts are drawn when the report is made, so the page needs no charting code. Their sizes
and margins are fixed: no text is measured, and no font of the machine can move a line.
"""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import vl_convert
from lxml import etree

# What the page's style sheet replaces by the colours of the theme.
CRITICAL, SUPPORTING, NEUTRAL = "#c1440e", "#0e6b7c", "#8a8f98"
INK, MUTED, RULE, ON_BAR = "#1a1a1a", "#6b6b6b", "#d9d9d9", "#fdfdfd"
STANCE_ORDER = ("critical", "neutral", "supporting")
VERBS = {"critical": "criticise", "neutral": "neutral", "supporting": "support"}
COLOURS = alt.Scale(domain=list(STANCE_ORDER), range=[CRITICAL, NEUTRAL, SUPPORTING])
_VEGA_LITE = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
_LINK = "{http://www.w3.org/1999/xlink}href"


def sized_chart(
    chart: alt.LayerChart, *, width: int, height: int, margins: tuple[int, int, int, int]
) -> alt.LayerChart:
    """Give a chart fixed sizes and the page's plain look.

    Args:
        chart: The chart.
        width: Of the whole picture.
        height: Of the whole picture.
        margins: Top, right, bottom and left of the drawn area.
    """
    top, right, bottom, left = margins
    sized: alt.LayerChart = chart.properties(
        width=width - left - right,
        height=height - top - bottom,
        padding={"top": top, "right": right, "bottom": bottom, "left": left},
        autosize=alt.AutoSizeParams(type="none"),
    )
    plain: alt.LayerChart = (
        sized.configure(background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED, labelFontSize=12, gridColor=RULE, domain=False, ticks=False, labelPadding=6
        )
    )
    return plain


def draw_svg(chart: alt.TopLevelMixin) -> str:
    """Draw a chart as an SVG element for a page.

    Assistive technology passes over it: the page says in words and in a table what it shows.
    Its links serve the pointer; the same links stand in the table for the keyboard.
    """
    spec: dict[str, Any] = chart.to_dict()
    return clean_svg(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE))


def clean_svg(svg: str) -> str:
    """Take out of an SVG what the page does not need, and let its links lead into the page."""
    # The names of an article stand in it: nothing they say may bring in a file.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    for element in list(root.iter()):
        for name in [n for n in element.attrib if n == "role" or n.startswith("aria-") or n == "font-family"]:
            del element.attrib[name]
        address = element.attrib.pop(_LINK, None)
        if address is not None:
            # The renderer makes every address absolute; the page's own begin with the fragment.
            element.set("href", "#" + address.partition("#")[2])
            element.set("tabindex", "-1")
        if element.get("d") in {"", "M0,0h0v0h0Z"} and element.getparent() is not None:
            element.getparent().remove(element)
    width, height = root.get("width", ""), root.get("height", "")
    root.set("viewBox", root.get("viewBox", f"0 0 {width} {height}"))
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    etree.cleanup_namespaces(root)
    drawn = etree.tostring(root, encoding="unicode")
    return re.sub(r' (?:opacity="1"|pointer-events="none"|version="1\.1")', "", drawn)
