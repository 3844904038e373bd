"""What the commands share: options, the way errors are told, and the shape of a stage's script."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.stages import stage_named

F = TypeVar("F", bound=Callable[..., Any])


def usable_cores() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_options(command: F) -> F:
    """Add the options of every command that computes something."""
    for option in (
        click.option("--verbose", is_flag=True, help="Say every bucket that is done."),
        click.option("--quiet", is_flag=True, help="Say nothing but warnings and errors."),
        click.option(
            "--jobs",
            type=click.IntRange(1, 256),
            default=usable_cores,
            show_default="all cores",
            help="Processes to use.",
        ),
        click.option(
            "--params",
            type=click.Path(path_type=Path),
            help="Parameters file.  [default: ./params.yaml, else the shipped one]",
        ),
        click.option(
            "--sides", help="Side pack: a name in corpus/sides or a path.  [default: the parameters file's]"
        ),
        click.option(
            "--out",
            type=click.Path(path_type=Path, file_okay=False),
            default=Path("outputs"),
            show_default=True,
            help="Folder that holds what the run writes.",
        ),
    ):
        command = option(command)
    return command


def start_run(
    *, out: Path, sides: str | None, params: Path | None, jobs: int, quiet: bool, verbose: bool
) -> Any:
    """Give the Run that a command's options describe, with messages set up."""
    from pipeline.stages.progress import set_up_logging
    from pipeline.stages.running import Run
    from pipeline.stages.settings import read_settings

    set_up_logging(quiet=quiet, verbose=verbose)
    return Run(out, read_settings(params, sides=sides), jobs)


def stage_command(name: str, run_stage: Callable[[Any], None]) -> click.Command:
    """Give the command of a stage that reads what earlier stages wrote."""
    stage = stage_named(name)

    @click.command(
        name,
        help=f"{stage.description}\n\n\b\nExample:\n  claimline {name} --out outputs",
        short_help=stage.description,
    )
    @run_options
    def command(**options: Any) -> None:
        run_stage(start_run(**options))

    return command


def fail(error: Exception) -> None:
    """Print an error a user can mend as one line and leave with its exit code."""
    click.echo(f"error: {' '.join(str(error).split())}", err=True)
    sys.exit(getattr(error, "exit_code", 2))
