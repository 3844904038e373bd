"""``claimline stance``: each claim's stance toward each side it concerns."""

from __future__ import annotations

from functools import partial

from pipeline.buckets import TableFunction
from pipeline.schemas import STANCE_ROWS
from pipeline.stages import stage_named
from pipeline.stages.models import find_model, load_named_model
from pipeline.stages.options import stage_command
from pipeline.stages.running import Run, run_map_stage
from pipeline.stages.settings import Settings


def prepare(settings: Settings) -> TableFunction:
    """Give the function that classifies a table of claims; loads the model."""
    from pipeline.stance.stances import classify_stances

    config = settings.section("stance")
    return partial(classify_stances, model=load_named_model(config.model), config=config)


def model_identity(settings: Settings) -> str:
    """Give the id of the stance model without loading it."""
    from pipeline.stance.identity import read_identity

    return str(read_identity(find_model(settings.section("stance").model))["model_id"])


def run_stage(run: Run) -> None:
    """Bring ``stances`` up to date."""
    run_map_stage(run, stage_named("stance"), STANCE_ROWS, [model_identity(run.settings)])


command = stage_command("stance", run_stage)
