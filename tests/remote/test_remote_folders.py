"""Articles and outputs in an object store: the same rows and bytes as on this machine."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.buckets import (
    BucketWork,
    TableFunction,
    dataset_buckets,
    failed_articles,
    stale_work,
    write_bucket,
)
from pipeline.engines import LocalEngine
from pipeline.errors import DamagedTableError, InputError
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.readers import read_source
from pipeline.ingest.sources import Source, list_sources
from pipeline.parquet import read_metadata, read_pieces, read_table, replacing, write_table, write_text
from pipeline.places import is_remote, to_path
from pipeline.remote_paths import RemotePath
from pipeline.schemas import SOURCES
from pipeline.shipped import shipped_path
from pipeline.stages import running
from pipeline.stages.cli import claimline
from pipeline.stages.running import prepare_stage
from pipeline.stages.settings import Settings, read_settings
from pipeline.stages.verify import verify_run

# Of these, footers and a column tell which version of a file was read.
_TELL_VERSIONS = ("sources", "duplicates", "rejects")
TABLE = pa.table({"article_id": ["aa1", "aa2"], "n": [1, 2]})
Requests = Callable[[int], list[str]]


class Runs(NamedTuple):
    articles: Path  # remote
    there: Path
    local: dict[str, bytes]  # files by their names, as the first run left them
    remote: dict[str, bytes]


def _upload(folder: Path, name: str, content: bytes) -> None:
    with replacing(folder / name) as aside:
        aside.write_bytes(content)


def _files(folder: Path) -> dict[str, bytes]:
    if is_remote(folder):
        return {
            "/".join(file.path.inside[len(folder.inside) :]): file.path.read_bytes()
            for file in folder.list_files() or ()
        }
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _run(*words: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "prepare_stage", lambda name, settings: _function_loaded_once(name))
        claimline.main(["run", *map(str, words), "--jobs", "1", "--quiet"], standalone_mode=False)


@cache
def _function_loaded_once(name: str) -> TableFunction:
    return prepare_stage(name, read_settings())


def _written(requests: list[str]) -> list[str]:
    return [line for line in requests if line.startswith(("PUT", "POST", "DELETE"))]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give four short articles of the sample corpus, in a folder ``articles``."""
    folder = tmp_path_factory.mktemp("here") / "articles"
    folder.mkdir()
    samples = (shipped_path("params.yaml").parent / "corpus" / "articles").iterdir()
    chosen = sorted((p for p in samples if p.suffix in (".txt", ".md")), key=lambda p: p.stat().st_size)[:4]
    return [Path(shutil.copy(path, folder)) for path in chosen]


