"""``claimline run``: every stage in order, then the proof and the summary."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pipeline.errors import GateError
from pipeline.stages import STAGES
from pipeline.stages.options import run_options, start_run

_SAMPLE = Path("corpus/articles")


@click.command("run")
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
@run_options
def command(articles: tuple[Path, ...], **options: Any) -> None:
    """Do everything: read ARTICLES (files and folders), write the tables to --out.

    Reads .txt, .md, .html, .jsonl, .json, .csv, .tsv and .parquet, each also with .gz.
    What an earlier run into the same folder computed and still holds is kept, so a run
    that was killed goes on, and one article more costs one article.

    \b
    Example:
      claimline run my-articles/ more/*.html --out results
      claimline run my-articles/ --sides my-pack.yaml --out results
    """
    if not articles:
        if not _SAMPLE.is_dir():
            raise click.UsageError(
                "No articles named. Give files or folders: claimline run my-articles/ --out results"
            )
        articles = (_SAMPLE,)
    run = start_run(**options)
    for stage in STAGES:
        module = import_module(f"pipeline.stages.{stage.name}")
        if stage.name == "ingest":
            module.run_stage(run, articles)
        else:
            module.run_stage(run)
    from pipeline.stages.summary import print_summary
    from pipeline.stages.verify import verify_run

    _, failures = verify_run(run.out)
    if failures:
        raise GateError(
            str(run.out), failures[0], "tables that hold together", f"see claimline verify {run.out}"
        )
    print_summary(run.out)
