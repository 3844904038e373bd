"""A run needs no network: it asks for none, and works where there is none.

Each test runs the pipeline in a process of its own and takes some seconds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.shipped import shipped_path

ROOT = shipped_path("params.yaml").parent
FEW = ("story-card-open-weights.txt", "oped-cooperation.html")

# Python imports a module of this name at its start, in worker processes too. What is refused is
# written down, for a library may catch the error and go on. Pools talk through pipes and local sockets.
_GUARD = """
import os, sys

def _refuse(event, arguments):
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"} or (
        event == "socket.connect" and isinstance(arguments[1], tuple)
    ):
        with open(os.environ["REFUSED"], "a", encoding="utf-8") as file:
            file.write(f"{event} {arguments[1:]}\\n")
        raise OSError("no network in this test")

sys.addaudithook(_refuse)
"""


@pytest.fixture
def guard(tmp_path: Path) -> dict[str, str]:
    """Give the environment in which Python refuses to connect, and writes to ``refused`` what asked."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(_GUARD, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(tmp_path / "guard"), "REFUSED": str(tmp_path / "refused")}


def _python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def _run_and_report(before: list[str], folder: Path, environment: dict[str, str]) -> None:
    articles = folder / "articles"
    articles.mkdir()
    for name in FEW:
        shutil.copy(ROOT / "corpus" / "articles" / name, articles)
    cli = [*before, *_python("-m", "pipeline.stages.cli")]
    out = str(folder / "out")
    for command in (["run", str(articles), "--out", out, "--jobs", "1", "--quiet"], ["report", out]):
        done = subprocess.run([*cli, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (folder / "out" / "report" / "index.html").is_file()


@pytest.mark.parametrize(
    "asking",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://localhost:9/')",
    ],
)
def test_the_guard_refuses_and_remembers(asking: str, guard: dict[str, str]) -> None:
    done = subprocess.run(_python("-c", asking), env=guard, capture_output=True, text=True)
    assert done.returncode == 1
    assert "no network in this test" in done.stderr
    assert Path(guard["REFUSED"]).read_text(encoding="utf-8")


def test_the_guard_lets_processes_of_a_pool_talk(guard: dict[str, str]) -> None:
    pool = (
        "from concurrent.futures import ProcessPoolExecutor as Pool\n"
        "if __name__ == '__main__':\n"
        "    with Pool(1) as pool: print(pool.submit(abs, -3).result())"
    )
    done = subprocess.run(_python("-c", pool), env=guard, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "3", "")
    assert not Path(guard["REFUSED"]).exists()


def test_a_run_asks_for_no_network(guard: dict[str, str], tmp_path: Path) -> None:
    _run_and_report([], tmp_path, guard)
    assert not Path(guard["REFUSED"]).exists()


def test_a_run_works_where_there_is_no_network(tmp_path: Path) -> None:
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets no process have a network of its own")
    look = "import socket; print([name for _, name in socket.if_nameindex()])"
    names = subprocess.run([*alone, *_python("-c", look)], capture_output=True, text=True, check=True)
    assert "eth" not in names.stdout
    _run_and_report(alone, tmp_path, dict(os.environ))
