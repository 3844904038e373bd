"""The engine of Ray, in one start of it; a table function marks what it did in files."""

from __future__ import annotations

import os
import shutil
import signal
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from pipeline.buckets import BucketWork, Prepare, TableFunction, empty_lists, failed_articles
from pipeline.engines import KILLED, Engine, LocalEngine
from pipeline.errors import ConfigError, InputError
from pipeline.parquet import read_table
from pipeline.ray_engine import RayEngine
from pipeline.shipped import shipped_path
from pipeline.stages.cli import claimline

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    pytest.importorskip("ray.data", reason="the extra `ray` is not installed")

# Ray leaves files and sockets to the end of the process, and uses what it has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ROWS = pa.schema([pa.field("article_id", pa.string(), nullable=False), pa.field("n", pa.int64())])
LISTS = pa.schema(
    [pa.field("article_id", pa.string(), nullable=False), pa.field("found", pa.list_(pa.int64()))]
)
FEW = ["wire-chip-rules.txt", "story-card-open-weights.txt", "oped-cooperation.html"]


@pytest.fixture(scope="module")
def engine() -> Iterator[RayEngine]:
    engine = RayEngine(2)
    engine._start()
    yield engine
    engine.close()


def _works(folder: Path, numbers: list[int]) -> list[BucketWork]:
    return [
        BucketWork(
            folder / f"{n:02x}.parquet",
            LISTS,
            made_by=f"d{n}",
            rows=pa.table({"article_id": [f"{n:02x}a", f"{n:02x}b"], "n": [n, -n]}, schema=ROWS),
            size=2,
            rescue=empty_lists,
        )
        for n in numbers
    ]


def _compute(engine: Engine, works: list[BucketWork], prepare: Prepare) -> list[str]:
    done: list[str] = []
    engine.compute("f", works, prepare, done=lambda w: done.append(w.output.stem), worth_a_process=1)
    return sorted(done)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _find(table: pa.Table) -> pa.Table:
    found = pa.array([[n] for n in table.column("n").to_pylist()], pa.list_(pa.int64()))
    return pa.table({"article_id": table.column("article_id"), "found": found})


def _prepare(marks: Path) -> TableFunction:
    (marks / f"prepared-{os.getpid()}-{os.environ['OMP_NUM_THREADS']}").touch(exist_ok=False)
    return _find


def _find_all() -> TableFunction:
    return _find


def _refuse_three() -> TableFunction:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist():
            raise InputError("bucket", "three", "no three", "remove it")
        return _find(table)

    return function


def _die_once_at_three(mark: Path) -> TableFunction:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist() and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return _find(table)

    return function


def _die_at_three() -> TableFunction:
    def function(table: pa.Table) -> pa.Table:
        if 3 in table.column("n").to_pylist():
            os.kill(os.getpid(), signal.SIGKILL)
        return _find(table)

    return function


# Before the tests below start Ray.
@pytest.mark.parametrize("address", ["127.0.0.1:1", "nonsense"])
def test_an_address_without_a_cluster_is_told_at_once(address: str) -> None:
    with pytest.raises(
        ConfigError, match=f"^--ray-address {address}: no cluster answers: .*ray start --head"
    ):
        RayEngine(2, address)


def test_workers_load_once_and_write_the_bytes_of_one_process(engine: RayEngine, tmp_path: Path) -> None:
    numbers = list(range(1, 13))
    assert _compute(engine, _works(tmp_path / "ray", numbers), partial(_prepare, tmp_path)) == [
        f"{n:02x}" for n in numbers
    ]
    prepared = [path.name.split("-") for path in tmp_path.glob("prepared-*")]
    assert 1 <= len(prepared) <= 2
    assert {threads for _, _, threads in prepared} == {"1"}
    assert str(os.getpid()) not in {process for _, process, _ in prepared}
    _compute(LocalEngine(), _works(tmp_path / "local", numbers), _find_all)
    assert _bytes(tmp_path / "ray") == _bytes(tmp_path / "local")


