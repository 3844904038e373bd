"""The sentences around charts and tables: what they show, and what to make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.report.crosses import CrossRow
from pipeline.report.figures import Figure, Receipt, Sentence, Strong
from pipeline.report.findings import Forecast
from pipeline.report.rows import Row
from pipeline.report.trust import Measured
from pipeline.report.wording import count_of, percent
from pipeline.schemas import STANCES

# The page counts a claim as unsure by thousandths of a probability, and so does this.
_UNSURE_BELOW = 500


def self_sentence(groups: Sequence[CrossRow]) -> Sentence:
    """Say how sides' own voices speak of themselves and of the others."""
    crosses = [cross for group in groups[:-1] for cross in group.crosses]
    own = [cross for cross in crosses if cross.is_self]
    sided = [group for group in groups if any(cross.is_self for cross in group.crosses)]
    others = [cross for group in sided for cross in group.crosses if not cross.is_self]
    n_own, n_others = (sum(cross.claims for cross in chosen) for chosen in (own, others))
    if min(n_own, n_others) < 1:
        return ("Praise by a side’s own voices is kept apart from praise by others.",)
    praise_own, praise_others = (
        sum(cross.stances["supporting"].value for cross in chosen) for chosen in (own, others)
    )
    query = {"side": "any", "stance": "supporting", "voice": "spoken"}
    small = "; few claims, so little to build on" if min(n_own, n_others) < 30 else ""
    return (
        "Voices that belong to a side support their own side in ",
        Receipt(f"{praise_own} of {count_of(n_own, 'claim')}", {**query, "speaks": "own"}),
        " and another side in ",
        Receipt(f"{praise_others} of {n_others:,}", {**query, "speaks": "other"}),
        f"{small}. Most claims come from the articles themselves and from people of no side.",
    )


def forecasts_sentence(claims: Iterable[Row], forecasts: Sequence[Forecast]) -> Sentence:
    """Say how many claims are forecasts, and how many name a date."""
    total = sum(row["kind"] == "forecast" for row in claims)
    dated = sum(bool(forecast.due) for forecast in forecasts)
    return (
        Figure(total, {"kind": "forecast"}),
        f" {'claim says' if total == 1 else 'claims say'} what will be; {dated or 'none'} of those below "
        f"{'names' if dated == 1 else 'name'} a date, which is when to look again.",
    )


def measured_sentence(measured: Sequence[Measured]) -> Sentence:
    """Say how often the stance model is right, in hundreds."""
    if not measured:
        return ()
    low, high = measured[0], measured[-1]
    shown = round(low.accuracy * 100)
    start: Sentence = (
        "On ",
        Strong(f"{low.count:,} labelled claims"),
        f" ({low.labels}) the stance model agrees with the label in ",
        Strong(f"{shown} of 100"),
    )
    if len(measured) == 1:
        return (*start, ".")
    return (*start, f"; on the easiest of its tests ({high.labels}) in {round(high.accuracy * 100)} of 100.")


def corrected_sentence(shares: Sequence[Row], measured_on: str) -> Sentence:
    """Say what the correction does, or why there is none."""
    if not measured_on:
        return ("Not known: the counts of the model’s errors are not beside this run.",)
    few = sorted({row["side"] for row in shares if row["few"]})
    return (
        f"A model that errs moves shares. From how often it says what of what, counted on {measured_on}, the "
        "true shares can be estimated: with wider intervals, and only as well as those labels resemble these "
        "articles.",
        *((" Sides with under ten claims are not worth reading.",) if few else ()),
    )


def unsure_sentence(rows: Sequence[Row]) -> Sentence:
    """Say where the model is unsure, and where it withheld its answer."""
    sided = [row for row in rows if row["side"] is not None]
    unsure = {
        row["claim_id"]
        for row in sided
        if max(round((row[f"p_{stance}"] or 0.0) * 1000) for stance in STANCES) < _UNSURE_BELOW
    }
    withheld = {row["claim_id"] for row in sided if row["stance"] is None}
    share = percent(len(unsure) / len({row["claim_id"] for row in sided})) if sided else ""
    return (
        "It is unsure of ",
        Figure(len(unsure), {"side": "any", "unsure": "yes"}),
        f" claims ({share}): it gives no stance a probability of a half. " if sided else " claims. ",
        "It withheld its answer on ",
        Figure(len(withheld), {"side": "any", "stance": "abstained"}),
        ".",
    )
