"""The words that attribute, read once from ``lexicon.yaml`` and indexed by lemma.

A verb's entry tells what may hold the words attributed with it (``takes``, ``preps``,
``pairs``) and, for each of these, a :class:`Frame`: how the reporter presents them and
whose claim they are. The YAML file says what each key means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

CLAIMANT_RULES = {
    "author": "no attribution covers the claim: it is the article's own",
    "clause": "a verb of saying or thinking with the claim as its clause",
    "complement": "a verb with an object and what is said of it: called it unfair, accused Y of fraud",
    "infinitive": "a verb with the claim as its infinitive: claims to lead",
    "passive": "a passive verb whose agent speaks: was accused by X of",
    "aside": "a reporting clause set off by commas: the claim, X said",
    "as_clause": "as X observed, as claimed by X",
    "phrase": "according to X, in X's view, per X",
    "noun": "a reporting noun: X's claim that, warnings from X that",
    "adjective": "a state of mind: X is confident that",
    "quote": "quotation marks beside a reporting verb",
    "quote_carried": "a quotation without a cue of its own, after or before one of the same speaker",
    "label": "a speaker's label: JANE DOE: …",
    "hearsay": "reported without a source: reportedly, is said to",
}


@dataclass(frozen=True)
class Frame:
    """How words held by a cue are presented, and whose claim they are.

    Attributes:
        framing: One of ``schemas.FRAMINGS``.
        voice: ``source`` if a reader would say that the source claims the words, ``author``
            if the article vouches for them or only tells of an act, wish or attitude.
        needs: ``speaker``, ``document`` or empty: what the subject must be.
    """

    framing: str = "stated"
    voice: str = "source"
    needs: str = ""


@dataclass
class Entry:
    """What a verb, noun or adjective takes: from kind of content, or preposition, to frame."""

    takes: dict[str, Frame] = field(default_factory=dict)
    preps: dict[str, Frame] = field(default_factory=dict)
    pairs: dict[str, Frame] = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """All lists of ``lexicon.yaml``; word lists are sets of lower-case lemmas."""

    verbs: dict[str, Entry]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[str, ...]]


def _entries(groups: list[dict[str, Any]]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for group in groups:
        frame = Frame(group.get("framing", "stated"), group.get("voice", "source"), group.get("needs", ""))
        for word in group["words"].split():
            entry = entries.setdefault(word, Entry())
            for key, target in (("takes", entry.takes), ("preps", entry.preps), ("pairs", entry.pairs)):
                for name in group.get(key, ()):
                    target.setdefault(name, frame)  # the first group that names it wins
    return entries


@cache
def load_lexicon() -> Lexicon:
    """Give the lexicon that ships with the package.

    Example:
        >>> load_lexicon().verbs["warn"].takes["clause"].framing
        'warned'
    """
    raw = yaml.safe_load(files("pipeline.claims").joinpath("lexicon.yaml").read_text("utf-8"))
    return Lexicon(
        verbs=_entries(raw["verbs"]),
        nouns=_entries(raw["nouns"]),
        adjectives=_entries(raw["adjectives"]),
        words={key: frozenset(value.split()) for key, value in raw.items() if isinstance(value, str)},
        phrases={
            key: tuple(value)
            for key, value in raw.items()
            if isinstance(value, list) and value and isinstance(value[0], str)
        },
    )


@cache
def load_acts() -> Lexicon:
    """Give the lexicon widened by ``acts.yaml``: also what tells of a mind and claims nothing.

    Example:
        >>> load_acts().verbs["remember"].takes["gerund"].needs
        'any'
    """
    base, more = (
        yaml.safe_load(files("pipeline.claims").joinpath(name).read_text("utf-8"))
        for name in ("lexicon.yaml", "acts.yaml")
    )
    return Lexicon(
        verbs=_entries([*more["verbs"], *base["verbs"]]),
        nouns=_entries([*more["nouns"], *({**group, "needs": "owner"} for group in base["nouns"])]),
        adjectives=_entries([*more["adjectives"], *base["adjectives"]]),
        words={key: frozenset(value.split()) for key, value in more.items() if isinstance(value, str)},
        phrases={},
    )


def word_list(name: str) -> frozenset[str]:
    """Give a list of lower-case lemmas of the lexicon by its name in the YAML file.

    Example:
        >>> "analyst" in word_list("people")
        True
    """
    return load_lexicon().words[name]
