"""``claimline claims``: what is asserted, and by whom."""

from __future__ import annotations

from functools import partial

from pipeline.buckets import TableFunction
from pipeline.schemas import CLAIMS
from pipeline.stages import stage_named
from pipeline.stages.options import stage_command
from pipeline.stages.running import Run, run_map_stage
from pipeline.stages.settings import Settings


def prepare(settings: Settings) -> TableFunction:
    """Give the function that extracts claims from a table of linked articles."""
    from pipeline.claims import extract_claims

    return partial(extract_claims, config=settings.section("claims"))


def run_stage(run: Run) -> None:
    """Bring ``claims`` up to date."""
    run_map_stage(run, stage_named("claims"), CLAIMS, [])


command = stage_command("claims", run_stage)
