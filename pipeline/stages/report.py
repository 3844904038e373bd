"""``claimline report``: the story of a run as a page, or as Markdown."""

from __future__ import annotations

from pathlib import Path

import click

FILES = {"html": "index.html", "md": "brief.md"}


def write_report(out: Path, kind: str) -> Path:
    """Write a run's story below its folder and give the file.

    Args:
        out: Folder of a finished run.
        kind: ``html`` or ``md``.

    Raises:
        InputError: The folder holds no finished run.
    """
    from pipeline.parquet import write_text
    from pipeline.reading.identities import find_identity
    from pipeline.reading.opening import open_run
    from pipeline.report.brief import render_brief
    from pipeline.report.page import render_page
    from pipeline.report.story import tell_story

    run = open_run(out)
    story = tell_story(run, find_identity(run.described))
    path = out / "report" / FILES[kind]
    write_text(path, render_page(run, story) if kind == "html" else render_brief(story))
    return path


@click.command("report")
@click.argument("out", type=click.Path(path_type=Path), default=Path("outputs"))
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(FILES)),
    default="html",
    show_default=True,
    help="A page that needs no network, or Markdown to paste.",
)
def command(out: Path, kind: str) -> None:
    """Tell what the run in folder OUT found, each number with its claims.

    Writes OUT/report/index.html, one file that opens in any browser and holds everything it
    shows; with --format md, OUT/report/brief.md.

    \b
    Example:
      claimline report outputs
    """
    path = write_report(out, kind)
    click.echo(f"{path.as_posix()} ({path.stat().st_size / 1e6:.1f} MB)")
