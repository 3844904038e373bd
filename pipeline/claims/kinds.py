"""What kind of claim a claim is: fact, judgement, cause, forecast or report.

- *forecast*: what will, may or is expected to happen.
- *cause*: what brought something about, explains or prevents it.
- *judgement*: good or bad, strong or weak, right or wrong, what should be.
- *report*: that somebody did an act of speech ("Beijing condemned the move"), where what was
  said is no clause that could stand as a claim itself.
- *fact*: any other state or event that could be checked.

Rules find futures, causes, reports and demands; what they and the claim's other traits weigh
was learnt (``kinds.yaml``) and is added up in whole numbers.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.kind_words import kind_weights
from pipeline.claims.lexicon import load_lexicon, word_list
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.sources import is_speaker
from pipeline.claims.subjects import agent_of, find_subject, is_passive
from pipeline.claims.traits import traits_of

KINDS = ("forecast", "cause", "judgement", "report", "fact")  # the first that fits
_NOTHING: dict[str, int] = {}
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_SELVES = frozenset({"i", "we", "you"})
_MAYBE = frozenset({"may", "might", "could"})


@cache
def _cause_phrases() -> re.Pattern[str]:
    phrases = sorted(load_lexicon().phrases["cause_phrases"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b", re.I)


def kind_of(reading: Reading, interval: Interval, *, by_author: bool, spoken: bool = False) -> str:
    """Give the kind of a claim.

    Args:
        reading: The article.
        interval: The claim's tokens.
        by_author: Whether the article itself makes it.
        spoken: Whether it is quoted or a speaker's turn; else an attributed claim is
            reported, where "would" is a future seen from the past.
    """
    heads = main_verbs(reading, interval)
    voice = "author" if by_author else "spoken" if spoken else "reported"
    traits = traits_of(reading, interval, heads, voice) | rule_traits(reading, interval, heads, voice)
    weights = kind_weights()
    sums = dict(weights["bias"])
    for trait in traits:
        for kind, weight in weights.get(trait, _NOTHING).items():
            sums[kind] += weight
    return max(KINDS, key=lambda kind: sums[kind])


def rule_traits(reading: Reading, interval: Interval, heads: list[int], voice: str) -> set[str]:
    """Give the traits that rules find: ``rule norm``, ``rule forecast``, ``rule cause``, ``rule report``."""
    modals = {
        reading.lower[k] for i in heads for k in reading.kids[i] if reading.deps[k] in ("aux", "auxpass")
    }
    norm = bool(modals & word_list("judgement_modals")) and not _is_perfect(reading, heads)
    tests = {
        "rule norm": norm,
        "rule forecast": _is_forecast(reading, interval, heads, modals, reported=voice == "reported"),
        "rule cause": _is_cause(reading, interval, heads),
        "rule report": bool(heads) and _is_report(reading, heads[0]),
    }
    return {name for name, holds in tests.items() if holds}


def main_verbs(reading: Reading, interval: Interval) -> list[int]:
    """Give the verbs of a claim's main clause and those coordinated with it."""
    start, end = interval
    tops = [i for i in range(start, end) if not start <= reading.heads[i] < end or reading.heads[i] == i]
    mains: list[int] = []
    for top in sorted(tops, key=lambda i: (reading.pos[i] not in ("VERB", "AUX"), i)):
        if reading.pos[top] in ("VERB", "AUX") and reading.deps[top] not in ("aux", "auxpass"):
            mains.append(top)
    if not mains:
        mains = [i for i in range(start, end) if reading.pos[i] in ("VERB", "AUX") and reading.is_finite(i)][
            :1
        ]
    for verb in mains[:1]:  # "It may fall; the ministry decides in May"
        clauses = (k for k in reading.children(verb, "ccomp", "parataxis") if start <= k < verb)
        mains = [*(k for k in clauses if ";" in reading.lower[k:verb]), *mains]
    for verb in list(mains):
        mains.extend(k for k in reading.children(verb, "conj", "xcomp", "acomp") if start <= k < end)
    return mains


def _is_report(reading: Reading, verb: int) -> bool:
    if reading.lemmas[verb] not in word_list("report_verbs"):
        return False
    if is_passive(reading, verb) and agent_of(reading, verb) is None:
        return False
    subject = agent_of(reading, verb) if is_passive(reading, verb) else find_subject(reading, verb)
    return subject is not None and (
        reading.lower[subject] in _SELVES or is_speaker(reading, subject, "actor")
    )


def _is_perfect(reading: Reading, heads: list[int]) -> bool:
    return any(
        reading.lemmas[k] == "have" and reading.deps[k] == "aux" for i in heads for k in reading.kids[i]
    )


def _is_forecast(
    reading: Reading, interval: Interval, heads: list[int], modals: set[str], *, reported: bool
) -> bool:
    if modals & _WILL or reading.lower[interval[0]] == "expect":
        return True
    negated = any(reading.deps[k] == "neg" for i in heads for k in reading.kids[i])
    if not _is_perfect(reading, heads):
        if modals & _MAYBE and not (negated and "could" in modals):
            return True
        if reported and modals & {"would", "'d", "’d"}:
            return True
    for i in heads:
        if reading.lower[i] in word_list("future_words") and any(
            reading.deps[k] == "xcomp" or reading.tags[k] == "TO" for k in reading.kids[i]
        ):
            return True
        planned = reading.lemmas[i] in word_list("forecast_verbs")
        if planned and reading.child(i, "xcomp", "ccomp", "dobj") is not None:
            return True
        if (
            reading.tags[i] == "VB"
            and i == heads[0]
            and any(reading.tags[k] == "TO" for k in reading.kids[i])
        ):
            return True  # "prices to fall", what somebody expects
    return False


def _is_cause(reading: Reading, interval: Interval, heads: list[int]) -> bool:
    start, end = interval
    if any(reading.lemmas[i] in word_list("cause_verbs") for i in heads):
        return True
    if _cause_phrases().search(reading.text[reading.starts[start] : reading.ends[end - 1]]):
        return True
    for i in heads:
        if (
            reading.lemmas[i] not in word_list("effect_verbs")
            or reading.child(i, "dobj", "ccomp", "prep") is None
        ):
            continue
        subject = find_subject(reading, i)
        if (
            subject is None
            or reading.pos[subject] not in ("NOUN", "PRON")
            or is_speaker(reading, subject, "actor")
        ):
            continue
        if reading.pos[subject] == "NOUN" or reading.lower[subject] in ("it", "this", "that", "which"):
            return True
    return False
