"""What two claims are compared by: their terms, names, numbers, and what turns them round."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analysis.lexicon import find_term, listed, number_words, places, replace_phrases

# A word with its apostrophes, or a number.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]+")
# The capitals tell the country from the pronoun.
_COUNTRY = re.compile(r"\bU\.?S\.?(?:A\.?)?(?!\w)")
_PASSIVE = re.compile(r"\bby\b|\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?\w+(?:ed|en)\b")
# What stands before the sentence proper, as in "In Asia, sales fell".
_FRONTED = re.compile(
    r"((?:In|On|At|For|By|From|Among|Across|Since|After|Under|According)\b[^,.]{1,60}), (.+)", re.DOTALL
)
# Who said so is no part of what is said.
_ACCORDING = re.compile(r"[.,]?\s+according to [^.;]*[.]?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """A claim as it is compared.

    Args:
        terms: Its content words in their order, each as the term that stands for all words of its
            meaning; names among them.
        names: The terms that are names, in their order.
        numbers: Its numbers, figures and words alike.
        is_negated: Whether it is turned round an odd number of times.
        is_open: Whether it says only that something may be.
        is_ahead: Whether it says that something will be.
        is_passive: Whether it has a passive.
        reasons: The terms after ``because``.
        modifiers: Terms that another term follows at once, as an adjective its noun.
    """

    terms: tuple[str, ...]
    names: tuple[str, ...]
    numbers: frozenset[str]
    is_negated: bool
    is_open: bool
    is_ahead: bool
    is_passive: bool
    reasons: frozenset[str]
    modifiers: frozenset[str]


def collect_names(texts: Iterable[str]) -> frozenset[str]:
    """Give the words, in lower case, that some text writes with a capital inside a sentence."""
    return frozenset(found.casefold() for text in texts for found in _CAPITAL.findall(text))


def read_wording(text: str, known_names: frozenset[str] = frozenset()) -> Wording:
    """Take a claim apart into what it is compared by.

    Args:
        text: The claim.
        known_names: Words in lower case that are names even where they begin a sentence.
    """
    fronted = _FRONTED.fullmatch(text)
    if fronted:
        text = f"{fronted[2]} {fronted[1]}"
    text = _ACCORDING.sub("", text)
    shown = _WORD.findall(replace_phrases(_COUNTRY.sub("America", text.replace("’", "'"))))
    words = [word.casefold() for word in shown]
    terms: list[str] = []
    names: list[str] = []
    numbers: set[str] = set()
    modifiers: set[str] = set()
    last, before_reason = -2, 0
    for place, word in enumerate(words):
        if word == "because":
            before_reason = len(terms)
        if word[0].isdigit():
            numbers.add(word.replace(",", "").rstrip("."))
        elif word in number_words():
            numbers.add(number_words()[word])
        elif not (word in listed("stop") or word in listed("possible") or _turns(words, place)):
            terms.append(find_term(word))
            if last == place - 1:
                modifiers.add(terms[-2])
            last = place
            bare = word.removesuffix("'s")
            is_capital = shown[place][0].isupper() and bare not in listed("capitals")
            if bare in places() or (is_capital and (place > 0 or bare in known_names)):
                names.append(terms[-1])
    return Wording(
        terms=tuple(dict.fromkeys(terms)),
        names=tuple(dict.fromkeys(names)),
        numbers=frozenset(numbers),
        is_negated=sum(_turns(words, place) for place in range(len(words))) % 2 == 1,
        is_open=not listed("possible").isdisjoint(words),
        is_ahead=not listed("future").isdisjoint(words),
        is_passive=_PASSIVE.search(text) is not None,
        modifiers=frozenset(modifiers),
        reasons=frozenset(terms[before_reason:] if before_reason else ()),
    )


def _turns(words: list[str], place: int) -> bool:
    """Say whether a word turns the claim round: not, never, refused to; a few and not only do not."""
    word = words[place]
    before, after = "".join(words[place - 1 : place]), "".join(words[place + 1 : place + 2])
    if word in listed("refusals"):
        return after == "to"
    if word in listed("negations"):
        return not (before == "a" or after in ("only", "just", "merely", "least", "unlike"))
    return word.endswith("n't")
