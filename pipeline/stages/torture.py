"""``claimline torture``: what the pipeline survives, counted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import ConfigError

if TYPE_CHECKING:
    from pipeline.torture.faults_told import Survived
    from pipeline.torture.fuzzing import Tried


@click.command("torture")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    help="Time in all, half of it for each kind of torture; what is begun is ended.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The same seed makes the same faults and inputs.",
)
@click.option(
    "--only",
    type=click.Choice(["faults", "fuzz"]),
    help="Only runs that are disturbed, or only inputs that are garbage.",
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="NAME",
    help="Feed this reader only, or make this fault only; may be repeated.",
)
@click.option(
    "--found",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("found"),
    show_default=True,
    help="Folder for the inputs that fail and for the folders of runs that do not survive.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=2,
    show_default=True,
    help="Processes of a disturbed run.",
)
def command(
    seconds: float, seed: int, only: str | None, targets: tuple[str, ...], found: Path, jobs: int
) -> None:
    """Kill runs, damage their files, fill their disk; and feed every reader with garbage.

    A run that was disturbed and begun again has to end in the same bytes as one that was not.
    A reader has to give a value, a refusal or an error of one line, within two seconds.
    Exits with 1 if something fails.

    \b
    Example:
      claimline torture --seconds 600 --seed 1
      claimline torture --only fuzz --target html --target labels
    """
    from pipeline.torture.faults import FAULTS, survive_faults
    from pipeline.torture.fuzzing import fuzz_targets
    from pipeline.torture.targets import TARGETS

    kinds = [name for name in targets if name in FAULTS]
    readers = [name for name in targets if name in TARGETS]
    if unknown := [name for name in targets if name not in FAULTS and name not in TARGETS]:
        raise ConfigError(
            f"--target {unknown[0]}",
            "there is none of that name",
            f"one of {', '.join((*TARGETS, *FAULTS))}",
        )
    faults = only != "fuzz" and (bool(kinds) or not readers)
    fuzz = only != "faults" and (bool(readers) or not kinds)
    share = seconds / 2 if faults and fuzz else seconds
    failures: list[str] = []
    if faults:
        survived = survive_faults(
            share, seed, jobs=jobs, say=partial(click.echo, err=True), kinds=kinds or None, found=found
        )
        click.echo(_faults_table(survived))
        failures += [f"{row.kind}: {failure}" for row in survived for failure in row.failures]
    if fuzz:
        tried = fuzz_targets(share, seed, readers or None, found=found)
        click.echo(("\n" if faults else "") + _fuzz_table(tried))
        failures += [f"{row.target}: {failure}; kept in {found}" for row in tried for failure in row.failures]
    for failure in failures:
        click.echo(" ".join(failure.split()), err=True)
    if failures:
        sys.exit(1)


def _faults_table(survived: Sequence[Survived]) -> str:
    lines = [f"{'fault':<24} {'made':>9} {'survived':>9} {'strikes':>10} {'MB same':>8} {'seconds':>9}"]
    figures: list[tuple[float, ...]] = [
        (row.times, row.survived, row.strikes, row.bytes_compared / 1e6, row.seconds) for row in survived
    ]
    figures.append(tuple(map(sum, zip(*figures, strict=True))))
    for kind, figure in zip([*(row.kind for row in survived), "all"], figures, strict=True):
        lines.append("{:<24} {:>9} {:>9} {:>10} {:>8,.1f} {:>9,.0f}".format(kind, *figure))
    return "\n".join(lines)


def _fuzz_table(tried: Sequence[Tried]) -> str:
    lines = [f"{'reader':<24} {'inputs':>9} {'failures':>9} {'slowest s':>10} {'peak MB':>8} {'led by':>9}"]
    lines += [
        f"{row.target:<24} {row.inputs:>9,} {len(row.failures):>9} {row.slowest_seconds:>10.3f}"
        f" {row.peak_mb:>8,.0f} {row.engine:>9}"
        for row in tried
    ]
    inputs, failed = sum(row.inputs for row in tried), sum(len(row.failures) for row in tried)
    slowest, peak = max(row.slowest_seconds for row in tried), max(row.peak_mb for row in tried)
    return "\n".join((*lines, f"{'all':<24} {inputs:>9,} {failed:>9} {slowest:>10.3f} {peak:>8,.0f}"))
