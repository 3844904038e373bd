"""The scene of faults: articles, an undisturbed run over them, and the same command as often as wanted."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.torture.comparing import compare_runs
from pipeline.torture.processes import ROOT, Ended, Running
from pipeline.torture.promises import hold

LOCK = ".claimline.lock"
_LEAST_LIMIT_SECONDS = 300.0
_MOST_TIMES_LONGER = 30  # than undisturbed: other work on the machine, and articles read one by one


@dataclass(frozen=True)
class Scene:
    """Articles, the undisturbed run over them, and how long it took.

    Args:
        articles: Folder of the articles.
        whole: Folder of the undisturbed run.
        jobs: Processes of a run.
        seconds: Time that the undisturbed run took.
    """

    articles: Path
    whole: Path
    jobs: int
    seconds: float

    def command(self, out: Path, jobs: int | None = None) -> list[str]:
        """Give the command line of a run into a folder."""
        return _command(self.articles, out, jobs or self.jobs)

    @contextlib.contextmanager
    def running(
        self,
        out: Path,
        *,
        jobs: int | None = None,
        command: list[str] | None = None,
        prepare: Callable[[], None] | None = None,
    ) -> Iterator[Running]:
        """Begin a run, or the command given; none of its processes outlives the block."""
        limit_seconds = max(_LEAST_LIMIT_SECONDS, self.seconds * _MOST_TIMES_LONGER)
        running = Running(command or self.command(out, jobs), limit_seconds, prepare)
        try:
            yield running
        finally:
            running.clear()

    def run(self, out: Path, *, prepare: Callable[[], None] | None = None) -> Ended:
        """Run to the end."""
        with self.running(out, prepare=prepare) as running:
            return running.end()

    def copy_to(self, out: Path) -> None:
        """Make a folder a copy of the undisturbed run."""
        shutil.copytree(self.whole, out)

    def copy_part_to(self, out: Path, without: Collection[str]) -> None:
        """Make a folder a copy of the undisturbed run without some of its datasets."""
        self.copy_to(out)
        for name in without:
            shutil.rmtree(out / name)


def make_scene(folder: Path, articles: Path, jobs: int) -> Scene:
    """Make the undisturbed run, with these processes and with one, which must agree.

    Args:
        folder: Where.
        articles: Folder of articles.
        jobs: Processes of a run.

    Raises:
        BrokenPromiseError: It fails, says something, or gives other bytes with one process.
    """
    begun = time.monotonic()
    for name, processes in (("whole", jobs), ("alone", 1))[: 1 + (jobs > 1)]:
        done = subprocess.run(
            _command(articles, folder / name, processes), cwd=ROOT, capture_output=True, text=True
        )
        hold((done.returncode, done.stderr) == (0, ""), f"the undisturbed run failed: {done.stderr[-300:]}")
        if name == "whole":
            seconds = time.monotonic() - begun
    if jobs > 1:
        compared = compare_runs(folder / "whole", folder / "alone")
        hold(not compared.differences, f"one process and {jobs} disagree: {compared}")
        shutil.rmtree(folder / "alone")
    return Scene(articles, folder / "whole", jobs, seconds)


def _command(articles: Path, out: Path, jobs: int) -> list[str]:
    command = [sys.executable, "-m", "pipeline.stages.cli", "run", str(articles)]
    return [*command, "--out", str(out), "--jobs", str(jobs), "--quiet"]
