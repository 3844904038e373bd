"""What each chart shows, as its title: never more than its numbers say."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from pipeline.intervals import Z_95
from pipeline.report.answers import SideAnswer, most_criticised
from pipeline.report.crosses import CrossRow
from pipeline.report.months import Month
from pipeline.report.rows import Row
from pipeline.report.wording import join_words, percent, percent_range, sentence_case, side_phrase

_FEWEST = 10
_ALIKE = 0.05  # shares no further apart are called equal


def title_balance(answers: Sequence[SideAnswer]) -> str:
    """Give the title of the chart of all sides."""
    found = most_criticised(answers)
    if found is None:
        return "What the claims about each side do"
    first, second, is_clear = found
    one, other = side_phrase(first.name), side_phrase(second.name)
    if is_clear:
        return f"Claims in these articles criticise {one} more often than {other}"
    most, next_most = (
        next(column.share for column in answer.columns if column.stance == "critical")
        for answer in (first, second)
    )
    if most - next_most > _ALIKE:  # not clear, but no ground to call it equal
        return f"These articles hold too few claims to say whether they criticise {one} more than {other}"
    return f"Claims in these articles criticise {one} and {other} about equally often"


def title_voices(groups: Sequence[CrossRow], side: str, name: str) -> str:
    """Give the title of the chart of who speaks of a side: who criticises it most and least."""
    found = []
    for group in groups:
        cross = next(cross for cross in group.crosses if cross.side == side)
        if cross.claims >= _FEWEST:
            found.append((cross.stances["critical"].value / cross.claims, cross.claims, group.name))
    if len(found) < 2 or not _differ(max(found), min(found)):
        return f"No kind of voice clearly stands out in what it says about {side_phrase(name)}"
    (most, _, first), (least, _, last) = max(found), min(found)
    verb = "criticises" if first.endswith("voice") else "criticise"
    return (
        f"{first} {verb} {side_phrase(name)} most often, in {percent(most)} of claims; "
        f"{last[0].lower() + last[1:]} least, in {percent(least)}"
    )


def _differ(one: tuple[float, int, str], other: tuple[float, int, str]) -> bool:
    """Whether two shares differ by more than chance would explain in 19 of 20 cases."""
    (p, n, _), (q, m, _) = one, other
    pooled = (p * n + q * m) / (n + m)
    return p - q > Z_95 * sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))


def title_months(months: Sequence[Month], side: str, name: str) -> str:
    """Give the title of a side's timeline: when it was criticised and supported most."""
    parts = []
    for stance, noun in (("critical", "criticism"), ("supporting", "support")):
        top = max(month.cells[side][stance].value for month in months)
        peaks = [month.name for month in months if month.cells[side][stance].value == top]
        if top and len(peaks) <= 2:
            parts.append((noun, join_words(peaks)))
    if not parts:
        return f"What was said of {side_phrase(name)}, month by month"
    (first, when), *rest = parts
    if rest and rest[0][1] == when:
        return f"Criticism and support of {side_phrase(name)} both peaked in {when}"
    ending = "".join(f", {noun} in {then}" for noun, then in rest)
    return f"{sentence_case(first)} of {side_phrase(name)} peaked in {when}{ending}"


def title_shares(shares: Sequence[Row], side: str, name: str) -> str:
    """Give the title of a side's shares: where the correction puts its criticism."""
    row = next(row for row in shares if row["side"] == side and row["stance"] == "critical")
    if row["corrected"] is None:
        return f"Criticism of {side_phrase(name)}: {percent_range(row['share_low'], row['share_high'])}"
    return (
        f"The model finds {percent(row['share'])} of claims critical of {side_phrase(name)}; allowing for "
        f"its errors, {percent_range(row['corrected_low'], row['corrected_high'])} are"
    )
