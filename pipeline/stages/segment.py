"""``claimline segment``: articles to blocks, sentences and tokens."""

from __future__ import annotations

from functools import partial
from importlib import metadata

from pipeline.buckets import TableFunction
from pipeline.schemas import DOCUMENTS
from pipeline.stages import stage_named
from pipeline.stages.options import stage_command
from pipeline.stages.running import Run, run_map_stage
from pipeline.stages.settings import Settings


def prepare(settings: Settings) -> TableFunction:
    """Give the function that segments a table of articles."""
    from pipeline.segment.documents import segment_articles

    return partial(segment_articles, config=settings.section("segment"))


def run_stage(run: Run) -> None:
    """Bring ``documents`` up to date."""
    run_map_stage(run, stage_named("segment"), DOCUMENTS, [f"spacy {metadata.version('spacy')}"])


command = stage_command("segment", run_stage)
