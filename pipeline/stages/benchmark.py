"""``claimline benchmark``: what each stage costs, beside the spaCy pass it cannot go below.

The floor is the bare ``nlp.pipe`` of the same spaCy pipeline over the same texts. Ratios to it
are taken within one run, portion by portion in turns, so that a busy machine disturbs both alike.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.stages.options import usable_cores

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.stages.settings import Settings

_PORTION = 40  # articles measured at a time by every stage in turn
_BATCH = 64  # more brings spaCy nothing and costs memory
_IN_MEMORY = ("segment", "annotate", "link", "claims", "stance")


@dataclass(frozen=True)
class Measured:
    """Seconds that something took for a number of words."""

    name: str
    seconds: float
    words: int


def measure_stages(articles: pa.Table, settings: Settings) -> list[Measured]:
    """Time bare spaCy and each stage between ingest and tables, in this process, in turns.

    Args:
        articles: Rows of ARTICLES.
        settings: Parameters and pack.

    Returns:
        ``spacy`` first, then a row for each stage.
    """
    import spacy

    from pipeline.annotate.models import find_model
    from pipeline.buckets import join_columns
    from pipeline.stages import stage_named
    from pipeline.stages.running import prepare_stage

    # Bare: as spaCy itself loads it, without what the stage does to make it faster.
    nlp = spacy.load(find_model(settings.section("annotate").models)[0])
    functions = {name: prepare_stage(name, settings) for name in _IN_MEMORY}
    seconds = dict.fromkeys(("spacy", *_IN_MEMORY), 0.0)
    # Nothing is timed on its first portion: caches fill, code is compiled and models are loaded.
    for first in range(-_PORTION, articles.num_rows, _PORTION):
        portion = articles.slice(max(first, 0), _PORTION)
        spent = {}
        start = time.perf_counter()
        for _ in nlp.pipe(portion.column("text").to_pylist(), batch_size=_BATCH):
            pass
        spent["spacy"] = time.perf_counter() - start
        datasets = {"articles": portion}
        for name, function in functions.items():
            stage = stage_named(name)
            table = join_columns([datasets[dataset] for dataset in stage.reads], "benchmark")
            start = time.perf_counter()
            datasets[stage.writes[0]] = function(table)
            spent[name] = time.perf_counter() - start
        if first >= 0:
            seconds = {name: total + spent[name] for name, total in seconds.items()}
    words = sum(articles.column("n_words").to_pylist())
    return [Measured(name, total, words) for name, total in seconds.items()]


def measure_whole(
    texts: Sequence[str], model: str, jobs: int, options: Sequence[str] = ()
) -> tuple[list[Measured], float]:
    """Time bare spaCy and ``claimline run`` in as many processes, start-up included.

    Args:
        texts: The articles.
        model: Package of the spaCy pipeline.
        jobs: Processes for both.
        options: Further options of ``claimline run``.

    Returns:
        ``spacy`` and ``run``; and the most memory that one process of the run took, in MB.
    """
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles")
        articles.mkdir()
        for number, text in enumerate(texts):
            (articles / f"{number:06}.txt").write_text(text, encoding="utf-8")
        bare = _timed([sys.executable, "-c", _BARE, str(articles), model, str(jobs), str(_BATCH)])
        run = ["-m", "pipeline.stages.cli", "run", str(articles), "--quiet", "--jobs", str(jobs)]
        whole = _timed([sys.executable, *run, "--out", str(Path(folder, "out")), *options])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [Measured("spacy", bare, words), Measured("run", whole, words)], peak


_BARE = """
import sys
from pathlib import Path
import spacy
folder, model, jobs, batch = sys.argv[1:]
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())]
if __name__ == "__main__":
    for _ in spacy.load(model).pipe(texts, batch_size=int(batch), n_process=int(jobs)):
        pass
