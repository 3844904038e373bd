"""From labels to a classifier on an encoder's features, and a report of what it can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InputError
from pipeline.schemas import STANCES
from pipeline.stance.baselines import MajorityBaseline, WordsBaseline
from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.config import TrainingConfig
from pipeline.stance.curves import learning_curve
from pipeline.stance.labels import Label, read_labels
from pipeline.stance.models import Encoder, StanceModel
from pipeline.stance.scoring import score_stances

Report = dict[str, Any]
_LEVELS = 127
_ENOUGH = 50  # own labels that are enough to choose by


@dataclass(frozen=True)
class Rows:
    """Features with their labels and what counts how much.

    Attributes:
        features: One row a label, float.
        labels: One of ``STANCES`` each.
        groups: Rows of one group are held out together.
        own: Whether a row is the user's, and not of the base training.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.str_]
    groups: NDArray[np.str_]
    own: NDArray[np.bool_]

    def weights(self, own_weight: float) -> NDArray[np.float64]:
        """Give how often each row counts."""
        return np.where(self.own, own_weight, 1.0)


def read_base(path: Path) -> Rows | None:
    """Give the rows of the base training that came with an encoder: numbers, no text.

    Args:
        path: What :func:`write_base` wrote.

    Returns:
        The rows; null if there is no such file.

    Raises:
        InputError: It cannot be read.
    """
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as held:
            features = held["features"].astype(np.float32) / _LEVELS
            labels = np.asarray(STANCES)[held["labels"]]
            groups = np.char.add("base ", held["groups"].astype(str))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "features of the base training") from error
    return Rows(features, labels, groups, np.zeros(len(labels), dtype=bool))


def write_base(path: Path, rows: Rows) -> None:
    """Write features in 8 bits with labels and groups as numbers; the features lie from -1 to 1."""
    np.savez_compressed(
        path,
        features=np.rint(rows.features * _LEVELS).astype(np.int8),
        labels=np.array([STANCES.index(label) for label in rows.labels], dtype=np.int8),
        groups=np.unique(rows.groups, return_inverse=True)[1].astype(np.int32),
    )


def label_rows(labels: Sequence[Label], encoder: Encoder) -> Rows:
    """Encode labels."""
    features = encoder.features([label._asdict() for label in labels])
    groups = np.array([label.group for label in labels])
    given = np.array([label.label for label in labels])
    return Rows(features, given, groups, np.ones(len(labels), dtype=bool))


def _joined(base: Rows | None, own: Rows) -> Rows:
    if base is None:
        return own
    pairs = ((getattr(base, name), getattr(own, name)) for name in ("features", "labels", "groups", "own"))
    return Rows(*(np.concatenate(pair) for pair in pairs))


def fit_classifier(
    own: Rows, base: Rows | None, config: TrainingConfig
) -> tuple[StanceClassifier, dict[str, float]]:
    """Fit with each strength and weight of the configuration and keep the best.

    The best surprises least on the user's own rows (on all rows while they are few), each answered
    by a regression that had not seen its group.

    Returns:
        The classifier, with ``held_out_`` for base rows first, then own; and what was chosen.
    """
    compared = _joined(base, _some_groups(own, config))
    found: list[tuple[float, int]] = []
    settings = [
        {"strength": strength, "own_weight": own_weight}
        for strength in config.strengths
        for own_weight in (config.own_weights if base is not None else (1.0,))
    ]
    for number, chosen in enumerate(settings if len(settings) > 1 else []):
        classifier = StanceClassifier(chosen["strength"], config.folds, config.seed)
        classifier.fit(
            compared.features, compared.labels, compared.weights(chosen["own_weight"]), compared.groups
        )
        found.append((round(_surprise(classifier, compared), 9), number))
    chosen = settings[min(found)[1]] if found else settings[0]
    rows = _joined(base, own)
    classifier = StanceClassifier(chosen["strength"], config.folds, config.seed)
    classifier.fit(rows.features, rows.labels, rows.weights(chosen["own_weight"]), rows.groups)
    return classifier, chosen


def _some_groups(own: Rows, config: TrainingConfig) -> Rows:
    # Whole groups, in an order drawn by the seed, until there are enough rows to compare on.
    if len(own.labels) <= config.choose_on:
        return own
    names, group_of = np.unique(own.groups, return_inverse=True)
    order = np.random.default_rng(config.seed).permutation(len(names))
    sizes = np.bincount(group_of)[order]
    kept = order[: max(1, int((np.cumsum(sizes) <= config.choose_on).sum()))]
    chosen = np.isin(group_of, kept)
    return Rows(*(getattr(own, name)[chosen] for name in ("features", "labels", "groups", "own")))


