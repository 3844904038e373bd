"""``claimline run``: every stage in order, then the proof and the summary."""

from __future__ import annotations

import logging
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import DamagedTableError, GateError
from pipeline.stages import STAGES
from pipeline.stages.options import Place, run_options, start_run

if TYPE_CHECKING:
    from pipeline.stages.running import Run

log = logging.getLogger("claimline")
_TABLES = "tables"
_SAMPLE = Path("corpus/articles")


@click.command("run")
@click.argument("articles", nargs=-1, type=Place(path_type=Path))
@run_options
def command(articles: tuple[Path, ...], **options: Any) -> None:
    """Do everything: read ARTICLES (files and folders), write the tables to --out.

    Reads .txt, .md, .html, .jsonl, .json, .csv, .tsv and .parquet, each also with .gz. Folders may
    be addresses: s3://bucket/articles, gs://, abfs:// (Azure), hdfs://.
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
    from pipeline.stages.running import at_work

    run = replace(start_run(**options), ahead=tuple(stage.name for stage in STAGES[1:-1]))
    with at_work(run):
        _run_whole(run, articles)
    from pipeline.stages.summary import print_summary

    print_summary(run.out)


def _run_whole(run: Run, articles: tuple[Path, ...]) -> None:
    """Run the stages and prove their tables; what has changed on disk since it was written is made anew."""
    from pipeline.stages.running import remove_damaged
    from pipeline.stages.verify import verify_run

    removed: set[str] = set()
    while True:
        try:
            _run_stages(run, articles)
            _, failures = verify_run(run.out)
        except DamagedTableError as error:
            if error.place in removed or not remove_damaged(run, error):
                raise
            log.warning("%s: %s; it is computed again", error.place, error.finding)
            removed.add(error.place)
            continue
        if not failures:
            return
        if removed & {_TABLES}:
            raise GateError(
                str(run.out), failures[0], "tables that hold together", f"see claimline verify {run.out}"
            )
        log.warning("%s: %s; the tables are written again", run.out, failures[0])
        (run.dataset("tables") / "articles.parquet").unlink(missing_ok=True)
        removed.add(_TABLES)


def _run_stages(run: Run, articles: tuple[Path, ...]) -> None:
    for stage in STAGES:
        module = import_module(f"pipeline.stages.{stage.name}")
        if stage.name == "ingest":
            module.run_stage(run, articles)
        else:
            module.run_stage(run)
