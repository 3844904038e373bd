"""``claimline ingest``: files to articles, with a reason for everything refused.

Three steps. Files are read in buckets of their own, so that an unchanged file is not read
again. Then all articles are put in order: exact repeats become rejects, and each article
goes into the bucket of its id. Last, sketches of the articles find near copies.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click
import pyarrow as pa

from pipeline.buckets import (
    BucketWork,
    TableFunction,
    bucket_of,
    dataset_buckets,
    digest_of,
    empty_lists,
    stale_work,
    write_bucket,
)
from pipeline.engines import LocalEngine
from pipeline.errors import InputError
from pipeline.parquet import read_table, rows_digest
from pipeline.places import to_path
from pipeline.schemas import ARTICLES, DUPLICATES, SOURCES, check_table, content_id
from pipeline.stages import stage_named
from pipeline.stages.options import Place, run_options, start_run
from pipeline.stages.running import (
    Run,
    at_work,
    dataset_digest,
    is_made_by,
    prepare_stage,
    run_works,
    stage_digest,
)
from pipeline.stages.settings import Settings
from pipeline.stages.shuffling import cut_into_buckets, shuffled_sources

log = logging.getLogger("claimline")

_WHOLE = "all.parquet"  # a dataset of the whole corpus is one file
_WORTH_PROCESSES = 150_000  # bytes of text that take longer to read than processes to start
_FILES = pa.schema(
    [("path", pa.string()), ("source_path", pa.string()), ("size", pa.int64()), ("digest", pa.string())]
)


def prepare(settings: Settings) -> TableFunction:
    """Give the function that reads a table of files."""
    return partial(_read_files, settings=settings)


def _read_files(files: pa.Table, settings: Settings) -> pa.Table:
    from pipeline.ingest.readers import read_source
    from pipeline.ingest.sources import Source

    config = settings.section("ingest")
    rows = []
    for row in files.to_pylist():
        articles, rejects = read_source(
            Source(to_path(row["path"]), row["source_path"], row["size"]), config=config
        )
        rows.append(
            {
                "source_path": row["source_path"],
                "digest": row["digest"],
                "articles": articles.to_pylist(),
                "rejects": rejects.to_pylist(),
            }
        )
    return pa.Table.from_pylist(rows, schema=SOURCES)


def _refuse_source(row: pa.Table, error: str, schema: pa.Schema) -> pa.Table:
    """Give the row of a file that could not be read to its end because its process was killed."""
    (file,) = row.to_pylist()
    detail = f"{file['source_path']}: {error}; split or remove it"
    reject = {
        "source_path": file["source_path"],
        "source_record": None,
        "reason": "unreadable",
        "detail": detail,
    }
    told = {"source_path": file["source_path"], "digest": file["digest"], "articles": [], "rejects": [reject]}
    return pa.Table.from_pylist([told], schema=schema)


def _prepare_nothing() -> TableFunction:
    return lambda rows: rows


def _prepare_sketches(settings: Settings) -> TableFunction:
    from pipeline.ingest.sketches import sketch_articles

    return partial(sketch_articles, config=settings.section("ingest"))


def run_stage(run: Run, paths: Sequence[Path]) -> None:
    """Bring ``articles``, ``duplicates`` and ``rejects`` up to date with files and folders.

    Raises:
        InputError: A path is missing, a folder empty, or nothing in them is an article.
    """
    stage = stage_named("ingest")
    made_by = stage_digest(stage, run.settings, [])
    works = _source_works(run, paths, made_by)
    _expect_stages(run, sum(work.weight for work in stale_work(works)))
    run_works(run, "ingest", works, partial(prepare, run.settings), unit="files")
    gathered_by = digest_of(made_by, dataset_digest(run.dataset("sources")))
    if not is_made_by(run.dataset("duplicates") / _WHOLE, gathered_by) or not _buckets_are_whole(run):
        _gather(run, made_by, gathered_by)


def _expect_stages(run: Run, stale_bytes: int) -> None:
    # While files are read the processors have time to load what the stages after it need.
    prepares = {name: partial(prepare_stage, name, run.settings) for name in run.ahead}
    if stale_bytes > _WORTH_PROCESSES:
        run.engine.expect(prepares)
    elif stale_bytes and "stance" in prepares:
        run.engine.expect({"stance": prepares["stance"]}, much=False)


def _source_works(run: Run, paths: Sequence[Path], made_by: str) -> list[BucketWork]:
    from pipeline.ingest.sources import list_sources

    buckets: dict[str, list[dict[str, object]]] = {}
    for source in list_sources(paths):
        row = {
            "path": str(source.path),
            "source_path": source.source_path,
            "size": source.size,
            "digest": source.version or _file_digest(source.path),
        }
        buckets.setdefault(bucket_of(content_id(source.source_path)), []).append(row)
    works = []
    for bucket, rows in sorted(buckets.items()):
        works.append(
            BucketWork(
                output=run.dataset("sources") / f"{bucket}.parquet",
                schema=SOURCES,
                made_by=digest_of(made_by, *(f"{row['source_path']} {row['digest']}" for row in rows)),
                rows=pa.Table.from_pylist(rows, schema=_FILES),
                size=len(rows),
                weight=sum(int(str(row["size"])) for row in rows),
                rescue=_refuse_source,
            )
        )
    return works


def _file_digest(path: Path) -> str:
    # Only regular files: opening a pipe would wait for its writer for ever.
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _buckets_are_whole(run: Run) -> bool:
    articles, sketches = run.dataset("articles"), run.dataset("sketches")
    buckets = dataset_buckets(articles)
    return (
        bool(buckets) and buckets == dataset_buckets(sketches) and (run.dataset("rejects") / _WHOLE).is_file()
    )


def _gather(run: Run, made_by: str, gathered_by: str) -> None:
    from pipeline.ingest.duplicates import group_near_duplicates
    from pipeline.ingest.sketches import SKETCHES

    config = run.settings.section("ingest")
    works = _put_in_buckets(run, made_by, gathered_by)
    sketched = [
        BucketWork(
            output=run.dataset("sketches") / work.output.name,
            schema=SKETCHES,
            made_by=digest_of("sketches", work.made_by),
            inputs=(work.output,),
            size=work.size,
            weight=work.weight,
            rescue=empty_lists,
        )
        for work in works
    ]
    run_works(run, "sketches", sketched, partial(_prepare_sketches, run.settings))

    def read_sketches() -> Iterator[pa.Table]:
        return (read_table(work.output) for work in sketched)

    duplicates = check_table(group_near_duplicates(read_sketches, config=config), DUPLICATES, "duplicates")
    write_bucket(duplicates, run.dataset("duplicates") / _WHOLE, gathered_by)


def _put_in_buckets(run: Run, made_by: str, gathered_by: str) -> list[BucketWork]:
    """Bring ``articles`` and ``rejects`` up to date; give the works of the buckets, without rows."""
    from pipeline.ingest.articles import split_repeats

    rejects: list[pa.Table] = []
    works: list[BucketWork] = []
    digits = run.settings.section("ingest").bucket_digits
    with shuffled_sources(run.dataset("sources"), digits) as (refused, parts):
        rejects.append(refused)
        for part in parts:
            articles, repeats = split_repeats(part)
            rejects.append(repeats)
            some = [
                BucketWork(
                    output=run.dataset("articles") / f"{bucket}.parquet",
                    schema=ARTICLES,
                    made_by=digest_of(made_by, rows_digest(rows)),
                    rows=rows,
                    size=rows.num_rows,
                    weight=rows.nbytes,
                )
                for bucket, rows in cut_into_buckets(articles, digits)
            ]
            # Moving rows is no work for other processes: it would cost more than it saves.
            LocalEngine().compute("articles", stale_work(some), _prepare_nothing, done=lambda work: None)
            works += [replace(work, rows=None) for work in some]
    _tell_rejects(run, pa.concat_tables(rejects), gathered_by, len(works))
    wanted = {work.output for work in works}
    for bucket in dataset_buckets(run.dataset("articles")):
        path = run.dataset("articles") / f"{bucket}.parquet"
        if path not in wanted:
            path.unlink()
    return works


def _tell_rejects(run: Run, rejects: pa.Table, gathered_by: str, n_buckets: int) -> None:
    rejects = rejects.sort_by(
        [(name, "ascending") for name in ("source_path", "source_record", "reason", "detail")]
    )
    write_bucket(rejects, run.dataset("rejects") / _WHOLE, gathered_by)
    reasons = Counter(rejects.column("reason").to_pylist())
    if rejects.num_rows:
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
        log.info("%-9s %8s refused (%s); see the rejects table", "", f"{rejects.num_rows:,}", told)
    if not n_buckets:
        first = rejects.slice(0, 1).to_pylist()[0]
        raise InputError(
            first["source_path"] if rejects.num_rows == 1 else f"{rejects.num_rows} files and records",
            f"not one readable article, the first because: {first['reason']}, {first['detail']}",
            "at least one article in English",
            f"all reasons stand in {run.dataset('rejects') / _WHOLE}",
        )


@click.command("ingest")
@click.argument("articles", nargs=-1, required=True, type=Place(path_type=Path))
@run_options
def command(articles: tuple[Path, ...], **options: Any) -> None:
    """Read ARTICLES (files and folders) into the articles dataset of --out.

    What is refused stands in the rejects table with its reason.

    \b
    Example:
      claimline ingest corpus/articles --out outputs
    """
    run = start_run(**options)
    with at_work(run):
        run_stage(run, articles)