def test_an_error_arrives_whole(engine: RayEngine, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bucket: three; expected no three; remove it") as caught:
        _compute(engine, _works(tmp_path, [1, 3]), _refuse_three)
    assert type(caught.value) is InputError
    assert not (tmp_path / "03.parquet").exists()


def test_the_task_of_a_killed_worker_is_done_by_another(engine: RayEngine, tmp_path: Path) -> None:
    works = _works(tmp_path / "out", [1, 2, 3, 4])
    mark = tmp_path / "killed"
    assert _compute(engine, works, partial(_die_once_at_three, mark)) == ["01", "02", "03", "04"]
    assert mark.exists()
    assert failed_articles(tmp_path / "out") == {}
    assert read_table(works[2].output).column("found").to_pylist() == [[3], [-3]]


def test_only_the_article_that_always_kills_is_lost(
    engine: RayEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    works = _works(tmp_path, [1, 2, 3])
    assert _compute(engine, works, _die_at_three) == ["01", "02", "03"]
    assert failed_articles(tmp_path) == {"03a": KILLED}
    assert read_table(works[2].output).column("found").to_pylist() == [[], [-3]]
    assert capsys.readouterr().out == ""  # what Ray says of it is no answer of a command


def _sum_of(numbers: list[int]) -> tuple[int, int]:
    return sum(numbers), os.getpid()


def _refuse() -> None:
    raise InputError("call", "refused")


def test_calls_are_answered_in_order_by_workers(engine: RayEngine) -> None:
    answers = engine.call([partial(_sum_of, [1, 2]), partial(_sum_of, [3, 4])])
    assert [total for total, _ in answers] == [3, 7]
    assert os.getpid() not in {process for _, process in answers}
    with pytest.raises(InputError, match=r"^call: refused$") as caught:
        engine.call([_refuse, _refuse])
    assert type(caught.value) is InputError


def test_a_run_writes_the_bytes_of_a_run_in_one_process(
    engine: RayEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Three articles are worth no worker; here they are for the stages with models.
    datasets: list[str] = []
    receipts = RayEngine._receipts

    def note(self: RayEngine, tasks: dict[int, list[BucketWork]], prepare: Prepare) -> object:
        (work, *_) = tasks[0]
        datasets.append(work.output.parent.name)
        return receipts(self, tasks, prepare)

    monkeypatch.setattr(RayEngine, "_is_worth", lambda self, works, worth: worth < 300)
    monkeypatch.setattr(RayEngine, "_receipts", note)
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in FEW:
        shutil.copy(shipped_path("params.yaml").parent / "corpus" / "articles" / name, articles)
    for name, options in {"ray": ["--engine", "ray", "--jobs", "2"], "local": ["--jobs", "1"]}.items():
        done = CliRunner().invoke(
            claimline, ["run", str(articles), "--out", str(tmp_path / name), "--quiet", *options]
        )
        assert done.exit_code == 0, done.output
    assert datasets == ["annotations", "stances"]
    assert _bytes(tmp_path / "ray") == _bytes(tmp_path / "local")


def test_what_is_not_worth_a_worker_starts_no_ray(tmp_path: Path) -> None:
    idle = RayEngine(2)
    idle.compute("f", _works(tmp_path, [1, 2]), _find_all, done=lambda w: None, worth_a_process=300)
    assert not idle._connected
    assert idle.call([partial(_sum_of, [1]), partial(_sum_of, [2])]) == [(1, os.getpid()), (2, os.getpid())]


def test_a_machine_without_ray_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ray_engine.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"Ray is not installed; pip install 'claimline\[ray\]'"):
        RayEngine(2)


def test_an_address_of_ray_is_for_ray(tmp_path: Path) -> None:
    done = CliRunner().invoke(claimline, ["segment", "--out", str(tmp_path), "--ray-address", "auto"])
    assert isinstance(done.exception, ConfigError)
    assert "--engine ray" in str(done.exception)
