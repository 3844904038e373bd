"""Bringing the datasets of an output folder up to date, stage by stage."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pyarrow as pa

from pipeline.engines import (
    COUNT,
    MADE_BY,
    ROWS,
    BucketWork,
    TableFunction,
    dataset_buckets,
    digest_of,
    failed_articles,
    run_buckets,
    stale_work,
)
from pipeline.errors import InputError
from pipeline.parquet import read_metadata
from pipeline.shipped import code_digest
from pipeline.stages import Stage
from pipeline.stages.progress import StageProgress
from pipeline.stages.settings import Settings

log = logging.getLogger("claimline")


@dataclass(frozen=True)
class Run:
    """An output folder and what is computed into it.

    Args:
        out: The folder.
        settings: Parameters and pack.
        jobs: Processes to use.
    """

    out: Path
    settings: Settings
    jobs: int = 1

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


def run_works(
    run: Run,
    name: str,
    works: Sequence[BucketWork],
    prepare: Callable[[], TableFunction],
    *,
    unit: str = "articles",
    worth_a_process: int = 300,
) -> None:
    """Compute the works that are stale and remove the output of buckets that are no more."""
    stale = stale_work(works)
    n_all, n_stale = sum(w.size for w in works), sum(w.size for w in stale)
    with StageProgress(name, n_stale, unit, reused=n_all - n_stale) as progress:
        run_buckets(
            stale,
            prepare,
            jobs=run.jobs,
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
    made_by = stage_digest(stage, run.settings, identity)
    works = []
    for bucket in buckets:
        inputs = tuple(run.dataset(name) / f"{bucket}.parquet" for name in stage.reads)
        footers = [read_metadata(path) for path in inputs]
        works.append(
            BucketWork(
                output=run.dataset(stage.writes[0]) / f"{bucket}.parquet",
                schema=schema,
                made_by=digest_of(
                    made_by,
                    *(f"{path.parent.name} {f.get(ROWS)}" for path, f in zip(inputs, footers, strict=True)),
                ),
                inputs=inputs,
                size=int(footers[0].get(COUNT, 1)),
                rescue=stage.rescue,
            )
        )
    prepare = functools.partial(prepare_stage, stage.name, run.settings)
    run_works(run, stage.name, works, prepare, worth_a_process=stage.worth_a_process)
    for article_id, error in failed_articles(run.dataset(stage.writes[0])).items():
        log.warning(
            "%s: article %s goes on without its rows, the stage failed: %s", stage.name, article_id, error
        )


def dataset_digest(folder: Path) -> str:
    """Give a digest of all rows of a dataset, from its footers."""
    return digest_of(
        *(f"{b} {read_metadata(folder / f'{b}.parquet').get(ROWS)}" for b in dataset_buckets(folder))
    )


def is_made_by(path: Path, made_by: str) -> bool:
    """Tell whether a file is there and was made by what the digest stands for."""
    return read_metadata(path).get(MADE_BY) == made_by


def to_json(value: object) -> str:
    """Give a value as the JSON that we write to files: sorted, indented, a line at its end."""
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
