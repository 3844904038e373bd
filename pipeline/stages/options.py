"""What the commands share: options, the way errors are told, and the shape of a stage's script."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from pipeline.errors import ConfigError
from pipeline.stages import stage_named

if TYPE_CHECKING:
    from pipeline.engines import Engine

F = TypeVar("F", bound=Callable[..., Any])


class Place(click.Path):
    """A path of this machine, or the address of an object store or HDFS."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the path; what has a scheme is not looked up here."""
        if "://" in os.fsdecode(value):
            from pipeline.places import to_path

            return to_path(os.fsdecode(value))
        return super().convert(value, param, ctx)


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
            "--ray-address",
            help="Ray cluster to compute on, as host:port or auto, with --engine ray; --jobs then counts"
            " its workers, by default one a core.  [default: Ray on this machine]",
        ),
        click.option(
            "--engine",
            type=click.Choice(["local", "ray"]),
            default="local",
            show_default=True,
            help="Who computes: processes of this machine, or Ray Data.",
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
            type=Place(path_type=Path, file_okay=False),
            default=Path("outputs"),
            show_default=True,
            help="Folder that holds what the run writes; also s3://, gs://, abfs:// or hdfs://.",
        ),
    ):
        command = option(command)
    return command


def start_run(
    *,
    out: Path,
    sides: str | None,
    params: Path | None,
    jobs: int,
    quiet: bool,
    verbose: bool,
    engine: str = "local",
    ray_address: str | None = None,
) -> Any:
    """Give the Run that a command's options describe, with messages set up."""
    from pipeline.stages.progress import set_up_logging
    from pipeline.stages.running import Run
    from pipeline.stages.settings import read_settings

    set_up_logging(quiet=quiet, verbose=verbose)
    return Run(out, read_settings(params, sides=sides), _start_engine(engine, jobs, ray_address))


def _start_engine(engine: str, jobs: int, ray_address: str | None) -> Engine:
    if engine == "ray":
        from pipeline.ray_engine import RayEngine

        # This machine's processors say nothing about a cluster's.
        context = click.get_current_context(silent=True)
        unasked = context is not None and context.get_parameter_source("jobs") is ParameterSource.DEFAULT
        return RayEngine(None if ray_address and unasked else jobs, ray_address)
    if ray_address:
        raise ConfigError(
            f"--ray-address {ray_address}", "it was given for the local engine", "--engine ray", "add that"
        )
    from pipeline.engines import LocalEngine

    return LocalEngine(jobs)


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
        from pipeline.stages.running import at_work

        run = start_run(**options)
        with at_work(run):
            run_stage(run)

    return command


def fail(error: Exception) -> None:
    """Print an error a user can mend as one line and leave with its exit code."""
    click.echo(f"error: {' '.join(str(error).split())}", err=True)
    sys.exit(getattr(error, "exit_code", 2))
