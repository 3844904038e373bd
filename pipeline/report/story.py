"""The story of a run: everything that the page and the brief say, before it is laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.report.answers import SideAnswer, answer_side, comparison, headline
from pipeline.report.crosses import CrossRow, cross_claimants, cross_groups
from pipeline.report.figures import Figure, Sentence
from pipeline.report.findings import (
    Forecast,
    Noise,
    Pair,
    Point,
    first_rows,
    tell_forecasts,
    tell_noise,
    tell_pairs,
    tell_points,
    tell_shifts,
)
from pipeline.report.months import Month, tell_months
from pipeline.report.remarks import (
    corrected_sentence,
    forecasts_sentence,
    measured_sentence,
    self_sentence,
    unsure_sentence,
)
from pipeline.report.repeats import independent_sets, open_shares
from pipeline.report.rows import Row, rows_of
from pipeline.report.trust import Measured, Step, coverage_steps, measured_figures, refused_reasons
from pipeline.report.wording import count_of, month_name

if TYPE_CHECKING:
    from pipeline.reading.run import Run


@dataclass(frozen=True)
class Story:
    """What a run says, in the order in which a reader asks.

    Args:
        described: Content of ``run.json``.
        sides: Names of the sides by id.
        rows: ``claims_full`` as rows, for what lays the story out.
        sets: Claims behind findings that no filter describes, by the name of the set.
    """

    described: Mapping[str, Any]
    sides: Mapping[str, str]
    rows: Sequence[Row]
    sets: Mapping[str, Sequence[str]]
    title: str
    headline: str
    period: str
    standing: Sentence
    answers: tuple[SideAnswer, ...]
    points: tuple[Point, ...]
    groups: tuple[CrossRow, ...]
    claimants: tuple[CrossRow, ...]
    more_claimants: int
    months: tuple[Month, ...]
    pairs: tuple[Pair, ...]
    shifts: tuple[Pair, ...]
    forecasts: tuple[Forecast, ...]
    noise: Noise
    steps: tuple[Step, ...]
    shares: tuple[Row, ...]
    measured: tuple[Measured, ...]
    measured_told: Sentence
    corrected_told: Sentence
    self_told: Sentence
    forecasts_told: Sentence
    unsure_told: Sentence
    refused: tuple[tuple[str, int, tuple[str, ...]], ...]


def tell_story(run: Run, identity: Mapping[str, Any] | None = None) -> Story:
    """Compute what a run's tables say.

    Args:
        run: A finished run.
        identity: The stance model's identity, for its measured quality; None if it is not here.
    """
    rows, sides = rows_of(run.claims_full), run.sides
    claims = first_rows(rows)
    shares = rows_of(run.corrected_shares())
    answers = tuple(answer_side(side, rows, shares, sides) for side in sides)
    points, point_sets = tell_points(rows_of(run.points()), claims, sides)
    noise, noise_sets = tell_noise(rows_of(run.noise())[0], rows)
    matrix = rows_of(run.matrix())
    claimants, more = cross_claimants(matrix, sides)
    months = tell_months(rows_of(run.timeline()), sides)
    groups = cross_groups(matrix, sides)
    forecasts = tell_forecasts(rows_of(run.forecasts()), claims, sides)
    measured = measured_figures(identity)
    measured_on = "" if run.confusion is None else str(run.confusion.attrs.get("measured_on", ""))
    concerned = {row["claim_id"] for row in rows if row["side"] is not None}
    period = _period([row["published_on"] for row in rows_of(run.articles[["published_on"]])])
    return Story(
        described=run.described,
        sides=sides,
        rows=rows,
        sets={**point_sets, **noise_sets, **independent_sets(rows)},
        title=str(run.described.get("pack_title", "")),
        headline=headline(answers),
        period=period,
        standing=_standing(run.described, len(claims), len(concerned), period, comparison(answers)),
        answers=answers,
        points=points,
        groups=groups,
        claimants=claimants,
        more_claimants=more,
        months=months,
        pairs=tell_pairs(rows_of(run.contradictions()), rows, sides),
        shifts=tell_shifts(rows_of(run.shifts()), rows, sides),
        forecasts=forecasts,
        noise=noise,
        steps=coverage_steps(
            run.described,
            rows_of(run.sentences[["sentence_id", "block_kind"]]),
            list(claims.values()),
            rows,
            sides,
        ),
        shares=tuple(open_shares(shares)),
        measured=measured,
        measured_told=measured_sentence(measured),
        corrected_told=corrected_sentence(shares, measured_on),
        self_told=self_sentence(groups),
        forecasts_told=forecasts_sentence(claims.values(), forecasts),
        unsure_told=unsure_sentence(rows),
        refused=refused_reasons(rows_of(run.rejects)),
    )


def _period(days: Sequence[date | None]) -> str:
    known = sorted(day for day in days if day is not None)
    if not known:
        return ""
    first, last = (month_name(day.isoformat()) for day in (known[0], known[-1]))
    return f" of {first}" if first == last else f" published between {first} and {last}"


def _standing(
    described: Mapping[str, Any], claims: int, concerned: int, period: str, compared: Sentence
) -> Sentence:
    articles = count_of(described["counts"]["articles"], "article")
    return (
        Figure(claims),
        f" claims were found in {articles}{period}; ",
        Figure(concerned, {"side": "any"}),
        " of them concern a side. ",
        *compared,
    )
