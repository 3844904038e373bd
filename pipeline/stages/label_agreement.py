"""``claimline label --agreement``, ``--adjudicate`` and ``--settle``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.labelling.pages import dispute_pages
from pipeline.labelling.questions import Row
from pipeline.labelling.records import read_label_rows
from pipeline.labelling.report import agreement_lines
from pipeline.labelling.settling import labels_by_question, open_disagreements, settle_labels
from pipeline.labelling.storage import label_line
from pipeline.parquet import write_text
from pipeline.stages.label_session import hold_session, open_labels, open_screen, refuse_existing


def compare_labels(files: Sequence[Path], options: Mapping[str, Any]) -> None:
    """Do what the options ask with the labels of several people."""
    if options["adjudicate"]:
        _adjudicate(files, show_names=options["names"])
        return
    rows = [row for path in files for row in read_label_rows(path)]
    if options["agreement"]:
        click.echo("\n".join(agreement_lines(rows, ", ".join(map(str, files)))))
    else:
        _settle(rows, options["to"], options["only"])


def _adjudicate(files: Sequence[Path], *, show_names: bool) -> None:
    others = [row for path in files[1:] for row in read_label_rows(path)]
    file = open_labels(files[0])
    disputes = open_disagreements([*others, *file.rows])
    if not disputes:
        click.echo("no disagreement is open")
        return
    screen = open_screen()
    pages = dispute_pages(disputes, show_names=show_names, styled=screen.styled)
    hold_session(pages, file, screen)


def _settle(rows: Sequence[Row], to: Path, only: str | None) -> None:
    refuse_existing(to)
    if only is not None:
        rows = [row for row in rows if (row.get("strategy") == "random") == (only == "random")]
    settled = settle_labels(rows)
    write_text(to, "".join(map(label_line, settled)))
    stances = sum(row["label"] is not None for row in settled)
    left = len(labels_by_question(rows)) - len(settled)
    click.echo(
        f"{len(settled):,} questions settled in {to}, {stances:,} of them with a stance; "
        f"{left:,} in dispute left out"
    )
