"""The classifier that an encoder brings along: the head it was trained with, made honest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.schemas import STANCES
from pipeline.stance.classifier import StanceClassifier, fit_temperature
from pipeline.stance.encoder import OnnxEncoder
from pipeline.stance.joined import JoinedEncoder
from pipeline.stance.labels import Label


def calibrate_head(encoder: OnnxEncoder | JoinedEncoder, labels: Sequence[Label]) -> StanceClassifier:
    """Give the encoder's own head as a classifier, its temperature fitted on labels.

    Args:
        encoder: Brings weights and intercepts along.
        labels: Labels that the encoder has not learnt from; else it would be too sure.

    Returns:
        A classifier whose classes are ``STANCES``; nothing but its temperature was fitted.
    """
    features = encoder.features([label._asdict() for label in labels])
    coef, intercept = encoder.head
    classifier = StanceClassifier()
    order = np.argsort(STANCES)
    classifier.classes_ = np.asarray(STANCES)[order]
    classifier.coef_, classifier.intercept_ = coef[order], intercept[order]
    classifier.n_features_in_ = coef.shape[1]
    decisions: NDArray[np.float64] = features @ classifier.coef_.T + classifier.intercept_
    codes = np.searchsorted(classifier.classes_, [label.label for label in labels])
    classifier.temperature_ = fit_temperature(decisions, codes, np.ones(len(codes)))
    return classifier
