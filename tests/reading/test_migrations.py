"""Tables of the schema's first version, as that claimline wrote them, in the hands of today's readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import pipeline
from pipeline.errors import InputError
from pipeline.parquet import read_table, write_table
from pipeline.reading.migrations import MIGRATIONS, check_version, migrate_table, read_published
from pipeline.schemas import PUBLISHED, SCHEMA_VERSION, check_table
from pipeline.stages.running import digest_of

# The columns that every table had when version 1 began; what came later needs a migration.
FIRST = {
    "articles": "article_id source_path source_record media_type title authors publisher published_on url "
    "language text n_chars n_words duplicate_group",
    "blocks": "article_id block_index start_char end_char kind",
    "sentences": "sentence_id article_id sentence_index start_char end_char block_kind n_tokens",
    "tokens": "article_id sentence_id token_index start_char end_char text lemma pos tag dep head_index "
    "ent_iob ent_type",
    "entities": "entity_id article_id sentence_id start_char end_char text label name side side_rule",
    "claims": "claim_id article_id sentence_id start_char end_char text kind claim_score claimant_kind "
    "claimant claimant_start_char claimant_end_char claimant_name claimant_side claimant_rule cue "
    "cue_start_char cue_end_char framing is_direct",
    "stances": "claim_id side stance p_supporting p_critical p_neutral target target_start_char "
    "target_end_char model_id",
    "claim_groups": "group_id claim_id article_id duplicate_group is_representative",
    "shares": "slice slice_value side stance claims independent_claims share share_low share_high",
    "rejects": "source_path source_record reason detail",
}
INNER = ["inner_claimant", "inner_claimant_start_char", "inner_claimant_end_char", "inner_claimant_name"]


def _as_first_written(folder: Path) -> Path:
    """Leave of a run's tables what version 1 wrote at first."""
    for name, columns in FIRST.items():
        path = folder / "tables" / f"{name}.parquet"
        write_table(read_table(path).select(columns.split()), path, {"claimline.run_id": "r1"})
    return folder


@pytest.fixture
def old(folder: Path) -> Path:
    return _as_first_written(folder)


def test_every_column_was_there_at_first_or_has_a_migration() -> None:
    assert set(FIRST) == set(PUBLISHED)
    for name, schema in PUBLISHED.items():
        bare = pa.schema([schema.field(column) for column in FIRST[name].split()]).empty_table()
        assert migrate_table(name, bare, "1").schema.names == schema.names, (
            f"{name} has a new column: add a migration for tables that do not have it"
        )


def test_an_old_run_opens_with_nulls_for_what_nobody_looked_for(old: Path) -> None:
    assert not set(INNER) & set(read_table(old / "tables" / "claims.parquet").column_names)
    run = pipeline.open(old)
    assert list(run.claims.columns) == PUBLISHED["claims"].names
    assert run.claims[INNER].isna().all(axis=None)
    assert run.claims["text"].tolist()[0] == "China <b>leads</b>"
    assert run.claims_full["inner_claimant_name"].isna().all()


def test_a_query_over_an_old_run_finds_the_new_columns(old: Path) -> None:
    found = pipeline.open(old).sql(
        "SELECT count(*) AS n, count(inner_claimant) AS inner_ones, "
        "typeof(any_value(inner_claimant_start_char)) AS kind FROM claims"
    )
    assert found.to_dict("records") == [{"n": 3, "inner_ones": 0, "kind": "INTEGER"}]


def test_an_old_run_reads_as_a_new_one_without_inner_claimants(old: Path, tmp_path: Path) -> None:
    run = pipeline.open(old)
    for name, schema in PUBLISHED.items():
        table = read_published(old / "tables", name, "1").replace_schema_metadata(None)
        assert check_table(table, schema, name).num_rows == len(getattr(run, name))


def test_reading_an_old_run_changes_no_file(old: Path) -> None:
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    run = pipeline.open(old)
    run.sql("SELECT * FROM claims")
    assert len(run.claims) == 3
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before


def test_a_table_that_needs_nothing_comes_back_as_it_is(folder: Path) -> None:
    claims = read_table(folder / "tables" / "claims.parquet")
    assert migrate_table("claims", claims, "1") is claims
    assert migrate_table("claims", migrate_table("claims", claims.drop_columns(INNER[1:]), "1"), "1").equals(
        claims
    )


def test_columns_of_somebody_else_stay_behind_ours() -> None:
    own = pa.table({"claim_id": ["a"], "note": ["mine"]})
    assert migrate_table("claims", own, "1").column_names == ["claim_id", *INNER, "note"]


def test_a_missing_column_that_no_migration_adds_is_still_refused(old: Path) -> None:
    path = old / "tables" / "claims.parquet"
    write_table(read_table(path).drop_columns(["cue"]), path)
    with pytest.raises(InputError, match=r"claims\.parquet: has no column cue"):
        pipeline.open(old)


@pytest.mark.parametrize("version", ["0", "2", "1.0", "", None, 1])
def test_tables_of_another_version_are_refused_by_name(version: Any, folder: Path) -> None:
    described = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    (folder / "run.json").write_text(json.dumps({**described, "schema_version": version}), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        pipeline.open(folder)
    assert str(caught.value) == (
        f"{folder}: written by schema {version}, this is {SCHEMA_VERSION}; run `claimline run` again"
    )


def test_migrations_lead_from_versions_that_were() -> None:
    assert set(MIGRATIONS) <= {str(number) for number in range(1, int(SCHEMA_VERSION) + 1)}
    assert check_version(SCHEMA_VERSION, "here") == SCHEMA_VERSION


def test_a_rerun_computes_tables_of_another_version_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = digest_of("stage", "code")
    monkeypatch.setitem(digest_of.__globals__, "SCHEMA_VERSION", "0")
    assert digest_of("stage", "code") != ours
