"""A finished run: every table as a frame, SQL, the words around a claim, and every analysis."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.reading.highlighting import Shown
from pipeline.reading.identities import read_confusion
from pipeline.reading.migrations import read_published
from pipeline.reading.passages import Passage, find_passage
from pipeline.reading.showing import show_article, show_claim
from pipeline.reading.views import open_views, query_frame, read_claims_full, to_frame

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Run:
    """A run's tables, read when they are first asked for and kept.

    Frames are pandas with Arrow-backed columns, so that a null stays a null and a date a date.
    ``pipeline.open`` makes one and checks the folder.

    Args:
        folder: The run's folder.
        described: Content of its ``run.json``.
    """

    def __init__(self, folder: Path, described: dict[str, Any]) -> None:
        self.folder = folder
        self.described = described

    def __repr__(self) -> str:
        counts = self.described["counts"]
        return (
            f"Run({str(self.folder)!r}): {self.described.get('pack_title', '')}; "
            f"{counts.get('articles', 0):,} articles, {counts.get('claims', 0):,} claims, "
            f"{counts.get('claims_with_side', 0):,} of them concern a side"
        )

    @property
    def sides(self) -> dict[str, str]:
        """The sides' names by id, in the pack's order."""
        return {side["id"]: side["name"] for side in self.described["sides"]}

    def _read(self, name: str) -> pd.DataFrame:
        return to_frame(read_published(self.folder / "tables", name, self.described["schema_version"]))

    @cached_property
    def articles(self) -> pd.DataFrame:
        """An article kept a row."""
        return self._read("articles")

    @cached_property
    def blocks(self) -> pd.DataFrame:
        """A stretch of an article a row: title, heading, paragraph, furniture and so on."""
        return self._read("blocks")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """A sentence a row."""
        return self._read("sentences")

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """A token a row; the largest table."""
        return self._read("tokens")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """A mention of somebody or something a row."""
        return self._read("entities")

    @cached_property
    def claims(self) -> pd.DataFrame:
        """A claim a row."""
        return self._read("claims")

    @cached_property
    def stances(self) -> pd.DataFrame:
        """A claim and a side that it concerns a row."""
        return self._read("stances")

    @cached_property
    def claim_groups(self) -> pd.DataFrame:
        """A claim a row, with the group that says the same."""
        return self._read("claim_groups")

    @cached_property
    def shares(self) -> pd.DataFrame:
        """A side, a stance and a slice a row, with the share and its interval."""
        return self._read("shares")

    @cached_property
    def rejects(self) -> pd.DataFrame:
        """Something refused a row, with its reason."""
        return self._read("rejects")

    @cached_property
    def claims_full(self) -> pd.DataFrame:
        """A claim and side a row with claimant, stance, article and group; side null where none is."""
        return read_claims_full(self._views)

    @cached_property
    def confusion(self) -> pd.DataFrame | None:
        """How often the run's stance model says what of what; None where it is not known."""
        return read_confusion(self.described)

    @cached_property
    def _views(self) -> DuckDBPyConnection:
        return open_views(self.folder / "tables", self.described["schema_version"])

    def sql(self, query: str, **frames: pd.DataFrame) -> pd.DataFrame:
        """Give the rows of a query over the tables and ``claims_full``.

        Args:
            query: SQL in DuckDB's dialect, such as ``SELECT publisher, count(*) FROM claims_full
                GROUP BY ALL``.
            frames: Tables of your own, by the name the query uses.

        Raises:
            duckdb.Error: The query is wrong; DuckDB's own words say where.
        """
        return query_frame(self._views, query, frames)

    def context(self, claim_id: str, words: int = 30) -> Passage:
        """Give a claim with the words around it and where it was printed.

        Raises:
            InputError: The run has no such claim.
        """
        return find_passage(self.claims, self.articles, claim_id, words)

    def show(self, identifier: str) -> Shown:
        """Give an article, or a claim in its paragraph, with claims, claimants and sides marked.

        Args:
            identifier: An ``article_id`` or a ``claim_id``.

        Raises:
            InputError: The run has neither a claim nor an article of this id.
        """
        if self.articles["article_id"].eq(identifier).any():
            return show_article(self, identifier)
        return show_claim(self, identifier)

    def matrix(self) -> pd.DataFrame:
        """Count who says what about which side (:func:`pipeline.analysis.matrix.count_matrix`)."""
        from pipeline.analysis.matrix import count_matrix

        return count_matrix(self.claims_full)

    def corrected_shares(self, by: str | None = None, seed: int = 0) -> pd.DataFrame:
        """Give each stance's share, with the model's known errors taken out.

        See :func:`pipeline.analysis.shares.correct_shares`.
        """
        from pipeline.analysis.shares import correct_shares

        return correct_shares(self.claims_full, self.confusion, by=by, seed=seed)

    def points(self) -> pd.DataFrame:
        """Group claims that say the same (:func:`pipeline.analysis.points.find_points`)."""
        from pipeline.analysis.points import find_points

        return find_points(self.claims_full)

    def contradictions(self) -> pd.DataFrame:
        """Pair claims that contradict each other.

        See :func:`pipeline.analysis.contradictions.find_contradictions`.
        """
        from pipeline.analysis.contradictions import find_contradictions

        return find_contradictions(self.claims_full)

    def shifts(self) -> pd.DataFrame:
        """Find speakers whose stance changed (:func:`pipeline.analysis.speakers.find_shifts`)."""
        from pipeline.analysis.speakers import find_shifts

        return find_shifts(self.claims_full)

    def timeline(self) -> pd.DataFrame:
        """Count stances month by month (:func:`pipeline.analysis.timeline.count_months`)."""
        from pipeline.analysis.timeline import count_months

        return count_months(self.claims_full)

    def forecasts(self) -> pd.DataFrame:
        """Collect forecasts to check later (:func:`pipeline.analysis.forecasts.collect_forecasts`)."""
        from pipeline.analysis.forecasts import collect_forecasts

        return collect_forecasts(self.claims_full)

    def noise(self) -> pd.DataFrame:
        """Say how much is repetition and unattributed judgement.

        See :func:`pipeline.analysis.noise.measure_noise`.
        """
        from pipeline.analysis.noise import measure_noise

        return measure_noise(self.claims_full)
