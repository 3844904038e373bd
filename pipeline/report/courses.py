"""Charts with an axis: the months, and the shares with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pipeline.report.drawing import COLOURS, INK, MUTED, STANCE_ORDER, VERBS, draw_svg, sized_chart
from pipeline.report.months import Month
from pipeline.report.rows import Row
from pipeline.report.wording import STANCE_SIGNS, month_name


def draw_months(months: Sequence[Month], side: str, *, width: int, top: int) -> str:
    """Draw a side's months: support above the line, criticism below.

    Args:
        months: The months in order.
        side: The side.
        width: Of the picture.
        top: Largest number of claims that any month of any side has on one side of the line.
    """
    rows = []
    for number, month in enumerate(months):
        for stance, way in (("supporting", 1), ("critical", -1)):
            figure = month.cells[side][stance]
            rows.append({"at": number, "n": way * figure.value, "stance": stance, "href": figure.href})
    frame = pd.DataFrame(rows)
    left, right = 34, 6
    step = (width - left - right) / max(len(months), 1)
    every = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if n * step >= 66)
    starts = [n for n, month in enumerate(months) if (int(month.month[5:]) - 1) % min(every, 12) == 0]
    labelled = starts[:: max(1, every // 12)]
    names = "[" + ",".join(f"'{month_name(month.month, short=True)}'" for month in months) + "]"
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[-0.5, len(months) - 0.5], nice=False),
        axis=alt.Axis(
            values=labelled, labelExpr=f"{names}[datum.value]", grid=False, title=None, labelFlush=False
        ),
    )
    tick = max(1, next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if n * 2 >= top))
    y = alt.Y(
        "n:Q",
        scale=alt.Scale(domain=[-top, top], nice=False),
        axis=alt.Axis(
            values=[-2 * tick, -tick, 0, tick, 2 * tick],
            labelExpr="format(abs(datum.value), ',')",
            title=None,
        ),
    )
    bars = (
        alt.Chart(frame)
        .mark_bar(width=max(2.0, step * 0.7))
        .encode(x=x, y=y, color=alt.Color("stance:N", scale=COLOURS, legend=None), href="href:N")
    )
    line = alt.Chart(pd.DataFrame({"n": [0]})).mark_rule(color=MUTED).encode(y=y)
    return draw_svg(sized_chart(bars + line, width=width, height=170, margins=(6, right, 26, left)))


def draw_shares(shares: Sequence[Row], side: str, *, width: int) -> str:
    """Draw a side's shares as counted and as corrected, each with its interval."""
    rows = []
    for row in sorted(shares, key=lambda row: STANCE_ORDER.index(row["stance"])):
        if row["side"] != side:
            continue
        for name, key in (("as counted", "share"), ("corrected", "corrected")):
            if row[key] is not None:
                rows.append(
                    {
                        "stance": f"{STANCE_SIGNS[row['stance']]} {VERBS[row['stance']]}",
                        "kind": row["stance"],
                        "name": name,
                        "share": row[key],
                        "low": row[f"{key}_low"],
                        "high": row[f"{key}_high"],
                    }
                )
    frame = pd.DataFrame(rows)
    names = list(dict.fromkeys(frame["stance"]))
    offset = alt.YOffset("name:N", sort=["as counted", "corrected"])
    y = alt.Y("stance:N", sort=names, axis=alt.Axis(title=None, grid=False, labelColor=INK, labelFontSize=13))
    x = alt.X(
        "low:Q",
        scale=alt.Scale(domain=[0, max(0.6, float(frame["high"].max()))], nice=False),
        axis=alt.Axis(format=".0%", title=None, tickCount=4),
    )
    colour = alt.Color("kind:N", scale=COLOURS, legend=None)
    base = alt.Chart(frame).encode(y=y, yOffset=offset, color=colour)
    intervals = base.mark_rule(strokeWidth=2).encode(x=x, x2="high:Q")
    counted = (
        base.transform_filter("datum.name == 'as counted'")
        .mark_point(filled=True, size=80, opacity=1)
        .encode(x=alt.X("share:Q"))
    )
    corrected = (
        base.transform_filter("datum.name == 'corrected'")
        .mark_point(filled=True, shape="diamond", size=110, opacity=1)
        .encode(x=alt.X("share:Q"))
    )
    layers = intervals + counted + corrected
    return draw_svg(sized_chart(layers, width=width, height=56 * len(names) + 34, margins=(4, 18, 30, 92)))