@pytest.fixture(scope="module")
def runs(requests_log: Path, articles: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Run over three of them here and there; give the remote articles and both outputs."""
    there = to_path("s3://bucket/runs")
    for path in articles[:3]:
        _upload(there / "articles", path.name, path.read_bytes())
    here = tmp_path_factory.mktemp("local")
    (here / "articles").mkdir()
    for path in articles[:3]:
        shutil.copy(path, here / "articles")
    _run(here / "articles", "--out", here / "out")
    _run(there / "articles", "--out", there / "out")
    return Runs(there / "articles", there / "out", _files(here / "out"), _files(there / "out"))


def test_a_remote_run_has_the_bytes_of_a_local_one(runs: Runs) -> None:
    assert runs.local.keys() == runs.remote.keys()
    assert len([name for name in runs.local if name.startswith("tables/")]) == 10
    differing = [name for name in runs.local if runs.local[name] != runs.remote[name]]
    assert {name.split("/")[0] for name in differing} <= set(_TELL_VERSIONS)
    for name in differing:
        mine, theirs = (pq.read_table(pa.BufferReader(files[name])) for files in (runs.local, runs.remote))
        kept = [column for column in mine.column_names if column != "digest"]
        assert mine.select(kept).equals(theirs.select(kept)), name


def test_names_in_the_tables_are_those_of_a_local_folder(runs: Runs) -> None:
    names = read_table(runs.there / "tables" / "articles.parquet", ["source_path"]).column(0).to_pylist()
    assert len(names) == 3 and all(name.startswith("articles/") for name in names)


def test_every_span_of_a_remote_run_holds(runs: Runs) -> None:
    facts, failures = verify_run(runs.there)
    assert facts > 1000 and failures == []


def test_a_rerun_writes_nothing_and_one_article_more_costs_one(
    runs: Runs, articles: list[Path], requests_since: Requests
) -> None:
    source, out = runs.articles, runs.there
    before = len(requests_since(0))
    _run(source, "--out", out)
    assert len(requests_since(before)) > 20 and _written(requests_since(before)) == []
    # An article is read again only if its version differs: nothing was fetched.
    assert not [line for line in requests_since(before) if line.startswith("GET /bucket/runs/articles/")]
    _upload(source, articles[3].name, articles[3].read_bytes())
    before = len(requests_since(0))
    _run(source, "--out", out)
    written = _written(requests_since(before))
    assert len([line for line in written if "/annotations/" in line]) == 1
    assert read_table(out / "tables" / "articles.parquet", ["article_id"]).num_rows == 4
    assert verify_run(out)[1] == []


def test_what_is_gone_from_the_articles_goes_from_the_datasets(place: Path) -> None:
    for name in ("aa", "bb"):
        write_bucket(TABLE, place / f"{name}.parquet", "made", {"aa1": "too long"} if name == "bb" else None)
    assert dataset_buckets(place) == ["aa", "bb"] and failed_articles(place) == {"aa1": "too long"}
    works = [BucketWork(place / f"{name}.parquet", TABLE.schema, "made") for name in ("aa", "bb", "cc")]
    assert [work.output.stem for work in stale_work(works)] == ["cc"]
    (place / "bb.parquet").unlink()
    assert dataset_buckets(place) == ["aa"] and dataset_buckets(place / "none") == []


@pytest.mark.parametrize("error", [RuntimeError("killed"), KeyboardInterrupt()])
def test_a_write_that_ends_half_way_leaves_nothing(place: Path, error: BaseException) -> None:
    write_text(place / "whole.txt", "whole")
    for name in ("new.txt", "whole.txt"):
        with pytest.raises(type(error)), replacing(place / name) as aside:
            aside.write_text("half")
            raise error
        assert not aside.parent.exists()
    assert _files(place) == {"whole.txt": b"whole"}


def test_a_large_file_goes_there_and_comes_back(place: Path, tmp_path: Path) -> None:
    content = bytes(range(256)) * 48 * 1024  # more than one part of an upload
    (tmp_path / "large").write_bytes(content)
    assert is_remote(place)
    (place / "large").upload(tmp_path / "large")
    (place / "large").download(tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == content


def test_a_table_is_read_whole_in_columns_and_in_pieces(place: Path) -> None:
    path = place / "table.parquet"
    write_table(TABLE, path, {"fact": "told"})
    assert read_table(path).equals(TABLE) and read_table(path, ["n"]).equals(TABLE.select(["n"]))
    assert pa.concat_tables(read_pieces(path)).equals(TABLE) and read_metadata(path) == {"fact": "told"}


def test_a_damaged_and_a_missing_table_are_told_apart(place: Path) -> None:
    _upload(place, "bad.parquet", b"PAR1 and no more")
    assert read_metadata(place / "bad.parquet") == read_metadata(place / "none.parquet") == {}
    for read in (read_table, lambda path: list(read_pieces(path))):
        with pytest.raises(
            DamagedTableError, match=r"^s3://bucket/.*/bad\.parquet: is no whole Parquet file"
        ):
            read(place / "bad.parquet")
        with pytest.raises(InputError, match=r"^s3://bucket/.*/none\.parquet: there is no such file"):
            read(place / "none.parquet")


def test_a_folder_is_listed_below_without_hidden_names(place: Path) -> None:
    for name in ("b.txt", "sub/a?id=3.txt", ".hidden", ".git/c.txt", "sub/.d"):
        _upload(place, name, b"text")
    found = list_sources([place])
    assert [source.source_path for source in found] == [f"{place.name}/b.txt", f"{place.name}/sub/a?id=3.txt"]
    assert {source.size for source in found} == {4}
    assert [to_path(str(source.path)) for source in found] == [source.path for source in found]
    (alone,) = list_sources([place / "b.txt"])
    assert (alone.source_path, alone.path) == ("b.txt", place / "b.txt")


def test_here_and_there_go_together(place: Path, tmp_path: Path) -> None:
    _upload(place, "a.txt", b"there")
    (tmp_path / "a.txt").write_text("here")
    for paths in ([place / "a.txt", tmp_path / "a.txt"], [tmp_path / "a.txt", place / "a.txt"]):
        names = [source.source_path for source in list_sources(paths)]
        assert names == sorted([f"{place.name}/a.txt", f"{tmp_path.name}/a.txt"])


@pytest.mark.parametrize("hidden", [True, False])
def test_a_folder_of_nothing_is_an_error(place: Path, hidden: bool) -> None:
    if hidden:
        _upload(place, ".a.txt", b"text")
    with pytest.raises(InputError, match="no file in it" if hidden else "no such bucket, file or folder"):
        list_sources([place])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("large.txt", b"word " * 2000, "too_large"),
        ("large.txt.gz", gzip.compress(b"word " * 2000), "too_large"),
        ("cut.txt.gz", gzip.compress(b"Some words, and some more.")[:-9], "truncated"),
        ("photo.jpg", b"...", "unsupported"),
        ("gone.txt", None, "unreadable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_limits_are_those_of_local_files(place: Path, name: str, content: bytes | None, reason: str) -> None:
    if content is not None:
        _upload(place, name, content)
    _, rejects = read_source(Source(place / name, name, 0), config=IngestConfig(max_bytes=5000))
    assert rejects.column("reason").to_pylist() == [reason]


def test_a_store_that_cannot_be_reached_is_no_fault_of_an_article(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: RemotePath, most: int | None = None) -> bytes:
        raise InputError(str(self), "cannot be read (timeout)")

    monkeypatch.setattr(RemotePath, "read_bytes", fail)
    with pytest.raises(InputError, match="timeout"):
        read_source(Source(place / "a.txt", "a.txt", 4), config=IngestConfig())


def test_processes_read_and_write_there(place: Path, articles: list[Path]) -> None:
    works = []
    for number, path in enumerate(articles):
        _upload(place, path.name, path.read_bytes())
        file = {"path": str(place / path.name), "source_path": path.name, "size": 1, "digest": "v"}
        works.append(
            BucketWork(
                place / "sources" / f"{number:02}.parquet",
                SOURCES,
                "made",
                rows=pa.table({k: [v] for k, v in file.items()}),
            )
        )
    engine = LocalEngine(2)
    try:
        engine.compute("ingest", works, partial(prepare_stage, "ingest", Settings()), done=lambda work: None)
    finally:
        engine.close()
    texts = [read_table(work.output).column("articles").to_pylist()[0][0]["text"] for work in works]
    assert texts == [path.read_text(encoding="utf-8") for path in articles]


@pytest.mark.parametrize("words", [["s3://missing/articles"], ["ARTICLE", "--out", "s3://missing/out"]])
def test_a_missing_bucket_is_named(
    requests_log: Path, articles: list[Path], tmp_path: Path, words: list[str]
) -> None:
    words = [str(articles[0]) if word == "ARTICLE" else word for word in words]
    with pytest.raises(InputError, match=r"^s3://missing/.*(no such bucket|bucket does not exist)") as caught:
        _run("--out", tmp_path, *words)
    assert caught.value.exit_code == 2


def test_a_summary_says_where_the_tables_are(runs: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    claimline.main(["summary", str(runs.there)], standalone_mode=False)
    assert capsys.readouterr().out.endswith("tables: s3://bucket/runs/out/tables/*.parquet\n")
    with pytest.raises(InputError, match=r"^s3://bucket/none: holds no finished run"):
        claimline.main(["summary", "s3://bucket/none"], standalone_mode=False)
