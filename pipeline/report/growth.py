"""A chart of what a run costs as the corpus grows."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pipeline.report.drawing import INK, MUTED, RULE

_WIDTH, _HEIGHT = 300, 260


def draw_growth(rows: Sequence[dict[str, object]]) -> str:
    """Draw time and memory over the number of articles as SVG, both axes in powers of ten.

    Args:
        rows: ``articles``, ``jobs``, ``stage``, ``seconds`` and ``peak_mb`` of each measurement.
    """
    frame = pd.DataFrame(list(rows))
    stages = list(dict.fromkeys(frame["stage"]))
    x = alt.X(
        "articles:Q",
        scale=alt.Scale(type="log"),
        title="articles",
        axis=alt.Axis(format="~s", values=sorted(set(frame["articles"]))),
    )
    colour = alt.Color("stage:N", sort=stages, scale=alt.Scale(scheme="tableau10"), title=None)
    dash = alt.StrokeDash("jobs:N", title="processes")
    base = alt.Chart(frame).encode(x=x, color=colour, strokeDash=dash)
    time = base.mark_line(point=True).encode(
        y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds of each stage")
    )
    memory = base.mark_line(point=True).encode(y=alt.Y("peak_mb:Q", title="most memory of one process, MB"))
    both = alt.hconcat(
        time.properties(width=_WIDTH, height=_HEIGHT), memory.properties(width=_WIDTH, height=_HEIGHT)
    ).configure(background="#ffffff", font="Helvetica, Arial, sans-serif")
    both = both.configure_axis(labelColor=MUTED, titleColor=INK, gridColor=RULE, titleFontWeight="normal")
    return _svg(both)


def _svg(chart: alt.TopLevelMixin) -> str:
    import vl_convert

    found: str = vl_convert.vegalite_to_svg(chart.to_dict())
    return found
