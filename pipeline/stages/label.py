"""``claimline label``: choose, show, label, exchange and compare stance labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

_LABELS = Path("labels.jsonl")

# Named here so that --help imports nothing; pipeline.labelling holds the same words.
_STRATEGIES = ("uncertain", "diverse", "mixed", "random")
_FORMATS = ("label-studio", "prodigy", "doccano", "csv")
_MODES = ("export", "import_", "agreement", "adjudicate", "settle")


@click.command("label")
@click.argument("paths", nargs=-1, metavar="[RUN]", type=click.Path(path_type=Path))
@click.option(
    "--labels",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Label file; labels are written to the first, more are read.  [default: labels.jsonl here]",
)
@click.option("--labeller", help="Who labels.  [default: the name you are logged in with]")
@click.option("--side", help="Ask about this side only.  [default: all]")
@click.option("--number", type=click.IntRange(1), default=20, show_default=True, help="Questions to choose.")
@click.option(
    "--strategy",
    type=click.Choice(_STRATEGIES),
    default="mixed",
    show_default=True,
    help="What to choose: where the model is torn, what is unlike all labelled, both (weighed by "
    "what counts in the tables), or at random. One in ten is random always.",
)
@click.option("--again", metavar="NAME", help="Ask what this labeller has answered, to measure agreement.")
@click.option("--seed", type=int, default=0, show_default=True, help="Decides between equal questions.")
@click.option("--show-model", is_flag=True, help="Show the model's answer before yours; it sways people.")
@click.option("--export", type=click.Choice(_FORMATS), help="Write the chosen questions for another tool.")
@click.option(
    "--to", type=click.Path(path_type=Path, dir_okay=False), help="New file that --export or --settle writes."
)
@click.option("--with-labels", is_flag=True, help="Export the labels in --labels as well.")
@click.option(
    "--import", "import_", type=click.Path(path_type=Path), help="Add the labels in another tool's file."
)
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Format of --import.  [default: by its ending]"
)
@click.option("--agreement", is_flag=True, help="Say how far labellers agree, and list where they do not.")
@click.option("--adjudicate", is_flag=True, help="Decide the questions on which labellers differ.")
@click.option(
    "--settle",
    is_flag=True,
    help="Write one row a question to --to: what was decided, else what most labellers say.",
)
@click.option(
    "--only",
    type=click.Choice(["random", "chosen"]),
    help="Settle only the random sample, to measure on, or only the rest, to train on.",
)
@click.option("--names", is_flag=True, help="Show who gave which label to the one who decides.")
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Label what matters next in the run in folder RUN, one key a label.

    \b
    Each label is kept at once in --labels: text, target, span, context, ids, labeller and time,
    so that it can be read without the run. Quit when you like; the same command goes on.
    `claimline train` reads the file. --agreement, --adjudicate and --settle take more label
    files in place of RUN.

    \b
    Example:
      claimline label outputs --side china --number 30
      claimline label outputs --export label-studio --to tasks.json
      claimline label --import answers.json --format label-studio
      claimline label --agreement --labels ada.jsonl ben.jsonl
      claimline label --settle --labels ada.jsonl ben.jsonl --to settled.jsonl
    """
    modes = [f"--{name.rstrip('_')}" for name in _MODES if options[name]]
    if len(modes) > 1:
        raise click.UsageError(f"{' and '.join(modes)} are different jobs; choose one.")
    if (options["export"] is not None or options["settle"]) != (options["to"] is not None):
        raise click.UsageError("--export FORMAT or --settle goes together with --to FILE.")
    if options["agreement"] or options["adjudicate"] or options["settle"]:
        from pipeline.stages.label_agreement import compare_labels

        files = (*options["files"], *(path for path in paths if not path.is_dir()))
        compare_labels(files or (_LABELS,), options)
        return
    options["files"] = options["files"] or (_LABELS,)
    if len(paths) > 1:
        raise click.UsageError(f"One run at a time, not {len(paths)}.")
    run = paths[0] if paths else None
    if options["import_"] is not None:
        from pipeline.stages.label_exchange import import_labels

        import_labels(options["import_"], options["form"], options["files"][0], options["labeller"], run)
    elif options["export"] is not None and (run is not None or options["with_labels"]):
        from pipeline.stages.label_exchange import export_questions

        export_questions(run, options)
    elif run is not None:
        from pipeline.stages.label_session import label_run

        label_run(run, options)
    else:
        raise click.UsageError("No run named. Name its folder, such as: claimline label outputs")
