"""Whether a full stop ends a sentence, and whether a token can begin one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.segment.abbreviations import (
    CLOCK,
    COUNTERS,
    EXCLAIMED_NAMES,
    LETTERED,
    NAME_ENDS,
    NAME_TAILS,
    NEVER_NAMES,
    SPLIT_COUNTERS,
    SPLIT_TITLES,
    TIME_ZONES,
    TITLES,
)
from pipeline.segment.words import FINITE_VERBS, REPORTING_VERBS, SENTENCE_STARTERS, word_set

ENDERS = frozenset(".!?…。！？")
CLOSERS = frozenset({"”", "’", "’’", "»", ")", "]", "}", "」", "』", "）", "】", "''"})
_OPENERS = frozenset({"“", "‘", "«", "(", "[", '"', "'", "``", "„", "「", "『", "¿", "¡", "（", "{"})
_QUOTES = frozenset({"”", "’", "»", '"', "'", "''", "」", "』"})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_BULLETS = frozenset("•‣◦▪■●►▶·*")
_DOMAIN_ENDS = word_set("com ai io net org co tv app dev")
_PREPOSITIONS = word_set("in from to across for by of with against outside inside within and into than")


def starts_sentence(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], i: int) -> bool:
    """Tell whether token ``i`` looks like the first of a sentence: a capital, a figure, an opening mark."""
    word = words[i]
    first = word[0]
    if first.isalpha():
        return not first.islower() or _is_camel(word)
    if first.isdigit() or word in _BULLETS or first in "$€£¥₹#@":
        return True
    if word in _OPENERS:
        if i + 1 >= len(words):
            return False
        following = words[i + 1]
        if starts[i + 1] > ends[i] and word in "\"'":
            return False
        return word not in "([" or not following[0].islower()
    if word in _DASHES:
        return i + 1 < len(words) and words[i + 1][0].isupper() and i > 0 and words[i - 1] not in _QUOTES
    return (first == "'" and len(word) > 1) or (first == "’" and len(word) > 1 and word[1].isdigit())


def is_ending(
    words: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    first: int,
    i: int,
    last: int,
    after: int,
) -> bool:
    """Tell whether the mark at token ``i`` ends the sentence, given what follows at ``after``.

    Args:
        words: The block's tokens.
        starts: First character of each.
        ends: One past the last character of each.
        first: First token of the sentence.
        i: Token that ends with a full stop, a question or an exclamation mark or an ellipsis.
        last: Last of several such tokens in a row.
        after: First token after them and the closing marks.
    """
    mark = words[last]
    following = _bare(words, after)
    is_quoted = any(word in _QUOTES for word in words[last + 1 : after])
    if mark[-1] in "。！？":
        return True
    if mark in ("...", "…", "..", "....", ". . .") or mark.endswith(("...", "…")):
        return (
            last > first
            and (is_quoted or words[i - 1] != following)
            and not _is_bracketed(words, i, last, after)
        )
    if mark[-1] in "!?":
        if is_quoted and _is_reported(words, after):
            return False
        return not (
            mark == "!"
            and words[i - 1].lower() in EXCLAIMED_NAMES
            and following.lower() not in SENTENCE_STARTERS
        )
    if is_quoted:
        return True
    if mark == ".":
        return _ends_at_stop(words, starts, ends, first, last, after)
    return _ends_at_abbreviation(words, first, last, after)


def _ends_at_stop(
    words: Sequence[str], starts: Sequence[int], ends: Sequence[int], first: int, i: int, after: int
) -> bool:
    before = words[i - 1] if i > first else ""
    following = words[after]
    if not before:
        return False
    touching = starts[i] == ends[i - 1]
    if touching and before.lower() in SPLIT_TITLES:
        return False
    if touching and before.lower() in SPLIT_COUNTERS and following[0].isdigit():
        return False
    if i - 1 == first and touching and ((before.isdigit() and len(before) <= 3) or len(before) == 1):
        return False  # "2. Ask for help": a number before an item, not a sentence
    if touching and starts[after] == ends[i] and after == i + 1 and following[0].isalnum():
        # "end.The" lacks a space; "Character.AI" does not.
        return (
            len(following) > 1
            and not following.isupper()
            and not following[0].isdigit()
            and following.lower() not in _DOMAIN_ENDS
        )
    return True


def _ends_at_abbreviation(words: Sequence[str], first: int, i: int, after: int) -> bool:
    word = words[i].lower()
    following = _bare(words, after)
    opens = following.lower() in SENTENCE_STARTERS
    if after > i + 1 and words[i + 1] in (")", "]"):
        return opens or words[after] in _OPENERS
    if word in TITLES:
        return False
    if word in COUNTERS:
        return not following[:1].isdigit() and (opens or words[after] in _OPENERS)
    if word in CLOCK:
        return following.lower() not in TIME_ZONES and not following[:1].isdigit()
    if len(word) == 2 and word[0].isalpha():
        lettered = i - 1 >= first and (words[i - 1].islower() or words[i - 1].lower() in LETTERED)
        return opens and following not in ("A", "I") and (lettered or following.lower() in NEVER_NAMES)
    if word in NAME_ENDS or word.count(".") >= 2:
        return opens or _opens_new_clause(words, first, i, after)
    return True


def _opens_new_clause(words: Sequence[str], first: int, i: int, after: int) -> bool:
    # "in the U.S. Nvidia said" is two sentences, "the U.S. Senate said" is none; after a quotation
    # mark or a figure nothing is said about names at all.
    following = words[after]
    if following in _OPENERS:
        return following not in "(["
    if (
        following[0].isdigit()
        or following.lower() in NAME_TAILS
        or following.lower() in NAME_ENDS
        or after + 1 >= len(words)
    ):
        return False
    if following[0].isupper() and words[after + 1].lower() in FINITE_VERBS:
        article = i - 1 >= first and words[i - 1].lower() == "the"
        if words[i].lower().rstrip(".").count("."):
            return article and i - 2 >= first and words[i - 2].lower() in _PREPOSITIONS
        return True
    return False


def _is_reported(words: Sequence[str], after: int) -> bool:
    # A name or pronoun and a verb of saying, with nothing but words between: "Smith of Acme asked".
    for word in words[after : after + 5]:
        if word.lower() in REPORTING_VERBS:
            return True
        if not word[0].isalpha():
            return False
        if word[0].islower() and word.lower() not in ("the", "of", "a", "an", "then", "also", "later"):
            return False
    return False


def _is_bracketed(words: Sequence[str], i: int, last: int, after: int) -> bool:
    return i > 0 and words[i - 1] in ("[", "(") and last + 1 < len(words) and words[last + 1] in ("]", ")")


def _bare(words: Sequence[str], after: int) -> str:
    # The first word at or after a token, opening marks left aside.
    for word in words[after : after + 3]:
        if word not in _OPENERS:
            return word
    return words[after]


def _is_camel(word: str) -> bool:
    return len(word) > 2 and any(character.isupper() for character in word[1:3])