def _surprise(classifier: StanceClassifier, rows: Rows) -> float:
    columns = np.searchsorted(classifier.classes_, rows.labels)
    asked = rows.own if rows.own.sum() >= _ENOUGH else np.ones(len(columns), dtype=bool)
    given = classifier.held_out_[np.arange(len(columns)), columns][asked]
    given = given[~np.isnan(given)]
    return float(-np.log(np.maximum(given, 1e-9)).mean()) if len(given) else 0.0


def train_model(
    paths: Sequence[Path],
    encoder: Encoder,
    config: TrainingConfig,
    *,
    base: Rows | None = None,
    dev_paths: Mapping[str, Sequence[Path]] | None = None,
    settle: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] | None = None,
) -> tuple[StanceModel, Report]:
    """Give a model trained on label files, and a report of how good it is.

    Args:
        paths: Label files, as :func:`read_labels` reads them.
        encoder: Gives the features; not changed.
        config: What to choose from.
        base: Rows of the encoder's base training, for labels too few to learn everything from.
        dev_paths: Label files to score the model on, by name; never learnt from.
        settle: See :func:`read_labels`.

    Returns:
        The model, and a report: ``files`` (labels in each, by folder and name), ``labels``
        (counts), ``chosen``, ``held_out`` (scores of own rows by regressions that had not seen
        their group), ``curve`` (see :func:`learning_curve`) and ``dev`` (by name, scores of
        ``classifier`` and of the baselines ``words`` and ``majority``).

    Raises:
        InputError: As :func:`read_labels` raises it; or no labels, or of one kind only.
    """
    dev = {name: read_labels(files) for name, files in (dev_paths or {}).items()}
    of_file = {path: read_labels([path]) for path in paths}
    labels = read_labels(paths, settle)
    kinds = {label.label for label in labels}
    if not labels or (base is None and len(kinds) < 2):
        finding = f"{len(labels)} labels of {len(kinds)} kinds"
        raise InputError("training labels", finding, "labels of two kinds or more", "add labels")
    own = label_rows(labels, encoder)
    classifier, chosen = fit_classifier(own, base, config)
    model = StanceModel(encoder, classifier)
    report: Report = {
        "config": {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(config).items()},
        "files": {f"{path.parent.name}/{path.name}": len(listed) for path, listed in of_file.items()},
        "labels": {name: Counter(label.label for label in labels)[name] for name in STANCES},
        "base_rows": 0 if base is None else len(base.labels),
        "chosen": chosen,
        "curve": learning_curve(own, base, chosen, config.seed),
    }
    held_out = _score_held_out(classifier, own, config.seed)
    if held_out is not None:
        report["held_out"] = held_out
    report["dev"] = {
        name: score_with_baselines(model, labels, rows, config.seed) for name, rows in dev.items()
    }
    return model, report


def _score_held_out(classifier: StanceClassifier, own: Rows, seed: int) -> Report | None:
    held_out = classifier.held_out_[-len(own.labels) :]
    asked = ~np.isnan(held_out[:, 0])
    if not asked.any():
        return None
    columns = [
        list(classifier.classes_).index(name) if name in classifier.classes_ else -1 for name in STANCES
    ]
    found = np.where(np.array(columns) >= 0, held_out[asked][:, columns], 0.0)
    answers = [STANCES[best] for best in found.argmax(axis=1)]
    return score_stances(
        own.labels[asked].tolist(), answers, found.tolist(), seed, own.groups[asked].tolist()
    )


def score_model(model: StanceModel, asked: Sequence[Label], seed: int = 0) -> Report:
    """Give a model's scores on labels."""
    found = model.probabilities([label._asdict() for label in asked])
    answers = [STANCES[row.index(max(row))] for row in found]
    groups = [label.group for label in asked]
    return score_stances([label.label for label in asked], answers, found, seed, groups)


def score_with_baselines(
    model: StanceModel, learnt: Sequence[Label], asked: Sequence[Label], seed: int
) -> Report:
    """Give scores on labels, of the model and of two baselines fitted to what was learnt."""
    scores = {"classifier": score_model(model, asked, seed)}
    labels, groups = [label.label for label in asked], [label.group for label in asked]
    given, rows = [label.label for label in learnt], [label._asdict() for label in asked]
    for name, baseline in (("words", WordsBaseline()), ("majority", MajorityBaseline())):
        if name == "majority" or len(set(given)) > 1:
            answers = baseline.fit([label._asdict() for label in learnt], given).predict(rows).tolist()
            scores[name] = score_stances(labels, answers, None, seed, groups)
    return scores
