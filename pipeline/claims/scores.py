"""How likely words are a claim: a logistic score over features of the words and their shape.

What could be checked (figures, names, finite verbs about the world) speaks for a claim, what
only expresses the speaker or addresses the reader against it. The signs and sizes follow a
logistic regression on ``corpus/gold/claim-sentences-dev.jsonl``, rounded and shrunk by hand; the
bias is set so that the mean score of what is taken for a claim is the part of it that is one.
"""

from __future__ import annotations

import math

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import PUNCT, SUBJECTS, Interval, Reading

_WEIGHTS = {
    "bias": 1.3,
    "words": 1.1,  # log2 of the length over 8 words, within -2..2
    "noun_subject": 1.3,  # a noun or a name does or is something
    "third_person": 0.7,
    "past": 0.5,
    "number": 1.2,
    "name": 0.4,
    "comparison": 0.8,
    "attributed": 0.5,
    "first_person": -0.6,
    "second_person": -1.0,
    "feeling": -0.5,
    "exclamation": -0.7,
    "nominal": -0.5,
    "opening": -0.2,  # "but", "and", "so", "well" first
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
    verb = any(reading.pos[i] in ("VERB", "AUX") for i in words)
    tags = {reading.tags[i] for i in words}
    features["noun_subject"] = float(
        any(reading.deps[i] in SUBJECTS and reading.pos[i] in ("NOUN", "PROPN") for i in words)
    )
    features["third_person"] = float("VBZ" in tags or "VBD" in tags)
    features["past"] = float("VBD" in tags)
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
