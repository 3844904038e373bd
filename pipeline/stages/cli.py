"""The ``claimline`` command. A command's module is imported when it is called, not before."""

from __future__ import annotations

import difflib
import sys
from importlib import import_module
from typing import Any

import click

import pipeline
from pipeline.errors import ClaimlineError
from pipeline.stages import STAGES
from pipeline.stages.options import fail

# Command to the module below pipeline.stages that has it, with the line `--help` shows.
COMMANDS = {
    "run": ("run", "Do everything: articles in, tables out."),
    **{stage.name: (stage.name, stage.description) for stage in STAGES},
    "summary": ("summary", "Print what a run found, in a few lines."),
    "report": ("report", "Tell what a run found, as a page that opens every number's claims."),
    "verify": ("verify", "Prove that a run's tables hold together."),
    "diff": ("diff", "Say what changed between two runs, row by row."),
    "schema": ("schema", "Print the data dictionary of the tables."),
    "sides": ("sides", "Check a side pack."),
    "score": ("score", "Measure a task on labelled JSON Lines."),
    "label": ("label", "Label what matters next, one key a label."),
    "train": ("train", "Train a stance model on labels, in seconds."),
    "evaluate": ("evaluate", "Say where a stance model is right, where it errs, and how sure it is."),
    "promote": ("promote", "Put a trained model into use, if it is not worse."),
    "benchmark": ("benchmark", "Time each stage beside bare spaCy."),
    "torture": ("torture", "Kill, damage and feed the pipeline garbage, and count what it survives."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and imports the one that is called."""

    def invoke(self, ctx: click.Context) -> Any:
        """Invoke the command that is called; an interruption ends it with one line and exit code 130."""
        # Here rather than in main: click would make of it an Abort, which exits with 1.
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("interrupted; what is finished is kept, the same command goes on from there", err=True)
            sys.exit(130)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; null for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"pipeline.stages.{COMMANDS[cmd_name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], list(COMMANDS), n=1)
            hint = f" Did you mean {near[0]!r}?" if near else " See claimline --help."
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, description) for name, (_, description) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "CLAIMLINE",
        "max_content_width": 100,
    },
)
@click.version_option(pipeline.__version__, prog_name="claimline")
def claimline() -> None:
    """Who claims what about whom, and for or against which side?

    \b
    Example:
      claimline run my-articles/ --out results
    """


def main() -> None:
    """Run the command line; the way in for the installed command."""
    try:
        claimline(standalone_mode=True)
    except ClaimlineError as error:
        fail(error)


if __name__ == "__main__":
    main()
