"""``claimline annotate``: one spaCy pass over the documents."""

from __future__ import annotations

from functools import partial

from pipeline.buckets import TableFunction
from pipeline.schemas import ANNOTATIONS
from pipeline.stages import stage_named
from pipeline.stages.options import stage_command
from pipeline.stages.running import Run, run_map_stage
from pipeline.stages.settings import Settings


def prepare(settings: Settings) -> TableFunction:
    """Give the function that annotates a table of documents; loads the spaCy pipeline."""
    from pipeline.annotate.annotations import annotate_documents
    from pipeline.annotate.models import find_model, load_model
    from pipeline.annotate.pipes import quick_pipes

    config = settings.section("annotate")
    name, _ = find_model(config.models)
    nlp = load_model(name)
    return partial(annotate_documents, nlp=nlp, config=config, pipes=quick_pipes(nlp))


def model_identity(settings: Settings) -> str:
    """Give name and version of the spaCy pipeline that reads the articles."""
    from pipeline.annotate.models import find_model

    return " ".join(find_model(settings.section("annotate").models))


def run_stage(run: Run) -> None:
    """Bring ``annotations`` up to date."""
    run_map_stage(run, stage_named("annotate"), ANNOTATIONS, [model_identity(run.settings)])


command = stage_command("annotate", run_stage)
