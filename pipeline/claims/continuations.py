"""Whether what is reported goes on after a reporting clause set into it."""

from __future__ import annotations

from pipeline.claims.cues import RIVALS
from pipeline.claims.lexicon import load_lexicon, word_list
from pipeline.claims.readings import BREAKS, DASHES, Interval, Reading

_BREAKS_AFTER = frozenset({",", ")", ":", ";"}) | DASHES
_NEW = frozenset({"who", "which", "as", "citing", "according"})
_REASONS = frozenset({"because", "since", "although", "though"})
_OF_CUE = frozenset({"advcl", "conj", "cc", "relcl", "acl", "dobj", "npadvmod", "appos"})
_WORDS = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_SPEAKER = frozenset({"he", "she", "they", "who"})


def part_after(reading: Reading, verb: int, end: int, last: int) -> Interval | None:
    """Give the words after an aside that are content again, or null.

    After a quotation only words that the parse ties to it go on ("…", he said, "…" is for
    quotation rules); in indirect speech clauses with "and", "but", "while" or after a colon
    go on too, unless they report for themselves or are about the speaker.

    Args:
        reading: The article.
        verb: The reporting verb.
        end: One past the reporting clause.
        last: One past the sentence.
    """
    lower = reading.lower
    if end >= last or lower[end] not in _BREAKS_AFTER:
        return None
    spoken = any(k in reading.marks for k in range(reading.sentence_at(verb)[0], verb))
    if lower[end] in (":", ";"):
        return None if spoken else _second_part(reading, end + 1, last)
    at = end
    while at < last and lower[at] in BREAKS:
        at += 1
    if at >= last - 1 or not any(reading.pos[k] in _WORDS for k in range(at, last)):
        return None
    if reading.tags[at] == "VBG" or lower[at] in _NEW:
        return None
    if lower[at] in RIVALS or lower[at] in _REASONS:
        return None if spoken else _second_part(reading, at, last)
    return None if _belongs_to_cue(reading, verb, at, spoken=spoken) else (at, last)


def _belongs_to_cue(reading: Reading, verb: int, at: int, *, spoken: bool) -> bool:
    # "X said, pointing to Y" and "X said, in a statement" go on with the cue.
    top = at
    while reading.heads[top] not in (top, verb):
        top = reading.heads[top]
    if reading.heads[top] != verb:
        return False
    if reading.deps[top] != "prep":
        return reading.deps[top] in _OF_CUE
    noun = reading.child(top, "pobj")
    if spoken or noun is None or reading.lemmas[noun] in word_list("settings"):
        return True
    return reading.child(noun, "poss") is not None


def _second_part(reading: Reading, at: int, last: int) -> Interval | None:
    # "It rose, she said, and costs fell", "and was sold".
    following = at + 1
    while following < last - 1 and reading.pos[following] == "ADV":
        following += 1
    if reading.pos[at] == "CCONJ" and reading.pos[min(following, last - 1)] in ("VERB", "AUX"):
        return at, last
    for i in range(at, last):
        if reading.deps[i] in ("nsubj", "nsubjpass"):
            clause = reading.heads[i]
            if reading.lemmas[clause] in load_lexicon().verbs or not reading.is_finite(clause):
                return None
            return None if reading.lower[i] in _SPEAKER else (at, last)
    return None
