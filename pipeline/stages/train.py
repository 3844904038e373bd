"""``claimline train``: a stance classifier from labels."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click


@click.command("train")
@click.argument("labels", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--dev",
    "dev",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Label file to score the classifier on, never learnt from; may be given again.",
)
@click.option(
    "--base",
    help="Model to start from, a name in models/stance or a folder: for labels too few to learn "
    "everything from.  [default: none]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("models/stance/mine"),
    show_default=True,
    help="Folder to write the model to.",
)
@click.option(
    "--params",
    type=click.Path(path_type=Path),
    help="Parameters file.  [default: ./params.yaml, else the shipped one]",
)
@click.option("--quiet", is_flag=True, help="Say nothing but warnings and errors.")
def command(
    labels: tuple[Path, ...],
    dev: tuple[Path, ...],
    base: str | None,
    out: Path,
    params: Path | None,
    quiet: bool,
) -> None:
    """Train the stance classifier on LABELS, files of JSON Lines, and write it to --out.

    \b
    A line is {"id", "text", "target", "target_span": [start, end], "label"}, the label one of
    supporting, critical, neutral. Used if there: "mentions" and "rival_mentions" (all places of
    the target and of other sides), "side", and "family", "group" or "article_id" (rows that are
    held out together).

    \b
    Example:
      claimline train labels.jsonl --base baseline --dev held-out.jsonl --out models/stance/mine
    """
    from pipeline.stages.progress import set_up_logging
    from pipeline.stages.settings import read_settings
    from pipeline.stages.stance import named_model
    from pipeline.stages.targets import annotate_texts
    from pipeline.stance.config import TrainingConfig
    from pipeline.stance.storage import load_classifier, save_classifier
    from pipeline.stance.training import train_from_labels

    set_up_logging(quiet=quiet, verbose=False)
    settings = read_settings(params)
    classifier, report = train_from_labels(
        labels,
        partial(annotate_texts, settings=settings),
        TrainingConfig(),
        base=None if base is None else load_classifier(named_model(base)),
        dev_paths={f"{path.parent.name}/{path.name}": [path] for path in dev},
    )
    identity = save_classifier(classifier, out, report)
    click.echo(f"model {identity['model_id']} in {out}, from {len(labels)} files")
    for name, scores in [*report["held_out"].items(), *report["dev"].items()]:
        of_model = scores.get("classifier", scores)
        click.echo(f"{name}: macro F1 {of_model['macro_f1']:.3f} on {of_model['n']} rows")
    click.echo(f"to use it, set stance.model: {out.name} in params.yaml (or its path)")
