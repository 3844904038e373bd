"""Training of an encoder itself, for ``claimline train --deep``; needs the ``train`` extra."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from pipeline.errors import InputError
from pipeline.schemas import STANCES
from pipeline.stages.models import open_named_encoder
from pipeline.stages.options import usable_cores


def train_encoder(
    paths: Sequence[Path], calibrate: Sequence[Path], dev: Mapping[str, Sequence[Path]], out: Path, **how: Any
) -> dict[str, Any]:
    """Train an encoder from the base model and write it with its calibrated head.

    Args:
        paths: Label files to learn from. Rows without a side are of open news, whose names stay.
        calibrate: Label files to fit the temperature on; what is kept of them as numbers is the
            base for retraining. Never learnt from.
        dev: Label files to score the model on, by name.
        out: Folder of the model; gets encoder, classifier, identity and card.
        how: ``recipe``, ``weights``, the folder of the base model (fetched if it is empty), and
            ``teacher``, a model whose answers are learnt beside the labels, or null.

    Returns:
        The model's identity.

    Raises:
        InputError: Labels to calibrate on or the ``train`` extra are missing.
    """
    if find_spec("torch") is None:
        raise InputError("--deep", "torch is not installed", "the extra", "pip install claimline[train]")
    if not calibrate:
        raise InputError("--deep", "no labels to calibrate on", "--calibrate FILE, not among the labels")
    from pipeline.labelling.settling import settle_labels
    from pipeline.stance.bases import fetch_base
    from pipeline.stance.examples import label_examples, soften_examples
    from pipeline.stance.joined import BESIDE
    from pipeline.stance.labels import read_labels
    from pipeline.stance.recipes import build_encoder

    labels = read_labels(paths, settle_labels)
    files = {f"{path.parent.name}/{path.name}": len(read_labels([path])) for path in paths}
    base = fetch_base(how["weights"])
    examples = list(label_examples(labels, STANCES))
    about: dict[str, Any] = {"files": files}
    if how["teacher"]:
        click.echo(f"asking {how['teacher']} about {len(examples):,} labels")
        teacher = open_named_encoder(how["teacher"], usable_cores())
        coef, intercept = teacher.head
        rows = [
            {"text": e.text, "target_spans": e.target_spans, "rival_spans": e.rival_spans} for e in examples
        ]
        examples = soften_examples(examples, teacher.features(rows) @ coef.T + intercept)
        about["teacher"] = teacher.digest
    beside = {"accurate": "fast"}.get(how["recipe"])
    if beside:
        about[BESIDE] = {"name": beside, "digest": open_named_encoder(beside).digest}
    with tempfile.TemporaryDirectory() as work:
        build_encoder(examples, base, Path(work), out, recipe=how["recipe"], about=about, report=click.echo)
    return finish_model(out, calibrate, dev, {"files": files})


def finish_model(
    out: Path, calibrate: Sequence[Path], dev: Mapping[str, Sequence[Path]], report: Mapping[str, Any]
) -> dict[str, Any]:
    """Give an encoder's folder its calibrated head, the base for retraining, identity and card."""
    from pipeline.stance.encoder import BASE_FILE
    from pipeline.stance.heads import calibrate_head
    from pipeline.stance.labels import read_labels
    from pipeline.stance.models import StanceModel
    from pipeline.stance.storage import save_model
    from pipeline.stance.training import label_rows, score_model, write_base

    encoder = open_named_encoder(str(out), usable_cores())
    labels = read_labels(calibrate)
    write_base(out / BASE_FILE, label_rows(labels, encoder))
    model = StanceModel(encoder, calibrate_head(encoder, labels))
    scores = {name: {"classifier": score_model(model, read_labels(files))} for name, files in dev.items()}
    calibrated = {f"{path.parent.name}/{path.name}": len(read_labels([path])) for path in calibrate}
    return save_model(model, out, {**report, "calibrated_on": calibrated, "dev": scores})
