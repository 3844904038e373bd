"""Bringing the datasets of an output folder up to date, stage by stage."""

from __future__ import annotations

import contextlib
import functools
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pyarrow as pa

from pipeline.buckets import (
    MADE_BY,
    BucketWork,
    TableFunction,
    dataset_buckets,
    digest_of,
    empty_lists,
    facts_hold,
    failed_articles,
    read_bucket_footers,
    stale_work,
)
from pipeline.engines import Engine, LocalEngine
from pipeline.errors import DamagedTableError, InputError
from pipeline.parquet import read_metadata
from pipeline.places import to_path
from pipeline.shipped import code_digest
from pipeline.stages import Stage
from pipeline.stages.locking import locked
from pipeline.stages.progress import StageProgress
from pipeline.stages.settings import Settings

log = logging.getLogger("claimline")


@dataclass(frozen=True)
class Run:
    """An output folder and what is computed into it.

    Args:
        out: The folder.
        settings: Parameters and pack.
        engine: Who computes the buckets.
        ahead: Stages that will follow, for which processes may get ready.
    """

    out: Path
    settings: Settings
    engine: Engine = field(default_factory=LocalEngine)
    ahead: tuple[str, ...] = ()

    def dataset(self, name: str) -> Path:
        """Give the folder of a dataset."""
        return self.out / name


def stage_digest(stage: Stage, settings: Settings, identity: Sequence[str]) -> str:
    """Give a digest of a stage's code, parameters and models."""
    return digest_of(stage.name, code_digest(*stage.code), settings.digest_text(stage.name), *identity)


def prepare_stage(name: str, settings: Settings) -> TableFunction:
    """Give a stage's table function; the picklable way from a stage's name to its work."""
    function: TableFunction = import_module(f"pipeline.stages.{name}").prepare(settings)
    return function


def remove_damaged(run: Run, error: DamagedTableError) -> bool:
    """Remove a damaged file of the run, so that it is computed again; false if it is none of the run's."""
    path = to_path(error.place)
    inside = str(path).startswith(f"{run.out}/") and path.is_file()
    if inside:
        path.unlink()
    return inside


@contextlib.contextmanager
def at_work(run: Run) -> Iterator[None]:
    """Hold a run's folder while the block runs, and let its processes go at the end.

    Raises:
        DamagedTableError: As it was found. The damaged file is gone then, so that the same
            command, given again, computes it anew.
    """
    with locked(run.out):
        try:
            yield
        except DamagedTableError as error:
            remove_damaged(run, error)
            raise
        finally:
            run.engine.close()


def run_works(
    run: Run,
    name: str,
    works: Sequence[BucketWork],
    prepare: Callable[[], TableFunction],
    *,
    unit: str = "articles",
    worth_a_process: int = 300,
    engine: Engine | None = None,
) -> None:
    """Compute the works that are stale and remove the output of buckets that are no more.

    Args:
        run: Where and with what.
        name: Of the function.
        works: All buckets of the dataset.
        prepare: Gives the function.
        unit: What a row is, for the progress bar.
        worth_a_process: Rows that take as long as starting a process.
        engine: Who computes them, if not the run's.
    """
    stale = stale_work(works)
    n_all, n_stale = sum(w.size for w in works), sum(w.size for w in stale)
    with StageProgress(name, n_stale, unit, reused=n_all - n_stale) as progress:
        (engine or run.engine).compute(
            name,
            stale,
            prepare,
            worth_a_process=worth_a_process,
            done=lambda work: progress.advance(work.size, f"bucket {work.output.stem}"),
        )
    wanted = {work.output for work in works}
    for folder in {work.output.parent for work in works}:
        for path in folder.glob("*.parquet"):
            if path not in wanted:
                path.unlink()


def run_map_stage(run: Run, stage: Stage, schema: pa.Schema, identity: Sequence[str]) -> None:
    """Bring the one dataset of a row-by-row stage up to date.

    Args:
        run: Where and with what.
        stage: The stage; its script module gives the function.
        schema: Schema of the dataset it writes.
        identity: What else the result depends on, such as a model's id.

    Raises:
        InputError: An earlier stage has not run.
    """
    buckets = dataset_buckets(run.dataset(stage.reads[0]))
    if not buckets:
        raise InputError(
            str(run.dataset(stage.reads[0])),
            "holds no dataset",
            f"the output of an earlier stage, which {stage.name} reads",
            f"run the stages before {stage.name} first, or `claimline run`",
        )
    run_map(
        run,
        stage.name,
        stage.reads,
        stage.writes[0],
        schema,
        stage_digest(stage, run.settings, identity),
        functools.partial(prepare_stage, stage.name, run.settings),
        worth_a_process=stage.worth_a_process,
    )
    for article_id, error in failed_articles(run.dataset(stage.writes[0])).items():
        log.warning(
            "%s: article %s goes on without its rows, the stage failed: %s", stage.name, article_id, error
        )


def run_map(
    run: Run,
    name: str,
    reads: Sequence[str],
    writes: str,
    schema: pa.Schema,
    made_by: str,
    prepare: Callable[[], TableFunction],
    worth_a_process: int = 300,
) -> None:
    """Bring a dataset up to date that a function makes, row by row, of others.

    Args:
        run: Where.
        name: Of the function.
        reads: Datasets it reads, joined column by column; the first names the buckets.
        writes: Dataset it writes.
        schema: Schema of that.
        made_by: Digest of code, parameters and models.
        prepare: Gives the function.
        worth_a_process: Rows that take as long as starting a process.
    """
    works = []
    buckets = dataset_buckets(run.dataset(reads[0]))
    paths = [run.dataset(dataset) / f"{bucket}.parquet" for bucket in buckets for dataset in reads]
    told = iter(read_bucket_footers(paths))
    for bucket in buckets:
        inputs = tuple(run.dataset(dataset) / f"{bucket}.parquet" for dataset in reads)
        footers = [next(told) for _ in inputs]
        works.append(
            BucketWork(
                output=run.dataset(writes) / f"{bucket}.parquet",
                schema=schema,
                made_by=digest_of(
                    made_by, *(f"{name} {footer.rows}" for name, footer in zip(reads, footers, strict=True))
                ),
                inputs=inputs,
                size=footers[0].count,
                weight=sum(footer.weight for footer in footers),
                rescue=empty_lists,
            )
        )
    run_works(run, name, works, prepare, worth_a_process=worth_a_process)


def dataset_digest(folder: Path) -> str:
    """Give a digest of all rows of a dataset, from its footers."""
    buckets = dataset_buckets(folder)
    footers = read_bucket_footers([folder / f"{bucket}.parquet" for bucket in buckets])
    return digest_of(*(f"{bucket} {footer.rows}" for bucket, footer in zip(buckets, footers, strict=True)))


def is_made_by(path: Path, made_by: str) -> bool:
    """Tell whether a file is there and was made by what the digest stands for."""
    told = read_metadata(path)
    return told.get(MADE_BY) == made_by and facts_hold(told)


def to_json(value: object) -> str:
    """Give a value as the JSON that we write to files: sorted, indented, a line at its end."""
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
