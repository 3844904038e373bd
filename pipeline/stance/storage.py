"""Classifiers on disk: a skops file that may hold four classes of ours, and an identity beside it.

Nothing that a file says is executed. Only the classes listed here are built, whatever a file
asks for; arrays, numbers and strings are data.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import skops.io

from pipeline.errors import ModelError
from pipeline.stance.card import render_card
from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.features import PolarityBlock, TargetDescriber, WordBlock
from pipeline.stance.golden import golden_rows
from pipeline.stance.identity import FORMAT, IDENTITY_FILE, RETRAIN, read_identity

MODEL_FILE, CARD_FILE = "classifier.skops", "README.md"
_TRUSTED = [f"{kind.__module__}.{kind.__qualname__}" for kind in (StanceClassifier, TargetDescriber)] + [
    f"{kind.__module__}.{kind.__qualname__}" for kind in (WordBlock, PolarityBlock)
]
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "skops")
_CLOSE = 1e-4


def model_id_of(classifier: StanceClassifier) -> str:
    """Give 16 hex digits over what a classifier learnt; the same for every file it is saved to."""
    digest = hashlib.sha256()
    for part in _learnt(classifier):
        value = np.ascontiguousarray(part).tobytes() if isinstance(part, np.ndarray) else str(part).encode()
        digest.update(len(value).to_bytes(8, "big") + value)
    return digest.hexdigest()[:16]


def _learnt(classifier: StanceClassifier) -> list[Any]:
    parts: list[Any] = [classifier.width, classifier.describer_.polarity_, *classifier.classes_.tolist()]
    for block in classifier.blocks_:
        parts.append(json.dumps(block.get_params(), sort_keys=True))
        parts.extend([block.names_] if isinstance(block, PolarityBlock) else [block.terms_, block.idf_])
    parts.extend([classifier.coef_, classifier.intercept_, repr(float(classifier.temperature_))])
    if classifier.base is not None:
        parts.append(model_id_of(classifier.base))
    return parts


def save_classifier(classifier: StanceClassifier, folder: Path, card: Mapping[str, Any]) -> dict[str, Any]:
    """Write a classifier, its identity and its card into a folder, each file whole or not at all.

    Args:
        classifier: A fitted classifier.
        folder: Made if it is missing; files of an earlier model in it are replaced.
        card: What :func:`train_from_labels` reported, kept in the identity under its names.

    Returns:
        The identity: ``format``, ``model_id``, ``sha256`` and ``n_bytes`` of the file,
        ``libraries``, ``golden`` (answers to three fixed questions), and the card's entries.
    """
    folder.mkdir(parents=True, exist_ok=True)
    packed = skops.io.dumps(classifier, compression=8, compresslevel=9)  # 8: zip's deflate
    identity = {
        **card,
        "format": FORMAT,
        "model_id": model_id_of(classifier),
        "sha256": hashlib.sha256(packed).hexdigest(),
        "n_bytes": len(packed),
        "libraries": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
        "golden": classifier.predict_proba(golden_rows()).round(6).tolist(),
    }
    text = json.dumps(identity, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    _write(folder / MODEL_FILE, packed)
    _write(folder / CARD_FILE, render_card(identity).encode("utf-8"))
    _write(folder / IDENTITY_FILE, text.encode("utf-8"))
    return identity


def _write(path: Path, content: bytes) -> None:
    aside = path.with_name(path.name + ".part")
    aside.write_bytes(content)
    aside.replace(path)


def load_classifier(folder: Path) -> StanceClassifier:
    """Give the classifier of a folder, checked against its identity.

    The file's bytes must be those the identity names, only our own classes are built, and the
    classifier must give the answers it gave when it was saved.

    Raises:
        ModelError: The folder, a file or the model in it is missing, damaged, changed, or of
            another origin; says what to do.
    """
    identity = read_identity(folder)
    path = folder / MODEL_FILE
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise ModelError(str(path), f"cannot be read ({error})", "the model's file", RETRAIN) from error
    if hashlib.sha256(packed).hexdigest() != identity["sha256"]:
        raise ModelError(str(path), "its bytes are not those it was saved with", "an unchanged file", RETRAIN)
    try:
        classifier = skops.io.loads(packed, trusted=_TRUSTED)
    except Exception as error:  # a foreign file may fail anywhere inside skops
        raise ModelError(str(path), f"is no model of ours ({error})", "a stance model", RETRAIN) from error
    if not isinstance(classifier, StanceClassifier):
        raise ModelError(str(path), f"holds a {type(classifier).__name__}", "a stance model", RETRAIN)
    _check_answers(classifier, identity, path)
    return classifier


def _check_answers(classifier: StanceClassifier, identity: Mapping[str, Any], path: Path) -> None:
    try:
        same = model_id_of(classifier) == identity["model_id"]
        answers = classifier.predict_proba(golden_rows())
    except Exception as error:  # the parts of a foreign model need not fit together
        raise ModelError(str(path), f"cannot answer ({error})", "a stance model", RETRAIN) from error
    if not same:
        raise ModelError(str(path), "learnt something else", f"model {identity['model_id']}", RETRAIN)
    expected = np.asarray(identity["golden"], dtype=float)
    if expected.shape != answers.shape or not np.allclose(answers, expected, atol=_CLOSE):
        raise ModelError(
            str(path), "answers otherwise than when it was saved", "the code it was trained with", RETRAIN
        )
