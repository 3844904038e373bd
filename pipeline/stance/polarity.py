"""The words of the polarity lexicon, read from ``polarity.yaml``, where they are scored by judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import ConfigError
from pipeline.stance.lexicon import Frame, Lexicon

POLARITY_FILE = Path(__file__).with_name("polarity.yaml")
_SCORED = {"nouns": "NOUN", "adjectives": "ADJ", "adverbs": "ADV"}
_LISTS = ("passing", "turning", "losing", "standing", "contest", "speech")
_KEYS = {"verbs", "verb_prepositions", "noun_prepositions", "phrases", *_SCORED, *_LISTS}


def _groups(section: Any, place: str) -> Iterator[tuple[list[int], str]]:
    if not isinstance(section, Mapping):
        raise ConfigError(place, f"{type(section).__name__} found", "a table of scores, each with its words")
    for key, words in section.items():
        try:
            scores = [int(part) for part in str(key).split()]
        except ValueError:
            scores = []
        if not scores or any(abs(score) > 3 for score in scores):
            raise ConfigError(place, f"score {key!r}", "whole numbers from -3 to 3")
        for word in str(words).split():
            yield scores, word


def _single(section: Any, place: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for scores, word in _groups(section, place):
        if len(scores) != 1:
            raise ConfigError(place, f"{word!r} has {len(scores)} scores", "one score")
        if word in table:
            raise ConfigError(place, f"{word!r} is listed twice", "one score a word", "remove one of them")
        table[word] = scores[0]
    return table


def _framed(section: Any, place: str) -> dict[str, Frame]:
    table: dict[str, Frame] = {}
    for scores, word in _groups(section, place):
        if len(scores) != 2:
            raise ConfigError(place, f"{word!r} has {len(scores)} scores", 'two, "subject object"')
        if word in table:
            raise ConfigError(place, f"{word!r} is listed twice", "one frame a verb", "remove one of them")
        table[word] = Frame(*scores)
    return table


def _pair(word: str, place: str) -> tuple[str, str]:
    head, slash, preposition = word.partition("/")
    if not (head and slash and preposition):
        raise ConfigError(place, f"entry {word!r}", "word/preposition, such as lose/to")
    return head, preposition


def parse_lexicon(text: str, place: str) -> Lexicon:
    """Give the lexicon that a YAML text holds.

    Args:
        text: YAML in the form of ``polarity.yaml``; absent sections are empty.
        place: Where the text came from, for errors.

    Raises:
        ConfigError: The text is no such YAML, a score is not -3 to 3, or a word is listed
            twice in a section.
    """
    try:
        data = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise ConfigError(place, f"no YAML: {error}".replace("\n", " ")) from error
    if not isinstance(data, dict) or not set(data) <= _KEYS:
        raise ConfigError(place, "unknown sections", f"only {', '.join(sorted(_KEYS))}")
    of_verbs, of_nouns = f"{place}, verb_prepositions", f"{place}, noun_prepositions"
    pairs = _framed(data.get("verb_prepositions", {}), of_verbs)
    nouns = _single(data.get("noun_prepositions", {}), of_nouns)
    words = {pos: _single(data.get(key, {}), f"{place}, {key}") for key, pos in _SCORED.items()}
    # Tokenizers take hyphenated words apart, so each is a phrase as well.
    hyphenated = {word: score for table in words.values() for word, score in table.items() if "-" in word}
    phrases = {**hyphenated, **_single(data.get("phrases", {}), f"{place}, phrases")}
    return Lexicon(
        verbs=_framed(data.get("verbs", {}), f"{place}, verbs"),
        verb_prepositions={_pair(word, of_verbs): frame for word, frame in pairs.items()},
        noun_prepositions={_pair(word, of_nouns): score for word, score in nouns.items()},
        words=words,
        phrases={tuple(word.split("-")): score for word, score in phrases.items()},
        **{key: frozenset(str(data.get(key, "")).split()) for key in _LISTS},
    )


@cache
def polarity_text() -> str:
    """Give the words of ``polarity.yaml`` as they are on disk."""
    return POLARITY_FILE.read_text(encoding="utf-8")


@cache
def read_lexicon() -> Lexicon:
    """Give the project's own lexicon, read once."""
    return parse_lexicon(polarity_text(), POLARITY_FILE.name)
