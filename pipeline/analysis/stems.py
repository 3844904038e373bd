"""Words cut to what their forms have in common."""

from __future__ import annotations

import re
from functools import cache

_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_INFLECTIONS = ("ing", "ied", "ed")
_DERIVATIONS = (
    "isation", "ization", "ation", "ition", "ement", "ment", "ness", "ance", "ence", "able", "ible",
    "ally", "ship", "ion", "ive", "ity", "ism", "ise", "ize", "is", "iz", "al", "ly", "er", "or", "y",
)  # fmt: skip
_VOWEL = re.compile("[aeiouy]")


@cache
def stem(word: str) -> str:
    """Cut a word to what its forms have in common; short words stay as they are.

    A stem is a key to compare by and no word. Now and then unlike words share one, so no
    comparison should rest on one stem alone.

    Example:
        >>> [stem(word) for word in ("controls", "controlled", "controlling", "china's", "rules")]
        ['control', 'control', 'control', 'china', 'rul']
        >>> [stem(word) for word in ("restrictions", "enforcement", "banned", "subsidies", "subsidised")]
        ['restrict', 'enforc', 'ban', 'subsid', 'subsid']
    """
    word = _without_inflection(_without_plural(word.removesuffix("'s").removesuffix("'")))
    for ending in _DERIVATIONS:
        body = word.removesuffix(ending)
        if body != word and len(body) >= 4 and _VOWEL.search(body):
            word = body
            break
    return word[:-1] if len(word) > 3 and word[-1] in "ei" else word


def _without_plural(word: str) -> str:
    if len(word) < 4:
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_inflection(word: str) -> str:
    for ending in _INFLECTIONS:
        body = word.removesuffix(ending)
        if body == word or len(body) < 3 or not _VOWEL.search(body):
            continue
        if ending == "ied":
            return body + "y"
        doubled = len(body) > 3 and body[-1] == body[-2] and body[-1] not in "sz"
        # sell keeps both, control doubled its own: a short word is more often of the first kind.
        return body[:-1] if doubled and not (body[-1] == "l" and len(body) < 6) else body
    return word
