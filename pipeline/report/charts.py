"""Charts of shares: what the claims do to each side, and who makes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from pipeline.report.answers import SideAnswer
from pipeline.report.crosses import CrossRow
from pipeline.report.drawing import COLOURS, INK, MUTED, ON_BAR, STANCE_ORDER, VERBS, draw_svg, sized_chart
from pipeline.report.wording import STANCE_SIGNS, percent

_FEW = 10


def draw_balance(answers: Sequence[SideAnswer], *, width: int) -> str:
    """Draw each side's claims as one bar: criticism left, support right, the rest between."""
    rows: list[dict[str, Any]] = []
    for answer in answers:
        at = 0.0
        for column in sorted(answer.columns, key=lambda column: STANCE_ORDER.index(column.stance)):
            words = f"{STANCE_SIGNS[column.stance]} {percent(column.share)}"
            fits = column.share * width > 110
            rows.append(
                {
                    "side": answer.name,
                    "stance": column.stance,
                    "from": at,
                    "to": at + column.share,
                    "middle": at + column.share / 2,
                    "words": f"{words} {VERBS[column.stance]}" if fits else words,
                    "room": column.share * width > 40,
                    "href": column.claims.href,
                }
            )
            at += column.share
    frame, names = pd.DataFrame(rows), [answer.name for answer in answers if answer.columns]
    y = alt.Y("side:N", sort=names, axis=None, scale=alt.Scale(paddingInner=0.42, paddingOuter=0.21))
    base = alt.Chart(frame).encode(y=y)
    bars = base.mark_bar().encode(
        x=alt.X("from:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
        x2="to:Q",
        color=alt.Color("stance:N", scale=COLOURS, legend=None),
        href="href:N",
    )
    words = (
        base.transform_filter("datum.room")
        .mark_text(fontSize=14, fontWeight=600, color=ON_BAR)
        .encode(x=alt.X("middle:Q"), text="words:N")
    )
    heads = (
        alt.Chart(pd.DataFrame({"side": names}))
        .mark_text(align="left", baseline="bottom", dy=-20, fontSize=15, fontWeight=700, color=INK)
        .encode(y=y, x=alt.value(0), text="side:N")
    )
    height = 66 * len(names) + 14
    return draw_svg(sized_chart(bars + words + heads, width=width, height=height, margins=(14, 1, 0, 1)))


def draw_voices(groups: Sequence[CrossRow], side: str, *, width: int) -> str:
    """Draw how each kind of voice speaks of a side: criticism left of the line, support right."""
    rows = []
    for group in groups:
        cross = next(cross for cross in group.crosses if cross.side == side)
        for stance, way in (("critical", -1), ("supporting", 1)):
            figure = cross.stances[stance]
            share = figure.value / cross.claims if cross.claims else 0.0
            few = cross.claims < _FEW
            rows.append(
                {
                    "group": group.name + (" on itself" if cross.is_self else ""),
                    "few": few,
                    "stance": stance,
                    "x": way * share,
                    "words": f"{figure.value} of {cross.claims}" if few else percent(share),
                    "href": figure.href,
                }
            )
    frame = pd.DataFrame(rows)
    names = list(dict.fromkeys(frame["group"]))
    limit = max(0.3, frame["x"].abs().max()) * 1.32
    y = alt.Y("group:N", sort=names, axis=None, scale=alt.Scale(paddingInner=0.55, paddingOuter=0.3))
    x = alt.X("x:Q", scale=alt.Scale(domain=[-limit, limit]), axis=None)
    base = alt.Chart(frame).encode(y=y)
    bars = base.mark_bar().encode(
        x=x,
        color=alt.Color("stance:N", scale=COLOURS, legend=None),
        opacity=alt.condition("datum.few", alt.value(0.45), alt.value(1)),
        href="href:N",
    )
    words = base.encode(x=x, text="words:N")
    left = words.transform_filter("datum.stance == 'critical'").mark_text(
        align="right", dx=-5, fontSize=12, color=INK
    )
    right = words.transform_filter("datum.stance == 'supporting'").mark_text(
        align="left", dx=5, fontSize=12, color=INK
    )
    heads = (
        alt.Chart(pd.DataFrame({"group": names}))
        .mark_text(align="left", baseline="bottom", dy=-12, fontSize=13, color=MUTED)
        .encode(y=y, x=alt.value(0), text="group:N")
    )
    line = (
        alt.Chart(pd.DataFrame({"group": names, "x": 0}))
        .mark_tick(orient="vertical", size=26, thickness=1.5, color=INK)
        .encode(x=x, y=y)
    )
    layers = bars + left + right + heads + line
    return draw_svg(sized_chart(layers, width=width, height=48 * len(names) + 12, margins=(12, 0, 0, 0)))
