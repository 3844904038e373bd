"""Stance models on disk: a classifier in a skops file, its identity, and the name of its encoder.

Nothing that a file says is executed. Only the class listed here is built beside scikit-learn's
own, whatever a file asks for; arrays, numbers and strings are data.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import skops.io

from pipeline.errors import ModelError
from pipeline.stance.card import render_card
from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.golden import golden_rows
from pipeline.stance.identity import CARD_FILE, CLASSIFIER_FILE, FORMAT, IDENTITY_FILE, RETRAIN, read_identity
from pipeline.stance.models import Encoder, StanceModel

_TRUSTED = [f"{StanceClassifier.__module__}.{StanceClassifier.__qualname__}"]
_LIBRARIES = ("numpy", "onnxruntime", "scikit-learn", "skops", "tokenizers")
# Processors add in different orders: the same file may answer a little differently on another.
_CLOSE = 0.02


def save_model(model: StanceModel, folder: Path, card: Mapping[str, Any]) -> dict[str, Any]:
    """Write a model's classifier, identity and card into a folder, each file whole or not at all.

    The encoder is not copied: the identity holds its name and digest.

    Args:
        model: Encoder and fitted classifier.
        folder: Made if it is missing; files of an earlier model in it are replaced.
        card: What training reported, kept in the identity under its names.

    Returns:
        The identity: ``format``, ``model_id``, ``encoder`` (``name`` and ``digest``), ``sha256``
        and ``n_bytes`` of the classifier's file, ``libraries``, ``golden`` (answers to three fixed
        questions), and the card's entries.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bare = StanceClassifier(**model.classifier.get_params())
    for name in ("classes_", "coef_", "intercept_", "temperature_", "n_features_in_"):
        setattr(bare, name, getattr(model.classifier, name))  # what was held out is no part of the model
    packed = skops.io.dumps(bare, compression=8, compresslevel=9)  # 8: zip's deflate
    identity = {
        **card,
        "format": FORMAT,
        "model_id": model.model_id,
        "encoder": {"name": model.encoder.name, "digest": model.encoder.digest},
        "sha256": hashlib.sha256(packed).hexdigest(),
        "n_bytes": len(packed),
        "libraries": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
        "golden": [list(row) for row in model.probabilities(golden_rows())],
    }
    text = json.dumps(identity, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    _write(folder / CLASSIFIER_FILE, packed)
    _write(folder / CARD_FILE, render_card(identity).encode("utf-8"))
    _write(folder / IDENTITY_FILE, text.encode("utf-8"))
    return identity


def _write(path: Path, content: bytes) -> None:
    aside = path.with_name(path.name + ".part")
    aside.write_bytes(content)
    aside.replace(path)


def load_model(folder: Path, open_encoder: Callable[[str], Encoder]) -> StanceModel:
    """Give the model of a folder, checked against its identity.

    The classifier's bytes must be those the identity names, only our own class is built, the
    encoder must be the one it was trained on, and the model must give the answers it gave when
    it was saved.

    Args:
        folder: What :func:`save_model` wrote.
        open_encoder: Gives the encoder of a name.

    Raises:
        ModelError: The folder, a file or the model in it is missing, damaged, changed, or of
            another origin; says what to do.
    """
    identity = read_identity(folder)
    path = folder / CLASSIFIER_FILE
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
    wanted = identity["encoder"]
    encoder = open_encoder(str(wanted["name"]))
    if encoder.digest != wanted["digest"]:
        raise ModelError(
            str(folder),
            f"was trained on another encoder named {wanted['name']}",
            f"the encoder with digest {wanted['digest']}",
            RETRAIN,
        )
    model = StanceModel(encoder, classifier)
    _check_answers(model, identity, path)
    return model


def _check_answers(model: StanceModel, identity: Mapping[str, Any], path: Path) -> None:
    try:
        same = model.model_id == identity["model_id"]
        answers = np.asarray(model.probabilities(golden_rows()))
    except Exception as error:  # the parts of a foreign model need not fit together
        raise ModelError(str(path), f"cannot answer ({error})", "a stance model", RETRAIN) from error
    if not same:
        raise ModelError(str(path), "learnt something else", f"model {identity['model_id']}", RETRAIN)
    expected = np.asarray(identity["golden"], dtype=float)
    if expected.shape != answers.shape or not np.allclose(answers, expected, atol=_CLOSE):
        raise ModelError(
            str(path), "answers otherwise than when it was saved", "the code it was trained with", RETRAIN
        )
