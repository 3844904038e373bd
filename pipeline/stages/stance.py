"""``claimline stance``: each claim's stance toward each side it concerns."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pipeline.engines import TableFunction
from pipeline.schemas import STANCE_ROWS
from pipeline.shipped import shipped_path
from pipeline.stages import stage_named
from pipeline.stages.options import stage_command
from pipeline.stages.running import Run, run_map_stage
from pipeline.stages.settings import Settings


def named_model(name: str) -> Path:
    """Give the folder of a stance model: one of the shipped models by its name, or a path."""
    shipped = shipped_path("models") / "stance" / name
    return shipped if shipped.is_dir() or not Path(name).is_dir() else Path(name)


def model_folder(settings: Settings) -> Path:
    """Give the folder of the stance model that the settings name."""
    return named_model(settings.section("stance").model)


def prepare(settings: Settings) -> TableFunction:
    """Give the function that classifies a table of claims; loads the model."""
    from pipeline.stance.stances import classify_stances
    from pipeline.stance.storage import load_classifier

    classifier = load_classifier(model_folder(settings))
    return partial(classify_stances, classifier=classifier, config=settings.section("stance"))


def model_identity(settings: Settings) -> str:
    """Give the id of the stance model without loading it."""
    from pipeline.stance.identity import read_identity

    return str(read_identity(model_folder(settings))["model_id"])


def run_stage(run: Run) -> None:
    """Bring ``stances`` up to date."""
    run_map_stage(run, stage_named("stance"), STANCE_ROWS, [model_identity(run.settings)])


command = stage_command("stance", run_stage)
