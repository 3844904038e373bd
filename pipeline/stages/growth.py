"""What a run costs as the corpus grows: time, memory and bytes of each stage, and how fast they rise."""

from __future__ import annotations

import csv
import io
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np

from pipeline.stages import STAGES
from pipeline.stages.benchmark_texts import write_briefs
from pipeline.stages.options import usable_cores
from pipeline.stages.settings import Settings

RERUN, ONE_MORE, VERIFY, WHOLE = "rerun", "one more", "verify", "all stages"
_FROM = 1_000  # articles from which on growth is fitted: below, starting takes the time
_ONE_MORE_TEXT = (
    "Officials in Washington said on Monday that new limits on chips would not slow Chinese labs down. "
    "Engineers in Shenzhen said the limits had cost them a year, and that American models were ahead."
)


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Args:
        articles: In the corpus.
        words: In the corpus.
        jobs: Processes.
        stage: A stage, ``rerun`` (nothing changed), ``one more`` (article) or ``verify``.
        seconds: Wall clock, the start of Python included.
        idle_seconds: The same for a second call, which finds nothing to do; 0 where that has no meaning.
        peak_mb: Most memory that one process held.
        written_mb: Size of what the stage wrote.
        machine: What it ran on.
    """

    articles: int
    words: int
    jobs: int
    stage: str
    seconds: float
    idle_seconds: float
    peak_mb: float
    written_mb: float
    machine: str


def measure_growth(
    paths: Sequence[Path],
    sizes: Sequence[int],
    jobs: int,
    words: int,
    settings: Settings,
    say: Callable[[str], None],
) -> list[Cost]:
    """Run every stage over corpora of several sizes, each in a process of its own.

    Args:
        paths: Articles whose sentences make the corpora.
        sizes: Articles in each.
        jobs: Processes.
        words: Words of an article, at least.
        settings: Parameters.
        say: Told what is done.
    """
    machine = describe_machine()
    costs: list[Cost] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="claimline-") as scratch:
            articles = Path(scratch, "articles")
            n_words = write_briefs(paths, articles, size, words, settings)
            for cost in _measure(articles, Path(scratch, "out"), size, n_words, jobs, machine):
                costs.append(cost)
                told = f"{size:>8,} articles, {jobs} jobs: {cost.stage:<10} {cost.seconds:9.1f} s"
                say(f"{told} {cost.peak_mb:7,.0f} MB")
    return costs


def _measure(articles: Path, out: Path, size: int, words: int, jobs: int, machine: str) -> Iterable[Cost]:
    common = ["--out", str(out), "--jobs", str(jobs), "--quiet"]
    for stage in STAGES:
        command = [stage.name, *([str(articles)] if stage.name == "ingest" else []), *common]
        seconds, peak = timed(command)
        idle, _ = timed(command)
        written = sum(_size(out / name) for name in stage.writes)
        yield Cost(size, words, jobs, stage.name, seconds, idle, peak, written, machine)
    whole = ["run", str(articles), *common]
    yield Cost(size, words, jobs, RERUN, *_alone(whole), machine)
    more = articles / "one-more.txt"
    more.write_text(_ONE_MORE_TEXT, encoding="utf-8")
    yield Cost(size, words, jobs, ONE_MORE, *_alone(whole), machine)
    more.unlink()
    yield Cost(size, words, jobs, VERIFY, *_alone(["verify", str(out)]), machine)


def _alone(command: Sequence[str]) -> tuple[float, float, float, float]:
    seconds, peak = timed(command)
    return seconds, 0.0, peak, 0.0


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Run a command of ours; give its seconds, and the most memory of one of its processes in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.stages.cli", *command],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, used.ru_maxrss * unit / 1e6


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 1e6


def describe_machine() -> str:
    """Give processor, cores, memory and Python of this machine, without its name."""
    cpu = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        cpu = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), cpu)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu}, {usable_cores()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def exponents(costs: Sequence[Cost]) -> dict[tuple[str, int], float]:
    """Give, for each stage and number of processes, the power of the number of articles its time grows by.

    The time to find that nothing is to be done is taken off: it is that of starting Python. Fitted
    by least squares on logarithms, on corpora of 1,000 articles and more, with the sum of all stages
    under ``all stages``.
    """
    points: dict[tuple[str, int], dict[int, float]] = {}
    for cost in costs:
        if cost.articles >= _FROM and cost.stage in {stage.name for stage in STAGES}:
            for name in (cost.stage, WHOLE):
                by_size = points.setdefault((name, cost.jobs), {})
                by_size[cost.articles] = by_size.get(cost.articles, 0.0) + cost.seconds - cost.idle_seconds
    found = {}
    for key, by_size in points.items():
        known = {size: seconds for size, seconds in by_size.items() if seconds > 0}
        if len(known) > 1:
            x, y = ([math.log(value) for value in values] for values in (known.keys(), known.values()))
            found[key] = float(np.polyfit(x, y, 1)[0])
    return found


def to_csv(costs: Sequence[Cost]) -> str:
    """Give costs as CSV."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [field.name for field in fields(Cost)], lineterminator="\n")
    writer.writeheader()
    for cost in costs:
        writer.writerow({k: round(v, 2) if isinstance(v, float) else v for k, v in asdict(cost).items()})
    return buffer.getvalue()


def from_csv(text: str) -> list[Cost]:
    """Give the costs that :func:`to_csv` wrote."""
    kinds = {"articles": int, "words": int, "jobs": int, "stage": str, "machine": str}
    return [
        Cost(**{name: kinds.get(name, float)(value) for name, value in row.items()})
        for row in csv.DictReader(io.StringIO(text))
    ]
