"""From labels to a classifier, and a report of what it can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.errors import InputError
from pipeline.schemas import STANCES
from pipeline.stance.baselines import KeywordBaseline, MajorityBaseline
from pipeline.stance.classifier import StanceClassifier
from pipeline.stance.config import StanceConfig, TrainingConfig
from pipeline.stance.labels import Label, read_labels
from pipeline.stance.scoring import score_stances
from pipeline.stance.stances import answer_targets
from pipeline.stance.targets import make_targets

Annotate = Callable[[Sequence[str]], pa.Table]
Report = dict[str, Any]


def train_classifier(
    targets: pa.Table,
    labels: Sequence[str],
    groups: Sequence[str] | None,
    config: TrainingConfig,
    base: StanceClassifier | None = None,
) -> tuple[StanceClassifier, Report]:
    """Give a classifier fitted to labelled targets, and how well it did on rows held out.

    Args:
        targets: Rows of TARGETS. A row with a ``side`` counts ``config.side_weight`` times.
        labels: A label of ``STANCES`` for each row.
        groups: For each row, a name for rows that must be held out together; null: none must.
        config: Strength, folds, weights and seed.
        base: A classifier to start from, for labels too few to learn everything from.

    Returns:
        The classifier, and a report: ``config``; ``labels`` (counts, all and those with a side);
        ``held_out``, scores of rows asked of regressions that had not learnt from their group,
        for all rows and for those with a side.

    Raises:
        InputError: There is not one label for each row, or fewer than two labels occur.
    """
    rows = targets.to_pylist()
    if len(rows) != len(labels) or len(set(labels)) < 2:
        finding = f"{len(rows)} rows with {len(labels)} labels of {len(set(labels))} kinds"
        raise InputError("training labels", finding, "one label a row and two kinds or more", "add labels")
    sided = [row["side"] is not None for row in rows]
    classifier = StanceClassifier(config.strength, config.width, config.folds, config.seed, base)
    weights = [config.side_weight if has_side else 1.0 for has_side in sided]
    classifier.fit(rows, labels, groups, weights)
    held_out = {"all": _held_out(classifier, labels, [True] * len(rows), config.seed)}
    if any(sided) and not all(sided):
        held_out["with a side"] = _held_out(classifier, labels, sided, config.seed)
    return classifier, {
        "config": asdict(config),
        "labels": {
            "all": _counts(labels),
            "with a side": _counts([label for label, has in zip(labels, sided, strict=True) if has]),
        },
        "held_out": {name: scores for name, scores in held_out.items() if scores},
    }


def _counts(labels: Sequence[str]) -> dict[str, int]:
    counts = Counter(labels)
    return {name: counts[name] for name in STANCES}


def _held_out(
    classifier: StanceClassifier, labels: Sequence[str], chosen: Sequence[bool], seed: int
) -> Report | None:
    asked = [i for i, code in enumerate(classifier.held_out_) if code >= 0 and chosen[i]]
    answers = [str(classifier.classes_[classifier.held_out_[i]]) for i in asked]
    return score_stances([labels[i] for i in asked], answers, seed=seed) if asked else None


def evaluate_classifier(
    classifier: StanceClassifier, targets: pa.Table, labels: Sequence[str], majority: str, seed: int = 0
) -> Report:
    """Give scores of a classifier on labelled targets, with two baselines beside it.

    Args:
        classifier: A fitted classifier.
        targets: Rows of TARGETS.
        labels: The right label for each.
        majority: What the majority baseline always answers.
        seed: Seed of the bootstrap.

    Returns:
        Scores as :func:`score_stances` gives them, of ``classifier``, ``keyword`` and ``majority``.
    """
    answers = list(answer_targets(targets, classifier=classifier, config=StanceConfig()))
    rows = targets.to_pylist()
    keyword = KeywordBaseline().fit(rows, labels).predict(rows).tolist()
    always = MajorityBaseline().fit([], [majority]).predict(rows).tolist()
    return {
        "classifier": score_stances(labels, [s for s, _ in answers], [p for _, p in answers], seed),
        "keyword": score_stances(labels, keyword, seed=seed),
        "majority": score_stances(labels, always, seed=seed),
    }


def _targets(labels: Sequence[Label], annotate: Annotate) -> pa.Table:
    texts = list(dict.fromkeys(label.text for label in labels))
    return make_targets([label._asdict() for label in labels], annotate(texts))


def train_from_labels(
    paths: Sequence[Path],
    annotate: Annotate,
    config: TrainingConfig,
    *,
    dev_paths: Mapping[str, Sequence[Path]] | None = None,
    base: StanceClassifier | None = None,
) -> tuple[StanceClassifier, Report]:
    """Give a classifier trained on label files, and a report of how good it is.

    Args:
        paths: Label files, as :func:`read_labels` reads them.
        annotate: Gives, for distinct texts, a table with the columns of DOCUMENTS and
            ANNOTATIONS, one row a text. It should be what a run uses, so that training and
            running see the same tokens and trees.
        config: How to train.
        dev_paths: Label files to score the classifier on, by name; never learnt from.
        base: A classifier to start from.

    Returns:
        The classifier, and :func:`train_classifier`'s report with ``files`` (labels in each
        file, by folder and name) and ``dev`` (:func:`evaluate_classifier`'s scores by name).

    Raises:
        InputError: As :func:`read_labels` and :func:`train_classifier` raise it.
    """
    dev = {name: read_labels(files) for name, files in (dev_paths or {}).items()}
    of_file = {path: read_labels([path]) for path in paths}
    labels = [label for listed in of_file.values() for label in listed]
    if not labels:
        raise InputError("training labels", "no label in any file", "label files with lines")
    given = [label.label for label in labels]
    groups = [label.group for label in labels]
    classifier, report = train_classifier(_targets(labels, annotate), given, groups, config, base)
    majority = MajorityBaseline().fit([], given).label_
    report["files"] = {f"{path.parent.name}/{path.name}": len(listed) for path, listed in of_file.items()}
    report["dev"] = {
        name: evaluate_classifier(
            classifier, _targets(listed, annotate), [label.label for label in listed], majority, config.seed
        )
        for name, listed in dev.items()
    }
    return classifier, report
