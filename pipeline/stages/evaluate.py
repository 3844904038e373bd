"""``claimline evaluate``: where a stance model is right, where it errs, and how sure it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.schemas import STANCES
from pipeline.shipped import shipped_path
from pipeline.stages.options import usable_cores

if TYPE_CHECKING:
    from pipeline.link.packs import SidePack
    from pipeline.stages.settings import Settings
    from pipeline.stance.evaluation import Evaluation
    from pipeline.stance.models import StanceModel

_BAR = 40


def name_counterparts(pack: SidePack) -> dict[str, str]:
    """Give, for each name of a pack, a name of the same kind on the next side."""
    found: dict[str, str] = {}
    for number, side in enumerate(pack.sides):
        other = pack.sides[(number + 1) % len(pack.sides)]
        alike: dict[str, list[str]] = {}
        for member in other.members:
            alike.setdefault(member.kind, []).append(member.name)
        counts: dict[str, int] = {}
        for member in side.members:
            names = alike.get(member.kind)
            if names:
                at = counts.setdefault(member.kind, 0)
                counts[member.kind] = at + 1
                found.update(dict.fromkeys(member.forms, names[at % len(names)]))
    return found


def test_labels() -> Path:
    """Give the labels that came with claimline to measure on, which no model has learnt from."""
    return shipped_path("labels") / "test.jsonl"


def evaluate_model(model: StanceModel, files: Sequence[Path], settings: Settings) -> Evaluation:
    """Evaluate a model on label files, with the names of the settings' pack for the swap audit."""
    from pipeline.stages.link import load_pack
    from pipeline.stance.evaluation import evaluate_answers
    from pipeline.stance.labels import read_labels

    return evaluate_answers(
        read_labels(files),
        model.probabilities,
        abstain_below=settings.section("stance").abstain_below,
        counterparts=name_counterparts(load_pack(settings)),
    )


@click.command("evaluate")
@click.argument("labels", nargs=-1, type=click.Path(path_type=Path))
@click.option("--model", help="Model to evaluate.  [default: the parameters file's]")
@click.option(
    "--errors", type=click.IntRange(0), default=10, show_default=True, help="Errors to print in full."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write evaluation.json and plots/*.csv into this folder.",
)
@click.option("--sides", help="Side pack whose names the swap audit exchanges.")
@click.option("--params", type=click.Path(path_type=Path), help="Parameters file.")
def command(
    labels: tuple[Path, ...],
    model: str | None,
    errors: int,
    out: Path | None,
    sides: str | None,
    params: Path | None,
) -> None:
    """Measure a stance model on LABELS [default: corpus/labels/test.jsonl].

    Prints scores for all labels, for each side and for kinds of sentences that are known to be
    hard, each with a 95 % interval; calibration; the side-swap audit, which exchanges the sides'
    names and counts the answers that stay; and the surest errors in full.

    \b
    Example:
      claimline evaluate my-labels.jsonl --model models/stance/mine
    """
    from pipeline.stages.models import load_named_model
    from pipeline.stages.settings import read_settings
    from pipeline.stance.labels import count_reasons

    settings = read_settings(params, sides=sides)
    loaded = load_named_model(model or settings.section("stance").model, usable_cores())
    files = labels or (test_labels(),)
    found = evaluate_model(loaded, files, settings)
    click.echo(f"model {loaded.model_id}\n\n{render_scores(found.scores)}\n\n{render_reliability(found)}")
    swaps = found.scores["swaps"]
    click.echo(f"\nsides' names exchanged in {swaps['asked']} rows: {swaps['consistency']:.3f} stay the same")
    for error in found.errors[:errors]:
        shown = ", ".join(f"{name} {error[f'p_{name}']:.2f}" for name in STANCES)
        said = f"{error['answer']}, labelled {error['label']} toward {error['target']}"
        click.echo(f"\n{error['id']}: {said} ({shown})")
        click.echo(f"  {' '.join(error['text'].split())}")
    left_out = count_reasons(files)
    if left_out:
        listed = ", ".join(f"{reason} {count:,}" for reason, count in sorted(left_out.items()))
        click.echo(f"\nleft out, labelled as no case of a stance: {listed}")
    if out is not None:
        write_evaluation(out, found)


def write_evaluation(out: Path, found: Evaluation) -> None:
    """Write an evaluation's figures as ``evaluation.json`` and ``plots/*.csv``, for DVC among others."""
    from pipeline.labelling.exchange.sheets import guarded
    from pipeline.parquet import write_text

    scores = found.scores
    write_text(out / "evaluation.json", json.dumps(scores, indent=1, sort_keys=True) + "\n")
    parts = {"all": scores["all"], **scores["sides"], **scores["slices"]}
    plots: dict[str, list[tuple[Any, ...]]] = {
        "reliability": [
            ("confidence", "accuracy", "n"),
            *((row["confidence"], row["accuracy"], row["n"]) for row in found.reliability),
        ],
        "confusion": [
            ("label", "answer"),
            *(
                (label, answer)
                for label, answers in scores["all"]["confusion"].items()
                for answer, count in answers.items()
                for _ in range(count)
            ),
        ],
        "slices": [
            ("slice", "macro_f1", "low", "high", "n"),
            *(
                (name, part["macro_f1"], part["macro_f1_low"], part["macro_f1_high"], part["n"])
                for name, part in parts.items()
            ),
        ],
        "classes": [
            ("side_stance", "f1", "n"),
            *(
                (f"{name} {stance}", part[stance]["f1"], part[stance]["n"])
                for name, part in scores["sides"].items()
                for stance in STANCES
                if part[stance]["n"]
            ),
        ],
    }
    (out / "plots").mkdir(parents=True, exist_ok=True)
    for name, rows in plots.items():
        text = io.StringIO()
        # Names of sides and slices are a pack's and a label file's words.
        shown = [[guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
        csv.writer(text, lineterminator="\n").writerows(shown)
        write_text(out / "plots" / f"{name}.csv", text.getvalue())


def render_scores(scores: Mapping[str, Any]) -> str:
    """Give a table of scores, a line for all labels, each side and each slice."""
    heads = " ".join(f"{name[:10]:>10}" for name in STANCES)
    lines = [f"{'':>24} {'n':>6} {'macro F1':>9} {'95 %':>13} {heads} {'cal. error':>11}"]
    groups = [("all", scores["all"]), *scores["sides"].items(), *scores["slices"].items()]
    for name, found in groups:
        interval = f"{found['macro_f1_low']:.2f} to {found['macro_f1_high']:.2f}"
        each = " ".join(
            f"{found[stance]['f1']:10.2f}" if found[stance]["n"] else " " * 10 for stance in STANCES
        )
        lines.append(
            f"{name:>24} {found['n']:6,} {found['macro_f1']:9.3f} {interval:>13} {each}"
            f" {found['calibration_error']:11.3f}"
        )
    return "\n".join(lines)


def render_reliability(found: Evaluation) -> str:
    """Give how often answers of a confidence are right, as bars."""
    lines = ["how sure, and how often right:"]
    for row in found.reliability:
        bar = "#" * round(row["accuracy"] * _BAR)
        lines.append(
            f"  {row['confidence']:.2f} sure  {row['accuracy']:.2f} right  {bar:<{_BAR}} {row['n']:,.0f}"
        )
    return "\n".join(lines)
