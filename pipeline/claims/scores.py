"""How likely words are a claim: a logistic score over features of the words and their shape.

Weights are set by hand, each for a reason that a reader can weigh: what could be checked
(figures, names, finite verbs about the world) speaks for a claim, what only expresses the
speaker or addresses the reader against it.
"""

from __future__ import annotations

import math

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import PUNCT, Interval, Reading

_WEIGHTS = {
    "bias": 0.4,
    "words": 0.9,  # log2 of the length over 8 words, within -2..2
    "subject_and_verb": 1.0,
    "number": 0.5,
    "name": 0.4,
    "comparison": 0.3,
    "attributed": 0.3,
    "first_person": -0.7,
    "second_person": -0.9,
    "feeling": -0.8,
    "exclamation": -0.8,
    "nominal": -1.2,
    "opening": -0.4,  # "but", "and", "so", "well" first
}
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "i'm", "i’m"})
_SECOND = frozenset({"you", "your", "yours", "yourself"})


def score_of(reading: Reading, interval: Interval, *, attributed: bool) -> float:
    """Give the score of a claim, 0 to 1; longer, more checkable words score higher.

    Args:
        reading: The article.
        interval: The claim's tokens.
        attributed: Whether somebody other than the author makes it.
    """
    start, end = interval
    words = [i for i in range(start, end) if reading.lower[i] not in PUNCT]
    lower = [reading.lower[i] for i in words]
    features = {"bias": 1.0, "words": max(-2.0, min(2.0, math.log2(max(1, len(words)) / 8)))}
    deps = {reading.deps[i] for i in words}
    verb = any(reading.pos[i] in ("VERB", "AUX") for i in words)
    features["subject_and_verb"] = float(verb and bool(deps & {"nsubj", "nsubjpass", "expl", "csubj"}))
    features["nominal"] = float(not verb)
    features["number"] = float(any(reading.tags[i] == "CD" for i in words))
    features["name"] = float(any(reading.pos[i] == "PROPN" for i in words))
    features["comparison"] = float(any(reading.tags[i] in ("JJR", "JJS", "RBR", "RBS") for i in words))
    features["attributed"] = float(attributed)
    features["first_person"] = float(bool(_FIRST & set(lower)))
    features["second_person"] = float(bool(_SECOND & set(lower)))
    features["feeling"] = float(any(reading.lemmas[i] in word_list("feelings") for i in words))
    features["exclamation"] = float(reading.lower[end - 1] == "!")
    features["opening"] = float(bool(lower) and lower[0] in ("but", "and", "so", "well", "or", "yes", "no"))
    total = sum(_WEIGHTS[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))
