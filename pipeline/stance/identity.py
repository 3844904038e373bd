"""What a stored model says of itself, readable without loading it or any library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError

IDENTITY_FILE, CLASSIFIER_FILE, CARD_FILE = "identity.json", "classifier.skops", "README.md"
FORMAT = "claimline-stance-2"
RETRAIN = "train it again with claimline train, or restore the folder from where it came"


def read_identity(folder: Path) -> dict[str, Any]:
    """Give what a model's ``identity.json`` says, without loading the model.

    Raises:
        ModelError: The file is missing, no JSON, or of another kind of model.
    """
    path = folder / IDENTITY_FILE
    try:
        identity = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(str(folder), f"no {IDENTITY_FILE}", "a trained stance model", RETRAIN) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(str(path), f"cannot be read ({error})", "a model's identity", RETRAIN) from error
    if not isinstance(identity, dict) or identity.get("format") != FORMAT:
        raise ModelError(str(path), "another kind of file", f"format {FORMAT}", RETRAIN)
    missing = [name for name in ("model_id", "encoder", "sha256", "golden") if name not in identity]
    if missing:
        raise ModelError(str(path), f"no {' and no '.join(missing)}", "a model's identity", RETRAIN)
    encoder = identity["encoder"]
    if not isinstance(encoder, dict) or not all(isinstance(encoder.get(n), str) for n in ("name", "digest")):
        raise ModelError(str(path), f"encoder is {encoder!r}", "its name and digest", RETRAIN)
    return identity
