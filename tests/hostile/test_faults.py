"""A run survives each kind of fault once; and a harness that saw nothing would be seen."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from pipeline.engines import LocalEngine
from pipeline.stages.cli import claimline
from pipeline.torture import faults, fuzzing
from pipeline.torture.briefs import write_briefs
from pipeline.torture.comparing import compare_runs
from pipeline.torture.faults import FAULTS, UNDISTURBED, strike, survive_faults
from pipeline.torture.faults_told import Struck, Survived, sum_up
from pipeline.torture.processes import Ended, Running
from pipeline.torture.promises import BrokenPromiseError
from pipeline.torture.scene import Scene, make_scene

NEED_WORKERS = {"first-process-killed", "worker-killed"}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Give an undisturbed run over the briefs, in one process."""
    folder = tmp_path_factory.mktemp("scene")
    return make_scene(folder, write_briefs(folder / "articles"), jobs=1)


@pytest.mark.parametrize("kind", FAULTS)
def test_a_run_survives(scene: Scene, kind: str, tmp_path: Path) -> None:
    # What a run writes does not depend on its processes, so one undisturbed run serves both.
    here = replace(scene, jobs=2) if kind in NEED_WORKERS else scene
    for number in range(5):
        struck = strike(here, kind, 0, number, found=tmp_path)
        if struck.strikes or struck.failure:
            break
    else:
        pytest.skip("cannot be made on this machine")
    assert struck.failure is None
    assert struck.bytes_compared > 1_000_000


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Give two equal folders."""
    whole = tmp_path / "whole"
    (whole / "claims").mkdir(parents=True)
    (whole / "claims" / "aa.parquet").write_bytes(b"claims of aa")
    (whole / "run.json").write_bytes(b"{}")
    shutil.copytree(whole, tmp_path / "out")
    return whole, tmp_path / "out"


def test_equal_folders_are_counted(folders: tuple[Path, Path]) -> None:
    whole, out = folders
    (out / ".claimline.lock").write_text("1", encoding="utf-8")
    compared = compare_runs(whole, out)
    assert (compared.bytes, compared.differences) == (14, ())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda out: (out / "claims" / "aa.parquet").write_bytes(b"claims of bb"),
            "claims/aa.parquet differs (first at byte 10 of 12)",
        ),
        (lambda out: (out / "run.json").write_bytes(b"{"), "run.json differs (1 bytes for 2)"),
        (lambda out: (out / "run.json").unlink(), "run.json is missing"),
        (lambda out: (out / "claims" / "bb.parquet").touch(), "claims/bb.parquet is left over"),
        (
            lambda out: (out / "claims" / ".aa.parquet.7.part").touch(),
            "claims/.aa.parquet.7.part is left over",
        ),
    ],
)
def test_a_difference_is_seen(
    folders: tuple[Path, Path], change: Callable[[Path], object], told: str
) -> None:
    whole, out = folders
    change(out)
    assert compare_runs(whole, out).differences == (told,)


def test_only_the_damaged_file_may_differ(folders: tuple[Path, Path]) -> None:
    whole, out = folders
    (out / "run.json").write_bytes(b"[]")
    assert compare_runs(whole, out, ["run.json"]).differences == ()
    (out / "run.json").unlink()
    assert compare_runs(whole, out, ["run.json"]).differences == ("run.json is missing",)


class Idle(Scene):
    """A scene whose runs do nothing and end as they are told to."""

    ended = Ended(0, "")

    def run(self, out: Path, **_: object) -> Ended:
        return self.ended


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (Ended(0, ""), "the next run left other bytes: run.json differs"),
        (Ended(2, "error: no\n"), "the next run ended with 2"),
        (Ended(0, "Traceback (most recent call last):"), "the next run ended with 0 and said 'Traceback"),
    ],
)
def test_a_run_that_does_not_survive_is_told_and_kept(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: Ended, told: str
) -> None:
    def spoil(scene: Scene, out: Path, chance: Random) -> int:
        scene.copy_to(out)
        (out / "run.json").write_bytes(b"[]")
        return 1

    monkeypatch.setitem(faults.FAULTS, "spoilt", spoil)
    monkeypatch.setattr(Idle, "ended", ended)
    struck = strike(Idle(tmp_path, folders[0], 1, 1.0), "spoilt", 3, 4, found=tmp_path / "found")
    assert struck.failure is not None
    assert struck.failure.startswith(told)
    assert "seed 3, fault 4" in struck.failure
    kept = tmp_path / "found" / "faults" / "spoilt-3-4"
    assert (kept / "run.json").read_bytes() == b"[]"
    assert sum_up("spoilt", [struck, Struck("spoilt", 2, 14, 1.0, None)]) == Survived(
        "spoilt", 2, 1, 3, 14, round(struck.seconds + 1.0, 1), (struck.failure,)
    )


def test_a_pipeline_that_fails_undisturbed_is_no_survivor(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (row,) = survive_faults(0, 0, tmp_path / "empty", jobs=1)
    assert (row.kind, row.times, row.survived) == (UNDISTURBED, 1, 0)
    assert "the undisturbed run failed: error: " in row.failures[0]
    with pytest.raises(ValueError, match="no fault 'flood'"):
        survive_faults(0, 0, kinds=["flood"])


@pytest.mark.parametrize(
    ("code", "said"),
    [(1, "error: full\n"), (2, ""), (2, "error: full"), (2, "error:\nfull\n"), (2, "warning\n")],
)
def test_other_ends_than_one_line_are_seen(code: int, said: str) -> None:
    Ended(2, "error: full\n").hold_one_line(2, "error: ")
    with pytest.raises(BrokenPromiseError, match="not 2 and one line"):
        Ended(code, said).hold_one_line(2, "error: ")


def test_processes_that_hang_or_stay_behind_are_seen() -> None:
    sleep = "import time; time.sleep(99)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{sleep}']); {sleep}"
    running = Running([sys.executable, "-c", code], 0.5)
    try:
        assert running.wait_for(lambda: len(running.alive()) == 2)
        with pytest.raises(BrokenPromiseError, match="not done after 0 s"):
            running.end()
        running.send_first(signal.SIGKILL)
        assert not running.vanishes(0.05)
    finally:
        running.clear()
    assert running.alive() == []


def test_a_process_killed_while_it_waits_costs_nothing() -> None:
    engine = LocalEngine(2)
    try:
        engine.expect({})
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        assert engine.call([partial(sum, [1, 2]), partial(sum, [3])]) == [3, 3]
    finally:
        engine.close()


def test_the_command_counts_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Survived("stale-lock", 2, 1, 2, 3_000_000, 4.0, ("other bytes",))
    held = fuzzing.Tried("exam", 1234, (), 0.5, 99.0, "chance")
    monkeypatch.setattr(faults, "survive_faults", lambda *_, **__: [lost])
    monkeypatch.setattr(fuzzing, "fuzz_targets", lambda *_, **__: [held])
    done = CliRunner().invoke(claimline, ["torture", "--seconds", "1"])
    assert done.exit_code == 1
    assert done.stderr == "stale-lock: other bytes\n"
    told = [line.split() for line in done.stdout.splitlines()]
    assert ["stale-lock", "2", "1", "2", "3.0", "4"] in told
    assert ["exam", "1,234", "0", "0.500", "99", "chance"] in told
    done = CliRunner().invoke(claimline, ["torture", "--only", "fuzz"])
    assert (done.exit_code, done.stderr) == (0, "")
    done = CliRunner().invoke(claimline, ["torture", "--target", "flood"])
    assert "--target flood: there is none of that name" in str(done.exception)
