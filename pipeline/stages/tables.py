"""``claimline tables``: the published tables, written whole, and what the run adds up to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from importlib import metadata
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import pipeline
from pipeline.buckets import MADE_BY, TableFunction, dataset_buckets, digest_of, failed_articles
from pipeline.errors import InputError
from pipeline.parquet import read_metadata, read_table, write_table, write_text
from pipeline.places import map_waiting
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION
from pipeline.stages import stage_named
from pipeline.stages.annotate import model_identity as annotate_model
from pipeline.stages.link import load_pack
from pipeline.stages.options import stage_command
from pipeline.stages.progress import StageProgress
from pipeline.stages.running import Run, dataset_digest, run_map, stage_digest, to_json
from pipeline.stages.stance import model_identity as stance_model
from pipeline.tables.plots import plot_files
from pipeline.tables.words import CLAIM_WORDS

_BUT_TOKENS = ("articles", "blocks", "sentences", "entities", "claims", "stances")
_MAY_FAIL = ("documents", "annotations", "mentions", "claims", "stances")


def _prepare_words() -> TableFunction:
    from pipeline.tables.words import number_words

    return number_words


def run_stage(run: Run) -> None:
    """Bring ``tables/``, ``run.json`` and ``metrics.json`` up to date.

    Raises:
        InputError: An earlier stage has not run.
    """
    stage = stage_named("tables")
    digests = [dataset_digest(run.dataset(name)) for name in (*stage.reads, "duplicates", "rejects")]
    description = _describe_run(run)
    made_by = digest_of(stage_digest(stage, run.settings, [to_json(description)]), *digests)
    buckets = dataset_buckets(run.dataset("articles"))
    if not buckets:
        raise InputError(
            str(run.out), "holds no articles", "the datasets of a run", "run `claimline run` first"
        )
    if _is_published(run, made_by):
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
    run_map(
        run,
        "words",
        ["claims"],
        "claim_words",
        CLAIM_WORDS,
        stage_digest(stage, run.settings, []),
        _prepare_words,
    )
    counts, drift = _write_tables(run, buckets, facts)
    write_text(run.out / "metrics.json", to_json(counts))
    for name, text in plot_files(counts).items():
        write_text(run.out / "plots" / name, text)
    write_text(
        run.out / "run.json",
        to_json({**description, "run_id": made_by[:16], "counts": counts, "drift": drift}),
    )


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
    # run.json comes last, and says of which run it is; the tables say it in their footers.
    try:
        told = json.loads((run.out / "run.json").read_text(encoding="utf-8"))
        is_ours = told["run_id"] == made_by[:16] and (run.out / "metrics.json").is_file()
    except (OSError, ValueError, KeyError, TypeError):
        return False
    tables = run.dataset("tables")
    return is_ours and all(
        read_metadata(tables / f"{name}.parquet").get(MADE_BY) == made_by for name in PUBLISHED
    )


def _write_tables(
    run: Run, buckets: Sequence[str], facts: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    from pipeline.stages.flat_writing import FlatWriting
    from pipeline.tables.drift import count_refused, tell_drift
    from pipeline.tables.groups import name_groups, number_groups
    from pipeline.tables.shares import share_stances
    from pipeline.tables.summary import describe_counts

    folder = run.dataset("tables")
    known = read_table(run.dataset("duplicates") / "all.parquet").to_pydict()
    duplicates = dict(zip(known["article_id"], known["duplicate_group"], strict=True))
    files = [run.dataset("claim_words") / f"{bucket}.parquet" for bucket in buckets]
    words = map_waiting(lambda file: read_table(file, ["words"]).column(0), files, run.out)
    of_claims = pc.list_flatten(pa.chunked_array([c for column in words for c in column.chunks]))
    numbers = number_groups(of_claims.combine_chunks(), config=run.settings.section("tables"))
    sizes = np.bincount(numbers) if len(numbers) else numbers
    shared = np.where(sizes[numbers] > 1, numbers, -1)
    with StageProgress("tables", len(duplicates)) as progress:
        write = partial(FlatWriting, run.out, tuple(buckets), dict(facts), duplicates)
        # Tokens are more than all the rest, so a process of their own halves the time.
        tasks = [write(("tokens",), measures_drift=True), write(_BUT_TOKENS, groups=shared)]
        (_, _, drift), (counts, cells, _) = run.engine.call(tasks)
        articles = read_table(folder / "articles.parquet", ["article_id", "duplicate_group", "published_on"])
        claims = read_table(folder / "claims.parquet", ["claim_id", "article_id"])
        write_table(name_groups(claims, articles, numbers), folder / "claim_groups.parquet", facts)
        write_table(share_stances(cells), folder / "shares.parquet", facts)
        rejects = read_table(run.dataset("rejects") / "all.parquet").cast(PUBLISHED["rejects"])
        write_table(rejects, folder / "rejects.parquet", facts)
        drift += count_refused(rejects)
        progress.advance(len(duplicates))
    failed = {name: failed_articles(run.dataset(name)) for name in _MAY_FAIL}
    return {
        "records": _count_records(run),
        "rejects": rejects.num_rows,
        "claim_groups": int((sizes > 0).sum()),
        **describe_counts(counts),
        "failed": {name: articles for name, articles in failed.items() if articles},
    }, {"counts": asdict(drift), "findings": [asdict(finding) for finding in tell_drift(drift)]}


def _count_records(run: Run) -> int:
    records = 0
    for bucket in dataset_buckets(run.dataset("sources")):
        table = read_table(run.dataset("sources") / f"{bucket}.parquet", ["articles", "rejects"])
        records += sum(pc.sum(pc.list_value_length(column)).as_py() or 0 for column in table.columns)
    return records


command = stage_command("tables", run_stage)