"""


def _timed(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        arguments, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    return time.perf_counter() - start


def _table(rows: Sequence[Measured]) -> str:
    floor = rows[0].seconds
    lines = [f"{'':>10} {'seconds':>9} {'words/s':>10} {'of spaCy':>9}"]
    for row in rows:
        rate, part = row.words / row.seconds, row.seconds / floor
        lines.append(f"{row.name:>10} {row.seconds:9.1f} {rate:10,.0f} {part:9.2f}")
    return "\n".join(lines)


def _grow(
    articles: Sequence[Path],
    target: Path,
    sizes: Sequence[int],
    jobs: int,
    words: int,
    settings: Settings,
) -> None:
    from pipeline.parquet import write_text
    from pipeline.report.growth import draw_growth
    from pipeline.stages import STAGES
    from pipeline.stages.growth import exponents, from_csv, measure_growth, to_csv

    measured = measure_growth(articles, sizes, jobs, words, settings, partial(click.echo, err=True))
    known = from_csv(target.read_text(encoding="utf-8")) if target.is_file() else []
    again = {(cost.articles, cost.jobs) for cost in measured}
    kept = [cost for cost in known if (cost.articles, cost.jobs) not in again]
    costs = sorted([*kept, *measured], key=lambda cost: (cost.articles, cost.jobs))
    write_text(target, to_csv(costs))
    stages = {stage.name for stage in STAGES}
    write_text(
        target.with_suffix(".svg"), draw_growth([asdict(cost) for cost in costs if cost.stage in stages])
    )
    for (stage, count), exponent in exponents(costs).items():
        click.echo(f"{stage:>10}, {count} jobs: time grows as articles to the power {exponent:.2f}")


@click.command("benchmark")
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--copies", type=click.IntRange(1), default=4, show_default=True, help="Copies of the articles."
)
@click.option("--whole", is_flag=True, help="Also time `claimline run` in processes of its own.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=usable_cores,
    show_default="all cores",
    help="Processes, for --whole.",
)
@click.option(
    "--growth",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Instead: measure every stage on growing corpora of briefs. Adds to this CSV; a picture beside it.",
)
@click.option(
    "--size",
    "sizes",
    type=click.IntRange(1),
    multiple=True,
    default=(100, 1_000, 10_000, 100_000),
    show_default=True,
    help="Articles, for --growth; may be repeated.",
)
@click.option(
    "--words", type=click.IntRange(5), default=25, show_default=True, help="Words of a brief, for --growth."
)
@click.option("--sides", help="Side pack: a name in corpus/sides or a path.")
@click.option("--params", type=click.Path(path_type=Path), help="Parameters file.")
def command(
    articles: tuple[Path, ...],
    copies: int,
    whole: bool,
    jobs: int,
    growth: Path | None,
    sizes: tuple[int, ...],
    words: int,
    sides: str | None,
    params: Path | None,
) -> None:
    """Time each stage on ARTICLES [default: corpus/articles], beside bare spaCy on the same words.

    The articles are repeated, each copy with words of its own, so that no cache of words
    flatters anyone. Quote the ratios in the last column: seconds depend on the machine.

    \b
    Example:
      claimline benchmark --copies 4 --whole --jobs 2
      claimline benchmark --growth growth.csv --size 1000 --size 10000
    """
    from pipeline.annotate.models import find_model
    from pipeline.stages.benchmark_texts import fresh_copies
    from pipeline.stages.settings import read_settings

    settings = read_settings(params, sides=sides)
    articles = articles or (Path("corpus/articles"),)
    if growth is not None:
        _grow(articles, growth, sizes, jobs, words, settings)
        return
    rows = fresh_copies(articles, copies, settings)
    stages = measure_stages(rows, settings)
    click.echo(
        f"{rows.num_rows:,} articles, {stages[0].words:,} words; Python {platform.python_version()}, "
        f"{usable_cores()} cores\n\nin one process:\n{_table(stages)}"
    )
    if whole:
        texts = rows.column("text").to_pylist()
        model = find_model(settings.section("annotate").models)[0]
        options = [f"--{name}={value}" for name, value in (("sides", sides), ("params", params)) if value]
        measured, peak = measure_whole(texts, model, jobs, options)
        click.echo(f"\nfrom files to tables, start-up included, --jobs {jobs}:\n{_table(measured)}")
        click.echo(f"\nmost memory of one process: {peak:,.0f} MB")
