"""What kind of claim a claim is: fact, judgement, cause, forecast or report.

- *report*: the article's own assertion is that somebody did an act of speech ("Beijing
  condemned the move"); what was said is no clause that could stand as a claim itself.
- *forecast*: what will, may or is expected to happen.
- *cause*: what brought something about, or follows from it.
- *judgement*: good or bad, strong or weak, right or wrong, what should be.
- *fact*: any other state or event that could be checked.

Where several fit, norms ("should") come first, then forecast, cause, report, judgement.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.judgements import is_judgement
from pipeline.claims.lexicon import load_lexicon, word_list
from pipeline.claims.readings import Interval, Reading
from pipeline.claims.sources import is_speaker
from pipeline.claims.subjects import agent_of, find_subject, is_passive

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
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
        by_author: Whether the article itself makes it; only then can it be a report.
        spoken: Whether it is quoted or a speaker's turn; else an attributed claim is
            reported, where "would" is a future seen from the past.
    """
    heads = _main_verbs(reading, interval)
    modals = {
        reading.lower[k] for i in heads for k in reading.kids[i] if reading.deps[k] in ("aux", "auxpass")
    }
    if modals & word_list("judgement_modals") and not _is_perfect(reading, heads):
        return "judgement"
    if _is_forecast(reading, interval, heads, modals, reported=not by_author and not spoken):
        return "forecast"
    if _is_cause(reading, interval, heads):
        return "cause"
    if by_author and heads and _is_report(reading, heads[0]):
        return "report"
    reported = not by_author and not spoken
    judged = is_judgement(reading, interval, heads, reported=reported, spoken=spoken)
    return "judgement" if judged else "fact"


def _main_verbs(reading: Reading, interval: Interval) -> list[int]:
    # Verbs of the claim's main clause and those coordinated with it.
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
    for verb in list(mains):
        mains.extend(k for k in reading.children(verb, "conj", "xcomp", "acomp") if start <= k < end)
    return mains


def _is_report(reading: Reading, verb: int) -> bool:
    if reading.lemmas[verb] not in word_list("report_verbs"):
        return False
    if is_passive(reading, verb) and agent_of(reading, verb) is None:
        return False
    subject = agent_of(reading, verb) if is_passive(reading, verb) else find_subject(reading, verb)
    return (
        subject is not None
        and reading.lower[subject] not in ("i", "we", "you")
        and is_speaker(reading, subject, "actor")
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
