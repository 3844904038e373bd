"""Whether a claim is a judgement: a weighted sum of what it says and how."""

from __future__ import annotations

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import Interval, Reading

_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_SECOND = frozenset({"you", "your"})
_COMPARED = frozenset({"JJR", "JJS", "RBR", "RBS"})
_POINTING = frozenset({"that", "this", "it", "there", "those", "these"})
# How much each feature speaks for a judgement against a fact; a sum above 0 is a judgement.
# Signs and sizes follow a logistic regression on hand-marked articles, in tenths;
# whole numbers, so that the sum does not hang on the order of adding.
_JUDGEMENT = {
    "bias": -11,
    "valued": 7,  # a valuing word is what is said of the subject
    "word": 8,  # a valuing word anywhere
    "past": -10,
    "present": 3,
    "perfect": -3,
    "copula": 4,
    "is": 5,  # a copula in the present
    "number": -6,
    "digits": -7,
    "spoken": 6,  # quoted, or a speaker's turn
    "marks": 4,  # quotation marks inside
    "first_person": 4,
    "second_person": 6,
    "if": 5,
    "degree": 4,
    "pointing": 5,  # "That is …"
}


def is_judgement(
    reading: Reading, interval: Interval, heads: list[int], *, reported: bool, spoken: bool
) -> bool:
    """Tell whether a claim values rather than states.

    Args:
        reading: The article.
        interval: The claim's tokens.
        heads: Its main verbs.
        reported: Whether it is indirect speech, whose past tense is the reporting verb's.
        spoken: Whether it is quoted or a speaker's turn.
    """
    features = _features(reading, interval, heads, spoken)
    if reported:
        features.discard("past")
    return _JUDGEMENT["bias"] + sum(_JUDGEMENT[name] for name in features) > 0


def _features(reading: Reading, interval: Interval, heads: list[int], spoken: bool) -> set[str]:
    start, end = interval
    lower = {reading.lower[i] for i in range(start, end)}
    auxiliaries = [k for i in heads for k in reading.kids[i] if reading.deps[k] in ("aux", "auxpass")]
    tags = {reading.tags[i] for i in (*heads, *auxiliaries)}
    copula = any(reading.lemmas[i] == "be" for i in heads)
    valuing = word_list("judgement_words")
    tests = {
        "valued": _is_valued(reading, heads),
        "word": any(reading.lower[i] in valuing or reading.lemmas[i] in valuing for i in range(start, end)),
        "past": "VBD" in tags,
        "present": bool(tags & {"VBZ", "VBP"}),
        "perfect": any(reading.lemmas[k] == "have" for k in auxiliaries),
        "copula": copula,
        "is": copula and bool(tags & {"VBZ", "VBP"}),
        "number": any(reading.tags[i] == "CD" for i in range(start, end)),
        "digits": any(c.isdigit() for word in lower for c in word),
        "spoken": spoken,
        "marks": any(i in reading.marks for i in range(start, end)),
        "first_person": bool(lower & _FIRST),
        "second_person": bool(lower & _SECOND),
        "if": "if" in lower,
        "degree": bool(lower & word_list("degree_words")),
        "pointing": reading.lower[start] in _POINTING,
    }
    return {name for name, holds in tests.items() if holds}


def _is_valued(reading: Reading, heads: list[int]) -> bool:
    # Whether a valuing word or a comparison is what the main verbs say of their subject.
    if any(reading.lemmas[i] in word_list("judgement_verbs") for i in heads):
        return True
    for i in _predicates(reading, heads):
        near = {i, *reading.children(i, "amod", "advmod", "conj", "compound")}
        alone = reading.deps[i] in ("dobj", "advmod")
        if any(_is_valuing(reading, k) for k in near) and (not alone or _is_valuing(reading, i)):
            return True
        if reading.deps[i] in ("acomp", "attr") and any(reading.tags[k] in _COMPARED for k in near):
            return True
    return False


def _predicates(reading: Reading, heads: list[int]) -> list[int]:
    found: list[int] = []
    for i in heads:
        found.extend(reading.children(i, "acomp", "attr", "oprd", "advmod", "dobj"))
        if reading.pos[i] == "ADJ":
            found.append(i)
        if reading.lemmas[i] == "be":  # "The real failure is …"
            found.extend(k for k in reading.children(i, "nsubj") if _is_valuing(reading, k))
    return found


def _is_valuing(reading: Reading, i: int) -> bool:
    valuing = word_list("judgement_words")
    return reading.lower[i] in valuing or reading.lemmas[i] in valuing
