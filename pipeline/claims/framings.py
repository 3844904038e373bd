"""How a cue colours what it attributes: negated, conditional, of nobody, said to be false."""

from __future__ import annotations

from pipeline.claims.lexicon import Frame, word_list
from pipeline.claims.readings import Reading
from pipeline.claims.subjects import find_subject

_GROUNDS = frozenset({"evidence", "proof", "basis"})
_CONDITIONS = frozenset({"if", "unless", "whether", "when", "whenever", "until"})
_RAISING = frozenset({"xcomp", "pcomp"})
_BELIEFS = frozenset({"think", "believe", "expect", "feel", "suppose", "imagine", "anticipate", "suspect"})


def coloured(reading: Reading, verb: int, frame: Frame) -> tuple[str, str]:
    """Give framing and voice of a frame once negation and adverbs are heard.

    What somebody did not say is nobody's claim; what somebody does not believe is a claim
    denied. An adverb such as "falsely" makes the framing ``doubted``, a hearsay adverb
    turns ``stated`` into ``claimed``.
    """
    framing, voice = frame.framing, frame.voice
    for kid in reading.kids[verb]:
        if reading.lower[kid] in word_list("doubting_adverbs"):
            framing = "doubted"
        elif reading.lower[kid] in word_list("hearsay_adverbs") and framing == "stated":
            framing = "claimed"
        elif reading.lower[kid] == "without" and _GROUNDS & set(reading.lower[kid : reading.right[kid]]):
            framing = "doubted"
    if reading.deps[verb] in ("relcl", "acl") and any(reading.tags[k] == "TO" for k in reading.kids[verb]):
        voice = "author"  # "the only firm to confirm that"
    subject = find_subject(reading, verb)
    if is_conditional(reading, verb) or (subject is not None and is_generic(reading, subject)):
        voice = "author"
    if is_negated(reading, verb):
        if reading.lemmas[verb] in _BELIEFS:
            framing = "denied"
        else:
            voice = "author"
    return framing, voice


def is_negated(reading: Reading, verb: int) -> bool:
    """Tell whether a verb is denied: "did not say", "never said", "refused to say"."""
    lower = reading.lower
    if any(
        reading.deps[k] == "neg" or lower[k] in ("never", "n't", "n’t", "not") for k in reading.kids[verb]
    ):
        return True
    above = reading.heads[verb]
    return reading.deps[verb] in _RAISING and reading.lemmas[above] in (
        "refuse",
        "decline",
        "fail",
        "neglect",
    )


def is_conditional(reading: Reading, verb: int) -> bool:
    """Tell whether a cue stands in a condition: "if he says", "when a lab finds"."""
    opener = next((k for k in reading.kids[verb] if reading.lower[k] in _CONDITIONS and k < verb), None)
    if opener is None or reading.deps[verb] not in ("advcl", "ccomp", "conj", "ROOT"):
        return False
    return reading.lower[opener] != "when" or reading.tags[verb] in ("VBZ", "VBP", "VB")


def is_generic(reading: Reading, subject: int) -> bool:
    """Tell whether a subject is nobody in particular, or a share of those who were asked."""
    lower = reading.lower[subject]
    if lower in word_list("generic") or reading.lemmas[subject] in word_list("shares"):
        partitive = reading.child(subject, "prep") is not None
        if lower == "one":  # "one of them said" is somebody, "one says" is anybody
            return not partitive and reading.tags[subject] != "CD"
        return partitive or lower not in word_list("shares") or lower in ("percent", "%", "cent")
    kids = reading.kids[subject]
    if reading.lower[reading.left[subject]] in ("not", "no", "neither", "nor"):
        return True
    if any(
        reading.lower[k] in ("no", "few", "any", "every") and reading.deps[k] in ("det", "amod") for k in kids
    ):
        return reading.lower[reading.left[subject]] != "a"  # "a few officials" are somebody
    if any(
        reading.lemmas[k] in word_list("shares")
        for k in kids
        if reading.deps[k] in ("nummod", "nmod", "compound")
    ):
        return True
    clause = reading.child(subject, "relcl")
    return bool(lower == "people" and clause is not None and reading.left[subject] == subject)
