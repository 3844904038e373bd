"""``claimline label --export`` and ``--import``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pipeline.errors import ConfigError
from pipeline.labelling.exchange import FORMATS
from pipeline.labelling.exchange.findings import BadRowsError
from pipeline.labelling.exchange.importing import checked_name, import_answers
from pipeline.labelling.exchange.packing import choice_item, label_item
from pipeline.labelling.records import current_labels, read_label_rows
from pipeline.labelling.storage import label_line
from pipeline.parquet import write_text
from pipeline.stages.label_session import (
    chosen_questions,
    named_labeller,
    open_labels,
    refuse_existing,
    run_questions,
)

_ENDINGS = {".csv": "csv", ".tsv": "csv", ".json": "label-studio"}


def export_questions(run: Path | None, options: Mapping[str, Any]) -> None:
    """Write chosen questions, and labels if they are asked for, for another tool."""
    to: Path = options["to"]
    form = FORMATS[options["export"]]
    config = None if form.config is None else to.with_suffix(form.config[1])
    refuse_existing(*(path for path in (to, config) if path is not None))
    files = [path for path in options["files"] if path.exists()]
    labels = [row for path in files for row in read_label_rows(path)]
    show_model = options["show_model"]
    items = []
    if options["with_labels"]:
        items += [label_item(row, show_model=show_model) for row in current_labels(labels)]
    told = [f"{len(items):,} labels"] if options["with_labels"] else []
    if run is not None:
        choices, _ = chosen_questions(run, labels, named_labeller(options["labeller"]), options)
        items += [choice_item(choice, show_model=show_model) for choice in choices]
        told.append(f"{len(choices):,} questions")
    write_text(to, form.write(items))
    click.echo(f"{' and '.join(told)} in {to}")
    if config is not None and form.config is not None:
        write_text(config, form.config[0]())
        click.echo(f"labelling interface in {config}")
    click.echo(f"to use it: {form.hint}")


def import_labels(
    source: Path, named_format: str | None, path: Path, labeller: str | None, run: Path | None
) -> None:
    """Add the labels in another tool's file to a label file: all of them, or none.

    Raises:
        BadRowsError: Rows cannot be imported; each was named on standard error.
    """
    named = named_format or _ENDINGS.get(source.suffix.lower())
    if named is None:
        raise ConfigError("--format", f"{source.name} could be several", ", ".join(FORMATS), "give --format")
    file = open_labels(path)
    models = {} if run is None else {question.id: question.model for question in run_questions(run)}
    try:
        imported = import_answers(
            FORMATS[named].read(source),
            file.rows,
            place=str(source),
            labeller=None if labeller is None else checked_name(labeller, "--labeller"),
            now=datetime.now(UTC),
            models=models,
        )
    except BadRowsError as error:
        for line in error.lines():
            click.echo(f"error: {line}", err=True)
        raise
    if imported.rows:
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        write_text(path, held + "".join(map(label_line, imported.rows)))
    click.echo(
        f"{len(imported.rows):,} labels added to {path}, {imported.known:,} were there already, "
        f"{imported.skipped:,} rows without a label"
    )
