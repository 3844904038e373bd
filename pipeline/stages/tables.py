"""``claimline tables``: the published tables, written whole, and what the run adds up to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import metadata
from typing import Any

import pyarrow as pa

import pipeline
from pipeline.engines import MADE_BY, dataset_buckets, digest_of, failed_articles, join_columns
from pipeline.errors import InputError
from pipeline.parquet import TableWriter, read_metadata, read_table, replacing, write_table, write_text
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION
from pipeline.stages import stage_named
from pipeline.stages.annotate import model_identity as annotate_model
from pipeline.stages.link import load_pack
from pipeline.stages.options import stage_command
from pipeline.stages.progress import StageProgress
from pipeline.stages.running import Run, dataset_digest, stage_digest, to_json
from pipeline.stages.stance import model_identity as stance_model
from pipeline.tables.plots import plot_files

_FLAT = ("articles", "blocks", "sentences", "tokens", "entities", "claims", "stances")


def run_stage(run: Run) -> None:
    """Bring ``tables/``, ``run.json`` and ``metrics.json`` up to date.

    Raises:
        InputError: An earlier stage has not run.
    """
    stage = stage_named("tables")
    digests = [dataset_digest(run.dataset(name)) for name in (*stage.reads, "duplicates", "rejects")]
    description = _describe_run(run)
    made_by = digest_of(stage_digest(stage, run.settings, [to_json(description)]), *digests)
    folder = run.dataset("tables")
    buckets = dataset_buckets(run.dataset("articles"))
    if not buckets:
        raise InputError(
            str(run.out), "holds no articles", "the datasets of a run", "run `claimline run` first"
        )
    finished = [folder / f"{name}.parquet" for name in PUBLISHED] + [
        run.out / "run.json",
        run.out / "metrics.json",
    ]
    if all(path.is_file() for path in finished) and _is_published(run, made_by):
        with StageProgress("tables", 0, "tables", reused=len(PUBLISHED)):
            return
    facts = {
        MADE_BY: made_by,
        "claimline.version": pipeline.__version__,
        "claimline.schema_version": SCHEMA_VERSION,
        "claimline.run_id": made_by[:16],
        "claimline.params_digest": digest_of(
            *(description["params"][name] for name in sorted(description["params"]))
        )[:16],
        "claimline.models": json.dumps(description["models"], sort_keys=True),
    }
    _write_flat(run, buckets, facts)
    _write_whole(run, facts)
    counts = _count(run)
    write_text(run.out / "metrics.json", to_json(counts))
    for name, text in plot_files(counts).items():
        write_text(run.out / "plots" / name, text)
    write_text(run.out / "run.json", to_json({**description, "run_id": made_by[:16], "counts": counts}))


def _describe_run(run: Run) -> dict[str, Any]:
    pack = load_pack(run.settings)
    sections = ("ingest", "segment", "annotate", "link", "claims", "stance", "tables")
    return {
        "claimline": pipeline.__version__,
        "schema_version": SCHEMA_VERSION,
        "pack": pack.pack,
        "pack_title": pack.title,
        "pack_digest": pack.digest,
        "sides": [{"id": side.side, "name": side.name} for side in pack.sides],
        "models": {
            "spacy_pipeline": annotate_model(run.settings),
            "spacy": metadata.version("spacy"),
            "stance": stance_model(run.settings),
        },
        "params": {name: run.settings.digest_text(name) for name in sections},
    }


def _is_published(run: Run, made_by: str) -> bool:
    return all(
        read_metadata(run.dataset("tables") / f"{name}.parquet").get(MADE_BY) == made_by for name in PUBLISHED
    )


def _bucket_tables(run: Run, buckets: list[str]) -> Iterator[pa.Table]:
    reads = stage_named("tables").reads
    for bucket in buckets:
        paths = [run.dataset(name) / f"{bucket}.parquet" for name in reads]
        yield join_columns([read_table(path) for path in paths], f"bucket {bucket}")


def _write_flat(run: Run, buckets: list[str], facts: dict[str, str]) -> None:
    from pipeline.tables.flatten import flatten_articles

    known = read_table(run.dataset("duplicates") / "all.parquet").to_pylist()
    duplicates = {row["article_id"]: row["duplicate_group"] for row in known}
    folder = run.dataset("tables")
    with ExitStack() as stack, StageProgress("tables", len(duplicates)) as progress:
        writers = {}
        for name in _FLAT:
            aside = stack.enter_context(replacing(folder / f"{name}.parquet"))
            writers[name] = TableWriter(aside, PUBLISHED[name], facts)
            stack.callback(writers[name].close)
        for joined in _bucket_tables(run, buckets):
            for name, table in flatten_articles(joined, duplicates).items():
                writers[name].write(table)
            progress.advance(joined.num_rows)


def _write_whole(run: Run, facts: dict[str, str]) -> None:
    from pipeline.tables.groups import group_claims
    from pipeline.tables.shares import share_stances

    folder = run.dataset("tables")
    config = run.settings.section("tables")
    articles = read_table(
        folder / "articles.parquet", ["article_id", "publisher", "published_on", "duplicate_group"]
    )
    claims = read_table(
        folder / "claims.parquet", ["claim_id", "article_id", "text", "claimant_name", "claimant_side"]
    )
    stances = read_table(folder / "stances.parquet", ["claim_id", "side", "stance"])
    groups = group_claims(claims, articles, config=config)
    write_table(groups, folder / "claim_groups.parquet", facts)
    write_table(share_stances(stances, claims, articles, groups), folder / "shares.parquet", facts)
    rejects = read_table(run.dataset("rejects") / "all.parquet").cast(PUBLISHED["rejects"])
    write_table(rejects, folder / "rejects.parquet", facts)


def _count(run: Run) -> dict[str, Any]:
    from pipeline.tables.summary import count_run

    sources = run.dataset("sources")
    records = 0
    for bucket in dataset_buckets(sources):
        for row in read_table(sources / f"{bucket}.parquet", ["articles", "rejects"]).to_pylist():
            records += len(row["articles"]) + len(row["rejects"])
    wanted = ("articles", "rejects", "sentences", "claims", "stances", "claim_groups")
    tables = {name: read_table(run.dataset("tables") / f"{name}.parquet") for name in wanted}
    failed = {name: failed_articles(run.dataset(name)) for name in ("mentions", "claims", "stances")}
    return {"records": records, **count_run(tables), "failed": {n: f for n, f in failed.items() if f}}


command = stage_command("tables", run_stage)
