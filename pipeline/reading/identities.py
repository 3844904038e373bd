"""The stance model that judged a run, and what it was measured at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schemas import STANCES
from pipeline.shipped import shipped_path

if TYPE_CHECKING:
    import pandas as pd

# Where a model's errors were counted, best first: claims as the pipeline cuts them out of articles,
# then sentences written for the purpose.
_MEASURED_ON = ("labels/articles.jsonl", "labels/test.jsonl")


def find_identity(described: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give the identity of the run's stance model, from the working folder or the installation.

    Args:
        described: Content of ``run.json``.

    Returns:
        Content of the model's ``identity.json``; None if no model of the run's id is here.
    """
    return next(_identities(described), None)


def _identities(described: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    model_id = described.get("models", {}).get("stance")
    for parent in (Path("models/stance"), shipped_path("models") / "stance") if model_id else ():
        for path in sorted(parent.glob("*/identity.json")):
            try:
                identity = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(identity, dict) and identity.get("model_id") == model_id:
                yield identity


def read_confusion(described: Mapping[str, Any]) -> pd.DataFrame | None:
    """Give how often the run's stance model says what of claims that are what, as counts.

    The counts are those that its training measured on labels it had not learnt from, read from
    the model's identity in ``models/stance`` of the working folder or of the installation.
    Answers that it withheld are left out.

    Args:
        described: Content of ``run.json``.

    Returns:
        Three rows (what is true) and three columns (what it said), in the order of the stances;
        ``attrs["measured_on"]`` names the labels. None if no such model or figure is here.
    """
    import pandas as pd

    for identity in _identities(described):
        try:
            measured = {name: models["classifier"] for name, models in identity.get("dev", {}).items()}
            if identity.get("held_out"):
                measured["training groups held out"] = identity["held_out"]
            for name in sorted(measured, key=_preference):
                counts = measured[name]["confusion"]
                rows = [[int(counts[true][said]) for said in STANCES] for true in STANCES]
                frame = pd.DataFrame(rows, index=list(STANCES), columns=list(STANCES))
                if frame.sum(axis=1).gt(0).all():
                    frame.attrs["measured_on"] = name
                    return frame
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # a model of another making says nothing about this one
    return None


def _preference(name: str) -> tuple[int, str]:
    return (_MEASURED_ON.index(name) if name in _MEASURED_ON else len(_MEASURED_ON), name)
