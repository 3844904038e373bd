"""``claimline promote``: the gate between a newly trained stance model and the one in use."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import GateError, InputError
from pipeline.stages.evaluate import evaluate_model, test_labels
from pipeline.stages.models import OWN, PROMOTED, find_model, load_named_model
from pipeline.stages.options import usable_cores

if TYPE_CHECKING:
    from pipeline.stages.settings import Settings
    from pipeline.stance.models import StanceModel

_KEPT = "kept"


@click.command("promote")
@click.argument("candidate", required=False)
@click.option(
    "--labels",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Label file that neither model has learnt from; may be given again.  "
    "[default: the shipped corpus/labels/test.jsonl]",
)
@click.option(
    "--run",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("outputs"),
    show_default=True,
    help="A run's folder, to say what would change in its tables.",
)
@click.option(
    "--margin",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    help="What a figure may fall by; a single side's by twice as much.",
)
@click.option("--check", is_flag=True, help="Say what would be decided and change nothing.")
@click.option("--rollback", is_flag=True, help="Go back to the model that was in use before.")
@click.option("--list", "listed", is_flag=True, help="List the promoted models, the one in use first.")
@click.option("--params", type=click.Path(path_type=Path), help="Parameters file.")
def command(
    candidate: str | None,
    labels: tuple[Path, ...],
    out: Path,
    margin: float,
    check: bool,
    rollback: bool,
    listed: bool,
    params: Path | None,
) -> None:
    """Put the model CANDIDATE into use, if it is not worse than the one in use.

    Both are measured on the same labels. A candidate that is worse in macro F1, toward a side,
    or in the side-swap audit by more than the margin is refused, with exit code 1. The last five
    models are kept; runs with `stance: {model: promoted}` in params.yaml use the first.

    \b
    Example:
      claimline promote models/stance/mine --check
      claimline promote models/stance/mine
      claimline promote --rollback
    """
    from pipeline.stages.settings import read_settings
    from pipeline.stance.promotion import find_refusals, read_register

    if listed or rollback:
        _roll_back() if rollback else None
        for row in read_register(OWN) or [{"model_id": "shipped", "model": str(find_model(PROMOTED))}]:
            click.echo(f"{row['model_id']}  {row['model']}")
        return
    if candidate is None:
        raise click.UsageError("No model named: claimline promote models/stance/mine")
    settings = read_settings(params)
    current, new = (load_named_model(name, usable_cores()) for name in (PROMOTED, candidate))
    if current.model_id == new.model_id:
        raise InputError(candidate, "is the model in use", "another model", "train one with claimline train")
    files = labels or (test_labels(),)
    before, after = (evaluate_model(model, files, settings).scores for model in (current, new))
    click.echo(f"{'':>24} {current.model_id:>16} {new.model_id:>16}")
    for name, old, changed in _figures(before, after):
        click.echo(f"{name:>24} {old:16.3f} {changed:16.3f}")
    click.echo(_changes_of_run(current, new, out, settings))
    refusals = find_refusals(before, after, margin)
    if refusals:
        raise GateError(
            candidate,
            "; ".join(refusals),
            "figures that do not fall beyond the margin",
            "label more (claimline label) and train again; the model in use stays",
        )
    if check:
        click.echo("would be promoted")
        return
    _put_into_use(find_model(candidate), new.model_id, current.model_id)
    click.echo(f"promoted {new.model_id}; back with claimline promote --rollback")


def _figures(before: Any, after: Any) -> list[tuple[str, float, float]]:
    rows = [("macro F1", before["all"]["macro_f1"], after["all"]["macro_f1"])]
    for side in before["sides"]:
        pair = (found["sides"][side]["macro_f1"] for found in (before, after))
        rows.append((f"toward {side}", *pair))
    rows.append(("side-swap consistency", before["swaps"]["consistency"], after["swaps"]["consistency"]))
    errors = (found["all"]["calibration_error"] for found in (before, after))
    return [*rows, ("calibration error", *errors)]


def _changes_of_run(current: StanceModel, new: StanceModel, out: Path, settings: Settings) -> str:
    from pipeline.buckets import dataset_buckets, join_columns
    from pipeline.parquet import read_table
    from pipeline.stages import stage_named
    from pipeline.stance.promotion import compare_answers
    from pipeline.stance.stances import classify_stances

    reads = stage_named("stance").reads
    buckets = dataset_buckets(out / "claims")
    if not buckets:
        return f"\n{out} holds no run: what would change in its tables is not said"
    config = settings.section("stance")
    rows: list[tuple[str, str | None, str | None]] = []
    for bucket in buckets:
        joined = join_columns([read_table(out / name / f"{bucket}.parquet") for name in reads], bucket)
        answers = [
            [
                row
                for article in classify_stances(joined, model=model, config=config).to_pylist()
                for row in article["stances"]
            ]
            for model in (current, new)
        ]
        rows += [(old["side"], old["stance"], now["stance"]) for old, now in zip(*answers, strict=True)]
    found = compare_answers(rows)
    lines = [f"\nin {out}, {found['changed']:,} of {found['rows']:,} stances would change"]
    lines += [
        f"  {row['rows']:6,}  {row['side']}: {row['from']} to {row['to']}" for row in found["changes"][:12]
    ]
    for side, shares in found["shares"].items():
        told = ", ".join(f"{stance} {old:.2f} to {now:.2f}" for stance, (old, now) in shares.items())
        lines.append(f"  shares toward {side}: {told}")
    return "\n".join(lines)


def _put_into_use(folder: Path, model_id: str, current_id: str) -> None:
    from pipeline.stance.promotion import read_register, write_register

    kept = OWN / _KEPT / model_id
    if folder.resolve() != kept.resolve():
        aside = kept.with_name(f"{model_id}.part")
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(folder, aside, ignore=shutil.ignore_patterns("*.onnx", "*.npz", "tokenizer.json"))
        shutil.rmtree(kept, ignore_errors=True)
        aside.rename(kept)
    register = read_register(OWN) or [{"model_id": current_id, "model": find_model(PROMOTED).name}]
    entry = {"model_id": model_id, "model": f"{_KEPT}/{model_id}"}
    write_register(OWN, [entry, *(row for row in register if row["model_id"] != model_id)])
    _forget_others()


def _roll_back() -> None:
    from pipeline.stance.promotion import read_register, write_register

    register = read_register(OWN)
    if len(register) < 2:
        raise InputError(str(OWN), "holds no earlier model", "a model promoted before", "promote one")
    write_register(OWN, register[1:])
    _forget_others()


def _forget_others() -> None:
    from pipeline.stance.promotion import read_register

    wanted = {row["model_id"] for row in read_register(OWN)}
    for folder in sorted((OWN / _KEPT).glob("*")):
        if folder.is_dir() and folder.name not in wanted:
            shutil.rmtree(folder)
