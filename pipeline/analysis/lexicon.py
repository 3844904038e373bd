"""The words that claims are compared by: which mean one thing, which the opposite, which nothing."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

from pipeline.analysis.stems import stem


@cache
def _lexicon() -> dict[str, Any]:
    text = resources.files("pipeline.analysis").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def listed(name: str) -> frozenset[str]:
    """Give the words of one of the plain lists, such as ``stop`` or ``titles``."""
    return frozenset(_lexicon()[name].split())


@cache
def number_words() -> dict[str, str]:
    """Give the digits that a number word stands for."""
    return {word: str(digits) for digits, words in _lexicon()["numbers"].items() for word in words.split()}


@cache
def places() -> dict[str, str]:
    """Give the one name for a place, its people and its capital, by each of them in lower case."""
    lines = [line.split() for line in _lexicon()["names"]]
    return {name: names[0] for names in lines for name in names}


def replace_phrases(text: str) -> str:
    """Write phrases that mean one word as that word."""
    phrases = _lexicon()["phrases"]
    return _phrases().sub(lambda found: str(phrases[found[0]]), text)


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_lexicon()['phrases'])})\b")


@cache
def _plain_forms() -> dict[str, str]:
    lines = [line.split() for line in _lexicon()["irregular"]]
    return {form: forms[0] for forms in lines for form in forms}


@cache
def _heads() -> dict[str, str]:
    """Give the stem that stands for a stem's meaning; the first line that has it wins."""
    found: dict[str, str] = {}
    for line in _lexicon()["synonyms"]:
        stems = [stem(_plain_forms().get(word, word)) for word in line.split()]
        for word in stems:
            found.setdefault(word, stems[0])
    return found


@cache
def find_term(word: str) -> str:
    """Give the term that stands for all words of one meaning.

    Args:
        word: A word in lower case.

    Example:
        >>> find_term("processors") == find_term("chip")
        True
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word in places():
        return places()[word]
    cut = stem(_plain_forms().get(word, word))
    return _heads().get(cut, cut)


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Give the terms that say the opposite of a term."""
    found: dict[str, set[str]] = {}
    for line in [*_lexicon()["opposites"], *_lexicon()["contrasts"]]:
        left, right = ([find_term(word) for word in side.split()] for side in line.split("|"))
        for one, other in ((left, right), (right, left)):
            for word in one:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def contrasts() -> frozenset[str]:
    """Give the terms that before a noun only say which one is meant: open, cheap, last."""
    lines = _lexicon()["contrasts"]
    return frozenset(find_term(word) for line in lines for word in line.replace("|", " ").split())
